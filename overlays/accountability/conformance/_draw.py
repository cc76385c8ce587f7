"""Cases drawn by schemathesis: those that cover an operation's schema, and fuzzed ones, good and bad alike."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any
from unittest import SkipTest

import schemathesis
from hypothesis import strategies as st
from schemathesis.core.result import Err
from schemathesis.generation.feedback import FeedbackSources
from schemathesis.pytest._test_builder import build_operation_test

from accountability.conformance import _xml_body
from accountability.conformance._subject import XML
from accountability.wcf import format_date

Case = schemathesis.Case[Any]
Schema = schemathesis.BaseSchema

# Whole seconds, 1970 to 2100. Drawn as one integer, which costs a tenth of what a date and time does.
MOMENTS = st.integers(0, 4102444800).map(lambda seconds: datetime.fromtimestamp(seconds, UTC))
REFUSALS = ["400", "404", "405", "409", "413", "414", "415", "422"]
ACCEPTANCES = ["2xx", "404", "409"]


def register() -> None:
    """Teaches schemathesis the legacy date formats and XML in order; once more changes nothing."""
    schemathesis.openapi.format("wcf-date", MOMENTS.map(format_date))
    local = MOMENTS.map(lambda moment: moment.replace(tzinfo=None).isoformat())
    schemathesis.openapi.format("xml-local-date-time", local)
    schemathesis.serializer(XML)(as_xml)


def drawn_from(document: Mapping[str, Any], *, seed: int, max_examples: int, covering: bool = True) -> Schema:
    """The schemathesis schema of an API, free of its security.

    Credentials are our own check (`_probes.asks_for_credentials`); left in, they would be fuzzed beside everything
    else, and a 401 could no longer be told from one that was not planned.
    """
    config = schemathesis.Config.from_dict(
        {
            "seed": seed,
            "suppress-health-check": ["all"],
            "phases": {
                "examples": {"enabled": False},
                "coverage": {"enabled": covering},
                "stateful": {"enabled": False},
            },
            "generation": {"mode": "all", "max-examples": max_examples, "no-shrink": True, "database": "none"},
            "checks": {
                "negative_data_rejection": {"expected-statuses": REFUSALS},
                "positive_data_acceptance": {"expected-statuses": ACCEPTANCES},
            },
        }
    )
    return schemathesis.openapi.from_dict(plain(without_security(document)), config=config)


def without_security(document: Mapping[str, Any]) -> dict[str, Any]:
    """The document with nothing asked for; its schemas are shared with the original."""
    paths = {
        path: {
            method: {**part, "security": []} if isinstance(part, Mapping) and "responses" in part else part
            for method, part in item.items()
        }
        for path, item in document["paths"].items()
    }
    return {**document, "paths": paths, "security": []}


def plain(value: Any) -> Any:
    """A document with its exact decimals as the numbers that schemathesis draws from."""
    if isinstance(value, Mapping):
        return {name: plain(part) for name, part in value.items()}
    if isinstance(value, list):
        return [plain(part) for part in value]
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value


def each_case(schema: Schema, visit: Callable[[Case], None]) -> Iterator[str]:
    """Draws the cases of every operation of the schema and shows each to `visit`; yields why they could not be drawn.

    The test that runs them is the one schemathesis builds for pytest, so that both ways draw the same.
    """
    for result in schema.get_all_operations():
        try:
            if isinstance(result, Err):
                yield f"no cases could be drawn: {result.err()}"
            else:
                _run(schema, result.ok(), visit)
        except SkipTest:
            continue
        except Exception as error:  # a document schemathesis can't read is a finding, not a crash of the run
            yield f"no cases could be drawn: {type(error).__name__}: {str(error)[:300]}"


def _run(schema: Schema, operation: Any, visit: Callable[[Case], None]) -> None:
    def look(case: Case) -> None:
        visit(case)

    test = build_operation_test(
        config=schema.config, operation=operation, test_func=look, given_kwargs={}, feedback=FeedbackSources()
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        test()


def as_xml(context: schemathesis.SerializationContext, value: Any) -> bytes | None:
    """A drawn body as DataContract XML in the order of its schema, a bad one too."""
    if isinstance(value, bytes):
        return value
    body = context.case.operation.definition.raw["requestBody"]["content"][XML]["schema"]
    return _xml_body.spelt(value, body, context.case.operation.schema.raw_schema)
