"""Write the table of a guide that follows from the contract: `python -m tests.guides.tables`."""

from __future__ import annotations

import re
from pathlib import Path

from accountability.guides.derived import legacy_table

FOLDER = Path(__file__).resolve().parents[2] / "overlays" / "accountability" / "guides"


def write(name: str, marker: str, table: str) -> None:
    """Replace the table of a guide."""
    file = FOLDER / f"{name}.md"
    text = file.read_text("utf-8")
    pattern = rf"(<!-- {marker} -->\n).*?(<!-- end -->)"
    file.write_text(re.sub(pattern, lambda match: f"{match[1]}\n{table}\n\n{match[2]}", text, flags=re.DOTALL), "utf-8")


if __name__ == "__main__":
    write("legacy-to-v2", "legacy table", legacy_table())
