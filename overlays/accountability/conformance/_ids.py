"""Ids that exist on the server under test: they come from list answers, never from guesses."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from attrs import define, field

from accountability.conformance._exchange import Exchange
from accountability.conformance._subject import Subject, example_of

Ask = Callable[[Subject, Mapping[str, Any]], Exchange]


@define
class Ids:
    """Addresses learnt so far: the template of a collection's path, and the path values that lead to its records.

    Where no list stands at the beginning of a record's path, that of its collection tells what there is.
    """

    known: dict[str, list[dict[str, Any]]] = field(factory=dict)
    places: dict[tuple[str, int], str] = field(factory=dict)

    def of(self, subject: Subject) -> list[dict[str, Any]]:
        """Path values with which the operation addresses something that was listed; empty when nothing was."""
        if not subject.placeholders:
            return [{}]
        cut = subject.path.rindex("{")
        place = subject.path[:cut].rstrip("/")
        if place not in self.known:
            place = self.places.get((subject.addressed, len(subject.placeholders)), place)
        listed = self.known.get(place, [])
        return [self._named(subject, values) for values in listed]

    def records(self, collection: str) -> list[Any]:
        """The ids listed of a collection by its name (`clients`); empty when it was not listed."""
        return [each["0"] for each in self.known.get(self.places.get((collection, 1), ""), [])]

    def learn(self, subject: Subject, values: Mapping[str, Any], records: Iterable[Any]) -> None:
        """Takes up the records that a list answered, called with these path values."""
        key = "id"
        for record in records:
            if isinstance(record, Mapping) and record.get(key) is not None:
                here = {str(index): value for index, value in enumerate([*values.values(), record[key]])}
                place = self.places.setdefault((subject.record, len(here)), subject.path.rstrip("/"))
                addresses = self.known.setdefault(place, [])
                if here not in addresses:
                    addresses.append(here)

    @staticmethod
    def _named(subject: Subject, values: Mapping[str, Any]) -> dict[str, Any]:
        return dict(zip(subject.placeholders, values.values(), strict=False))


def learnt(subjects: Iterable[Subject], ask: Ask) -> Ids:
    """Asks every list, the outer collections first, and answers what was found.

    A list inside a record (`/purchaseorders/{purchaseOrderId}/entries`) is asked for each record of the outer one.
    """
    ids = Ids()
    lists = [subject for subject in subjects if subject.lists and subject.api != "legacy"]
    for subject in sorted(lists, key=lambda each: each.path.count("/")):
        for values in ids.of(subject):
            ids.learn(subject, values, records(subject, ask(subject, values)))
    return ids


def records(subject: Subject, exchange: Exchange) -> list[Any]:
    """The records of a list's answer; none when it failed or has another shape, or of the legacy API."""
    if not exchange.succeeded or not subject.lists or subject.api == "legacy":
        return []
    try:
        answer = exchange.json()
    except ValueError:
        return []
    found = answer.get(subject.paging["items"]) if subject.paging and isinstance(answer, Mapping) else answer
    return found if isinstance(found, list) else []


def addressed(subject: Subject, ids: Ids) -> dict[str, Any]:
    """Path values of the operation's own example.

    A parameter's example says it best; then the id in the example of the answer, which is the record the operation is
    told of; then the first one listed. Parameters for which none of them speaks are left out.
    """
    listed: Mapping[str, Any] = next(iter(ids.of(subject)), {})
    told = answered_id(subject)
    values = {}
    for parameter in subject.path_parameters:
        name = parameter["name"]
        given, example = stated(subject, parameter)
        if given:
            values[name] = example
        elif told is not None and name == subject.placeholders[-1]:
            values[name] = told
        elif name in listed:
            values[name] = listed[name]
    return values


def stated(subject: Subject, parameter: Mapping[str, Any]) -> tuple[bool, Any]:
    """The example of a parameter, or of its schema."""
    given, example = example_of(parameter)
    if given:
        return given, example
    schema = subject.resolve(parameter.get("schema", {}))
    given, example = example_of(schema)
    return (given, example) if given else ("default" in schema, schema.get("default"))


def answered_id(subject: Subject) -> Any:
    """The id in the example of the operation's 2xx answer, when that is one record."""
    for media in subject.success_content.values():
        given, example = example_of(media)
        if not given:
            given, example = example_of(subject.resolve(media.get("schema", {})))
        if given and isinstance(example, Mapping) and "id" in example:
            return example["id"]
    return None
