"""The older service: resources and their calls. Each is loaded when it is first used."""

from __future__ import annotations

from typing import TYPE_CHECKING

import accountability_api.legacy as _generated

if TYPE_CHECKING:
    from accountability_api.legacy import *  # noqa: F403 - for editors and type checkers; what it holds is in its own __all__

__all__ = _generated.__all__
__getattr__, __dir__ = _generated.__getattr__, _generated.__dir__
