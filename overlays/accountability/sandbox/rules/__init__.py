"""The rules of the domain that the sandbox keeps, by the ids that the contract names them by.

Each is a function of an act and stands in a module named for its noun; HTTP is in none of them. A rule that the
contract does not name for an operation is not kept there, and one without a source is not here at all.
"""

from __future__ import annotations

from . import employee, estimate, job, master_data, purchase_order, supplier, time_entry
from .act import Act, Broken, Rule, Search

__all__ = ("RULES", "SEARCHES", "Act", "Broken", "Rule")

RULES: dict[str, Rule] = {
    **employee.RULES,
    **estimate.RULES,
    **job.RULES,
    **master_data.RULES,
    **purchase_order.RULES,
    **supplier.RULES,
    **time_entry.RULES,
}

SEARCHES: tuple[Search, ...] = (*estimate.SEARCHES, *job.SEARCHES, *master_data.SEARCHES, *purchase_order.SEARCHES)
"""How the rules look for records."""
