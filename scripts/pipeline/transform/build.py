"""Build a document: read, bundle, derive, apply the overlay, lint."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import msgspec

from pipeline.lint.context import LintContext
from pipeline.lint.run import lint, lint_source
from pipeline.source.bundle import bundle, is_foreign
from pipeline.source.operation import operations
from pipeline.source.positions import Origins
from pipeline.source.problem import Finding, Problem, Severity, errors
from pipeline.source.read import Sources
from pipeline.source.shape import schema_errors
from pipeline.transform import dialect, foreign, vendor
from pipeline.transform.derive import derive
from pipeline.transform.derive.python import with_python_names
from pipeline.transform.derive.scalar import with_scalars_merged
from pipeline.transform.derive.step import Step
from pipeline.transform.overlay import overlay
from pipeline.transform.unused import without_unused

Lint = Callable[[LintContext, bool], Iterable[tuple[Finding, Severity]]]

AMENDMENTS = ("corrections", "probe")
"""The kinds of overlays, other than the vendor's, that amend our contract, in order."""


@dataclass(frozen=True)
class BuiltDocument:
    """A built document, its problems, and the sources of its parts.

    Args:
        api: the name of the API.
        document: the built document; incomplete if a problem is an error.
        problems: the problems, each with file and line.
        origins: the file and line of each part of the document.
        foreign: whether the document is not one of our sources.
        our_build: the document built only from our sources, if a vendor's document is the source.
    """

    api: str
    document: dict[str, Any]
    problems: tuple[Problem, ...]
    origins: Origins
    foreign: bool = False
    our_build: "BuiltDocument | None" = None

    @property
    def sound(self) -> bool:
        """Whether no problem is an error."""
        return not errors(self.problems)

    def with_findings(self, *findings: Finding, severity: Severity = "error") -> "BuiltDocument":
        """Return the document with findings added as problems at their sources."""
        problems = (self.origins.problem(f.pointer, f.message, f.hint, severity) for f in findings)
        return replace(self, problems=(*self.problems, *problems))

    def with_step(self, step: Step) -> "BuiltDocument":
        """Return the result of a step of the derivation."""
        origins = self.origins
        for aliases in step.aliases:
            origins = origins.also(aliases)
        return replace(self, document=step.document, origins=origins).with_findings(*step.findings)


def build(
    api_file: Path,
    overlay_file: Path | None = None,
    sources: Sources | None = None,
    amendments: tuple[str, ...] = AMENDMENTS,
) -> BuiltDocument:
    """Build one API's document.

    Args:
        api_file: `openapi/<api>.yaml`.
        overlay_file: the overlay to apply to the bundled document, if any.
        sources: a cache of files, to share between builds.
        amendments: the overlays of probe findings and corrections to apply, if they exist.
    """
    sources = sources or Sources()
    bundled = bundle(api_file, sources)
    built = BuiltDocument(api_file.stem, bundled.document, bundled.problems, bundled.origins)
    stages: tuple[Callable[[BuiltDocument], BuiltDocument], ...] = (
        _normalize_version,
        _normalize_foreign,
        lambda built: _finish(built, overlay_file),
    )
    if api_file.parent.name != vendor.FOLDER:
        stages += (
            lambda built: _with_amendments(built, api_file, amendments),
            lambda built: _with_vendor(built, api_file),
        )
    for stage in stages:
        if not built.sound:
            return built
        built = stage(built)
    return built


def prepare_vendor(file: Path, sources: Sources | None = None) -> BuiltDocument:
    """Read a vendor's document and normalize it for our overlay: OpenAPI 3.1, with parameters in the operations."""
    bundled = bundle(file, sources or Sources())
    built = BuiltDocument(file.stem, bundled.document, bundled.problems, bundled.origins)
    built = _normalize_version(built) if built.sound else built
    for step in (dialect.spread_parameters, vendor.with_parameters_in_place):
        built = built.with_step(step(built.document)) if built.sound else built
    return replace(built, foreign=True)


def _build_vendor(file: Path, overlay_file: Path, sources: Sources) -> BuiltDocument:
    """Build a vendor's document alone: apply our overlay and derive what its operations lack."""
    built = prepare_vendor(file, sources)
    applied = sources.read(overlay_file).value if overlay_file.exists() else None
    if applied is not None and built.sound:
        built = _apply_overlay(built, overlay_file)
    if not built.sound:
        return built
    received = applied.get("x-vendor", {}) if isinstance(applied, dict) else {}
    source = ", ".join(str(received[key]) for key in ("name", "received") if key in received) or file.name
    step = foreign.with_defaults(built.document, source)
    built = replace(built, document=step.document).with_findings(*step.findings, severity="warning")
    return built.with_step(with_scalars_merged(built.document))


def render(document: Any) -> bytes:
    """Return a document as JSON, indented by two spaces, with the order of keys and the digits of numbers preserved."""
    text = msgspec.json.Encoder(decimal_format="number").encode(document)
    return msgspec.json.format(text, indent=2) + b"\n"


