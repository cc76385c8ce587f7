"""Unofficial client of the Accountability API: jobs, time, purchase orders, invoices.

    from accountability import Accountability, PasswordGrant

    with Accountability(PasswordGrant(tenant_id="acme", username="ops@acme.example", api_token=token)) as api:
        sheets = api.legacy.timesheets.export(monday, sunday, monday, today)

Most of v1 and v2 is inferred, not documented; the client says so where it matters. Nothing is loaded until it is used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from accountability_api._runtime.call import UNSET, Call, Unset
    from accountability_api._runtime.paging import AsyncItems, Items, Page

    from ._accountability import Accountability
    from ._async_accountability import AsyncAccountability
    from ._budget import Budget
    from ._credentials import ApiToken, PasswordGrant
    from ._errors import (
        AccountabilityError,
        BadRequest,
        Conflict,
        ContractViolation,
        FilterIgnored,
        Forbidden,
        NotFound,
        PagingIgnored,
        RateLimited,
        Refused,
        ServerError,
        SettingsError,
        TransportError,
        Unauthorized,
        UnknownOperation,
        Unprocessable,
        UnverifiedOperation,
    )
    from ._hooks import Event, Hooks
    from ._map import Outcome
    from ._problem import Problem
    from ._refusal import Answer
    from ._retry import Retry
    from ._warning import InferredOperationWarning, MisfitWarning

__all__ = (
    "UNSET",
    "Accountability",
    "AccountabilityError",
    "Answer",
    "ApiToken",
    "AsyncAccountability",
    "AsyncItems",
    "BadRequest",
    "Budget",
    "Call",
    "Conflict",
    "ContractViolation",
    "Event",
    "FilterIgnored",
    "Forbidden",
    "Hooks",
    "InferredOperationWarning",
    "Items",
    "MisfitWarning",
    "NotFound",
    "Outcome",
    "Page",
    "PagingIgnored",
    "PasswordGrant",
    "Problem",
    "RateLimited",
    "Refused",
    "Retry",
    "ServerError",
    "SettingsError",
    "TransportError",
    "Unauthorized",
    "UnknownOperation",
    "Unprocessable",
    "Unset",
    "UnverifiedOperation",
)

_RUNTIME = "accountability_api._runtime"
_HOMES = {
    "UNSET": f"{_RUNTIME}.call",
    "Accountability": "accountability._accountability",
    "Answer": "accountability._refusal",
    "ApiToken": "accountability._credentials",
    "AsyncAccountability": "accountability._async_accountability",
    "AsyncItems": f"{_RUNTIME}.paging",
    "Budget": "accountability._budget",
    "Call": f"{_RUNTIME}.call",
    "Event": "accountability._hooks",
    "Hooks": "accountability._hooks",
    "InferredOperationWarning": "accountability._warning",
    "Items": f"{_RUNTIME}.paging",
    "MisfitWarning": "accountability._warning",
    "Outcome": "accountability._map",
    "Page": f"{_RUNTIME}.paging",
    "PasswordGrant": "accountability._credentials",
    "Problem": "accountability._problem",
    "Retry": "accountability._retry",
    "Unset": f"{_RUNTIME}.call",
}
_SUBMODULES = ("contract", "legacy", "models", "profiles", "v1", "v2", "wcf")


def __getattr__(name: str) -> object:
    if name in _SUBMODULES:
        return import_module(f"accountability.{name}")
    if name not in __all__:
        raise AttributeError(f"module 'accountability' has no attribute {name!r}")
    value: object = getattr(import_module(_HOMES.get(name, "accountability._errors")), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__, *_SUBMODULES})
