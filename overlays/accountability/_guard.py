"""The guard against guesses: what is only inferred is warned of, or stopped before anything is sent."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, get_args

from ._errors import ConfigurationError, UnverifiedOperationError
from ._warning import InferredOperationWarning, Once, warn

if TYPE_CHECKING:
    from accountability_api._runtime.call import Call

__all__ = ("Guard", "Inferred")

Inferred: TypeAlias = Literal["guard", "allow", "refuse"]


class Guard:
    """Judges calls before they go out, and knows which operations have answered.

    Args:
        inferred: `guard` warns of inferred reads and stops inferred writes, `allow` lets all through, `refuse` stops
            reads too.
        allow: keys that are let through in any case, such as `v2.Jobs_CreateJob`.

    Raises:
        ConfigurationError: another `inferred`, or a key that no operation has; the message lists near ones.
    """

    def __init__(self, inferred: Inferred, allow: Collection[str]) -> None:
        if inferred not in get_args(Inferred):
            raise ConfigurationError(f"inferred={inferred!r}: it is one of {', '.join(map(repr, get_args(Inferred)))}")
        self._inferred = inferred
        self._allow = _known(allow)
        self._first = Once()
        self._answered: set[str] = set()

    def admit(self, call: Call[Any]) -> None:
        """Lets a call pass, warns of it, or stops it.

        Raises:
            UnverifiedOperationError: it is inferred, and writes or reads are stopped.
        """
        if call.status != "inferred" or self._inferred == "allow" or call.key in self._allow:
            return
        if call.writes or self._inferred == "refuse":
            raise UnverifiedOperationError(_stopped(call), key=call.key)
        if self._first(call.key):
            warn(_doubtful(call), InferredOperationWarning)

    def answered(self, call: Call[Any]) -> None:
        """Notes a 2xx: from now on the operation's path is no guess."""
        self._answered.add(call.key)

    def guesses(self, call: Call[Any]) -> bool:
        """Whether the call's path is inferred, and has not answered 2xx in this client."""
        return call.status == "inferred" and call.key not in self._answered and _path_is_inferred(call)


def _known(allow: Collection[str]) -> frozenset[str]:
    if isinstance(allow, str):
        raise ConfigurationError(f"allow={allow!r}: give a set of keys, such as allow={{{allow!r}}}")
    if not allow:
        return frozenset()
    from . import spec  # here, as below: most clients never ask it

    for key in allow:
        try:
            spec.find(key)
        except spec.UnknownKey as error:
            raise ConfigurationError(f"allow: {error}") from None
    return frozenset(allow)


def _path_is_inferred(call: Call[Any]) -> bool:
    """A call may be inferred for its representation alone, on a path that is published."""
    from . import spec

    try:
        return spec.find(call.key).status == "inferred"
    except spec.UnknownKey:
        return True


def _doubtful(call: Call[Any]) -> str:
    return (
        f"{call.key} ({call.method} {call.path}) is inferred, not documented: its path, parameters and answer may be "
        f"wrong. To check it, run `accountability conform --base-url URL --operation {call.key}`, which only reads; "
        f"to use it without this warning, allow={{{call.key!r}}}."
    )


def _stopped(call: Call[Any]) -> str:
    return (
        f"{call.key} ({call.method} {call.path}) is inferred, not documented, so nothing was sent. `accountability "
        f"operations {call.key}` shows what is known of it. Try it on a sandbox or a record that can be spared, then "
        f"allow={{{call.key!r}}}."
    )
