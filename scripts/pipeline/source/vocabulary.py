"""The extensions of the contract: where each is allowed, and what it means.

A status is about names and existence: `x-status` of a parameter or property is the status of its *name*, `x-status` of
an operation that of its method, path and the names in its request. The *format* of a value, such as a date, has a
separate status: `x-format-status` with `x-format-source`. So an operation remains `documented` if only the format of
one of its dates is inferred. If a property refers to a scalar component of `common.yaml`, the component's `x-status`
and `x-source` become its `x-format-status` and `x-format-source`.

A rule of the domain is defined once, in `openapi/rules.yaml`: its id, `summary`, `x-status`, `x-source`, and `unseen`
if no record shows whether it is enforced; `defaults` and `rejected` state what it does to properties. Each API's
`info.x-rules` refers to that file; an operation or property lists the ids that apply to it. The built document has in
`info.x-rules` the entries of the rules that it uses.

`openapi/v1.yaml` describes v1's access limits. `x-own` of a resource is `{employees: [...], office: ...}`: each a
property or a path of properties, in which all but the last hold an id (`jobId.officeId`). The last one holds an
employee's id under `employees`, and an office's id or `officeCode` under `office`. `x-allows` of an access level is
what it allows a user to `see` and `change`: `all`, `own` or `none`.
"""

STATUSES = ("verified", "documented", "inferred")
"""The statuses from the most to the least certain."""

SENSITIVE = ("bank", "person")
"""The kinds of data that are masked; credentials are `format: password`, as in OpenAPI."""

MEANINGS = {
    "x-status": "the status: documented, inferred or verified; in shared files it may be a map by API",
    "x-source": "the source of the status: an address, a legacy type, or `convention`; may be a map by API",
    "x-format-status": "the status of the format of the value, as opposed to its name",
    "x-format-source": "the source of the format's status",
    "x-access": "the access group's entry that governs the operation in v1",
    "x-own": "for v1's access limits: the properties with a record's employees and office; inferred",
    "x-python-name": "the name in Python, if it differs from the default",
    "x-python": "the operation's path, function and arguments in Python; written by the pipeline",
    "x-success": "the status of the first response of success; written by the pipeline",
    "x-contract": "in `info`: marks our own sources, in which violations of the house rules are errors",
    "x-vendor": "true for an operation that the vendor's document describes; written by the pipeline",
    "x-extends": "in the document: the file with the lists and maps that it shares with other APIs",
    "x-responses": "in the document: the responses that every operation has; a 404 only if its path names a record",
    "x-record": "the collection of the operation or type, if it is not its tag in lower case",
    "x-operation-names": "the name of the operation in the help pages of the legacy service",
    "x-rules": "ids of the rules of the domain that apply; in `info`, their definitions",
    "x-sets": "the properties that a transition sets: a value, or $now, $today, $caller",
    "x-paging": "the properties and parameters of a paged list; written by the pipeline",
    "x-identity": "the properties of a response that repeat a key of its request; written by the pipeline",
    "x-filter": "the property that a list parameter filters by, and the operator: {member, op: eq|ge|le}",
    "x-scalar": "the kind of scalar: money, rate, percent, hours, id, date",
    "x-open-enum": "the known values of a string that may have others: [{value, description}]",
    "x-required-on-create": "the properties that are required to create the record",
    "x-create-only": "the properties that can be set on creation but not changed later",
    "x-complete": "false if the published type could be read only in part",
    "x-unnamed": "properties that are published only by position and type: [{position, type}]",
    "x-envelope": "the names of the properties of a page, and of the parameters that request one",
    "x-derived-from": "the schema that this one is derived from; written by the pipeline",
    "x-sensitive": "bank or person: values are masked in logs, reports and on screen, as with `format: password`",
    "x-references": "the collection whose key the property holds",
    "x-position": "the position of the property in the published list",
    "x-on-create": "the value that the server sets on creation: $now, $today, $caller or a value",
    "x-on-change": "the value that the server sets on each change",
    "x-member": "the property of the common record that a legacy property shows",
}
"""Every extension and its meaning."""

_STATUS = ("x-status", "x-source")
_FORMAT = ("x-format-status", "x-format-source")
_SCHEMA = (
    *_STATUS,
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
    "document": ("x-extends", "x-responses"),
    "info": (*_STATUS, "x-rules", "x-contract"),
    "rule": _STATUS,
    "tag": _STATUS,
    "operation": (
        *_STATUS,
        "x-access",
        "x-python-name",
        "x-record",
        "x-operation-names",
        "x-rules",
        "x-paging",
        "x-identity",
        "x-python",
        "x-success",
        "x-vendor",
        "x-sets",
    ),
    "parameter": (*_STATUS, *_FORMAT, "x-filter", "x-python-name"),
    "header": (*_STATUS, *_FORMAT),
    "requestBody": _STATUS,
    "response": _STATUS,
    "media": _STATUS,
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
    "securityScheme": _STATUS,
}

WRITTEN_BY_THE_PIPELINE = ("x-paging", "x-identity", "x-derived-from", "x-python", "x-success")
"""Extensions of built documents only."""


def uncertainty(status: str) -> int:
    """Return the position of a status from the most to the least certain; an unknown status is last."""
    return STATUSES.index(status) if status in STATUSES else len(STATUSES)


def less_certain(one: str, other: str) -> str:
    """Return the less certain of two statuses."""
    return max(one, other, key=uncertainty)
