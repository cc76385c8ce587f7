"""All that a client does with a call but for the sending: it judges, addresses and reads. Shared by sync and async."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

import httpx

from ._auth import BasicAuth, TokenAuth
from ._credentials import Credentials, PasswordGrant
from ._errors import ContractViolationError
from ._refusal import Response, refusal
from ._retry import repeatable
from ._tokens import TOKEN
from ._warning import UNHEEDED, Deprecations, Misfits

if TYPE_CHECKING:
    from accountability_api._runtime.call import Call

    from ._corrections import Corrections
    from ._guard import Guard
    from ._wire import Wire

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

    def request(self, call: Call[Any], *, own: bool = False) -> dict[str, Any]:
        """The request of a call, as keywords of httpx.

        Args:
            call: the call.
            own: whether the caller wrote it out, and so vouches for it.

        Raises:
            UnverifiedOperationError: the guard stops it.
        """
        call = self._corrected(call)
        if not own:
            self._guard.admit(call)
        self._deprecations.note(call)
        wire = self._wire
        return {
            "method": call.method,
            "url": wire.url(call),
            "headers": wire.headers(call),
            "content": wire.content(call),
        }

    def auth(self, call: Call[Any]) -> httpx.Auth:
        """What authorizes the call: legacy is never shown an access token, and asking for one needs none."""
        if call.key == TOKEN:
            return httpx.Auth()
        return self._basic if call.api == "legacy" else self._auth

    def read(self, call: Call[T], answer: Response) -> T:
        """What the answer reads as.

        Raises:
            Refused: it is an error.
            ContractViolationError: it is not what the contract promises.
            PagingIgnoredError: it is another page than the one that was asked for.
            FilterIgnoredError: it holds rows that break a filter that was asked for.
        """
        if answer.status // 100 != 2:
            raise self._refused(self._corrected(call), answer)
        made = self._read(call, answer)
        if call.paging is not None:
            from ._page_check import check_page

            check_page(call, made)  # type: ignore[arg-type]
        if call.filters:
            from ._filter_check import check_filters

            check_filters(call, made.items)  # type: ignore[attr-defined]
        return made

    def _corrected(self, call: Call[T]) -> Call[T]:
        return call if self._corrections is None else self._corrections.call(call)

    def _read(self, call: Call[T], answer: Response) -> T:
        sent = self._corrected(call)
        try:
            value = self._wire.value(sent, answer)
            made = sent.read(
                value,
                status=answer.status,
                strict=self._strict,
                on_mismatch=lambda path: self._misfits.note(call.key, path),
            )
            if call.writes:
                self._check_echo(call, made)
        except ContractViolationError as violation:
            violation.content = answer.content
            if call.writes:
                violation.reason += (
                    f" (it came with {answer.status}: look whether the write was done before another try)"
                )
            raise
        self._guard.answered(call)  # not for a 2xx alone: a page to sign in is one too
        return made

    def _check_echo(self, call: Call[Any], made: Any) -> None:
        from ._echo_check import unheeded

        for name in unheeded(call, made):
            if self._strict:
                raise ContractViolationError(
                    f"was sent, and {UNHEEDED}", key=call.key, path=name, record=made.to_dict()
                )
            self._misfits.unheeded(call.key, name)

    def _refused(self, call: Call[Any], answer: Response) -> Exception:
        secrets = self._corrections.secrets() if self._corrections else []
        return refusal(
            answer.masked([*self._auth.secrets(), *self._basic.secrets(), *secrets]),
            key=call.key,
            method=call.method,
            path=call.path,
            idempotent=repeatable(call.method),
            guessed=self._guard.guesses(call),
            hint=_hint(call, answer),
        )


def _hint(call: Call[Any], answer: Response) -> str:
    if answer.status == 401 and call.api == "legacy":
        return "That legacy takes the API token by the Basic scheme is inferred, not documented."
    if answer.status == 401:
        return "Is the API token right, and not revoked?"
    return ""
