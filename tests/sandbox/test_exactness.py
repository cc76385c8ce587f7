"""Amounts are stored and returned digit for digit, without floats."""

from __future__ import annotations

from decimal import Decimal

import pytest

from .conftest import Caller, read

PATCH = {"Content-Type": "application/merge-patch+json"}


@pytest.mark.parametrize("digits", ["0.10", "12678967.54323300000001", "-999999999999.999999999999", "1.5E+3", "7"])
def test_an_amount_is_returned_with_the_digits_that_were_sent(api: Caller, digits: str) -> None:
    response = api.patch("/v2/jobs/4711", content=f'{{"budget": {digits}}}', headers=PATCH)
    assert f'"budget":{digits},' in response.text
    assert f'"budget":{digits},' in api.get("/v2/jobs/4711").text


def test_an_amount_is_the_same_in_json_and_xml_of_the_legacy_service(api: Caller) -> None:
    order = read(api.get("/v2/purchaseorders/5001"))
    assert isinstance(order["taxPct"], Decimal)
    assert f'"TaxPct":{order["taxPct"]},' in api.get("/Service.svc/purchaseorders/5001?format=json").text
    assert f"<TaxPct>{order['taxPct']}</TaxPct>" in api.get("/Service.svc/purchaseorders/5001").text


def test_an_amount_just_above_the_maximum_is_rejected(api: Caller) -> None:
    over = api.patch("/v2/jobs/4711", content=b'{"budget": 1000000000000.0000000000000001}', headers=PATCH)
    assert over.status_code == 422
    assert api.patch("/v2/jobs/4711", content=b'{"budget": 1000000000000}', headers=PATCH).status_code == 200
