"""Build a document: read, bundle, derive, apply the overlay, lint."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import msgspec

from pipeline.lint import lint, lint_source
from pipeline.lint.subject import Subject
from pipeline.source.bundle import bundle
from pipeline.source.operation import operations
from pipeline.source.positions import Origins
from pipeline.source.problem import Finding, Problem, Severity, errors
from pipeline.source.read import Sources
from pipeline.source.shape import misshapen
from pipeline.transform import dialect, foreign, vendor
from pipeline.transform.derive import derived, without_unused
from pipeline.transform.derive.python import with_python_names
from pipeline.transform.derive.scalar import with_scalars_merged
from pipeline.transform.derive.step import Step
from pipeline.transform.overlay import overlay

Judge = Callable[[Subject, bool], Iterable[tuple[Finding, Severity]]]

LEARNED = ("corrections", "probe")
"""What our contract learns from others than the vendor, each by an overlay, in their order."""


@dataclass(frozen=True)
class Built:
    """A built document, its problems, and the sources of its parts.

    Args:
        api: the API's name, that of its file.
        document: the document as far as it was built; complete if no problem is an error.
        problems: each with file and line.
        origins: the file and line of each part of the document.
        foreign: whether the document is not one of our sources.
        own: the document of our sources alone, if a vendor's document is the source.
    """

    api: str
    document: dict[str, Any]
    problems: tuple[Problem, ...]
    origins: Origins
    foreign: bool = False
    own: "Built | None" = None

    @property
    def sound(self) -> bool:
        """Whether no problem is an error."""
        return not errors(self.problems)

    def told(self, *findings: Finding, severity: Severity = "error") -> "Built":
        """Return the document with further problems, at their sources."""
        found = (self.origins.problem(f.pointer, f.message, f.hint, severity) for f in findings)
        return replace(self, problems=(*self.problems, *found))

    def after(self, step: Step) -> "Built":
        """Return the result of a step on the document."""
        origins = self.origins
        for aliases in step.aliases:
            origins = origins.also(aliases)
        return replace(self, document=step.document, origins=origins).told(*step.findings)


def build(
    api_file: Path, overlay_file: Path | None = None, sources: Sources | None = None, learned: tuple[str, ...] = LEARNED
) -> Built:
    """Build one API's document.

    Args:
        api_file: `openapi/<api>.yaml`.
        overlay_file: applied to the bundled document; None for none.
        sources: pass the same to several builds, and shared files are read once.
        learned: the overlays of probe findings and corrections to apply, if they exist.
    """
    sources = sources or Sources()
    bundled = bundle(api_file, sources)
    built = Built(api_file.stem, bundled.document, bundled.problems, bundled.origins)
    stages: tuple[Callable[[Built], Built], ...] = (_understood, _adopted, lambda one: _finished(one, overlay_file))
    if api_file.parent.name != vendor.FOLDER:
        stages += (lambda one: _learned(one, api_file, learned), lambda one: _with_vendor(one, api_file))
    for stage in stages:
        if not built.sound:
            return built
        built = stage(built)
    return built


def prepare_vendor(file: Path, sources: Sources | None = None) -> Built:
    """Read a vendor's document, and bring it to the form that our overlay of it describes: OpenAPI 3.1, each parameter
    in the operations that have it."""
    bundled = bundle(file, sources or Sources())
    built = Built(file.stem, bundled.document, bundled.problems, bundled.origins)
    built = _understood(built) if built.sound else built
    for step in (dialect.spread_parameters, vendor.with_parameters_in_place):
        built = built.after(step(built.document)) if built.sound else built
    return replace(built, foreign=True)


def _vendors(file: Path, overlay_file: Path, sources: Sources) -> Built:
    """Build a vendor's document alone: our overlay applied, what its operations lack derived."""
    built = prepare_vendor(file, sources)
    laid = sources.read(overlay_file).value if overlay_file.exists() else None
    if laid is not None and built.sound:
        done = overlay(built.document, overlay_file, sources)
        origins = Origins(sources, {**built.origins.places, **done.places})
        built = replace(built, document=done.document, origins=origins, problems=(*built.problems, *done.problems))
    if not built.sound:
        return built
    received = laid.get("x-vendor", {}) if isinstance(laid, dict) else {}
    source = ", ".join(str(received[key]) for key in ("name", "received") if key in received) or file.name
    step = foreign.adopted(built.document, source)
    built = replace(built, document=step.document).told(*step.findings, severity="warning")
    return built.after(with_scalars_merged(built.document))


