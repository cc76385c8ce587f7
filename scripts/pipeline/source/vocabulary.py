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

_SCHEMAS = "schema item property"
_PARTS = f"operation parameter header requestBody response media {_SCHEMAS} securityScheme"

EXTENSIONS = {
    "x-status": f"info rule tag {_PARTS}",  # the status; in shared files it may be a map by API, as x-source
    "x-source": f"info rule tag {_PARTS}",  # the source of the status: an address, a legacy type, or `convention`
    "x-format-status": f"parameter header {_SCHEMAS}",  # the status of the format of the value, not of its name
    "x-format-source": f"parameter header {_SCHEMAS}",  # the source of the format's status
    "x-contract": "info",  # marks our own sources, in which violations of the house rules are errors
    "x-extends": "document",  # the file with the lists and maps that it shares with other APIs
    "x-responses": "document",  # the responses that every operation has; a 404 only if its path names a record
    "x-rules": "info operation property",  # ids of the rules of the domain that apply; in `info`, their definitions
    "x-access": "operation",  # the access group's entry that governs the operation in v1
    "x-python-name": "operation parameter property",  # the name in Python, if it differs from the default
    "x-record": f"operation {_SCHEMAS}",  # the collection, if it is not the operation's tag in lower case
    "x-operation-names": "operation",  # the name of the operation in the help pages of the legacy service
    "x-sets": "operation",  # the properties that a transition sets: a value, or $now, $today, $caller
    "x-paging": "operation",  # the properties and parameters of a paged list
    "x-identity": "operation",  # the properties of a response that repeat a key of its request
    "x-python": "operation",  # the operation's path, function and arguments in Python
    "x-success": "operation",  # the status of the first response of success
    "x-vendor": "operation",  # true if the vendor's document describes the operation; written by the pipeline
    "x-filter": "parameter",  # the property that it filters by, and the operator: {property, op: eq|ge|le}
    "x-scalar": _SCHEMAS,  # the kind of scalar: money, rate, percent, hours, id, date
    "x-open-enum": _SCHEMAS,  # the known values of a string that may have others: [{value, description}]
    "x-required-on-create": _SCHEMAS,  # the properties that are required to create the record
    "x-create-only": _SCHEMAS,  # the properties that can be set on creation but not changed later
    "x-complete": _SCHEMAS,  # false if the published type could be read only in part
    "x-unnamed": _SCHEMAS,  # properties that are published only by position and type: [{position, type}]
    "x-envelope": _SCHEMAS,  # the names of the properties of a page, and of the parameters that request one
    "x-derived-from": _SCHEMAS,  # the schema that this one is derived from
    "x-own": _SCHEMAS,  # for v1's access limits: the properties with a record's employees and office; inferred
    "x-sensitive": "property",  # bank or person: values are masked everywhere, as with `format: password`
    "x-references": "property",  # the collection whose key the property holds
    "x-position": "property",  # the position of the property in the published list
    "x-on-create": "property",  # the value that the server sets on creation: $now, $today, $caller or a value
    "x-on-change": "property",  # the value that the server sets on each change
    "x-property": "property",  # the property of the common record that a legacy property shows
}
"""The kinds of objects that each extension is allowed on."""

WRITTEN_BY_THE_PIPELINE = ("x-paging", "x-identity", "x-derived-from", "x-python", "x-success")
"""Extensions of built documents only."""


def uncertainty(status: str) -> int:
    """Return the position of a status from the most to the least certain; an unknown status is last."""
    return STATUSES.index(status) if status in STATUSES else len(STATUSES)


def less_certain(status: str, other_status: str) -> str:
    """Return the less certain of two statuses."""
    return max(status, other_status, key=uncertainty)
