"""The files of the contract are edited with their comments and order, and written all or not at all."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from adoption.workbench import Workbench, put, rename_key, write
from pipeline.source.positions import Place

ROOT = Path(__file__).resolve().parents[2]
TEXT = """\
# What this is about.
job:  # a job
  number: {type: string}  # as people know it
  "200": null
  budget: 48000.00
"""


def test_every_file_of_the_contract_is_written_as_it_is_read() -> None:
    bench = Workbench(ROOT / "openapi")
    for file in (ROOT / "openapi").rglob("*.yaml"):
        bench.file(file)
    assert bench.changed() == {}


def test_a_renamed_key_keeps_its_place_and_its_comments(tmp_path: Path) -> None:
    file = tmp_path / "job.yaml"
    file.write_text(TEXT)
    bench = Workbench(tmp_path)
    job = bench.node(Place(file, ("job",)))
    rename_key(job, "number", "jobNum")
    rename_key(job, "200", "201")
    put(job, "text", "It's: new", ("jobNum",))
    made = TEXT.replace("number", "jobNum").replace('"200"', '"201"')
    assert bench.changed()[file].decode() == made.replace('  "201"', '  text: "It\'s: new"\n  "201"')


def fails(when: Callable[[str], bool]) -> Callable[[Any, Any], None]:
    replace = os.replace

    def replaced(source: Any, target: Any) -> None:
        if when(Path(target).name):
            raise KeyboardInterrupt
        replace(source, target)

    return replaced


def test_files_are_written_all_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.yaml").write_text("old")
    made = {tmp_path / name: b"new" for name in ("a.yaml", "b.yaml", "c.yaml")}
    with monkeypatch.context() as broken:
        broken.setattr(os, "replace", fails(lambda name: name == "c.yaml"))
        with pytest.raises(KeyboardInterrupt):
            write(made)
    assert {file.name: file.read_text() for file in tmp_path.iterdir()} == {"a.yaml": "old"}
    write(made)
    assert {file.name: file.read_text() for file in tmp_path.iterdir()} == dict.fromkeys(
        ("a.yaml", "b.yaml", "c.yaml"), "new"
    )
