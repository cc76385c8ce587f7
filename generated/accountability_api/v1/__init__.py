"""Accountability API v1 (unofficial description). Each resource is loaded when it is first used.

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
    from . import token as token
    from . import user_access_groups as user_access_groups
    from .client import V1 as V1
    from .client import AsyncV1 as AsyncV1

__all__ = (
    "AsyncV1",
    "V1",
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
    "token",
    "user_access_groups",
)

__getattr__, __dir__ = lazy(
    __name__,
    {
        "AsyncV1": "client",
        "V1": "client",
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
        "token": "token",
        "user_access_groups": "user_access_groups",
    },
)
