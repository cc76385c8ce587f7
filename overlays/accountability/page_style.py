"""The style that the pages of the sandbox and of the conformance report share: light, dark, and visible focus."""

from __future__ import annotations

STYLE = """
:root { color-scheme: light dark; --ink: #1c1f23; --paper: #fff; --soft: #5b636d; --line: #d5dae0; --tint: #f3f5f7;
        --good: #14693a; --bad: #a3121f; --link: #0b57a4; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e6e9ec; --paper: #14171a; --soft: #a3acb6; --line: #343b43; --tint: #1e2328;
          --good: #63d391; --bad: #ff8a8f; --link: #7db8f5; } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1.5rem 1rem 4rem; max-width: 76rem; background: var(--paper); color: var(--ink);
       font: 1rem/1.5 system-ui, sans-serif; }
a { color: var(--link); } :focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
.skip { position: absolute; left: -99rem; } .skip:focus { position: static; }
h1 { font-size: 1.6rem; margin: 0 0 .25rem; } h2 { font-size: 1.2rem; margin: 2.2rem 0 .6rem; }
h3 { font-size: 1rem; margin: 1.4rem 0 .3rem; } .soft { color: var(--soft); }
.scroll { overflow-x: auto; } table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
caption { text-align: left; color: var(--soft); padding-bottom: .4rem; }
th, td { text-align: left; padding: .35rem .6rem; border-bottom: 1px solid var(--line); vertical-align: top; }
thead th { background: var(--tint); } .n, thead .n { text-align: right; } th[scope=row] { font-weight: 600; }
.wide th[scope=row] { min-width: 20rem; width: 29rem; overflow-wrap: anywhere; }
code, pre { font: .85rem/1.45 ui-monospace, monospace; } th code { font-weight: 400; }
pre { background: var(--tint); border: 1px solid var(--line); border-radius: .3rem; padding: .6rem; margin: .3rem 0;
      white-space: pre-wrap; overflow-wrap: anywhere; }
summary { cursor: pointer; padding: .2rem 0; } details { margin: .2rem 0 .8rem; }
"""
