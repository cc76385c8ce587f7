"""Choose the media types that methods send and read."""

from dataclasses import dataclass
from typing import Any

from pipeline.source.operation import Operation, resolve
from pipeline.transform import schema

JSON, XML, FORM, MULTIPART = (
    "application/json",
    "application/xml",
    "application/x-www-form-urlencoded",
    "multipart/form-data",
)


def essence(media: str) -> str:
    """Return the media type without its parameters, in lower case."""
    return media.partition(";")[0].strip().lower()


def is_json(media: str) -> bool:
    """Return whether the media type is JSON, or a wildcard that includes JSON."""
    return essence(media).endswith("json")


def is_any(media: str) -> bool:
    """Return whether the media type is a wildcard for any format."""
    return essence(media) in ("*/*", "application/*")


def is_text(media: str) -> bool:
    """Return whether the media type is text that is sent and read as a string."""
    return essence(media).startswith("text/") and not essence(media).endswith(("json", "xml"))


def rank(media: str) -> tuple[int, str]:
    """Return a sort key by preference: JSON, forms, XML, wildcards, text, others."""
    name = essence(media)
    if name == JSON:
        return 0, media
    if is_json(name):
        return 1 if "*" not in name else 2, media
    for place, ending in enumerate(("x-www-form-urlencoded", "form-data", "xml"), start=3):
        if name.endswith(ending) and not name.startswith("image/"):
            return place, media
    return 6 if is_any(name) else 7 if is_text(name) else 8, media


def content_type(media: str) -> str:
    """Return the media type to send for a documented one: JSON for a wildcard, without `charset`."""
    if is_any(media) or (is_json(media) and "*" in media):
        return JSON
    name, *parameters = (part.strip() for part in media.split(";"))
    return "; ".join([name, *(part for part in parameters if part and not part.lower().startswith("charset="))])


@dataclass(frozen=True)
class Body:
    """The request body of an operation in the preferred media type."""

    media: str
    schema: Any
    required: bool

    def is_whole(self, document: dict[str, Any]) -> bool:
        """Return whether the body is a single argument instead of an argument for each property."""
        name = essence(self.media)
        structured = is_any(name) or name == MULTIPART or name.endswith(("json", "form-urlencoded", "xml"))
        return not (structured and schema.is_object(document, self.schema))


def body(document: dict[str, Any], operation: Operation) -> Body | None:
    """Return the body of an operation in the media type that ranks first; None if it has no body."""
    request_body = resolve(document, operation.value.get("requestBody")) or {}
    content = request_body.get("content", {})
    chosen = min(content, key=rank, default="")
    return Body(chosen, content[chosen].get("schema"), request_body.get("required") is True) if chosen else None
