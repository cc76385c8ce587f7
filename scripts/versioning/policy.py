"""The version policy, as far as a machine can hold it: the package, the three contracts, and the last release."""

import hashlib
import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from versioning.side import APIS, BUILT
from versioning.step import STEPS, Version, parse, render, taken

RECORD = "openapi/released.json"
CHANGELOG = "openapi/CHANGELOG.md"
ABOUT = "The last release, written by scripts/versions --record: versions, and what each contract was."


@dataclass(frozen=True)
class Contract:
    """A contract's version, and a digest of all else that it says."""

    version: Version
    digest: str


@dataclass(frozen=True)
class State:
    """The versions of the project at one time."""

    package: Version
    contracts: Mapping[str, Contract]

    def render(self) -> str:
        """The state as a file keeps it."""
        contracts = {name: {"version": render(one.version), "sha256": one.digest} for name, one in self._in_order()}
        whole = {"about": ABOUT, "package": render(self.package), "contracts": contracts}
        return json.dumps(whole, indent=2) + "\n"

    def _in_order(self) -> list[tuple[str, Contract]]:
        return [(api, self.contracts[api]) for api in APIS]


def current(root: Path) -> State:
    """What pyproject.toml and the built contracts say.

    Raises:
        ValueError: a version is not three numbers.
    """
    package = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    return State(parse(package), {api: _contract(root / BUILT.format(api=api)) for api in APIS})


def released(root: Path) -> State | None:
    """The state at the last release; None before the first."""
    if not (root / RECORD).is_file():
        return None
    told = json.loads((root / RECORD).read_text(encoding="utf-8"))
    contracts = {api: Contract(parse(one["version"]), one["sha256"]) for api, one in told["contracts"].items()}
    return State(parse(told["package"]), contracts)


def faults(now: State, last: State | None, changelog: str) -> list[str]:
    """What breaks the policy, a sentence each.

    Args:
        now: the project as it stands.
        last: the last release; None before the first.
        changelog: the text of the contracts' change log.
    """
    version, section = newest(changelog)
    found = list(_unlogged(now, version, section))
    if last is not None:
        found += [fault for api in APIS for fault in _contract_faults(api, now, last, section)]
        found += _package_faults(now, last)
    return found


def tag_faults(tag: str, now: State, last: State | None) -> list[str]:
    """What stands against a release under a tag."""
    found = [] if tag == f"v{render(now.package)}" else [f"the tag is {tag}, the package is {render(now.package)}"]
    if last != now:
        found.append(
            f"{RECORD} is not what is released here: run scripts/versions --record, commit, and tag that commit"
        )
    return found


def newest(changelog: str) -> tuple[str, str]:
    """The version of the newest section of a change log, and its text; both empty where there is none."""
    found = re.search(r"^## (\d\S*).*?$(.*?)(?=^## |\Z)", changelog, re.MULTILINE | re.DOTALL)
    return (found[1], found[2]) if found else ("", "")


def contracts_line(now: State) -> str:
    """The line of a change log's section that tells the contracts' versions."""
    return "Contracts: " + ", ".join(f"{api} {render(now.contracts[api].version)}" for api in APIS) + "."


def _unlogged(now: State, version: str, section: str) -> Iterator[str]:
    if version != render(now.package):
        yield (
            f"{CHANGELOG}: the newest section is {version or 'missing'}, the package is {render(now.package)}:"
            f" begin a section `## {render(now.package)}`"
        )
    if contracts_line(now) not in section.splitlines():
        yield f"{CHANGELOG}: the newest section lacks the line `{contracts_line(now)}`"


def _contract_faults(api: str, now: State, last: State, section: str) -> Iterator[str]:
    new, old = now.contracts[api], last.contracts[api]
    if new.digest == old.digest:
        if new.version != old.version:
            yield f"{api}: nothing changed since {render(old.version)}: let info.version stay"
        return
    if new.version <= old.version:
        yield (
            f"{api}: the contract changed since {render(old.version)}, and info.version says {render(new.version)}:"
            " step it (scripts/contract-diff tells by how much)"
        )
    if not re.search(rf"^- (\w+, )*{api}(, \w+)*:", section, re.MULTILINE):
        yield f"{CHANGELOG}: {api} changed, and no line of the newest section begins with it (`- {api}: ...`)"


def _package_faults(now: State, last: State) -> Iterator[str]:
    steps = {api: taken(last.contracts[api].version, now.contracts[api].version) for api in APIS}
    largest = max((STEPS.index(step) for step in steps.values() if step), default=-1)
    step = taken(last.package, now.package)
    if now.package < last.package:
        yield f"pyproject.toml: the package is {render(now.package)}, and {render(last.package)} has been released"
    elif largest > (STEPS.index(step) if step else -1):
        api = next(api for api, step in steps.items() if step and STEPS.index(step) == largest)
        yield (
            f"pyproject.toml: {api} took a {STEPS[largest]} step since {render(last.package)}, so the package needs one"
            f" as large; it is {render(now.package)}"
        )


def _contract(path: Path) -> Contract:
    document = json.loads(path.read_text(encoding="utf-8"))
    version = parse(document["info"].pop("version"))
    return Contract(version, hashlib.sha256(json.dumps(document, sort_keys=True).encode()).hexdigest())
