"""Derive parts of the contract, so that the source states each fact once."""

from pipeline.transform.derive.example import with_examples
from pipeline.transform.derive.identity import with_identities
from pipeline.transform.derive.operation import with_common_parts
from pipeline.transform.derive.page import with_pages
from pipeline.transform.derive.scalar import with_scalars_merged
from pipeline.transform.derive.step import Step
from pipeline.transform.derive.variant import with_variants
from pipeline.transform.derive.xml_schemas import with_xml_schemas
from pipeline.transform.unused import without_unused

_STEPS = (
    with_common_parts,
    with_scalars_merged,
    with_variants,
    with_pages,
    with_identities,
    with_examples,
    with_xml_schemas,
    without_unused,
)


def derive(document: dict[str, object]) -> Step:
    """Return the document with all derived parts, and without unused components."""
    step = Step(document)
    for add_parts in _STEPS:
        step = step.then(add_parts)
    return step
