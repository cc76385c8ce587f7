"""Names, docstrings, messages, guides and YAML descriptions use the field's terms."""

from __future__ import annotations

import ast
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

# Words that this project once used for a standard term, and the term to use.
TERMS = {
    r"told": "is passed, reports, logs",
    r"tells": "returns, reports, logs",
    r"whoever": "callers, users",
    r"nobody": "no one, or the actor",
    r"misfits?": "invalid value, mismatch",
    r"witness(es)?": "source, evidence",
    r"amid": "during",
    r"heeds?": "honours",
    r"(?<!there )(is|are|was) no(?= [a-z])(?! (longer|more|less|such|one|other|need|way|room))": "is not a",
    r"client of (tasks|threads)": "asynchronous or synchronous client",
    r"truth values?": "boolean",
    r"mends?|mended": "fix",
    r"broken off|breaks off": "interrupted",
    r"as new": "reset to the initial state",
    r"laid (over|beneath|down)": "applied to, overridden by",
    r"comes? again|goes? again": "is retried",
    r"beneath|beside(?! (the|a)? ?(peers?|moto|httpx|pydantic|json))": "below, next to",
    r"spelt": "spelled",
}
PATTERN = re.compile("|".join(rf"(?P<t{number}>\b(?:{term})\b)" for number, term in enumerate(TERMS)), re.IGNORECASE)
# Justified uses: a quotation, a name of the published API, or code that reads like a phrase (`is no_content`).
ALLOWED: dict[str, set[str]] = {"overlays/accountability/_formats/serializer.py": {"is no"}}
SELF = "tests/packaging/test_vocabulary.py"


def tracked_files() -> list[str]:
    """Return the files whose words are ours: code, guides, contracts and workflows, but not what is generated."""
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()
    suffixes = (".py", ".md", ".yaml", ".yml", ".jinja", ".toml")
    return [
        name
        for name in listed
        if not name.startswith("generated/")
        and name != SELF
        and (name.endswith(suffixes) or ("/" in name and "." not in name.rsplit("/", 1)[-1]))
    ]


def findings(name: str) -> list[str]:
    """Return `file:line: word (use: term)` for each word of the list."""
    lines = (ROOT / name).read_text(encoding="utf-8", errors="replace").splitlines()
    return [
        f"{name}:{number}: {match.group()!r} (use: {list(TERMS.values())[int((match.lastgroup or 't0')[1:])]})"
        for number, line in enumerate(lines, 1)
        for match in PATTERN.finditer(line.replace("_", " "))
        if match.group().lower() not in ALLOWED.get(name, set())
    ]


def test_every_file_uses_the_terms_of_the_field() -> None:
    files = tracked_files()
    assert len(files) > 300
    assert [finding for name in files for finding in findings(name)] == []


def test_the_check_finds_a_word_of_the_list() -> None:
    assert PATTERN.search("The caller is told")
    assert PATTERN.search("this is no list of rows")
    assert not PATTERN.search("it is no longer used")


# Pronouns, past participles and place words, which do not name what a value is. Use the noun of the domain.
PRONOUNS = {
    *("asked", "came", "each", "found", "given", "got", "held", "here", "kept", "known", "looked", "made", "meant"),
    *("mine", "named", "one", "ones", "others", "ours", "own", "same", "taken", "theirs", "there", "told"),
    *("wanted", "what", "whole"),
}


def bound_names(code: str) -> Iterator[tuple[int, str]]:
    """Yield each name that code binds, with its line: variables, attributes, arguments, functions and classes."""
    for node in ast.walk(ast.parse(code)):
        match node:
            case ast.Name(id=name, ctx=ast.Store()) | ast.Attribute(attr=name, ctx=ast.Store()) | ast.arg(arg=name):
                yield node.lineno, name
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
                yield node.lineno, name


def pronouns(code: str) -> list[str]:
    """Return `line: name` for each binding of a pronoun."""
    return [f"{line}: {name}" for line, name in bound_names(code) if name.strip("_") in PRONOUNS]


def test_names_are_not_pronouns() -> None:
    files = [name for name in tracked_files() if name.endswith(".py") or re.fullmatch(r"scripts/[\w-]+", name)]
    assert "scripts/adopt" in files
    assert len(files) > 300
    bindings = [f"{name}:{line}" for name in files for line in pronouns((ROOT / name).read_text(encoding="utf-8"))]
    assert bindings == []


@pytest.mark.parametrize(
    "code", ["found = 1", "[each for each in x]", "def f(own): ...", "def _made(): ...", "s.kept = 1"]
)
def test_the_check_finds_a_pronoun(code: str) -> None:
    assert len(pronouns(code)) == 1
