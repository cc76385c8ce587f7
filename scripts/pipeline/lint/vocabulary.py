"""Rules on extensions: known names in known places, with valid values."""

from collections.abc import Iterator

from pipeline.lint.context import LintContext, title
from pipeline.source.problem import Finding
from pipeline.source.vocabulary import EXTENSIONS, SENSITIVE, STATUSES, WRITTEN_BY_THE_PIPELINE

_VALUES = {
    "x-status": ("a status", STATUSES),
    "x-format-status": ("a status", STATUSES),
    "x-sensitive": ("a kind of sensitive data", SENSITIVE),
}


def unknown_extensions(context: LintContext) -> Iterator[Finding]:
    """Find extensions that this kind of object does not have, such as misspelled ones."""
    for node in context.nodes:
        for key in node.value:
            if key.startswith("x-") and node.kind not in EXTENSIONS.get(key, "").split():
                extensions = [name for name, kinds in EXTENSIONS.items() if node.kind in kinds.split()]
                hint = f"known here: {', '.join(extensions)}" if extensions else "no extension is known here"
                yield Finding((*node.pointer, key), f"{key} is not known on {title(context, node)}", hint)


def extensions_of_the_pipeline(context: LintContext) -> Iterator[Finding]:
    """Find extensions in the source that only the pipeline writes."""
    for node in context.nodes:
        for key in WRITTEN_BY_THE_PIPELINE:
            if key in node.value:
                yield Finding((*node.pointer, key), f"{key} is written only by the pipeline", "remove it")


def invalid_value(context: LintContext) -> Iterator[Finding]:
    """Find statuses and kinds of sensitive data that do not exist."""
    for node in context.nodes:
        for key, (description, allowed) in _VALUES.items():
            if key in node.value and node.value[key] not in allowed:
                hint = f"it is one of {', '.join(allowed)}"
                yield Finding((*node.pointer, key), f"{node.value[key]} is not {description}", hint)
