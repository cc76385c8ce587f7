"""The records of the three APIs: one class a schema. Each is loaded when it is first used."""

from __future__ import annotations

from typing import TYPE_CHECKING

import accountability_api.models as _generated

if TYPE_CHECKING:
    from accountability_api.models import *  # noqa: F403 - for editors and type checkers; what it holds is in its own __all__

__all__ = _generated.__all__


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value: object = getattr(_generated, name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
