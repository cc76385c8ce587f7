"""Decode responses and check them: the layers between HTTP and the caller, on the way back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from ._checks.record import check_identity, ignored_properties
from ._errors import ContractViolationError
from ._request import is_idempotent
from ._response import is_sign_in_page
from ._warnings import IGNORED, MismatchReporter

if TYPE_CHECKING:
    from collections.abc import Callable

    from accountability_api._runtime.call import Call
    from accountability_api._runtime.paging import ListFacts

    from ._checks.guard import Guard
    from ._errors import APIStatusError
    from ._formats.serializer import Serializer
    from ._request import PreparedCall
    from ._response import Response
    from .corrections.correction import Corrections

__all__ = ("ResponseParser",)

T = TypeVar("T")


class ResponseParser:
    """Decodes responses and checks them; has no I/O.

    Args:
        serializer: decodes.
        guard: remembers which operations had a successful response.
        strict: whether an invalid value raises.
        secrets: returns the credentials that must not be shown.
        corrections: of the client.
    """

    def __init__(
        self,
        serializer: Serializer,
        guard: Guard,
        strict: bool,
        secrets: Callable[[], list[str]],
        corrections: Corrections | None,
    ) -> None:
        self._serializer = serializer
        self._guard = guard
        self._strict = strict
        self._secrets = secrets
        self._facts: dict[str, ListFacts] = {}
        self._corrections = corrections
        self._mismatches = MismatchReporter()

    def parse(self, prepared: PreparedCall[T], response: Response) -> T:
        """Return what the response is read as.

        Raises:
            APIStatusError: it reports an error.
            ContractViolationError: it does not conform to the contract.
            PagingIgnoredError: it is a page other than the one that was requested.
            FilterIgnoredError: it has rows that do not match a filter that was requested.
        """
        if response.status // 100 != 2 or is_sign_in_page(response):
            raise self._status_error(prepared.sent, response)
        try:
            value = self._decode(prepared, response)
            self._check_list(prepared.call, value)
            return value
        except ContractViolationError as violation:
            failure = self._violation(violation, prepared.sent, response)
        except Warning as warning:  # a filter of the caller's makes it an error, which must not lose what was written
            escalated = ContractViolationError(str(warning), key=prepared.call.key)
            failure = self._violation(escalated, prepared.sent, response)
        raise failure

    def _decode(self, prepared: PreparedCall[T], response: Response) -> T:
        call, sent = prepared.call, prepared.sent
        charset = self._corrections.charset(call.key) if self._corrections else None
        decoded = self._serializer.decode(sent, response, charset)
        value = sent.read(
            decoded,
            status=response.status,
            strict=self._strict,
            on_mismatch=lambda path: self._mismatches.report(call.key, path),
            add_offset=self._serializer.add_offset,
        )
        if call.identity:
            check_identity(call, value)
        if call.writes:
            self._check_echo(call, value)
        self._guard.confirm(call)  # a status of 2xx is not enough: a page to sign in has it too
        return value

    def facts_of(self, call: Call[Any]) -> ListFacts:
        """Return what this client has learned of a list, for its iterations to share."""
        from accountability_api._runtime.paging import ListFacts

        return self._facts.setdefault(call.key, ListFacts())

    def _check_list(self, call: Call[Any], value: Any) -> None:
        if call.paging is not None:
            from ._checks.paging import check_page

            check_page(call, value, self.facts_of(call))
        if call.filters:
            from ._checks.filters import check_filters

            check_filters(call, value.items)

    def _check_echo(self, call: Call[Any], record: Any) -> None:
        for name in ignored_properties(call, record):
            if self._strict:
                raise ContractViolationError(
                    f"was sent, and {IGNORED}", key=call.key, path=name, record=record.to_dict()
                )
            self._mismatches.report_ignored(call.key, name)

    def _violation(
        self, violation: ContractViolationError, sent: Call[Any], response: Response
    ) -> ContractViolationError:
        """Return a violation with the response, secrets masked, and whether the call may be sent again."""
        masked = response.masked(self._secrets())
        if masked.content != response.content:
            violation.rest = ()
        if sent.writes or masked.content != response.content or violation.record is None:
            # The whole record: a part may lack the id of what was written.
            violation.record = self._raw_record(sent, masked)
        violation.content, violation.status = masked.content, masked.status
        violation.safe_to_retry = is_idempotent(sent.method)
        if sent.writes:
            violation.reason += (
                f" (status {response.status}: look whether the write was done before another try; `record` has what "
                "was received)"
            )
        return violation

    def _raw_record(self, sent: Call[Any], response: Response) -> Any:
        try:
            return self._serializer.decode(sent, response)
        except ContractViolationError:
            return None

    def _status_error(self, sent: Call[Any], response: Response) -> APIStatusError:
        from ._status_error import error_from_response  # imported here, since only errors need it

        return error_from_response(
            response.masked(self._secrets()),
            key=sent.key,
            method=sent.method,
            path=sent.path,
            idempotent=is_idempotent(sent.method),
            unknown=self._guard.is_unknown(sent) and not self._is_corrected(sent.key),
            sign_in=is_sign_in_page(response),
            hint=self._hint(sent, response),
        )

    def _is_corrected(self, key: str) -> bool:
        return self._corrections is not None and key in self._corrections.by_key

    def _hint(self, sent: Call[Any], response: Response) -> str:
        if response.status == 401 and sent.api == "legacy":
            return "That legacy takes the API token by the Basic scheme is inferred, not documented."
        if response.status == 401:
            return "Is the API token right, and not revoked?"
        if response.status in (404, 405, 501) and self._guard.is_unconfirmed(sent):
            return "The path is inferred and this client has had no successful response from it: check it as well."
        return ""
