"""The domain rules that the sandbox enforces, by the ids that the contract gives them.

Each is a function of a change, in the module of its noun, and knows nothing of HTTP. A rule applies to the operations
for which the contract names it. A rule without a source is not implemented.
"""

from __future__ import annotations

from . import employee, estimate, job, master_data, purchase_order, supplier, time_entry
from .rule import Change, Context, Index, Rule, RuleViolationError

__all__ = ("INDEXES", "RULES", "Change", "Context", "Rule", "RuleViolationError")

RULES: dict[str, Rule] = {
    **employee.RULES,
    **estimate.RULES,
    **job.RULES,
    **master_data.RULES,
    **purchase_order.RULES,
    **supplier.RULES,
    **time_entry.RULES,
}

INDEXES: tuple[Index, ...] = (*estimate.INDEXES, *job.INDEXES, *master_data.INDEXES, *purchase_order.INDEXES)
"""The indexes that the rules use."""
