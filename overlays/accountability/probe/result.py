"""The result of a probe as data: the format of `probe.json`.

    {"format": "accountability-probe/1",
     "time": "2026-11-25T14:30:00Z",         time of the probe
     "client": "0.1.0",                      version of this package
     "complete": true,                       false: it was interrupted, and `operations` has the results until then
     "services": {"v2": "https://..."},      URL of each API
     "contracts": {"v2": "0.1.0"},           version of each contract that the service was compared with
     "calls": {"planned": 212, "sent": 180},
     "operations": [
       {"key": "v2.Jobs_ListJobs", "method": "GET", "path": "/v2/jobs",     as the contract has them
        "outcome": "differs",    exists, empty, differs, absent, forbidden, failed or untried
        "status": 200,           HTTP status of the last response, or null
        "reason": null,          details of the outcome; never text of the service
        "actual_path": "/v2/Jobs",   path at which it was found, if it differs
        "envelope": "array",     of a list, if it differs from the contract's, as in corrections
        "record": "data",        property that holds a single record, or null
        "first_page": 1,         number of the first page
        "charset": null,         encoding of the responses, if they are not UTF-8 and do not declare it: a guess
        "seen": {"id": "integer"},                                     properties with the contract's name and type
        "unseen": ["notes"],                                           optional and absent
        "unknown": {"Extra": "string"},                                that the contract lacks
        "missing": ["id"],                                             required and absent
        "types": {"jobNo": {"expected": "string", "seen": "integer"}}, of another type
        "renamed": {"jobNo": "JobNumber"},                             proposed by similarity: a guess
        "formats": {"id": "string"}}                                   of another type that a correction converts
     ]}

Properties are named by paths as in corrections, the record itself by `.`. There are only names and types, no
values of the service, no credentials.
"""

from __future__ import annotations

import json
import os
import tomllib
from collections import Counter
from collections.abc import Mapping
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from attrs import define, field

from .. import spec
from ..whole_file import write_whole
from .finding import Finding
from .proposal import HEAD, proposal

__all__ = ("FORMAT", "Probe", "is_empty_proposal")

FORMAT = "accountability-probe/1"
_DIFFERENT = ("differs", "absent", "failed")


@define(kw_only=True)
class Probe:
    """The result of a probe.

    Attributes:
        services: URL of each API.
        planned: The most calls that it may take.
        sent: Calls that were sent, without those for tokens.
        complete: Whether all planned operations were called.
        findings: One for each operation, in the contract's order.
        time: The time of the probe.
    """

    services: Mapping[str, str]
    planned: int
    sent: int = 0
    complete: bool = True
    findings: list[Finding] = field(factory=list)
    time: datetime = field(factory=lambda: datetime.now(UTC))

    @property
    def differs(self) -> bool:
        """Whether any operation differs from the contract, is absent or failed."""
        return any(finding.outcome in _DIFFERENT for finding in self.findings)

    @property
    def reached(self) -> bool:
        """Whether the service was reached with these credentials: a response had another status than 401."""
        return any(finding.status not in (401, None) for finding in self.findings)

    def counts(self) -> dict[str, int]:
        """Return how many operations had each outcome."""
        return dict(Counter(finding.outcome for finding in self.findings).most_common())

    def summary(self) -> str:
        """Return what differs and how many operations had each outcome, as text."""
        lines = [line for finding in self.findings if finding.outcome in _DIFFERENT for line in finding.lines()]
        counts = ", ".join(f"{count} {outcome}" for outcome, count in self.counts().items())
        return "\n".join([*lines, counts if self.complete else f"{counts} (interrupted)"])

    def as_dict(self) -> dict[str, Any]:
        """Return the content of `probe.json`."""
        return {
            "format": FORMAT,
            "time": self.time.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "client": version("accountability-client"),
            "complete": self.complete,
            "services": dict(self.services),
            "contracts": {api: str(spec.load(api).document["info"]["version"]) for api in self.services},
            "calls": {"planned": self.planned, "sent": self.sent},
            "operations": [finding.as_dict() for finding in self.findings],
        }

    def corrections(self) -> str:
        """Return the content of `corrections.toml`: a proposal for `corrections=`, to be checked."""
        return proposal(self.findings, self.time)

    def write(self, folder: str | os.PathLike[str]) -> tuple[Path, Path]:
        """Write `probe.json` and `corrections.toml`, each completely or not at all.

        Args:
            folder: The folder; it is created if it is missing.

        Returns:
            Their paths.
        """
        path = Path(folder)
        path.mkdir(parents=True, exist_ok=True)
        report = json.dumps(self.as_dict(), indent=2, ensure_ascii=False) + "\n"
        corrections = self.corrections()
        return (
            write_whole(path / "probe.json", report.encode()),
            write_whole(path / "corrections.toml", corrections.encode()),
        )


def is_empty_proposal(corrections: Path) -> bool:
    """Return whether a file is a proposal of a probe that has no corrections, and so can be overwritten."""
    try:
        text = corrections.read_text("utf-8")
        return text.startswith(HEAD) and not tomllib.loads(text)
    except (OSError, ValueError):
        return False
