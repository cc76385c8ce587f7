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
        edited_targets: targets of edited actions that remain.
        removed_targets: targets that are orphaned or no longer needed.
    """

    vendor: dict[str, str] = field(default_factory=dict)
    actions: list[Action] = field(default_factory=list)
    proposed: list[Action] = field(default_factory=list)
    orphaned: list[Action] = field(default_factory=list)
    rejected: list[str] = field(default_factory=list)
    edited_targets: list[str] = field(default_factory=list)
    removed_targets: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, value: Any) -> "Overlay":
        """Return the overlay in a parsed file, or an empty overlay if it is not a mapping."""
        if not isinstance(value, dict):
            return cls()
        listed = {
            key: [Action.of(action) for action in value.get(key) or ()]
            for key in ("actions", "x-proposed", "x-orphaned")
        }
        rejected = [str(operation_id) for operation_id in value.get("x-rejected") or ()]
        vendor = {str(key): str(item) for key, item in (value.get("x-vendor") or {}).items()}
        return cls(vendor, listed["actions"], listed["x-proposed"], listed["x-orphaned"], rejected)

    def find_chosen(self, document: Mapping[str, Any]) -> dict[str, tuple[str, str]]:
        """Return method and path of the operations that edited actions name, by our operationId."""
        result: dict[str, tuple[str, str]] = {}
        for action in (item for item in self.actions if item.is_edited):
            operation_id = (action.update or {}).get("operationId")
            for place in places(action.target, document) if isinstance(operation_id, str) else ():
                if len(place) == 3 and place[0] == "paths":
                    result[str(operation_id)] = (str(place[2]), str(place[1]))
        return result

    def reconcile(
        self, actions: Iterable[Action], proposed: Iterable[Action], matches: Callable[[str], bool]
    ) -> "Overlay":
        """Return the overlay of the next document: keep edited actions, and replace the others.

        Args:
            wanted: the actions for the new document.
            proposed: the actions that a person must confirm.
            matches: returns whether a target is in the document.
        """
        edited_actions = {action.key: action for action in (*self.actions, *self.orphaned) if action.is_edited}
        result = Overlay(rejected=self.rejected, proposed=list(proposed))
        for action in actions:
            kept_action = edited_actions.pop(action.key, action)
            result.actions.append(kept_action)
            if kept_action.is_edited:
                result.edited_targets.append(kept_action.target)
        for kept_action in edited_actions.values():
            if matches(kept_action.target):
                result.actions.append(kept_action)
                result.edited_targets.append(kept_action.target)
            else:
                result.orphaned.append(kept_action)
        remaining = {action.key for action in result.actions}
        result.removed_targets = [action.target for action in self.actions if action.key not in remaining]
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
            "x-proposed": [action.plain() for action in self.proposed],
            "x-orphaned": [action.plain() for action in self.orphaned],
            "actions": [action.plain() for action in self.actions],
        }
        content = {key: item for key, item in value.items() if item or key == "actions"}
        yaml = YAML()
        yaml.width = 120
        yaml.indent(mapping=2, sequence=4, offset=2)
        stream = io.BytesIO()
        yaml.dump(content, stream)
        return HEAD.encode() + stream.getvalue()


def places(target: str, document: Mapping[str, Any]) -> list[Pointer]:
    """Return the locations that a JSONPath selects; none if it is invalid."""
    try:
        return [node.location for node in find_nodes(target, dict(document))]
    except JSONPathError:
        return []
