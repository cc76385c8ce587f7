"""The extensions of the contract: where each is allowed, and what it means.

A status is about names and existence: `x-status` of a parameter or a member says how well its *name* is known, of an
operation how well its method, path and the names of its request are. How a value is *written* (a date's format, say)
is a thing of its own: `x-format-status` with `x-format-source`. So an operation stays `documented` although the
format of one of its dates is only inferred. Where a member takes over a scalar component of `common.yaml`, the
component's `x-status` and `x-source` become its `x-format-status` and `x-format-source`.

A rule of the domain stands once, in `openapi/rules.yaml`: its id, `summary`, `x-status`, `x-source`, and `unseen` where
no record shows whether it is kept. Each API's `info.x-rules` refers to that file; an operation or a member lists the
ids that hold there. The built document keeps, in `info.x-rules`, the whole entries of those that it uses.

What v1's access limits do is told in `openapi/v1.yaml`. `x-own` of a resource is `{employees: [...], office: ...}`:
each a member or a path of them, in which all but the last hold an id (`jobId.officeId`). Under `employees` the last
holds an employee's id, under `office` an office's id or its `officeCode`. `x-allows` of a value of the access levels
says what it lets one `see` and `change`: `all`, `own` or `none`.
"""

STATUSES = ("verified", "documented", "inferred")
"""The statuses from the best known to the least known."""

SENSITIVE = ("bank", "person")
"""The kinds of data that are masked; credentials are `format: password`, as in OpenAPI."""

MEANINGS = {
    "x-status": "how well it is known: documented, inferred or verified; in shared files it may be a map by API",
    "x-source": "where the status comes from: an address, a legacy type, or `convention`; may be a map by API",
    "x-format-status": "how well it is known how the value is written, as apart from its name",
    "x-format-source": "where the format's status comes from",
    "x-access": "the access group's entry that governs the operation in v1",
    "x-own": "for v1's access limits: the properties with a record's employees and office; inferred",
    "x-python-name": "the name in Python, where the one that follows from the rule will not do",
    "x-python": "the operation's path, function and arguments in Python; written by the pipeline",
    "x-success": "the status of the first response of success; written by the pipeline",
    "x-contract": "in `info`: the document is a source of ours, so that the house rules are errors",
    "x-responses": "of the document: the responses that every operation has",
    "x-record": "the collection that the operation or type is about, where that is not its tag in lower case",
    "x-operation-names": "what the help pages of the legacy service call the operation",
    "x-rules": "ids of the rules of the domain that hold there; in `info`, what each of them says",
    "x-sets": "what a transition does to its record: a member's new value, or $now, $today, $caller",
    "x-paging": "the members and parameters by which a list is paged; written by the pipeline",
    "x-identity": "the properties of a response that repeat a key of its request; written by the pipeline",
    "x-filter": "the member that a list's parameter filters by, and how: {member, op: eq|ge|le}",
    "x-scalar": "what kind of scalar it is: money, rate, percent, hours, id, date",
    "x-open-enum": "the values known so far of a text that may have others: [{value, description}]",
    "x-required-on-create": "the members that a caller must give to create the record",
    "x-create-only": "the members that can be given on creation and not be changed later",
    "x-complete": "false where the published type could be read in part only",
    "x-unnamed": "members that are published by place and type alone: [{position, type}]",
    "x-envelope": "what the members of a page are called, and the parameters that ask for one",
    "x-derived-from": "the schema that this one was made from; written by the pipeline",
    "x-sensitive": "bank or person: values are masked in logs, reports and on screen, as with `format: password`",
    "x-references": "the collection whose key the property holds",
    "x-position": "the member's place in the published list",
    "x-on-create": "what the server sets on creation: $now, $today, $caller or a value",
    "x-on-change": "what the server sets on each change",
    "x-member": "the member of the common record that a legacy member shows",
}
"""Every extension and its meaning."""

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
    "x-own",
)

MEMBERS: dict[str, tuple[str, ...]] = {
    "document": ("x-responses",),
    "info": (*_WITNESS, "x-rules", "x-contract"),
    "rule": _WITNESS,
    "tag": _WITNESS,
    "operation": (
        *_WITNESS,
        "x-access",
        "x-python-name",
        "x-record",
        "x-operation-names",
        "x-rules",
        "x-paging",
        "x-identity",
        "x-python",
        "x-success",
        "x-sets",
    ),
    "parameter": (*_WITNESS, *_FORMAT, "x-filter", "x-python-name"),
    "header": (*_WITNESS, *_FORMAT),
    "requestBody": _WITNESS,
    "response": _WITNESS,
    "media": _WITNESS,
    "schema": _SCHEMA,
    "item": _SCHEMA,
    "member": (
        *_SCHEMA,
        "x-python-name",
        "x-references",
        "x-position",
        "x-on-create",
        "x-on-change",
        "x-member",
        "x-rules",
        "x-sensitive",
    ),
    "securityScheme": _WITNESS,
}

WRITTEN_BY_THE_PIPELINE = ("x-paging", "x-identity", "x-derived-from", "x-python", "x-success")
"""Extensions of built documents only."""


def weaker(one: str, other: str) -> str:
    """Return the less known of two statuses."""
    return max(one, other, key=lambda status: STATUSES.index(status) if status in STATUSES else len(STATUSES))
