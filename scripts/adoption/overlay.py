"""Read an overlay, reconcile it with a new document, and write it."""

import io
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from jsonpath_rfc9535 import JSONPathError
from jsonpath_rfc9535 import find as find_nodes
from ruamel.yaml import YAML

from adoption.actions import Action
from pipeline.source.pointer import Pointer

HEAD = """\
# Written by scripts/adopt, and yours to edit: an action whose content is not what its x-written says stays as it is
# when the next document is adopted. To confirm a match under x-proposed, move the action to actions. To reject a match,
# list our operationId under x-rejected.
"""


@dataclass
class Overlay:
    """An overlay of a vendor's document, and its differences from the previous overlay.

    Args:
        vendor: name, date and hash of the document.
        actions: the actions in order.
        proposed: actions that a person must confirm.
        orphaned: edited actions whose target is not in the document.
        rejected: our operationIds that a person marked as having no counterpart.
        kept: targets of edited actions that remain.
        gone: targets that are orphaned or no longer needed.
    """

    vendor: dict[str, str] = field(default_factory=dict)
    actions: list[Action] = field(default_factory=list)
    proposed: list[Action] = field(default_factory=list)
    orphaned: list[Action] = field(default_factory=list)
    rejected: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, value: Any) -> "Overlay":
        """Return the overlay in a parsed file, or an empty overlay if it is not a mapping."""
        if not isinstance(value, dict):
            return cls()
        listed = {
            key: [Action.of(one) for one in value.get(key) or ()] for key in ("actions", "x-proposed", "x-orphaned")
        }
        rejected = [str(one) for one in value.get("x-rejected") or ()]
        vendor = {str(key): str(item) for key, item in (value.get("x-vendor") or {}).items()}
        return cls(vendor, listed["actions"], listed["x-proposed"], listed["x-orphaned"], rejected)

    def chosen(self, document: Mapping[str, Any]) -> dict[str, tuple[str, str]]:
        """Return method and path of the operations that edited actions name, by our operationId."""
        result: dict[str, tuple[str, str]] = {}
        for action in (one for one in self.actions if one.edited):
            named = (action.update or {}).get("operationId")
            for place in places(action.target, document) if isinstance(named, str) else ():
                if len(place) == 3 and place[0] == "paths":
                    result[str(named)] = (str(place[2]), str(place[1]))
        return result

    def reconcile(
        self, wanted: Iterable[Action], proposed: Iterable[Action], matches: Callable[[str], bool]
    ) -> "Overlay":
        """Return the overlay of the next document: keep edited actions, and replace the others.

        Args:
            wanted: the actions for the new document.
            proposed: the actions that a person must confirm.
            matches: returns whether a target is in the document.
        """
        theirs = {one.key: one for one in (*self.actions, *self.orphaned) if one.edited}
        result = Overlay(rejected=self.rejected, proposed=list(proposed))
        for action in wanted:
            one = theirs.pop(action.key, action)
            result.actions.append(one)
            if one.edited:
                result.kept.append(one.target)
        for one in theirs.values():
            if matches(one.target):
                result.actions.append(one)
                result.kept.append(one.target)
            else:
                result.orphaned.append(one)
        remaining = {one.key for one in result.actions}
        result.gone = [one.target for one in self.actions if one.key not in remaining]
        return result

    def render(self, title: str, file: str) -> bytes:
        """Return the overlay as YAML.

        Args:
            title: the title of the overlay.
            file: the name of the document that it extends.
        """
        value: dict[str, Any] = {
            "overlay": "1.0.0",
            "info": {"title": title, "version": "1.0.0"},
            "extends": file,
            "x-vendor": self.vendor,
            "x-rejected": self.rejected,
            "x-proposed": [one.plain() for one in self.proposed],
            "x-orphaned": [one.plain() for one in self.orphaned],
            "actions": [one.plain() for one in self.actions],
        }
        kept = {key: item for key, item in value.items() if item or key == "actions"}
        yaml = YAML()
        yaml.width = 120
        yaml.indent(mapping=2, sequence=4, offset=2)
        stream = io.BytesIO()
        yaml.dump(kept, stream)
        return HEAD.encode() + stream.getvalue()


def places(target: str, document: Mapping[str, Any]) -> list[Pointer]:
    """Return the locations that a JSONPath selects; none if it is invalid."""
    try:
        return [node.location for node in find_nodes(target, dict(document))]
    except JSONPathError:
        return []
