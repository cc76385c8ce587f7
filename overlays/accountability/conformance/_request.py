"""An operation's own example as a request that can be sent, changed and sent again."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlencode

import msgspec
from attrs import evolve, field, frozen

from accountability.conformance._exchange import Exchange
from accountability.conformance._ids import Ids, addressed, stated
from accountability.conformance._settings import Account
from accountability.conformance._subject import FORM, JSON, XML, Subject, example_of
from accountability.conformance._target import Target
from accountability.wcf import Codec

NO_BODY = object()
EXACT = msgspec.json.Encoder(decimal_format="number")


class Incomplete(Exception):
    """The contract does not say enough to make the example request; the message names what is missing."""


@frozen
class Request:
    """A request to one operation; `body` is the value its JSON would have, whatever the media type."""

    subject: Subject
    values: Mapping[str, Any] = field(factory=dict)
    query: Mapping[str, Any] = field(factory=dict)
    body: Any = NO_BODY
    media: str = JSON
    accept: str = JSON

    def to(self, target: Target, scheme: str | None = None, *, authorization: str | None = None) -> Exchange:
        """Sends it with the credentials of a scheme, or with an `Authorization` of one's own, or with none."""
        if scheme:
            authorization = target.authorization(scheme)
        return target.send(self.subject.method, self.url(target), self.headers(), self.content(), authorization)

    def url(self, target: Target) -> str:
        query = [(name, spelt(one)) for name, value in self.query.items() for one in listed(value)]
        address = target.urls[self.subject.api] + self.subject.address(self.values)
        return f"{address}?{urlencode(query)}" if query else address

    def headers(self) -> dict[str, str]:
        headers = {"Accept": self.accept}
        return headers if self.body is NO_BODY else {**headers, "Content-Type": self.media}

    def content(self) -> bytes:
        """The body's bytes in its media type; decimals keep every digit."""
        if self.body is NO_BODY:
            return b""
        if self.media == XML:
            schema = self.subject.request_content[XML].get("schema", {})
            return self.body.encode() if isinstance(self.body, str) else codec(self.subject).encode(self.body, schema)
        if self.media == FORM:
            return urlencode({name: spelt(value) for name, value in self.body.items()}).encode()
        return EXACT.encode(self.body)

    def but(self, **changes: Any) -> Request:
        """The same request with some of it changed."""
        return evolve(self, **changes)


def scheme_of(subject: Subject) -> str | None:
    """The scheme to call an operation with: v2 by bearer and the others by Basic, so that a run uses both."""
    offered = schemes(subject)
    if not offered:
        return None
    wanted = "bearer" if subject.api == "v2" else "basic"
    return wanted if wanted in offered else offered[0]


def schemes(subject: Subject) -> list[str]:
    """The HTTP schemes an operation takes credentials by, in the order of the contract."""
    if not subject.secured:
        return []
    known = subject.document.get("components", {}).get("securitySchemes", {})
    names = [name for wanted in subject.raw.get("security", subject.document.get("security", [])) for name in wanted]
    return [known[name]["scheme"].lower() for name in names if known.get(name, {}).get("type") == "http"]


def representations(subject: Subject) -> list[str]:
    """The media types in which an operation's answers come, JSON first; JSON where they have no content."""
    return sorted(subject.success_content) or sorted(subject.request_content) or [JSON]


def query_of(subject: Subject, accept: str) -> dict[str, str]:
    """What the legacy service takes for the wish for JSON: `format=json`, its XML being the default."""
    return {"format": "json"} if subject.api == "legacy" and accept == JSON else {}


def examples(subject: Subject, ids: Ids, account: Account) -> Iterator[Request]:
    """The operation's own example, once in each representation.

    Raises:
        Incomplete: A required part has no example, and no list answer helps.
    """
    values = {**addressed(subject, ids)}
    if missing := [name for name in subject.placeholders if name not in values]:
        raise Incomplete(f"no example for {{{missing[0]}}}, and no record was listed that could be addressed")
    query = queried(subject)
    if not subject.request_content:
        for accept in representations(subject):
            yield Request(subject, values, {**query, **query_of(subject, accept)}, accept=accept)
        return
    for media in subject.request_content:
        accept = media if media in subject.success_content else representations(subject)[0]
        body = bodied(subject, media, account)
        yield Request(subject, values, {**query, **query_of(subject, accept)}, body, media, accept)


def queried(subject: Subject) -> dict[str, Any]:
    """The query of the example: what is required, and what carries an example of its own."""
    query = {}
    for parameter in subject.parameters:
        if parameter["in"] != "query" or parameter["name"] == "format":
            continue
        given, value = stated(subject, parameter) if parameter.get("required") else example_of(parameter)
        if given:
            query[parameter["name"]] = value
        elif parameter.get("required"):
            raise Incomplete(f"no example for the query parameter {parameter['name']}")
    return query


def bodied(subject: Subject, media: str, account: Account) -> Any:
    """The body of the example; the token call's holds the credentials of the account that is tested.

    An XML body without an example of its own has that of its JSON twin.
    """
    content = subject.request_content
    for each in dict.fromkeys((media, *content)):
        for node in (content[each], subject.resolve(content[each].get("schema", {}))):
            given, value = example_of(node)
            if given:
                return credited(value, account) if subject.grants else copy.deepcopy(value)
    raise Incomplete(f"no example for the body ({media})")


def credited(form: Mapping[str, Any], account: Account) -> dict[str, Any]:
    """The token call's example with the tested account's credentials in place of its own."""
    own = {"username": account.username, "password": account.api_token, "tenantid": account.tenant_id}
    return {name: own.get(name.lower(), value) for name, value in form.items()}


_codecs: dict[int, Codec] = {}


def codec(subject: Subject) -> Codec:
    """The XML codec of a subject's document; made once a document."""
    return _codecs.setdefault(id(subject.document), Codec(subject.document))


def listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def spelt(value: Any) -> str:
    """A parameter's value as a URL or a form has it."""
    return str(value).lower() if isinstance(value, bool) else str(value)
