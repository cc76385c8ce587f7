"""All that a client does with a call but for the sending: it judges, addresses and reads. Shared by sync and async."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from ._auth.credentials import Credentials, PasswordGrant
from ._auth.flow import Auth, BasicAuth, NoAuth, TokenAuth, is_sign_in_page
from ._auth.token_store import TOKEN
from ._errors import AccountabilityError, ContractViolationError, PagingIgnoredError, without_references
from ._refusal import refusal
from ._response import Response
from ._transport.retry import is_repeatable
from ._warning import UNHEEDED, Deprecations, Misfits, PagingWarning, warn

if TYPE_CHECKING:
    from accountability_api._runtime.call import Call
    from accountability_api._runtime.paging import ListFacts

    from ._formats.serializer import Wire
    from ._guard import Guard
    from .corrections.correction import Corrections

__all__ = ("Desk",)

T = TypeVar("T")


class Desk:
    """Takes calls and hands out results; knows no I/O.

    Args:
        credentials: who calls.
        token_url: where access tokens are given.
        wire: writes requests and reads answers.
        guard: judges calls.
        strict: whether a member that does not fit raises.
        corrections: change calls before anything else sees them.
    """

    def __init__(
        self,
        credentials: Credentials,
        token_url: str,
        wire: Wire,
        guard: Guard,
        strict: bool,
        corrections: Corrections | None = None,
    ) -> None:
        self._basic = BasicAuth(credentials)
        token = corrections.by_key.get(TOKEN) if corrections else None
        self._auth = TokenAuth(credentials, token_url, token) if isinstance(credentials, PasswordGrant) else self._basic
        self._wire = wire
        self._guard = guard
        self._strict = strict
        self._corrections = corrections
        self._misfits = Misfits()
        self._deprecations = Deprecations()
        self._lists: dict[str, ListFacts] = {}

    def request(self, call: Call[Any], *, own: bool = False) -> dict[str, Any]:
        """The request of a call, as keywords of httpx.

        Args:
            call: the call.
            own: whether the caller wrote it out, and so vouches for it.

        Raises:
            UnverifiedOperationError: the guard stops it.
        """
        if call.paging is not None:
            from ._page_check import prepare_page

            if call.walk is not None:
                call.walk.report = self._report_paging
            call = prepare_page(call, self._facts(call))
        call = self._corrected(call)
        if not own:
            self._guard.check(call)
        self._deprecations.note(call)
        wire = self._wire
        return {
            "method": call.method,
            "url": wire.url(call),
            "headers": wire.headers(call),
            "content": wire.content(call),
        }

    def auth(self, call: Call[Any]) -> Auth:
        """Return what authorizes the call: legacy never gets an access token, and requesting one needs none."""
        if call.key == TOKEN:
            return NoAuth()
        return self._basic if call.api == "legacy" else self._auth

    def without_secrets(self, error: AccountabilityError) -> AccountabilityError:
        """Return an error without any reference to what it passed: requests, frames, other errors."""
        return without_references(error, self.secrets())

    def read(self, call: Call[T], answer: Response) -> T:
        """Return what the response is read as.

        Raises:
            APIStatusError: it reports an error.
            ContractViolationError: it does not conform to the contract.
            PagingIgnoredError: it is a page other than the one that was requested.
            FilterIgnoredError: it holds rows that do not match a filter that was requested.
        """
        try:
            return self._checked(call, answer)
        except ContractViolationError as violation:
            failure = self.without_secrets(self._violation(violation, call, answer))
        except AccountabilityError as error:
            failure = self.without_secrets(error)
        except Warning as warning:  # a filter of the caller's makes it an error, which must not lose what was written
            escalated = ContractViolationError(str(warning), key=call.key)
            failure = self.without_secrets(self._violation(escalated, call, answer))
        del answer, call  # an error's frames are shown: what they hold must be masked
        raise failure

    def _checked(self, call: Call[T], answer: Response) -> T:
        if answer.status // 100 != 2 or is_sign_in_page(answer):
            raise self._refused(self._corrected(call), answer)
        made = self._read(call, answer)
        if call.paging is not None:
            from ._page_check import check_page

            check_page(call, made, self._facts(call))  # type: ignore[arg-type]
        if call.filters:
            from ._filter_check import check_filters

            check_filters(call, made.items)  # type: ignore[attr-defined]
        return made

    def secrets(self) -> list[str]:
        """Return the credentials that must not be shown anywhere."""
        corrections = self._corrections.secrets() if self._corrections else []
        return [*self._auth.secrets(), *self._basic.secrets(), *corrections]

    def _facts(self, call: Call[Any]) -> ListFacts:
        """Return what this client has learned of a list, for the walks to share."""
        from accountability_api._runtime.paging import ListFacts

        return self._lists.setdefault(call.key, ListFacts())

    def _report_paging(self, message: str) -> None:
        if self._strict:
            raise PagingIgnoredError(f"{message}.")
        warn(f"{message}.", PagingWarning)

    def _corrected(self, call: Call[T]) -> Call[T]:
        return call if self._corrections is None else self._corrections.call(call)

    def _read(self, call: Call[T], answer: Response) -> T:
        sent = self._corrected(call)
        charset = self._corrections.charset(call.key) if self._corrections else None
        value = self._wire.value(sent, answer, charset)
        made = sent.read(
            value,
            status=answer.status,
            strict=self._strict,
            on_mismatch=lambda path: self._misfits.note(call.key, path),
        )
        if call.identity:
            from ._identity_check import check_identity

            check_identity(call, made)
        if call.writes:
            self._check_echo(call, made)
        self._guard.confirm(call)  # not for a 2xx alone: a page to sign in is one too
        return made

    def _violation(
        self, violation: ContractViolationError, call: Call[Any], answer: Response
    ) -> ContractViolationError:
        """Return a violation with the response, secrets masked, and whether the call may be sent again."""
        masked = answer.masked(self.secrets())
        if masked.content != answer.content:
            violation.rest = ()
        if call.writes or masked.content != answer.content or violation.record is None:
            # The whole record: of a part alone, the id of what was written would be lost.
            violation.record = self._value(call, masked)
        violation.content, violation.status = masked.content, masked.status
        violation.safe_to_retry = is_repeatable(call.method)
        if call.writes:
            violation.reason += (
                f" (status {answer.status}: look whether the write was done before another try; `record` has what was "
                "received)"
            )
        return violation

    def _value(self, call: Call[Any], answer: Response) -> Any:
        try:
            return self._wire.value(self._corrected(call), answer)
        except ContractViolationError:
            return None

    def _check_echo(self, call: Call[Any], made: Any) -> None:
        from ._echo_check import unheeded

        for name in unheeded(call, made):
            if self._strict:
                raise ContractViolationError(
                    f"was sent, and {UNHEEDED}", key=call.key, path=name, record=made.to_dict()
                )
            self._misfits.unheeded(call.key, name)

    def _refused(self, call: Call[Any], answer: Response) -> Exception:
        return refusal(
            answer.masked(self.secrets()),
            key=call.key,
            method=call.method,
            path=call.path,
            idempotent=is_repeatable(call.method),
            unknown=self._guard.is_unknown(call) and not self._is_corrected(call),
            sign_in=is_sign_in_page(answer),
            hint=self._hint(call, answer),
        )

    def _is_corrected(self, call: Call[Any]) -> bool:
        return self._corrections is not None and call.key in self._corrections.by_key

    def _hint(self, call: Call[Any], answer: Response) -> str:
        if answer.status == 401 and call.api == "legacy":
            return "That legacy takes the API token by the Basic scheme is inferred, not documented."
        if answer.status == 401:
            return "Is the API token right, and not revoked?"
        if answer.status in (404, 405, 501) and self._guard.is_unconfirmed(call):
            return "The path is inferred and this client has had no successful response from it: check it as well."
        return ""
