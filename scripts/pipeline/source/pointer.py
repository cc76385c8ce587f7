"""JSON pointers (RFC 6901), held as tuples of keys and indexes and written out only for people."""

from typing import Any
from urllib.parse import unquote

Pointer = tuple[str | int, ...]


def render(pointer: Pointer) -> str:
    """The pointer as text: `("paths", "/v2/jobs")` is `/paths/~1v2~1jobs`."""
    return "".join(f"/{str(part).replace('~', '~0').replace('/', '~1')}" for part in pointer)


def parse(fragment: str) -> Pointer:
    """The keys that a `$ref`'s fragment (the text after `#`) names; all of them as text."""
    if fragment in ("", "/"):
        return ()
    return tuple(unquote(part).replace("~1", "/").replace("~0", "~") for part in fragment.lstrip("/").split("/"))


def find(value: Any, pointer: Pointer) -> Any:
    """What stands at `pointer` inside `value`; raises LookupError where there is nothing."""
    for part in pointer:
        if isinstance(value, list):
            if not str(part).isdecimal():
                raise LookupError(part)
            value = value[int(part)]
        elif isinstance(value, dict):
            value = value[part]
        else:
            raise LookupError(part)
    return value