def render(document: Any) -> bytes:
    """Return a document as JSON: keys in order, indented by two spaces, numbers with their original digits."""
    text = msgspec.json.Encoder(decimal_format="number").encode(document)
    return msgspec.json.format(text, indent=2) + b"\n"


def _understood(built: Built) -> Built:
    """Bring the document to OpenAPI 3.1. What is not OpenAPI in a document of ours is an error, else a warning."""
    if "swagger" in built.document:
        file = built.origins.place(()).file.name
        hint = f"convert it: npx --yes swagger2openapi --outfile openapi3-{file} {file}"
        return built.told(Finding(("swagger",), "the file is Swagger 2, not OpenAPI 3", hint))
    if not isinstance(built.document.get("paths", {}), dict):
        return built.told(*misshapen(built.document))
    if not dialect.understood(built.document):
        hint = "begin the file with `openapi: 3.1.0`; other versions can be converted"
        return built.told(Finding((), "the file is not OpenAPI 3.0, 3.1 or 3.2", hint))
    is_foreign = foreign.is_foreign(built.document)
    document = dialect.modern(built.document)
    findings = list(misshapen(document))
    document = foreign.tolerated(document) if is_foreign else document
    built = replace(built, document=document, foreign=is_foreign)
    return built.told(*findings, severity="warning" if is_foreign else "error")


def _adopted(built: Built) -> Built:
    built = built.after(dialect.spread_parameters(built.document))
    if not built.foreign:
        return built
    if not list(operations(built.document)):
        return built.told(Finding(("paths",), "the document describes no operation", "add one under `paths`"))
    step = foreign.adopted(built.document, built.origins.place(()).file.name)
    return replace(built, document=step.document).told(*step.findings, severity="warning")


def _finished(built: Built, overlay_file: Path | None) -> Built:
    """Derive, apply the overlay and lint; problems of the source and of the built document are reported together."""
    of_source = _judged(built, lint_source)
    built = _overlaid(built.after(derived(built.document)), overlay_file)
    of_built = _judged(built, lint) if built.sound else ()
    return replace(built, problems=(*built.problems, *of_source, *of_built))


def _learned(built: Built, api_file: Path, kinds: tuple[str, ...]) -> Built:
    """Apply what a probe saw and what corrections say, where they were adopted."""
    for kind in kinds:
        file = vendor.overlay_file(api_file, kind)
        if file.exists() and built.sound:
            built = _overlaid(built, file)
    return built


def _with_vendor(built: Built, api_file: Path) -> Built:
    """Return the API as the vendor's document describes it, completed by ours; as it is if there is no document."""
    file = vendor.vendor_file(api_file)
    if file is None:
        return built
    theirs = _vendors(file, vendor.overlay_file(api_file), built.origins.sources)
    if not theirs.sound:
        return replace(built, problems=(*built.problems, *theirs.problems))
    combined = vendor.Combined(built.document, built.origins, theirs.document, theirs.origins)
    made = Built(built.api, combined.document, (*built.problems, *theirs.problems), combined.origins, own=built)
    made = made.told(*combined.findings)
    made = made.after(without_unused(made.document)) if made.sound else made
    if not made.sound:
        return made
    step = with_python_names(made.document)
    made = replace(made, document=step.document).told(*step.findings, severity="warning")
    found = _judged(replace(made, foreign=True), lint)
    ours = {(problem.file, problem.line, problem.message) for problem in built.problems}
    told = [one for one in found if one.severity == "error" or one.file.parent.name == vendor.FOLDER]
    return replace(made, problems=(*made.problems, *(p for p in told if (p.file, p.line, p.message) not in ours)))


def _overlaid(built: Built, overlay_file: Path | None) -> Built:
    if overlay_file is None or not built.sound:
        return _named(built) if built.sound else built
    laid = overlay(built.document, overlay_file, built.origins.sources)
    origins = Origins(built.origins.sources, {**built.origins.places, **laid.places})
    built = replace(built, document=laid.document, origins=origins, problems=(*built.problems, *laid.problems))
    severity: Severity = "warning" if built.foreign else "error"
    built = built.told(*misshapen(built.document), severity=severity) if built.sound else built
    return _named(built.after(without_unused(built.document))) if built.sound else built


def _named(built: Built) -> Built:
    """Write the names in Python; of two equal names, lint tells where the document is ours."""
    step = with_python_names(built.document)
    built = replace(built, document=step.document)
    return built.told(*step.findings, severity="warning") if built.foreign else built


def _judged(built: Built, judge: Judge) -> tuple[Problem, ...]:
    findings = judge(Subject(built.api, built.document), built.foreign)
    return tuple(
        built.origins.problem(finding.pointer, finding.message, finding.hint, severity)
        for finding, severity in findings
    )
