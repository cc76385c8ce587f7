"""What the sandbox imitates and what not: a table made from the contracts and from the code, so that it cannot drift.

Whether a rule is kept is asked of `RULES`, by which the sandbox keeps them; why one is not, of the contract's `unseen`.
Its tests are called by the rule's id, and the suite holds that each kept rule has one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from accountability.spec import APIS, Contract, Operation, load

from . import variants
from .access import LIMITED_BY
from .rules import RULES

NOT_IMITATED = (
    "what no published page states: ledger, tax and exchange logic, totals",
    "speed and size of the real service; faults come only when they are asked for",
)
UNEXPLAINED = "The sandbox does not keep it."


@dataclass(frozen=True, slots=True)
class RuleCoverage:
    """One rule of a contract, and what the sandbox makes of it.

    Args:
        id: the name that the contract gives it.
        told: what the contract says of it: `summary`, `x-status`, `x-source`, and `unseen` where nothing shows it.
    """

    id: str
    told: Mapping[str, Any]

    @property
    def kept(self) -> bool:
        """Whether the sandbox keeps it."""
        return self.id in RULES

    @property
    def why_not(self) -> str | None:
        """Why the sandbox does not keep it; None where it does."""
        return None if self.kept else _line(self.told.get("unseen", UNEXPLAINED))

    @property
    def tests(self) -> str | None:
        """How the names of its tests begin; None where it is not kept."""
        return f"test_{self.id.replace('-', '_')}__" if self.kept else None

    def as_dict(self) -> dict[str, Any]:
        """The rule for tools."""
        return {
            "id": self.id,
            "summary": _line(self.told.get("summary", "")),
            "status": self.told.get("x-status"),
            "source": self.told.get("x-source"),
            "kept": self.kept,
            "whyNot": self.why_not,
            "tests": self.tests,
        }


@dataclass(frozen=True, slots=True)
class OperationCoverage:
    """One operation: the rules and limits that the contract names there, and which of them are kept."""

    operation: Operation

    @property
    def rules(self) -> list[RuleCoverage]:
        """The rules that hold there."""
        return [RuleCoverage(name, told) for name, told in self.operation.rules.items()]

    @property
    def limited_by(self) -> str | None:
        """The transaction type by which the caller's access group limits it; None where nothing does."""
        kind = self.operation.raw.get(LIMITED_BY)
        return None if kind is None else str(kind)

    def as_dict(self) -> dict[str, Any]:
        """The operation for tools."""
        return {
            "key": self.operation.key,
            "status": self.operation.status,
            "kept": [rule.id for rule in self.rules if rule.kept],
            "notKept": {rule.id: rule.why_not for rule in self.rules if not rule.kept},
            "limitedBy": self.limited_by,
            "sets": list(self.operation.raw.get("x-sets", ())),
        }


@dataclass(frozen=True, slots=True)
class Coverage:
    """All operations and rules of some contracts."""

    contracts: Sequence[Contract]

    @classmethod
    def shipped(cls) -> Coverage:
        """That of the contracts that this package was made from."""
        return cls([load(api) for api in APIS])

    @property
    def operations(self) -> list[OperationCoverage]:
        """Each operation, in the order of its contract."""
        return [OperationCoverage(each) for contract in self.contracts for each in contract.operations.values()]

    @property
    def rules(self) -> list[RuleCoverage]:
        """Each rule once, also one that no operation names but a member does."""
        named: dict[str, Mapping[str, Any]] = {}
        for contract in self.contracts:
            named |= contract.document.get("info", {}).get("x-rules", {})
        return [RuleCoverage(name, told) for name, told in named.items()]

    @property
    def not_imitated(self) -> list[str]:
        """Everything that is known not to be imitated, in words."""
        rules = [f"{rule.id}: {_line(rule.told['summary'])} {rule.why_not}" for rule in self.rules if not rule.kept]
        return [*NOT_IMITATED, *rules]

    def as_dict(self) -> dict[str, Any]:
        """The whole for tools."""
        return {
            "operations": [each.as_dict() for each in self.operations],
            "rules": [each.as_dict() for each in self.rules],
            "variants": list(variants.VARIANTS),
            "notImitated": self.not_imitated,
        }

    def table(self) -> str:
        """The whole for people: a line an operation, then a line a rule, then what is not imitated."""
        operations = [("operation", "status", "limited by", "rules kept", "rules not kept")]
        operations += [
            (each.operation.key, each.operation.status, each.limited_by or "-", *_counted(each.rules))
            for each in self.operations
        ]
        rules = [("rule", "known", "tests", "what it says")]
        rules += [
            (each.id, str(each.told.get("x-status")), f"{each.tests}*" if each.kept else "not kept", _words(each))
            for each in self.rules
        ]
        left_out = ["not imitated:", *(f"  {each}" for each in NOT_IMITATED), "  the rules that are not kept"]
        told = ["variants (invented, see --list-variants):", *(f"  {name}" for name in variants.VARIANTS)]
        return "\n\n".join((_columns(operations), _columns(rules), "\n".join(told), "\n".join(left_out)))


def _counted(rules: Iterable[RuleCoverage]) -> tuple[str, str]:
    kept: list[str] = []
    left: list[str] = []
    for rule in rules:
        (kept if rule.kept else left).append(rule.id)
    return ", ".join(kept) or "-", ", ".join(left) or "-"


def _words(rule: RuleCoverage) -> str:
    return " ".join(filter(None, (_line(rule.told.get("summary", "")), rule.why_not)))


def _columns(rows: Sequence[Sequence[str]]) -> str:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = ("  ".join(f"{cell:{width}}" for cell, width in zip(row, widths, strict=True)) for row in rows)
    return "\n".join(line.rstrip() for line in lines)


def _line(text: str) -> str:
    return " ".join(text.split())
