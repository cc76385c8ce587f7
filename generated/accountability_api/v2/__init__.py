"""Accountability API v2 (unofficial description). Each resource is loaded when it is first used.

Written from the contract by scripts/regenerate: change openapi/, not this.
"""

from typing import TYPE_CHECKING

from .._runtime.lazy import lazy

if TYPE_CHECKING:
    from . import client_contacts as client_contacts
    from . import clients as clients
    from . import employees as employees
    from . import estimate_entries as estimate_entries
    from . import estimates as estimates
    from . import jobs as jobs
    from . import purchase_order_entries as purchase_order_entries
    from . import purchase_orders as purchase_orders
    from . import suppliers as suppliers
    from . import task_types as task_types
    from . import time_entries as time_entries
    from . import user_access_groups as user_access_groups
    from .client import V2 as V2
    from .client import AsyncV2 as AsyncV2

__all__ = (
    "AsyncV2",
    "V2",
    "client_contacts",
    "clients",
    "employees",
    "estimate_entries",
    "estimates",
    "jobs",
    "purchase_order_entries",
    "purchase_orders",
    "suppliers",
    "task_types",
    "time_entries",
    "user_access_groups",
)

__getattr__, __dir__ = lazy(
    __name__,
    {
        "AsyncV2": "client",
        "V2": "client",
        "client_contacts": "client_contacts",
        "clients": "clients",
        "employees": "employees",
        "estimate_entries": "estimate_entries",
        "estimates": "estimates",
        "jobs": "jobs",
        "purchase_order_entries": "purchase_order_entries",
        "purchase_orders": "purchase_orders",
        "suppliers": "suppliers",
        "task_types": "task_types",
        "time_entries": "time_entries",
        "user_access_groups": "user_access_groups",
    },
)
