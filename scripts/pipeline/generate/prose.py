"""Docstrings: the contract's own words, wrapped, with how well each thing is known said beside it."""

import textwrap
from collections.abc import Iterable

from pipeline.generate.kind import Choice, Member, Record
from pipeline.generate.view import View

WIDTH = 120
KNOWN = {"documented": "Documented", "inferred": "Inferred, not published", "verified": "Verified by a recorded answer"}


def standing(status: str, source: str) -> str:
    """How well a thing is known and from where, as a sentence; nothing where the contract says nothing."""
    if not status:
        return ""
    return sentence(f"{KNOWN.get(status, status.capitalize())}: {source}" if source else KNOWN.get(status, status))


def sentence(text: str) -> str:
    """A text with a full stop at its end, if it has none."""
    return text if not text or text.endswith((".", "!", "?")) else f"{text}."


def docstring(paragraphs: Iterable[str], indent: int) -> str:
    """Paragraphs as a docstring, its lines but the first indented; a paragraph that has lines of its own is wrapped
    already."""
    made = [one if "\n" in one or one.startswith("    ") else fill(one, indent) for one in paragraphs if one]
    body = _escaped("\n\n".join(made))
    if "\n" in body or indent + len(body) + 6 > WIDTH or body.endswith(('"', "\\")):
        body += "\n"
    return textwrap.indent(f'"""{body}"""', " " * indent).strip()


def remark(text: str, indent: int) -> str:
    """A docstring that ends where its text ends, as it stands below a member."""
    body = _escaped(fill(text, indent))
    body += " " if body.endswith(('"', "\\")) else ""
    return textwrap.indent(f'"""{body}"""', " " * indent).strip()


def fill(text: str, indent: int, hanging: str = "") -> str:
    """A text wrapped to what is left of the line; lines after the first begin with `hanging`."""
    width = WIDTH - indent - 3
    return "\n".join(textwrap.wrap(text, width, subsequent_indent=hanging, break_long_words=False,
                                   break_on_hyphens=False))  # fmt: skip


def of_member(member: Member, beside: str = "") -> str:
    """What is said of a member; its own standing only where it is not that of the whole, `beside`."""
    own = standing(member.status, member.source) if member.status and member.status != beside else ""
    return f"{sentence(member.text)} ({own.rstrip('.')}.)" if own else sentence(member.text)


def of_record(item: Record | Choice) -> list[str]:
    """The paragraphs of a class."""
    made = [sentence(item.text or item.name), standing(item.status, item.source)]
    if isinstance(item, Record) and not item.status and any(_is_guess(member) for member in item.members):
        made.append("Inferred, not published: the names of its members; each has a witness or is a convention.")
    if isinstance(item, Record) and not item.complete:
        made.append("The published type could be read in part only: more members may come, in additional_properties.")
    return made


def _is_guess(member: Member) -> bool:
    """Whether a member's name has a witness, which only an inferred one needs, and no better standing of its own."""
    return bool(member.source) and member.status in ("", "inferred")


def of_operation(view: View, arguments: list[tuple[str, str]], returns: str, indent: int) -> list[str]:
    """The paragraphs of a method: what it does, how well it is known, its arguments, what it gives."""
    about = [fill(one, indent) for one in (view.text, standing(view.status, view.source)) if one]
    made = [sentence(view.summary), "\n".join(about)]
    if view.deprecated:
        made.insert(1, "Deprecated: the contract says that the service may end it.")
    if arguments:
        lines = (fill(f"    {name}: {text}", indent, " " * 8) for name, text in arguments)
        made.append("\n".join(["Args:", *lines]))
    if returns:
        made.append("\n".join(["Returns:", fill(f"    {returns}", indent, " " * 4)]))
    return made


def _escaped(text: str) -> str:
    kept = "".join(letter for letter in text if letter == "\n" or letter.isprintable())
    return kept.replace("\\", "\\\\").replace('"""', '\\"\\"\\"')
