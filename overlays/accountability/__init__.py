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

    from ._async_client import AsyncAccountability
    from ._auth.credentials import ApiToken, PasswordGrant
    from ._client import Accountability
    from ._concurrency import CallResult
    from ._errors import (
        AccountabilityError,
        APIStatusError,
        BadRequestError,
        ConfigurationError,
        ConflictError,
        ContractViolationError,
        FilterIgnoredError,
        ForbiddenError,
        HookError,
        NotFoundError,
        PagingIgnoredError,
        RateLimitError,
        RateLimitTimeoutError,
        ServerError,
        TransportError,
        UnauthorizedError,
        UnknownOperationError,
        UnprocessableEntityError,
        UnverifiedOperationError,
    )
    from ._messages import Response
    from ._problem import Problem
    from ._transport.hooks import Event, Hooks
    from ._transport.rate_limit.settings import RateLimit
    from ._transport.retry import Retry
    from ._warnings import InferredOperationWarning, InferredTimezoneWarning, PagingWarning, ResponseMismatchWarning

__all__ = (
    "UNSET",
    "APIStatusError",
    "Accountability",
    "AccountabilityError",
    "ApiToken",
    "AsyncAccountability",
    "AsyncItems",
    "BadRequestError",
    "Call",
    "CallResult",
    "ConfigurationError",
    "ConflictError",
    "ContractViolationError",
    "Event",
    "FilterIgnoredError",
    "ForbiddenError",
    "HookError",
    "Hooks",
    "InferredOperationWarning",
    "InferredTimezoneWarning",
    "Items",
    "NotFoundError",
    "Page",
    "PagingIgnoredError",
    "PagingWarning",
    "PasswordGrant",
    "Problem",
    "RateLimit",
    "RateLimitError",
    "RateLimitTimeoutError",
    "Response",
    "ResponseMismatchWarning",
    "Retry",
    "ServerError",
    "TransportError",
    "UnauthorizedError",
    "UnknownOperationError",
    "UnprocessableEntityError",
    "Unset",
    "UnverifiedOperationError",
)

_NAMES = {
    "accountability_api._runtime.call": ("UNSET", "Call", "Unset"),
    "accountability_api._runtime.paging": ("AsyncItems", "Items", "Page"),
    "accountability._async_client": ("AsyncAccountability",),
    "accountability._auth.credentials": ("ApiToken", "PasswordGrant"),
    "accountability._client": ("Accountability",),
    "accountability._concurrency": ("CallResult",),
    "accountability._messages": ("Response",),
    "accountability._problem": ("Problem",),
    "accountability._transport.hooks": ("Event", "Hooks"),
    "accountability._transport.rate_limit.settings": ("RateLimit",),
    "accountability._transport.retry": ("Retry",),
    "accountability._version": ("__version__",),
}
_MODULES = {name: module for module, names in _NAMES.items() for name in names}
_SUBMODULES = ("legacy", "models", "profiles", "spec", "v1", "v2", "wcf")


def __getattr__(name: str) -> object:
    if name in _SUBMODULES:
        return import_module(f"accountability.{name}")
    if name not in __all__ and name != "__version__":
        raise AttributeError(f"module 'accountability' has no attribute {name!r}")
    default = "accountability._warnings" if name.endswith("Warning") else "accountability._errors"
    value: object = getattr(import_module(_MODULES.get(name, default)), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__, *_SUBMODULES})
