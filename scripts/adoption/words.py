"""Compare names by their words: `jobNo` and `JobNumber` are equal, `dateFrom` and `dateTo` are not."""

import re
from difflib import SequenceMatcher
from functools import cache

from pipeline.transform import names

_WORDS = re.compile(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+|\d+")
_LONG = {"no": "number", "num": "number", "nr": "number", "qty": "quantity", "amt": "amount", "desc": "description"}
_LONG |= {"pct": "percent", "percentage": "percent", "ref": "reference", "addr": "address", "tel": "phone"}
_LONG |= {"telephone": "phone", "curr": "currency", "dept": "department", "acct": "account", "identifier": "id"}
_PREFIX = re.compile(r"v[0-9.]+|api|rest|odata", re.IGNORECASE)


@cache
def words(name: str) -> tuple[str, ...]:
    """Return the words of a name in lower case, abbreviations expanded and plurals as singulars."""
    parts = [word.lower() for word in _WORDS.findall(name)]
    return tuple(names.singular(_LONG.get(word, word)) for word in parts)


def have_same_words(name: str, other_name: str, noun: str = "") -> bool:
    """Return whether two names have the same words; either may omit the noun of the record."""
    if names.letters(name) == names.letters(other_name):
        return True
    left, right = words(name), words(other_name)
    return left == right or _without(left, words(noun)) == _without(right, words(noun))


def address(method: str, path: str) -> str:
    """Return method and path without prefixes, case, separators and parameter names."""
    return f"{method} /{'/'.join(segments(path))}"


@cache
def segments(path: str) -> tuple[str, ...]:
    """Return the parts of a path without version and prefix; a parameter is `{}`."""
    parts = [part for part in path.split("/") if part and not _PREFIX.fullmatch(part)]
    return tuple("{}" if part.startswith("{") else names.letters(part) for part in parts)


def similarity(name: str, other_name: str) -> float:
    """Return the similarity of two names from 0 to 1, by their letters or by their common words."""
    letters = SequenceMatcher(None, names.letters(name), names.letters(other_name)).ratio()
    left, right = set(words(name)), set(words(other_name))
    shared = len(left & right) / len(left | right) if left | right else 0.0
    return max(letters, shared)


def _without(name: tuple[str, ...], noun: tuple[str, ...]) -> tuple[str, ...]:
    return name[len(noun) :] if noun and name[: len(noun)] == noun and len(name) > len(noun) else name
