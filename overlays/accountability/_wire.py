"""A call on the wire: its URL, headers and bytes, and the value that an answer's bytes are."""

from __future__ import annotations

from datetime import tzinfo
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

from ._body import PACKINGS
from ._errors import ContractViolationError
from ._own_call import checked_path

if TYPE_CHECKING:
    from accountability_api._runtime.call import Call

    from ._refusal import Response
    from .wcf import Codec

__all__ = ("Wire",)

_XML = "application/xml"


class Wire:
    """Writes requests and reads answers of the three APIs.

    Args:
        base_url: of v1 and v2.
        legacy_url: of the legacy service.
        timezone: whose wall time the legacy service's XML tells.
    """

    def __init__(self, base_url: str, legacy_url: str, timezone: tzinfo) -> None:
        self._base_url = base_url
        self._legacy_url = legacy_url
        self._codec = lru_cache(maxsize=None)(lambda api: _codec(api, timezone))

    def url(self, call: Call[Any]) -> str:
        """The call's address.

        Raises:
            ValueError: its path would lead away from the API.
        """
        base = self._legacy_url if call.api == "legacy" else self._base_url
        query = urlencode(call.query, doseq=True, quote_via=quote)
        path = checked_path(call.path)
        return f"{base}{path}?{query}" if query else f"{base}{path}"

    def headers(self, call: Call[Any]) -> dict[str, str]:
        """The call's headers, without credentials."""
        from accountability_api._runtime.call import UNSET

        described = {} if call.body is UNSET else {"Content-Type": call.media}
        return {"Accept": call.accept, "Accept-Encoding": PACKINGS, **described, **call.headers}

    def content(self, call: Call[Any]) -> bytes | None:
        """The call's body.

        Raises:
            XmlError: a value that XML cannot hold, or a type that is not the contract's.
        """
        from accountability_api._runtime.call import UNSET

        if call.body is UNSET or not _is_xml(call.media):
            return call.content()
        from . import spec  # here, as below: JSON does without

        schema = spec.find(call.key).request_schema(call.media)
        return self._codec(call.api).encode(call.body, schema or {})

    def value(self, call: Call[Any], answer: Response) -> Any:
        """An answer's value, read as what it says it is: JSON, or XML as the value of its JSON twin.

        Raises:
            ContractViolationError: it is neither, or not what it says; the error keeps the bytes.
        """
        from accountability_api._runtime.call import any_json, no_content

        content, kind = answer.content, answer.content_type
        if not content:
            return None
        if "html" in kind:
            raise ContractViolationError("is an HTML page", key=call.key, content=content)
        if call.decode is no_content:
            return None
        if _is_xml(kind) or (not kind.endswith("json") and _is_xml(call.accept)):
            return self._from_xml(call, content)
        if call.decode is any_json and kind == "text/plain":
            return content.decode("utf-8-sig", "replace")
        return _from_json(call, content)

    def _from_xml(self, call: Call[Any], content: bytes) -> Any:
        from . import spec
        from .wcf import XmlError

        schema = spec.find(call.key).success(_XML)
        if schema is None:
            raise ContractViolationError("is XML, which the contract does not promise", key=call.key, content=content)
        try:
            return self._codec(call.api).decode(content, schema)
        except XmlError as error:
            raise ContractViolationError(
                f"is not the XML of the contract: {error}", key=call.key, content=content
            ) from None


def _from_json(call: Call[Any], content: bytes) -> Any:
    if not call.accept.endswith(("json", "xml")):
        return call.parse(content)
    from accountability_api._runtime.call import parse_json

    try:
        return parse_json(content)
    except ContractViolationError as violation:
        violation.key = call.key
        raise


def _is_xml(media: str) -> bool:
    return media.endswith(("/xml", "+xml")) and "html" not in media


def _codec(api: str, timezone: tzinfo) -> Codec:
    from . import spec
    from .wcf import Codec

    return Codec(spec.load(api).document, timezone)
