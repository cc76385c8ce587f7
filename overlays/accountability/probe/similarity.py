"""Propose other names of properties and paths by similarity; they are inferred."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from difflib import SequenceMatcher
from typing import Any

__all__ = ("match_names", "other_paths", "similarity")

_SURE, _LIKELY = 0.95, 0.75
_SAME = {
    "number": "no",
    "num": "no",
    "nr": "no",
    "percent": "pct",
    "percentage": "pct",
    "key": "id",
    "desc": "description",
    "qty": "quantity",
    "amt": "amount",
    "created": "added",
    "updated": "modified",
    "changed": "modified",
}
_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")


def match_names(
    absent: Mapping[str, Any], unknown: Mapping[str, Any], noun: str, fits: Callable[[Any, Any], bool]
) -> dict[str, str]:
    """Match each absent property (with its schema) with the unknown one (with its value) that it probably is.

    Names may repeat the record's noun, such as `Jobs`. A value must fit the schema, unless only the spelling differs.
    """
    scored = sorted(
        ((similarity(name, candidate, noun), name, candidate) for name in absent for candidate in unknown),
        key=lambda match: (-match[0], match[1], match[2]),
    )
    matches: dict[str, str] = {}
    for score, name, candidate in scored:
        is_free = name not in matches and candidate not in matches.values()
        if is_free and (score >= _SURE or (score >= _LIKELY and fits(absent[name], unknown[candidate]))):
            matches[name] = candidate
    return matches


def similarity(name: str, other: str, noun: str = "") -> float:
    """Return the similarity of two names from 0 to 1: by spelling, by words, then by letters."""
    if _letters(name) == _letters(other):
        return 1.0
    words, other_words = _words(name), _words(other)
    if sorted(words) == sorted(other_words):
        return 0.97
    record_words = {*_words(noun), *_words(noun.removesuffix("s")), *_words(re.sub("ies$", "y", noun))}
    if (rest := _without(words, record_words)) and rest == _without(other_words, record_words):
        return 0.9
    return SequenceMatcher(None, "".join(words), "".join(other_words)).ratio() * 0.95


def other_paths(template: str, version: str, names: Iterable[str]) -> list[tuple[str, str]]:
    """Return other paths that an operation may have, each with the name of its style.

    The names of controllers in PascalCase separate the words in a path.
    """
    spellings = {name.lower(): name for name in names}
    styles: dict[str, Callable[[list[str]], str]] = {
        "singular": lambda words: _singular("".join(words)),
        "hyphenated": lambda words: "-".join(words),
        "PascalCase": lambda words: "".join(map(str.title, words)),
        "camelCase": lambda words: words[0] + "".join(map(str.title, words[1:])),
        "snake_case": lambda words: "_".join(words),
        "PascalCase singular": lambda words: _singular("".join(map(str.title, words))),
    }
    rest = template.removeprefix(f"/{version}")
    parts = rest.split("/")
    paths = {}
    for style, spell in styles.items():
        names = [
            part if part.startswith("{") or not part else spell([*map(str.lower, _split(spellings.get(part, part)))])
            for part in parts
        ]
        paths[style] = f"/{version}" + "/".join(names)
    paths["without version"] = rest
    paths["under /api"] = f"/api{template}"
    by_path: dict[str, str] = {}
    for style, path in paths.items():
        if path != template:
            by_path.setdefault(path, style)
    return [(style, path) for path, style in by_path.items()]


def _letters(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.lower())


def _split(name: str) -> list[str]:
    return _WORD.findall(name)


def _words(name: str) -> list[str]:
    return [_SAME.get(word, word) for word in map(str.lower, _split(name))]


def _without(words: list[str], record_words: set[str]) -> list[str]:
    return [word for word in words if word not in record_words]


def _singular(word: str) -> str:
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word
