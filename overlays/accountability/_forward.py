"""Public modules that have the names of a generated package, each loaded when it is first used."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import ModuleType

__all__ = ("forward",)


def forward(module: str, generated: ModuleType) -> tuple[Callable[[str], object], Callable[[], list[str]]]:
    """Return the `__getattr__` and the `__dir__` of a module (PEP 562).

    Args:
        module: its name.
        generated: the package that has the names, in its `__all__`.
    """

    def load(name: str) -> object:
        if name not in generated.__all__:
            raise AttributeError(f"module {module!r} has no attribute {name!r}")
        value: object = getattr(generated, name)
        setattr(sys.modules[module], name, value)
        return value

    return load, lambda: sorted({*vars(sys.modules[module]), *generated.__all__})
