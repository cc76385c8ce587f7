"""Runs the blocks of a Markdown document in their order, and compares what they print with what it says."""

from __future__ import annotations

import contextlib
import doctest
import io
import re
import runpy
import subprocess
import tomllib
import warnings
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

__all__ = ("check",)

_BLOCK = re.compile(r"^```(\w+)[^\n]*\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def check(text: str, folder: Path) -> None:
    """Run every block; a block of text is what the block before it prints.

    Args:
        text: the document.
        folder: the folder that the blocks run in.
    """
    names: dict[str, Any] = {}
    printed = ""
    for language, code in _BLOCK.findall(text):
        if language == "text":
            matches = doctest.OutputChecker().check_output(code, printed, doctest.ELLIPSIS)
            assert matches, f"{code}\n--- got\n{printed}"
        else:
            printed = _run(language, code, folder, names)


def _run(language: str, code: str, folder: Path, names: dict[str, Any]) -> str:
    """Run one block and return what it printed; what is only shown is read instead."""
    match language:
        case "python" if code.startswith("# file: "):
            (folder / code.partition("\n")[0].removeprefix("# file: ")).write_text(code)
        case "python":
            return _run_python(code, folder, names)
        case "bash":
            done = subprocess.run(["bash", "-c", code], capture_output=True, text=True, check=False)
            assert done.returncode == 0, done.stderr
            return done.stdout
        case "toml":
            tomllib.loads(code)
        case "yaml":
            YAML(typ="safe").load(code)
        case "sh":
            assert re.fullmatch(r"((pip install '[^']+'|scripts/\w+ +# .*)\n)+", code)
        case "console":
            assert code.startswith("$ ")
        case _:
            raise AssertionError(f"a block in {language} is not run")
    return ""


def _run_python(code: str, folder: Path, names: dict[str, Any]) -> str:
    file = folder / "block.py"
    file.write_text(code)
    output = io.StringIO()
    with contextlib.redirect_stdout(output), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        result = runpy.run_path(str(file), init_globals=names)
    names |= {name: value for name, value in result.items() if not name.startswith("__")}
    return output.getvalue()
