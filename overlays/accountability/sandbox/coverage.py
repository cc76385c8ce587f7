"""What the sandbox imitates and what not: a table computed from the contracts and the code, so that it cannot drift.

A rule is enforced if `RULES` has it; why another one is not, the contract's `unseen` says. Tests are named by a rule's
id, and the test suite checks that each enforced rule has one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from accountability.spec import APIS, Contract, Operation, load

from .rules import RULES
from .variants import VARIANTS

NOT_IMITATED = (
    "what no published page states: ledger, tax and exchange logic, totals",
    "speed and size of the real service; faults occur only on request",
)
NO_REASON = "The sandbox does not enforce it."


@dataclass(frozen=True, slots=True)
class RuleCoverage:
    """One rule of a contract, and whether the sandbox enforces it.

    Args:
        reason: Why it is not enforced; None if it is.
        tests: The prefix of the names of its tests; None if it is not enforced.
    """

    id: str
    summary: str
    status: str | None
    source: str | None
    enforced: bool
    reason: str | None
    tests: str | None

    @classmethod
    def of(cls, id_: str, spec: Mapping[str, Any]) -> RuleCoverage:
        """Return the coverage of a rule of the contract."""
        enforced = id_ in RULES
        return cls(
            id=id_,
            summary=_join_lines(spec.get("summary", "")),
            status=spec.get("x-status"),
            source=spec.get("x-source"),
            enforced=enforced,
            reason=None if enforced else _join_lines(spec.get("unseen", NO_REASON)),
            tests=f"test_{id_.replace('-', '_')}__" if enforced else None,
        )


@dataclass(frozen=True, slots=True)
class OperationCoverage:
    """One operation: the rules and limits that the contract names there, and which of them are enforced."""

    operation: Operation

    @property
    def rules(self) -> list[RuleCoverage]:
        """The rules that apply to it."""
        return [RuleCoverage.of(name, spec) for name, spec in self.operation.rules.items()]

    @property
    def enforced(self) -> list[str]:
        """The ids of those rules that are enforced."""
        return [rule.id for rule in self.rules if rule.enforced]

    @property
    def not_enforced(self) -> dict[str, str | None]:
        """Why each of the others is not."""
        return {rule.id: rule.reason for rule in self.rules if not rule.enforced}

    @property
    def limited_by(self) -> str | None:
        """The transaction type by which the caller's access group limits it; None if nothing does."""
        type_ = self.operation.raw.get("x-access")
        return None if type_ is None else str(type_)

    def as_dict(self) -> dict[str, Any]:
        """Return the operation for tools."""
        return {
            "key": self.operation.key,
            "status": self.operation.status,
            "enforced": self.enforced,
            "notEnforced": self.not_enforced,
            "limitedBy": self.limited_by,
            "sets": list(self.operation.raw.get("x-sets", ())),
        }


@dataclass(frozen=True, slots=True)
class Coverage:
    """All operations and rules of some contracts."""

    contracts: Sequence[Contract]

    @classmethod
    def shipped(cls) -> Coverage:
        """Return the coverage of this package's contracts."""
        return cls([load(api) for api in APIS])

    @property
    def operations(self) -> list[OperationCoverage]:
        """Each operation, in the order of its contract."""
        operations = [operation for contract in self.contracts for operation in contract.operations.values()]
        return [OperationCoverage(operation) for operation in operations]

    @property
    def rules(self) -> list[RuleCoverage]:
        """Each rule once, including those that only a property names."""
        rules: dict[str, Mapping[str, Any]] = {}
        for contract in self.contracts:
            rules |= contract.document.get("info", {}).get("x-rules", {})
        return [RuleCoverage.of(name, spec) for name, spec in rules.items()]

    @property
    def not_imitated(self) -> list[str]:
        """What is known not to be imitated, in words."""
        return [*NOT_IMITATED, *(f"{rule.id}: {rule.summary} {rule.reason}" for rule in self.rules if rule.reason)]

    def as_dict(self) -> dict[str, Any]:
        """Return the whole for tools."""
        return {
            "operations": [operation.as_dict() for operation in self.operations],
            "rules": [asdict(rule) for rule in self.rules],
            "variants": list(VARIANTS),
            "notImitated": self.not_imitated,
        }

    def table(self) -> str:
        """Return the whole as text: a line per operation, a line per rule, and what is not imitated."""
        operations = [("operation", "status", "limited by", "rules enforced", "rules not enforced")]
        for coverage in self.operations:
            operation, limit = coverage.operation, coverage.limited_by or "-"
            rule_columns = (", ".join(coverage.enforced) or "-", ", ".join(coverage.not_enforced) or "-")
            operations.append((operation.key, operation.status, limit, *rule_columns))
        rules = [("rule", "status", "tests", "summary")]
        for rule in self.rules:
            tests = f"{rule.tests}*" if rule.enforced else "not enforced"
            summary = " ".join(filter(None, (rule.summary, rule.reason)))
            rules.append((rule.id, str(rule.status), tests, summary))
        variants = ["variants (invented, see --list-variants):", *(f"  {name}" for name in VARIANTS)]
        subjects = [*NOT_IMITATED, "the rules that are not enforced"]
        not_imitated = ["not imitated:", *(f"  {subject}" for subject in subjects)]
        tables = (_format_columns(operations), _format_columns(rules))
        return "\n\n".join((*tables, "\n".join(variants), "\n".join(not_imitated)))


def _format_columns(rows: Sequence[Sequence[str]]) -> str:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = ("  ".join(f"{cell:{width}}" for cell, width in zip(row, widths, strict=True)) for row in rows)
    return "\n".join(line.rstrip() for line in lines)


def _join_lines(text: str) -> str:
    return " ".join(text.split())
