"""Rules on extensions: known names in known places, with valid values."""

from collections.abc import Iterator

from pipeline.lint.subject import Subject, title
from pipeline.source.problem import Finding
from pipeline.source.vocabulary import MEMBERS, STATUSES, WRITTEN_BY_THE_PIPELINE


def unknown_members(subject: Subject) -> Iterator[Finding]:
    """Find extensions that this kind of object does not have, such as misspelt ones."""
    for node in subject.nodes:
        known = MEMBERS.get(node.kind, ())
        for key in node.value if not node.kind.endswith("*") else ():
            if key.startswith("x-") and key not in known:
                hint = f"known here: {', '.join(known)}" if known else "no x-member is known here"
                yield Finding((*node.pointer, key), f"{key} is not known on {title(subject, node)}", hint)


def members_of_the_pipeline(subject: Subject) -> Iterator[Finding]:
    """Find extensions in the source that only the pipeline writes."""
    for node in subject.nodes:
        for key in WRITTEN_BY_THE_PIPELINE:
            if key in node.value and not node.kind.endswith("*"):
                yield Finding((*node.pointer, key), f"{key} is written only by the pipeline", "take it out")


def invalid_status(subject: Subject) -> Iterator[Finding]:
    """Find invalid statuses."""
    for node in subject.nodes:
        for key in ("x-status", "x-format-status"):
            if key in node.value and not node.kind.endswith("*") and node.value[key] not in STATUSES:
                message = f"{node.value[key]} is not a status"
                yield Finding((*node.pointer, key), message, f"a status is one of {', '.join(STATUSES)}")
