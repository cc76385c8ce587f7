"""The documents of others, each built once."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.transform.build import BuiltDocument, build

SHAPES = Path(__file__).parent / "shapes"
NAMES = sorted(file.stem for file in SHAPES.glob("*.yaml"))


@pytest.fixture(scope="session")
def built() -> dict[str, BuiltDocument]:
    """Return each shape's built document."""
    return {name: build(SHAPES / f"{name}.yaml") for name in NAMES}
