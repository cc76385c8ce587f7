"""What a probe found, as data: the format of `probe.json`.

    {"format": "accountability-probe/1",
     "made": "2026-11-25T14:30:00Z",         when
     "client": "0.1.0",                      version of this package
     "complete": true,                       false: it was interrupted, and `operations` holds what was asked by then
     "services": {"v2": "https://..."},      where each API is
     "contracts": {"v2": "0.1.0"},           version of each contract that the service was compared with
     "calls": {"planned": 212, "made": 180},
     "operations": [
       {"key": "v2.Jobs_ListJobs", "method": "GET", "path": "/v2/jobs",     as the contract has them
        "outcome": "differs",    exists, empty, differs, absent, forbidden, failed or untried
        "status": 200,           HTTP status of the last answer, or null
        "reason": null,          of what `outcome` does not tell, in our words
        "found": "/v2/Jobs",     path at which it answered, if another
        "envelope": "array",     of a list, if another than the contract's, as corrections have it
        "seen": {"id": "integer"},                                     members as the contract has them, with their type
        "unseen": ["notes"],                                           that did not come, and need not
        "unknown": {"Extra": "string"},                                that the contract lacks
        "missing": ["id"],                                             that must come, and did not
        "types": {"jobNo": {"expected": "string", "seen": "integer"}}, of another type
        "renamed": {"jobNo": "JobNumber"}}                             proposed by likeness: a guess
     ]}

Members are named by paths as in corrections, the record itself by `.`. It holds names and types alone: no value of the
service, no credential.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Mapping
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from attrs import define, field

from .. import spec
from .._corrections import Envelope
from ..whole_file import write_whole
from .answer import Outcome
from .proposal import proposal
from .shape import Shape

__all__ = ("FORMAT", "Finding", "Outcome", "Probe")

FORMAT = "accountability-probe/1"
_DIFFERENT = ("differs", "absent", "failed")


@define(kw_only=True)
class Finding:
    """What was found of one operation; the attributes are those of its entry in `probe.json`."""

    key: str
    method: str
    path: str
    outcome: Outcome
    status: int | None = None
    reason: str | None = None
    found: str | None = None
    envelope: Envelope | None = None
    shape: Shape = field(factory=Shape)

    def as_dict(self) -> dict[str, Any]:
        shape = self.shape
        return {
            "key": self.key,
            "method": self.method,
            "path": self.path,
            "outcome": self.outcome,
            "status": self.status,
            "reason": self.reason,
            "found": self.found,
            "envelope": dict(self.envelope) if isinstance(self.envelope, Mapping) else self.envelope,
            "seen": shape.seen,
            "unseen": shape.unseen,
            "unknown": shape.unknown,
            "missing": shape.missing,
            "types": {name: {"expected": wanted, "seen": seen} for name, (wanted, seen) in shape.types.items()},
            "renamed": shape.renamed,
        }

    def lines(self) -> list[str]:
        """What was found, for people; the first line tells the outcome."""
        shape = self.shape
        status = f" ({self.status})" if self.status is not None and self.status // 100 != 2 else ""
        told = [f"{self.key}: {self.outcome}{status}" + (f": {self.reason}" if self.reason else "")]
        told += [f"  found at {self.found}"] if self.found else []
        told += [f"  envelope: {_names(self.envelope)}"] if self.envelope else []
        told += [f"  {ours} is probably {theirs}" for ours, theirs in shape.renamed.items()]
        told += [f"  {name}: {seen} where {wanted} was expected" for name, (wanted, seen) in shape.types.items()]
        told += [f"  {name}: missing" for name in shape.missing]
        told += [f"  {name}: unknown ({kind})" for name, kind in shape.unknown.items()]
        return told


@define(kw_only=True)
class Probe:
    """What was found of a service.

    Attributes:
        services: Base URL of each API that was asked.
        planned: Calls that it might take at most.
        made: Calls that were made, those for tokens apart.
        complete: Whether everything planned was asked.
        findings: One for each operation asked, in the contract's order.
        moment: When it was made.
    """

    services: Mapping[str, str]
    planned: int
    made: int = 0
    complete: bool = True
    findings: list[Finding] = field(factory=list)
    moment: datetime = field(factory=lambda: datetime.now(UTC))

    @property
    def differs(self) -> bool:
        """Whether anything is not as the contract has it, or failed to show."""
        return any(each.outcome in _DIFFERENT for each in self.findings)

    @property
    def shut(self) -> bool:
        """Whether nothing answered but refusals of the credentials, or nothing at all."""
        asked = [each for each in self.findings if each.outcome != "untried"]
        return bool(asked) and all(each.status in (401, None) for each in asked)

    def counts(self) -> dict[str, int]:
        """How many operations had each outcome."""
        return dict(Counter(each.outcome for each in self.findings).most_common())

    def told(self) -> str:
        """What differs, for people, and how many operations had each outcome."""
        lines = [line for each in self.findings if each.outcome in _DIFFERENT for line in each.lines()]
        counts = ", ".join(f"{count} {outcome}" for outcome, count in self.counts().items())
        return "\n".join([*lines, counts if self.complete else f"{counts} (interrupted)"])

    def as_dict(self) -> dict[str, Any]:
        """The content of `probe.json`."""
        return {
            "format": FORMAT,
            "made": self.moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "client": version("accountability-client"),
            "complete": self.complete,
            "services": dict(self.services),
            "contracts": {api: str(spec.load(api).document["info"]["version"]) for api in self.services},
            "calls": {"planned": self.planned, "made": self.made},
            "operations": [each.as_dict() for each in self.findings],
        }

    def corrections(self) -> str:
        """The content of `corrections.toml`: what `corrections=` needs for the client to work here, to be checked."""
        return proposal(self.findings, self.moment)

    def write(self, folder: str | os.PathLike[str]) -> tuple[Path, Path]:
        """Writes `probe.json` and `corrections.toml`, each whole or not at all.

        Args:
            folder: Where to; it is made if need be.

        Returns:
            The paths of both.
        """
        place = Path(folder)
        place.mkdir(parents=True, exist_ok=True)
        report = json.dumps(self.as_dict(), indent=2, ensure_ascii=False) + "\n"
        corrections = self.corrections()
        return (
            write_whole(place / "probe.json", report.encode()),
            write_whole(place / "corrections.toml", corrections.encode()),
        )


def _names(envelope: Envelope) -> str:
    if isinstance(envelope, str):
        return f"a bare {envelope}"
    return ", ".join(f"{ours} is {theirs}" for ours, theirs in envelope.items())
