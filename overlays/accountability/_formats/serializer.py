"""Build the HTTP request of a call, and decode the body of its response: JSON or XML."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, tzinfo
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import quote, unquote, urlencode

import httpx

from .._errors import ContractViolationError
from .._messages import ENCODINGS
from .._version import USER_AGENT
from .._warnings import InferredTimezoneWarning, Once, warn

if TYPE_CHECKING:
    from accountability_api._runtime.call import Call

    from .._messages import Response
    from .xml.codec import Codec

__all__ = ("Serializer", "request_of")

T = TypeVar("T")

_XML = "application/xml"
_HTTPX = "python-httpx"
_PLAIN = re.compile(r"(/[A-Za-z0-9_~\-]+)+/?")
_FORBIDDEN_IN_PATH = re.compile(r"[\s?#\\\x00-\x1f\x7f]")
_CHARSET = re.compile(r"charset\s*=\s*\"?([\w.:-]+)", re.IGNORECASE | re.ASCII)


class Serializer:
    """Encodes requests and decodes responses of the three APIs."""

    def __init__(self, timezone: tzinfo | None, legacy_timezone: tzinfo | None, strict: bool) -> None:
        self._timezone = timezone
        self._legacy_timezone = legacy_timezone
        self._strict = strict
        # The contract requires an offset, so that a strict client must know the zone.
        self._offset_adder = None if strict and timezone is None else self._add_offset
        self._is_first = Once()
        self._codec = lru_cache(maxsize=None)(self._new_codec)

    def request(
        self, call: Call[Any], base_url: str, http: httpx.Client | httpx.AsyncClient, timeout: float | None
    ) -> httpx.Request:
        """Return the HTTP request of a call, without credentials."""
        call = self._to_wall_times(call)
        return request_of(call, base_url, self._encode(call), http, timeout)

    def _to_wall_times(self, call: Call[T]) -> Call[T]:
        """Return a call with the date-times of its query and body as wall times, if `timezone` is set."""
        if self._timezone is None or call.api == "legacy":
            return call
        from attrs import evolve

        write = partial(_to_wall_times, zone=self._timezone)
        return evolve(call, query=write(call.query), body=write(call.body))

    def _encode(self, call: Call[Any]) -> bytes | None:
        from accountability_api._runtime.call import UNSET

        if call.body is UNSET or not _is_xml(call.media):
            return call.content()
        from .. import spec  # imported here and below, since JSON does not need it

        schema = spec.find(call.key).request_schema(call.media)
        return self._codec(call.api).encode(call.body, schema or {})

    def _add_offset(self, wall: datetime) -> datetime:
        """Return a date-time of v1 or v2 with its offset, which the service did not write."""
        from .wall_time import add_offset

        if self._timezone is None:
            self._warn_of_timezone("timezone", "Date-times of v1 and v2 without an offset")
        return add_offset(wall, self._timezone or UTC)

    def read(
        self, call: Call[T], response: Response, on_mismatch: Callable[[str], None], charset: str | None = None
    ) -> T:
        """Decode a response, and return it as the type that the contract names."""
        return call.read(
            self.decode(call, response, charset),
            status=response.status,
            strict=self._strict,
            on_mismatch=on_mismatch,
            add_offset=self._offset_adder,
        )

    def decode(self, call: Call[Any], response: Response, charset: str | None = None) -> Any:
        """Decode a response by its content type: JSON, or XML as the value of its JSON counterpart.

        A response that is not UTF-8 is decoded by the charset that it declares.
        """
        from accountability_api._runtime.call import any_json, no_content, parse_json

        content, kind = response.content, response.content_type
        if not content:
            return None
        if "html" in kind:
            raise ContractViolationError("is an HTML page", content=content)
        if call.decode is no_content:
            return None
        if _is_xml(kind) or (not kind.endswith("json") and _is_xml(call.accept)):
            return self._from_xml(call, content)
        if call.decode is any_json and kind == "text/plain":
            return content.decode("utf-8-sig", "replace")
        text = _utf8(content, charset, response.headers.get("content-type", ""))
        value = parse_json(text) if _is_xml(call.accept) else call.parse(text)
        if self._strict:
            _check_names(text)
        return value

    def _from_xml(self, call: Call[Any], content: bytes) -> Any:
        from .. import spec
        from .xml.codec import XmlError

        schema = spec.find(call.key).success(_XML)
        if schema is None:
            raise ContractViolationError("is XML, which the contract does not promise", content=content)
        try:
            return self._codec(call.api).decode(content, schema)
        except XmlError as error:
            raise ContractViolationError(f"is not the XML of the contract: {error}", content=content) from None

    def _new_codec(self, api: str) -> Codec:
        from .. import spec
        from .xml.codec import Codec

        def on_wall_time() -> None:
            if self._legacy_timezone is None:
                self._warn_of_timezone("legacy_timezone", "Dates in legacy XML, which have no offset,")

        return Codec(spec.load(api).document, self._legacy_timezone or UTC, on_wall_time)

    def _warn_of_timezone(self, setting: str, values: str) -> None:
        if self._is_first(setting):
            warn(
                f"{setting}: expected the zone of the service, got none. {values} are taken as UTC, which is inferred; "
                f'they may be wrong by hours. Set {setting} to zoneinfo.ZoneInfo("Europe/London"), for example, or to '
                "datetime.UTC.",
                InferredTimezoneWarning,
            )


def request_of(
    call: Call[Any],
    base_url: str,
    content: bytes | None,
    http: httpx.Client | httpx.AsyncClient,
    timeout: float | None = None,
) -> httpx.Request:
    """Return the request of an encoded call; it has the headers and parameters of the HTTP client too."""
    url = f"{base_url}{_validate_path(call.path)}"
    if call.query:
        url += f"?{urlencode(call.query, doseq=True, quote_via=quote)}"
    described = {} if content is None else {"Content-Type": call.media}
    headers = {
        "Accept": call.accept,
        "Accept-Encoding": ENCODINGS,
        **_user_agent(call, http),
        **described,
        **call.headers,
    }
    seconds = httpx.USE_CLIENT_DEFAULT if timeout is None else timeout
    request = http.build_request(call.method, url, headers=headers, content=content, timeout=seconds)
    if http.params:  # httpx would replace the whole query of the URL by the parameters of its client
        target = httpx.URL(url)
        defaults = [(name, value) for name, value in http.params.multi_items() if name not in target.params]
        parts = (target.query, urlencode(defaults, quote_via=quote).encode())
        request.url = target.copy_with(query=b"&".join(filter(None, parts)))
    return request


def _user_agent(call: Call[Any], http: httpx.Client | httpx.AsyncClient) -> dict[str, str]:
    """Return the User-Agent of this package, unless the call or the caller's HTTP client has one."""
    if any(name.lower() == "user-agent" for name in call.headers):
        return {}
    return {"User-Agent": USER_AGENT} if http.headers.get("User-Agent", _HTTPX).startswith(_HTTPX) else {}