def _normalize_version(built: BuiltDocument) -> BuiltDocument:
    """Convert the document to OpenAPI 3.1; deviations from OpenAPI are errors in our documents, else warnings."""
    if "swagger" in built.document:
        file = built.origins.place(()).file.name
        hint = f"convert it: npx --yes swagger2openapi --outfile openapi3-{file} {file}"
        return built.with_findings(Finding(("swagger",), "the file is Swagger 2, not OpenAPI 3", hint))
    if not built.document:
        return built.with_findings(Finding((), "the file is empty", "it begins with `openapi: 3.1.0`"))
    if not dialect.is_supported_version(built.document):
        hint = "begin the file with `openapi: 3.1.0`, or convert it"
        return built.with_findings(Finding((), "the file is not OpenAPI 3.0, 3.1 or 3.2", hint))
    received = is_foreign(built.document)
    document = dialect.to_openapi_31(built.document)
    findings = list(schema_errors(document))
    document = foreign.tolerate(document) if received else document
    built = replace(built, document=document, foreign=received)
    built = built.with_findings(*findings, severity="warning" if received else "error")
    malformed = list(foreign.find_malformed(document)) if received else []
    if received and not malformed and not any(operations(document)):
        malformed.append(Finding(("paths",), "the document describes no operation", "add one under `paths`"))
    return built.with_findings(*malformed)


def _normalize_foreign(built: BuiltDocument) -> BuiltDocument:
    built = built.with_step(dialect.spread_parameters(built.document))
    if not built.foreign:
        return built
    step = foreign.with_defaults(built.document, built.origins.place(()).file.name)
    return replace(built, document=step.document).with_findings(*step.findings, severity="warning")


def _finish(built: BuiltDocument, overlay_file: Path | None) -> BuiltDocument:
    """Derive, apply the overlay and lint; report problems of the source and of the built document together."""
    of_source = _run_lint(built, lint_source)
    built = _with_overlay(built.with_step(derive(built.document)), overlay_file)
    of_built = _run_lint(built, lint) if built.sound else ()
    return replace(built, problems=(*built.problems, *of_source, *of_built))


def _with_amendments(built: BuiltDocument, api_file: Path, kinds: tuple[str, ...]) -> BuiltDocument:
    """Apply the overlays of an adopted probe and of adopted corrections."""
    for kind in kinds:
        file = vendor.overlay_file(api_file, kind)
        if file.exists() and built.sound:
            built = _with_overlay(built, file)
    return built


def _with_vendor(built: BuiltDocument, api_file: Path) -> BuiltDocument:
    """Return the API as the vendor's document describes it, completed by ours; unchanged without a document."""
    file = vendor.vendor_file(api_file)
    if file is None:
        return built
    vendor_build = _build_vendor(file, vendor.overlay_file(api_file), built.origins.sources)
    if not vendor_build.sound:
        return replace(built, problems=(*built.problems, *vendor_build.problems))
    combined = vendor.CombinedDocument(built.document, built.origins, vendor_build.document, vendor_build.origins)
    problems = (*built.problems, *vendor_build.problems)
    result = BuiltDocument(built.api, combined.document, problems, combined.origins, our_build=built)
    result = result.with_findings(*combined.findings)
    result = result.with_step(without_unused(result.document)) if result.sound else result
    if not result.sound:
        return result
    step = with_python_names(result.document)
    result = replace(result, document=step.document).with_findings(*step.findings, severity="warning")
    lint_problems = _run_lint(replace(result, foreign=True), lint)
    our_problems = {(problem.file, problem.line, problem.message) for problem in built.problems}
    relevant = [
        problem for problem in lint_problems if problem.severity == "error" or problem.file.parent.name == vendor.FOLDER
    ]
    new = (problem for problem in relevant if (problem.file, problem.line, problem.message) not in our_problems)
    return replace(result, problems=(*result.problems, *new))


def _with_overlay(built: BuiltDocument, overlay_file: Path | None) -> BuiltDocument:
    if overlay_file is None or not built.sound:
        return _with_names(built) if built.sound else built
    built = _apply_overlay(built, overlay_file)
    severity: Severity = "warning" if built.foreign else "error"
    built = built.with_findings(*schema_errors(built.document), severity=severity) if built.sound else built
    return _with_names(built.with_step(without_unused(built.document))) if built.sound else built


def _apply_overlay(built: BuiltDocument, file: Path) -> BuiltDocument:
    applied = overlay(built.document, file, built.origins.sources)
    origins = Origins(built.origins.sources, {**built.origins.places, **applied.places})
    return replace(built, document=applied.document, origins=origins, problems=(*built.problems, *applied.problems))


def _with_names(built: BuiltDocument) -> BuiltDocument:
    """Write the Python names; in our own documents lint reports equal names."""
    step = with_python_names(built.document)
    built = replace(built, document=step.document)
    return built.with_findings(*step.findings, severity="warning") if built.foreign else built


def _run_lint(built: BuiltDocument, rules: Lint) -> tuple[Problem, ...]:
    findings = rules(LintContext(built.api, built.document), built.foreign)
    return tuple(
        built.origins.problem(finding.pointer, finding.message, finding.hint, severity)
        for finding, severity in findings
    )
