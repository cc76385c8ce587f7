"""The guard: warn of inferred operations, or block them before anything is sent."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, get_args

from .._errors import ConfigurationError, UnverifiedOperationError
from .._warnings import InferredOperationWarning, Once, warn

if TYPE_CHECKING:
    from accountability_api._runtime.call import Call

__all__ = ("Guard", "Inferred")

Inferred: TypeAlias = Literal["guard", "allow", "refuse"]


class Guard:
    """Check calls before they are sent, and remember which operations had a successful response.

    Args:
        inferred: `guard` warns of inferred reads and blocks inferred writes, `allow` allows all, `refuse` blocks
            reads as well.
        allow: keys of operations that are allowed in any case, such as `v2.Jobs_CreateJob`.

    Raises:
        ConfigurationError: `inferred` has another value, or no operation has the key; the message lists similar keys.
    """

    def __init__(self, inferred: Inferred, allow: Collection[str]) -> None:
        if inferred not in get_args(Inferred):
            raise ConfigurationError(
                f"inferred: expected one of {', '.join(map(repr, get_args(Inferred)))}, got {inferred!r}."
            )
        self._inferred = inferred
        self._allow = _validated(allow)
        self._is_first = Once()
        self._confirmed: set[str] = set()

    def warn_if_deprecated(self, call: Call[Any]) -> None:
        """Warn of an operation that the contract calls deprecated, once a client."""
        if call.deprecated and self._is_first((call.key, "deprecated")):
            warn(
                f"{call.key} ({call.method} {call.path}) is deprecated: the service may remove it. `accountability "
                f"operations {call.key}` shows what is known of it.",
                DeprecationWarning,
            )

    def check(self, call: Call[Any]) -> None:
        """Allow a call, warn of it, or block it.

        Raises:
            UnverifiedOperationError: the operation is inferred, and such writes or reads are blocked.
        """
        if call.status != "inferred" or call.key in self._confirmed or self.is_vouched_for(call):
            return
        if call.writes or self._inferred == "refuse":
            raise UnverifiedOperationError(_blocked_message(call), key=call.key)
        if self._is_first(call.key):
            warn(_inferred_warning(call), InferredOperationWarning)

    def confirm(self, call: Call[Any]) -> None:
        """Record a successful response: from now on the path of the operation counts as known."""
        self._confirmed.add(call.key)

    def is_vouched_for(self, call: Call[Any]) -> bool:
        """Return whether the caller allowed the operation, by its key or with all others."""
        return self._inferred == "allow" or call.key in self._allow

    def is_unconfirmed(self, call: Call[Any]) -> bool:
        """Return whether the path is inferred, and this client has had no successful response from it."""
        return call.status == "inferred" and call.key not in self._confirmed and _path_is_inferred(call)

    def is_unknown(self, call: Call[Any]) -> bool:
        """Return whether no response, publication or caller vouches for the path."""
        return not self.is_vouched_for(call) and self.is_unconfirmed(call)


def _validated(allow: Collection[str]) -> frozenset[str]:
    if isinstance(allow, str):
        raise ConfigurationError(f"allow: expected a set of keys, got the string {allow!r}. Write allow={{{allow!r}}}.")
    if not allow:
        return frozenset()
    from .. import spec  # imported when needed, as below: most clients do without it

    for key in allow:
        try:
            spec.find(key)
        except spec.UnknownKeyError as error:
            raise ConfigurationError(f"allow: {error}") from None
    return frozenset(allow)


def _path_is_inferred(call: Call[Any]) -> bool:
    """Return whether the operation is inferred, and not only the representation that this call requests."""
    from .. import spec

    try:
        return spec.find(call.key).status == "inferred"
    except spec.UnknownKeyError:
        return True


def _inferred_warning(call: Call[Any]) -> str:
    return (
        f"{call.key} ({call.method} {call.path}) is inferred, not documented: its path, parameters and response may be "
        f"wrong. To check it, run `accountability conform --base-url URL --operation {call.key}`, which only reads; "
        f"to use it without this warning, set allow={{{call.key!r}}}."
    )


def _blocked_message(call: Call[Any]) -> str:
    return (
        f"{call.key} ({call.method} {call.path}) is inferred, not documented, so nothing was sent. `accountability "
        f"operations {call.key}` shows what is known of it. Try it on a sandbox or on a record that you can lose, then "
        f"set allow={{{call.key!r}}}."
    )