def _validate_path(path: str) -> str:
    """Return a path that stays below the URL it is added to."""
    if _PLAIN.fullmatch(path):
        return path
    plain = unquote(unquote(path))
    if not path.startswith("/") or plain.startswith("//"):
        raise ValueError(f"path: expected one that begins with a single slash, got {path!r}.")
    if _FORBIDDEN_IN_PATH.search(path):
        raise ValueError(
            f"path: expected one without a query and percent-encoded, got {path!r}. Pass the query as query=."
        )
    if any(segment in (".", "..") for segment in re.split(r"[/\\]", plain)):
        raise ValueError(f"path: expected one without . and .. segments, got {path!r}.")
    return path


def _to_wall_times(value: Any, zone: tzinfo) -> Any:
    from accountability_api._runtime.wire import DateTimeString

    from .wall_time import to_wall_time

    if isinstance(value, DateTimeString):
        return to_wall_time(datetime.fromisoformat(value), zone).isoformat()
    if isinstance(value, Mapping):
        return {name: _to_wall_times(item, zone) for name, item in value.items()}
    return [_to_wall_times(item, zone) for item in value] if isinstance(value, list) else value


def _utf8(content: bytes, charset: str | None, content_type: str) -> bytes:
    """Return JSON in UTF-8, which it should be; a declared charset counts only if it is not."""
    declared = _CHARSET.search(content_type) if "=" in content_type else None
    encoding = charset or (declared[1].lower() if declared else "utf-8")
    if encoding in ("utf-8", "utf8") or (not charset and not encoding.startswith("utf") and _is_utf8(content)):
        return content
    try:
        return content.decode(encoding).encode()
    except (LookupError, UnicodeError):
        raise ContractViolationError(f"is not text in {encoding}", content=content) from None


def _is_utf8(content: bytes) -> bool:
    try:
        content.decode()
    except UnicodeDecodeError:
        return False
    return True


def _check_names(content: bytes) -> None:
    """Check that no object has a property twice, of which JSON libraries read different ones."""
    import json

    def check(pairs: list[tuple[str, Any]]) -> None:
        if len(names := dict(pairs)) < len(pairs):
            twice = next(name for name in names if sum(name == other for other, _ in pairs) > 1)
            raise ContractViolationError("occurs twice in one object", path=twice, content=content)

    try:
        json.loads(content, object_pairs_hook=check)
    except RecursionError:
        raise ContractViolationError("is nested too deeply", content=content) from None


def _is_xml(media: str) -> bool:
    return media.endswith(("/xml", "+xml")) and "html" not in media
