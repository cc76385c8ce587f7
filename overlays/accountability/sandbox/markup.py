"""HTML of the sandbox's pages for people: whole pages that load nothing from elsewhere, and tables."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Sequence
from hashlib import sha256
from html import escape

from accountability.page_style import STYLE

from .message import Reply

_OWN_STYLE = """
nav ul { display: flex; flex-wrap: wrap; gap: .3rem 1.2rem; padding: 0; margin: .8rem 0; list-style: none; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .3rem 1rem; margin: 0; } dd { margin: 0; }
form { display: flex; flex-wrap: wrap; gap: .5rem; align-items: center; margin: .6rem 0; }
input, button { font: inherit; color: inherit; background: var(--paper); border: 1px solid var(--soft);
                border-radius: .3rem; padding: .35rem .6rem; } input { flex: 1 1 16rem; max-width: 30rem; }
td { overflow-wrap: break-word; } td code { overflow-wrap: anywhere; } th .soft { font-weight: 400; }
td details { margin: 0; } td summary, .whole { white-space: nowrap; } td details[open] { min-width: 20rem; }
ul { padding-left: 1.2rem; } .documented, .verified, .well { color: var(--good); } .refused { color: var(--bad); }
[hidden] { display: none; }
@media (max-width: 40rem) { dl { grid-template-columns: 1fr; } dd { margin-bottom: .4rem; }
  .wide th[scope=row] { min-width: 13rem; width: auto; } }
"""
_SEARCH = """
const box = document.getElementById("search"), found = document.getElementById("found");
box.addEventListener("input", () => {
  const words = box.value.toLowerCase().split(/\\s+/).filter(Boolean);
  let count = 0;
  for (const row of document.querySelectorAll("tr[data-find]")) {
    row.hidden = !words.every(word => row.dataset.find.includes(word));
    count += !row.hidden;
  }
  found.textContent = `${count} operations`;
});
"""


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


_LOOKS = STYLE + _OWN_STYLE
_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; img-src data:; base-uri 'none'; form-action 'self'; "
    f"frame-ancestors 'none'; style-src {_hash(_LOOKS)}; script-src {_hash(_SEARCH)}",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}


def whole(title: str, skip: tuple[str, str], parts: Iterable[str], *, searches: bool = False) -> Reply:
    """A whole page.

    Args:
        title: its title, as text.
        skip: fragment and words of the link that leads past what stands first.
        parts: what is in its body, as HTML.
        searches: whether it has the field that narrows the operations.
    """
    target, words = skip
    lines = [
        "<!doctype html>",
        '<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">',
        f'<title>{escape(title)}</title><link rel="icon" href="data:,"><style>{_LOOKS}</style></head><body>',
        f'<a class="skip" href="#{target}">{escape(words)}</a>',
        *parts,
        *([f"<script>{_SEARCH}</script>"] if searches else []),
        "</body></html>",
    ]
    return Reply(200, ("\n".join(lines) + "\n").encode(), "text/html; charset=utf-8", _HEADERS)


def row(cells: Sequence[str], attributes: str = "") -> str:
    """A row of a table, whose first cell names it; cells and attributes are HTML."""
    first, *others = cells
    return f'<tr{attributes}><th scope="row">{first}</th>' + "".join(f"<td>{cell}</td>" for cell in others) + "</tr>"


def table(caption: str, headings: Sequence[str], rows: Iterable[str], kind: str = "") -> Iterable[str]:
    """A table that scrolls by itself where the window is narrow; rows are HTML."""
    yield f'<div class="scroll" tabindex="0" role="region" aria-label="{escape(caption)}">'
    yield f'<table class="{kind}"><caption>{escape(caption)}</caption><thead><tr>'
    yield "".join(f'<th scope="col">{escape(heading)}</th>' for heading in headings)
    yield "</tr></thead><tbody>"
    yield from rows
    yield "</tbody></table></div>"


def known(status: str) -> str:
    """How well something is known, in the colour of it."""
    return f'<span class="{escape(status)}">{escape(status)}</span>'
