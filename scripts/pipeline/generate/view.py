"""The generator's view of a built document: what templates must know of each operation, each type once.

The generator drops what stands beside a `$ref`, takes the first media type, warns of XML and ignores `readOnly`. So
the view says plainly what an operation takes and answers; `parseable` makes of it the document that the generator's
parser reads, with one media type labelled JSON.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from pipeline.generate.argument import Argument, Arguments, Body, body_of, parameters
from pipeline.generate.kind import Kind, text_of
from pipeline.generate.media import JSON, XML, rank, readable
from pipeline.generate.reading import Reading
from pipeline.source.operation import Operation, operations, resolve
from pipeline.source.problem import Finding
from pipeline.source.vocabulary import weaker
from pipeline.transform import names


@dataclass(frozen=True)
class Answer:
    """What an operation may answer when all is well: a kind, or nothing."""

    status: str
    kind: Kind | None
    media: str = JSON


@dataclass(frozen=True)
class Representations:
    """JSON and XML of one operation, to choose from: the default, and how well each is known."""

    default: str
    json: str
    xml: str


@dataclass(frozen=True)
class View:
    """One operation as templates need it."""

    id: str
    tag: str
    method: str
    path: str
    function: str
    name: str
    summary: str
    text: str
    status: str
    source: str
    returns: str
    arguments: tuple[Argument, ...]
    answers: tuple[Answer, ...]
    body: str = ""
    media: str = JSON
    accept: str = JSON
    format_sent: bool = False
    representations: Representations | None = None
    paging: tuple[tuple[str, str], ...] = ()
    item: Kind | None = None
    open: bool = False
    deprecated: bool = False

    def of(self, *where: str) -> list[Argument]:
        """The arguments that go to one of some places."""
        return [argument for argument in self.arguments if argument.where in where]


@dataclass(frozen=True)
class ApiView:
    """One API as templates need it."""

    api: str
    title: str
    tags: dict[str, str]
    operations: tuple[View, ...]
    reading: Reading


def view(api: str, document: dict[str, Any]) -> tuple[ApiView, list[Finding]]:
    """The view of one API's built document, and what in it cannot be generated.

    Args:
        api: `v1`, `v2` or `legacy`.
        document: as it was built; it stays as it is.
    """
    reading = Reading(document)
    findings: list[Finding] = []
    made: list[View] = []
    for operation in operations(document):
        refused = list(unsupported(document, operation))
        findings += refused
        if not refused:
            made.append(_Operation(reading, operation).view())
    tags = {names.resource(str(tag["name"])): text_of(tag) for tag in document.get("tags", ()) if "name" in tag}
    title = text_of(document.get("info", {}), "title") or api
    clashes = _clashes(made)
    return ApiView(api, title, tags, tuple(made), reading), [*findings, *clashes]


def unsupported(document: dict[str, Any], operation: Operation) -> Iterator[Finding]:
    """What of an operation no method can be made for."""
    body = resolve(document, operation.value.get("requestBody")) or {}
    media = list(body.get("content", {}))
    if media and not any(readable(one) for one in media):
        hint = "describe it as JSON, a form or text, or leave the operation out of the document"
        message = f"{operation.title} takes {' or '.join(media)}: file uploads are not supported"
        yield Finding((*operation.pointer, "requestBody"), message, hint)
    for parameter in parameters(document, operation):
        where = parameter.get("in")
        if where not in ("path", "query", "header"):
            message = f"{operation.title}: the {where} parameter {parameter.get('name')} is not supported"
            yield Finding(operation.pointer, message, "only path, query and header parameters can be generated")
        elif parameter.get("style") in ("deepObject", "spaceDelimited", "pipeDelimited", "matrix", "label"):
            message = f"{operation.title}: {parameter.get('name')} has the style {parameter['style']}"
            yield Finding(operation.pointer, message, "only the styles form and simple can be generated")


def _clashes(views: list[View]) -> Iterator[Finding]:
    seen: dict[tuple[str, str], View] = {}
    for one in views:
        for name in {one.name, one.function}:
            other = seen.setdefault((one.tag, name), one)
            if other is not one:
                message = f"{other.id} and {one.id} would both be {names.resource(one.tag)}.{name}"
                yield Finding(("paths", one.path, one.method), message, "give one an x-python-name")


@dataclass
class _Operation:
    """The making of one view."""

    reading: Reading
    operation: Operation

    def view(self) -> View:
        value, document = self.operation.value, self.reading.document
        tag = self.operation.tag or "default"
        hint = names.model(names.function(self.operation.id))
        body = body_of(document, self.operation)
        answers = tuple(self._answers(hint))
        paging = value.get("x-paging") or {}
        success = next(iter(self._successes()), {})
        made = View(
            id=self.operation.id,
            tag=tag,
            method=self.operation.method.upper(),
            path=self.operation.path,
            function=names.function(self.operation.id),
            name=names.method(tag, self.operation.id, value.get("x-python-name")),
            summary=text_of(value, "summary") or text_of(value) or self.operation.title,
            text=text_of(value) if value.get("summary") else "",
            status=str(value.get("x-status", "inferred")),
            source=text_of(value, "x-source"),
            returns=text_of(success),
            arguments=Arguments(self.reading, self.operation, hint).of(body),
            answers=answers,
            body=self._given(body),
            media=body.media if body else JSON,
            accept=answers[0].media if answers else JSON,
            paging=tuple((key, str(wire)) for key, wire in paging.items()),
            item=self._item(paging, hint) if paging else None,
            open=self._is_open(body),
            deprecated=value.get("deprecated") is True,
        )
        return _represented(made, self._medias(), document)

    def _given(self, body: Body | None) -> str:
        """How the body is given: as its members, or whole; empty where there is none."""
        if body is None:
            return ""
        if not self.reading.is_object(body.schema):
            return "whole"
        return "members" if body.required else "optional members"

    def _is_open(self, body: Body | None) -> bool:
        """Whether a body that is given as its members may have some that the contract does not name."""
        if body is None or self._given(body) != "members":
            return False
        whole = self.reading.merged(body.schema)
        return whole.get("x-complete") is False or whole.get("additionalProperties") is True

    def _medias(self) -> dict[str, str]:
        """JSON and XML, where the operation has them, each with its status.

        Where a body is sent, it is the body's: a request that is published stays so if its answer was never seen.
        """
        content = (resolve(self.reading.document, self.operation.value.get("requestBody")) or {}).get("content", {})
        made: dict[str, str] = {}
        for part in (content, *(answer.get("content", {}) for answer in self._successes())):
            for media, value in part.items():
                if not content or part is content or media not in content:
                    own = str(value.get("x-status") or self.operation.value.get("x-status", "inferred"))
                    made[media] = weaker(own, made.get(media, own))
        return made

    def _successes(self) -> Iterator[dict[str, Any]]:
        for _, status, answer in self.operation.answers():
            if status.startswith("2"):
                yield resolve(self.reading.document, answer)

    def _answers(self, hint: str) -> Iterator[Answer]:
        for _, status, answer in self.operation.answers():
            if not status.startswith("2"):
                continue
            content = resolve(self.reading.document, answer).get("content", {})
            media = min(content, key=rank, default="")
            if not media:
                yield Answer(status, None)
            elif "x-paging" in self.operation.value:
                yield Answer(status, Kind("any"), media)
            elif media.endswith(("json", "xml")):
                yield Answer(status, self.reading.kind(content[media].get("schema"), f"{hint}Answer"), media)
            else:
                yield Answer(status, Kind("text" if media.startswith("text/") else "bytes"), media)

    def _item(self, paging: dict[str, str], hint: str) -> Kind:
        """What a list holds, read without its page, which needs no class."""
        for answer in self._successes():
            for content in answer.get("content", {}).values():
                items = self.reading.merged(content.get("schema")).get("properties", {}).get(paging["items"])
                if items:
                    return self.reading.kind(self.reading.merged(items).get("items"), f"{hint}Item")
        return Kind("any")


def _represented(made: View, medias: dict[str, str], document: dict[str, Any]) -> View:
    """The view with the choice of JSON or XML, where the operation has both, or with the one it has."""
    sent = [argument for argument in made.of("query") if argument.member.wire == "format"]
    rest = tuple(argument for argument in made.arguments if argument not in sent)
    if {JSON, XML} <= medias.keys():
        json, xml = (weaker(made.status, medias[media]) for media in (JSON, XML))
        default = "xml" if json != xml and weaker(json, xml) == json else "json"
        return replace(made, arguments=rest, format_sent=True, representations=Representations(default, json, xml))
    if set(medias) == {XML}:
        return replace(made, arguments=rest, media=XML, accept=XML)
    if set(medias) == {JSON} and sent and document.get("info", {}).get("x-status"):
        return replace(made, arguments=rest, format_sent=True)
    return made
