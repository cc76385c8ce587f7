"""What the pipeline derives, so that the source says each thing once."""

from pipeline.transform.derive.example import with_examples
from pipeline.transform.derive.identity import with_identities
from pipeline.transform.derive.page import with_pages
from pipeline.transform.derive.response import with_shared_responses
from pipeline.transform.derive.scalar import with_scalars_merged
from pipeline.transform.derive.step import Step
from pipeline.transform.derive.twin import with_twins
from pipeline.transform.derive.unused import without_unused
from pipeline.transform.derive.variant import with_variants

__all__ = ["Step", "derived", "without_unused"]


_STEPS = (
    with_shared_responses,
    with_scalars_merged,
    with_variants,
    with_pages,
    with_identities,
    with_examples,
    with_twins,
    without_unused,
)


def derived(document: dict[str, object]) -> Step:
    """Return the document with what follows from it written out, and without what nothing refers to."""
    step = Step(document)
    for derive in _STEPS:
        step = step.then(derive)
    return step
