"""JSON pointers (RFC 6901) as tuples of keys and indexes, rendered only for people."""

from typing import Any
from urllib.parse import unquote

Pointer = tuple[str | int, ...]


def render(pointer: Pointer) -> str:
    """Return the pointer as a string: `/paths/~1v2~1jobs` for `("paths", "/v2/jobs")`."""
    return "".join(f"/{str(part).replace('~', '~0').replace('/', '~1')}" for part in pointer)


def parse(fragment: str) -> Pointer:
    """Return the keys in the fragment of a `$ref` (the part after `#`), all as strings."""
    if fragment in ("", "/"):
        return ()
    return tuple(unquote(part).replace("~1", "/").replace("~0", "~") for part in fragment.lstrip("/").split("/"))


def find(value: Any, pointer: Pointer) -> Any:
    """Return the value at `pointer` inside `value`; raise LookupError if there is none."""
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
