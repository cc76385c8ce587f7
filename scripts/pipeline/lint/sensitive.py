"""Rules on sensitive data: no card numbers, and a mark on everything that logs and reports must mask."""

import re
from collections.abc import Iterator

from pipeline.lint.context import LintContext, title
from pipeline.source.grammar import Node
from pipeline.source.problem import Finding
from pipeline.transform import names

_CARD = re.compile(r"card(holder|no$|num|pan|cv|expir|secur)|^pan$|^cv[vc]2?$|cvv")
_KINDS = {
    "bank": re.compile(r"bank(account)?(no$|num|name|code)|^iban|iban$|swift|^bic$|sortcode|routingno|routingnum|^bsb"),
    "person": re.compile(r"dateofbirth|birthda|taxid|socialsecurity|^ssn$|passport"),
    "credential": re.compile(r"password|secret|(access|refresh|api|id)token$"),
}


def card_number(context: LintContext) -> Iterator[Finding]:
    """Find properties and parameters with a payment card's number, holder, code or date."""
    for node, name in _name_nodes(context):
        if _CARD.search(names.letters(name)):
            message = f"{title(context, node)} is named like a card's data"
            yield Finding(node.pointer, message, "the contract, and so logs and the sandbox, never hold card data")


def unmarked_sensitive(context: LintContext) -> Iterator[Finding]:
    """Find properties with bank, personal or secret data that are not marked, so that their values would be shown."""
    for node, name in _name_nodes(context):
        kind = next((kind for kind, pattern in _KINDS.items() if pattern.search(names.letters(name))), None)
        if kind and node.kind == "property" and not _is_marked(node):
            hint = "write `format: password`" if kind == "credential" else f"write `x-sensitive: {kind}`"
            yield Finding(node.pointer, f"{title(context, node)} would be shown in logs and reports", hint)
        elif kind and node.value.get("in") in ("query", "path"):
            message = f"{title(context, node)} would be in URLs, which are logged"
            yield Finding(node.pointer, message, "send it in a body or a header")


def _name_nodes(context: LintContext) -> Iterator[tuple[Node, str]]:
    yield from ((node, str(node.pointer[-1])) for node in context.properties)
    yield from ((node, str(node.value["name"])) for node in context.of("parameter") if "name" in node.value)


def _is_marked(node: Node) -> bool:
    return node.value.get("format") == "password" or "x-sensitive" in node.value
