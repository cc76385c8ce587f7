"""From a path to the operations that stand under it, the last one as quickly as the first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from .endpoint import Endpoint


@dataclass(slots=True)
class _Node:
    fixed: dict[str, _Node] = field(default_factory=dict)
    any: _Node | None = None
    methods: dict[str, Endpoint] = field(default_factory=dict)


class Router:
    """Finds endpoints by path segments; a fixed segment goes before a parameter.

    Args:
        endpoints: all that are served.
    """

    def __init__(self, endpoints: Iterable[Endpoint]) -> None:
        self._root = _Node()
        for endpoint in endpoints:
            node = self._root
            for segment in endpoint.route:
                if segment.startswith("{"):
                    node.any = node.any or _Node()
                    node = node.any
                else:
                    node = node.fixed.setdefault(segment, _Node())
            node.methods[endpoint.method] = endpoint

    def find(self, segments: Sequence[str]) -> Mapping[str, Endpoint]:
        """The endpoints under a path by method; none where there is no such path."""
        return _find(self._root, segments, 0) or {}


def _find(node: _Node, segments: Sequence[str], place: int) -> Mapping[str, Endpoint] | None:
    if place == len(segments):
        return node.methods or None
    segment = segments[place]
    fixed = node.fixed.get(segment)
    found = _find(fixed, segments, place + 1) if fixed else None
    if found is None and node.any is not None and segment:
        found = _find(node.any, segments, place + 1)
    return found


def path_values(endpoint: Endpoint, segments: Sequence[str]) -> dict[str, str]:
    """The texts that stand in a path for the endpoint's path parameters."""
    return {name: segments[place] for place, name in endpoint.path_places}
