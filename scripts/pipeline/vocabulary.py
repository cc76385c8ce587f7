"""The x-members of the contract: what may stand where, and what it says.

A status is about names and existence: `x-status` of a parameter or a member says how well its *name* is known, of an
operation how well its method, path and the names of its request are. How a value is *written* (a date's format, say)
is a thing of its own: `x-format-status` with `x-format-source`. So an operation stays `documented` although the
format of one of its dates is only inferred. Where a member takes over a scalar component of `common.yaml`, the
component's `x-status` and `x-source` become its `x-format-status` and `x-format-source`.
"""

STATUSES = ("verified", "documented", "inferred")
"""From the best known to the least known."""

_WITNESS = ("x-status", "x-source")
_FORMAT = ("x-format-status", "x-format-source")
_SCHEMA = (
    *_WITNESS,
    *_FORMAT,
    "x-scalar",
    "x-open-enum",
    "x-required-on-create",
    "x-create-only",
    "x-complete",
    "x-unnamed",
    "x-envelope",
    "x-derived-from",
    "x-record",
)

MEMBERS: dict[str, tuple[str, ...]] = {
    "info": _WITNESS,
    "tag": _WITNESS,
    "operation": (
        *_WITNESS,
        "x-access",
        "x-python-name",
        "x-record",
        "x-operation-names",
        "x-rules",
        "x-paging",
        "x-sets",
    ),
    "parameter": (*_WITNESS, *_FORMAT, "x-filter", "x-python-name"),
    "header": (*_WITNESS, *_FORMAT),
    "requestBody": _WITNESS,
    "response": _WITNESS,
    "media": _WITNESS,
    "schema": _SCHEMA,
    "item": _SCHEMA,
    "member": (*_SCHEMA, "x-python-name", "x-references", "x-position", "x-on-create", "x-on-change", "x-member"),
    "securityScheme": _WITNESS,
}

WRITTEN_BY_THE_PIPELINE = ("x-paging", "x-derived-from")
"""These stand in built documents only."""


def weaker(one: str, other: str) -> str:
    """The less known of two statuses."""
    return max(one, other, key=lambda status: STATUSES.index(status) if status in STATUSES else len(STATUSES))
