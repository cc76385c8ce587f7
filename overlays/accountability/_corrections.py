"""Corrections of the contract: a call as the service takes it, made from a call as the contract has it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias, TypeVar

from attrs import evolve

from accountability_api._runtime.call import UNSET, Call, Mismatches, any_json, no_content

from ._errors import ConfigurationError

__all__ = ("Correction", "Corrections", "Envelope", "Renames", "placeholders", "renames")

T = TypeVar("T")
Envelope: TypeAlias = Literal["array", "all"] | Mapping[str, str]
Renames: TypeAlias = Mapping[str, tuple[str, "Renames"]]
_SECRET = 8  # characters: a shorter header value is a version or a flag, and covering it would garble messages
_OPEN = ("Accept", "Content-Type")
_FORM = "application/x-www-form-urlencoded"
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_ABSENT = object()


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What is otherwise than the contract says, of one operation.

    Args:
        template: the contract's path, its parameters in braces.
        paging: names of the contract's page envelope; None for what does not come in pages.
        method: the service's method.
        path: the service's path, its parameters in braces.
        parameters: the service's names of path and query parameters and form fields, by ours.
        members: the service's names of members, by our paths such as `lines.amount`.
        envelope: of a list: a bare `array` asked for in pages, `all` of it at once, or the service's names by ours.
        headers: sent along; they may be secret.
    """

    template: str
    paging: Mapping[str, str] | None = None
    method: str | None = None
    path: str | None = None
    parameters: Mapping[str, str] = field(default_factory=dict)
    members: Mapping[str, str] = field(default_factory=dict)
    envelope: Envelope | None = None
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    _theirs: Renames = field(init=False, repr=False, compare=False)
    _ours: Renames = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_theirs", renames(self.members))
        object.__setattr__(self, "_ours", _inverse(self._theirs))

    def call(self, call: Call[T]) -> Call[T]:
        """The call as the service takes it; its answer is read by our names. Its status stays what it was.

        Raises:
            ConfigurationError: members are renamed, and the call is made in XML.
        """
        if self.members and "xml" in call.media + call.accept:
            raise ConfigurationError(f"corrections: {call.key}: fields can be renamed in JSON only, this call is XML")
        return evolve(
            call,
            method=self.method or call.method,
            path=self._path(call.path),
            query={self.parameters.get(name, name): value for name, value in call.query.items()},
            headers={**call.headers, **self.headers},
            body=self._body(call),
            decode=self._decode(call.decode),
            decoders={status: self._decode(decode) for status, decode in call.decoders.items()},
        )

    def ours(self, value: Any) -> Any:
        """A decoded answer of the service by our names."""
        if self.paging is None:
            return _renamed(value, self._ours)
        items = self.paging["items"]
        page = self._page(value)
        if isinstance(page, dict) and items in page:
            page = {**page, items: _renamed(page[items], self._ours)}
        return page

    def secrets(self) -> list[str]:
        """Values of headers that must be shown nowhere."""
        return [value for name, value in self.headers.items() if len(value) >= _SECRET and name not in _OPEN]

    def _page(self, value: Any) -> Any:
        """A list's answer in our envelope; what has no likeness to the one expected stays, to be refused as it is."""
        assert self.paging is not None
        if isinstance(value, list) and isinstance(self.envelope, str):
            counted = {self.paging["totalCount"]: len(value)} if self.envelope == "all" else {}
            return {self.paging["items"]: value, **counted}
        if not isinstance(value, dict) or not isinstance(self.envelope, Mapping):
            return value
        spoken_for = {*self.envelope.values(), *(self.paging[ours] for ours in self.envelope)}
        rest = {name: member for name, member in value.items() if name not in spoken_for}
        found = {self.paging[ours]: _dig(value, theirs) for ours, theirs in self.envelope.items()}
        return {**rest, **{name: member for name, member in found.items() if member is not _ABSENT}}

    def _decode(self, inner: Callable[[Any, Mismatches], T]) -> Callable[[Any, Mismatches], T]:
        """Return a reader of the service's response that passes it on in the contract's names."""
        if inner in (no_content, any_json):
            return inner

        def decode(value: Any, mismatches: Mismatches) -> T:
            return inner(self.ours(value), mismatches)

        return decode

    def _path(self, path: str) -> str:
        """The service's path with the call's arguments; a path that is not the contract's is the caller's own."""
        pattern = "".join(
            f"(?P<{part}>[^/]+)" if index % 2 else re.escape(part)
            for index, part in enumerate(_PLACEHOLDER.split(self.template))
        )
        found = re.fullmatch(pattern, path)
        if self.path is None or found is None:
            return path
        ours = {theirs: name for name, theirs in self.parameters.items()}
        return _PLACEHOLDER.sub(lambda each: found[ours.get(each[1], each[1])], self.path)

    def _body(self, call: Call[Any]) -> Any:
        if call.body is UNSET:
            return UNSET
        if call.media == _FORM and isinstance(call.body, Mapping):
            return {self.parameters.get(name, name): value for name, value in call.body.items()}
        return _renamed(call.body, self._theirs)


@dataclass(frozen=True, slots=True)
class Corrections:
    """Corrections by operation key.

    Args:
        by_key: the correction of each operation that needs one, such as `v2.Jobs_GetJob`.
    """

    by_key: Mapping[str, Correction]

    def call(self, call: Call[T]) -> Call[T]:
        """The call as the service takes it; one that needs no correction is itself."""
        correction = self.by_key.get(call.key)
        return call if correction is None else correction.call(call)

    def is_bare(self, key: str) -> bool:
        """Whether a list comes without an envelope."""
        return key in self.by_key and isinstance(self.by_key[key].envelope, str)

    def secrets(self) -> list[str]:
        """Values of headers that must be shown nowhere."""
        return [value for each in self.by_key.values() for value in each.secrets()]


def placeholders(path: str) -> list[str]:
    """Names of the parameters of a path."""
    return _PLACEHOLDER.findall(path)


def renames(members: Mapping[str, str]) -> Renames:
    """Renamed members as a tree: by our name the service's, and the renames inside that member."""
    tree: dict[str, tuple[str, dict[str, Any]]] = {}
    for path, theirs in sorted(members.items()):
        *above, last = path.split(".")
        branch = tree
        for step in above:
            branch = branch.setdefault(step, (step, {}))[1]
        branch[last] = theirs, branch.get(last, ("", {}))[1]
    return tree


def _inverse(tree: Renames) -> Renames:
    return {theirs: (ours, _inverse(inside)) for ours, (theirs, inside) in tree.items()}


def _renamed(value: Any, tree: Renames) -> Any:
    """The value by other names. A member that bears a name which another is given is something else, and left out."""
    if not tree:
        return value
    if isinstance(value, list):
        return [_renamed(each, tree) for each in value]
    if not isinstance(value, Mapping):
        return value
    taken = {new for new, _ in tree.values()}
    made: dict[str, Any] = {}
    for name, member in value.items():
        if name in tree:
            new, inside = tree[name]
            made[new] = _renamed(member, inside)
        elif name not in taken:
            made[name] = member
    return made


def _dig(value: Any, path: str) -> Any:
    for step in path.split("."):
        if not isinstance(value, dict) or step not in value:
            return _ABSENT
        value = value[step]
    return value
