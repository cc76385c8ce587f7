"""What tests read of the contract that is shipped, so that they go on to prove the same when another one is adopted."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import zip_longest
from typing import Any

from accountability import spec
from accountability.spec import Operation
from pipeline.transform import names

Body = dict[str, Any]


def reads(api: str) -> int:
    """How many operations of an API only read."""
    return sum(operation.method == "GET" for operation in spec.load(api).operations.values())


def largest_page(key: str) -> int:
    """The most records that a page of a list may hold."""
    size = (spec.find(key).paging or {})["sizeParameter"]
    return int(next(each["schema"]["maximum"] for each in spec.find(key).parameters if each["name"] == size))


def last_page(key: str) -> int:
    """The highest number that a page of a list may have."""
    number = (spec.find(key).paging or {})["parameter"]
    return int(next(each["schema"]["maximum"] for each in spec.find(key).parameters if each["name"] == number))


def needed_query(operation: Operation) -> dict[str, Any]:
    """The query without which a list answers nothing, as the contract's examples have it."""
    needed = [each for each in operation.parameters if each["in"] == "query" and each.get("required")]
    return {each["name"]: each["example"] for each in needed}


def rows(operation: Operation, answer: Any) -> list[Any]:
    """The records of a list's answer, be it a page or an array."""
    found: list[Any] = answer[operation.paging["items"]] if operation.paging else answer
    return found


def whole_lists(api: str, least: int = 2) -> list[Operation]:
    """The lists that come in pages, ask for nothing, and have so many records in their example, by the number."""
    every = spec.load(api).operations.values()
    asked = [each for each in every if each.paging and "{" not in each.path and not needed_query(each)]
    found = [each for each in asked if len(example_rows(each)) >= least]
    return sorted(found, key=lambda each: -len(example_rows(each)))


def example_rows(operation: Operation) -> list[Any]:
    """The records in a list's example."""
    content = operation.resolve(operation.raw["responses"]["200"])["content"]["application/json"]
    return rows(operation, content["example"])


def media(operation: Operation) -> str:
    """The media type of an operation's body."""
    return str(next(iter(operation.resolve(operation.raw["requestBody"])["content"])))


def whole_body(key: str, given: Mapping[str, Any]) -> Body:
    """A body with all that must be in it: what is given, and the rest as the contract's example has it."""
    operation = spec.find(key)
    content = operation.resolve(operation.raw["requestBody"])["content"][media(operation)]
    needed = operation.resolve(content["schema"]).get("required", ())
    return {**{name: content["example"][name] for name in needed}, **given}


def whole_arguments(key: str, **given: Any) -> dict[str, Any]:
    """The same as the keywords of the operation's method, by their Python names."""
    operation = spec.find(key)
    schema = operation.resolve(operation.resolve(operation.raw["requestBody"])["content"][media(operation)]["schema"])
    named = {name: names.attribute(name, operation.resolve(member)) for name, member in schema["properties"].items()}
    return {**{named[name]: value for name, value in whole_body(key, {}).items()}, **given}


def at(path: str, *methods: str) -> Operation | None:
    """The operation of v1 or v2 that a path leads to, by one of these methods; None where there is none."""
    every = [each for api in ("v1", "v2") for each in spec.load(api).operations.values()]
    return next((each for each in every if each.method in methods and _fits(each.path, path)), None)


def _fits(template: str, path: str) -> bool:
    pairs = zip_longest(template.split("/"), path.split("/"), fillvalue="")
    return all(part == given or part.startswith("{") for part, given in pairs)
