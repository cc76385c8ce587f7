"""A resource that is added in YAML is served, seeded, filtered and validated without a change in Python."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.own_description import SOURCES

from accountability.sandbox import sandbox
from pipeline.transform.build import build

from .conftest import Caller

ROOT = Path(__file__).parents[2]
RESOURCE = """
paths:
  holidays:
    get:
      operationId: Holidays_ListHolidays
      tags: [Holidays]
      summary: List holidays.
      description: Days on which an office is closed.
      x-status: inferred
      x-source: convention
      x-access: Employees
      parameters:
        - name: officeCode
          in: query
          description: Only this office's.
          schema: {type: string}
        - {$ref: "../common.yaml#/components/parameters/Page"}
        - {$ref: "../common.yaml#/components/parameters/PageSize"}
      responses:
        "200":
          description: One page of holidays.
          content:
            application/json:
              schema:
                allOf:
                  - $ref: "../common.yaml#/components/schemas/Page"
                  - type: object
                    required: [items]
                    properties:
                      items:
                        type: array
                        description: The holidays of this page.
                        items: {$ref: "#/components/schemas/Holiday"}
                        x-source: convention
              example:
                items:
                  - {id: 7, officeCode: NYC, day: "2025-07-04", pay: 1.50}
                page: 1
                pageSize: 100
                totalCount: 1
        "400": {$ref: "../common.yaml#/components/responses/BadRequest"}
        "401": {$ref: "../common.yaml#/components/responses/Unauthorized"}
        "405": {$ref: "../common.yaml#/components/responses/MethodNotAllowed"}
        "422": {$ref: "../common.yaml#/components/responses/Unprocessable"}
        "429": {$ref: "../common.yaml#/components/responses/TooManyRequests"}
    post:
      operationId: Holidays_CreateHoliday
      tags: [Holidays]
      summary: Create a holiday.
      description: Closes an office for a day.
      x-status: inferred
      x-source: convention
      x-access: Employees
      requestBody:
        required: true
        content:
          application/json:
            schema: {$ref: "#/components/schemas/Holiday"}
            example: {officeCode: LON, day: "2025-12-26"}
      responses:
        "201":
          description: The record as it was created.
          content:
            application/json:
              schema: {$ref: "#/components/schemas/Holiday"}
              example: {id: 8, officeCode: LON, day: "2025-12-26", pay: null}
        "400": {$ref: "../common.yaml#/components/responses/BadRequest"}
        "401": {$ref: "../common.yaml#/components/responses/Unauthorized"}
        "405": {$ref: "../common.yaml#/components/responses/MethodNotAllowed"}
        "409": {$ref: "../common.yaml#/components/responses/Conflict"}
        "422": {$ref: "../common.yaml#/components/responses/Unprocessable"}
        "429": {$ref: "../common.yaml#/components/responses/TooManyRequests"}
components:
  schemas:
    Holiday:
      type: object
      description: A day on which an office is closed.
      required: [id]
      x-required-on-create: [officeCode, day]
      properties:
        id:
          $ref: "../common.yaml#/components/schemas/Id"
          description: Unique key of the holiday, given by the server.
          readOnly: true
          x-source: convention
        officeCode:
          type: string
          description: Code of the office.
          x-source: convention
        day:
          $ref: "../common.yaml#/components/schemas/Date"
          description: The day.
          x-source: convention
        pay:
          $ref: "../common.yaml#/components/schemas/RateOrNull"
          description: What an hour's pay is multiplied by.
          x-source: convention
"""


@pytest.fixture(scope="module")
def api(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Caller]:
    """A caller of a sandbox whose contract is built from the sources and an additional file."""
    copy = tmp_path_factory.mktemp("source")
    shutil.copytree(SOURCES / "openapi", copy / "openapi")
    (copy / "openapi/resources/holidays.yaml").write_text(RESOURCE)
    source = copy / "openapi/v2.yaml"
    path = '  /v2/holidays: {$ref: "resources/holidays.yaml#/paths/holidays"}\n'
    source.write_text(f"{source.read_text()}tags:\n  - {{name: Holidays, description: Days off.}}\npaths:\n{path}")
    result = build(source, SOURCES / "overlays/v2.overlay.yaml")
    assert result.sound, result.problems
    with sandbox(documents={"v2": result.document}) as running:
        token = running.accounts[0].api_token
        with Caller(base_url=running.url, auth=(token, "")) as caller:
            yield caller


def test_the_examples_of_a_new_resource_are_its_initial_records(api: Caller) -> None:
    assert b'{"id":7,"officeCode":"NYC","day":"2025-07-04","pay":1.50}' in api.get("/v2/holidays").content


def test_records_of_a_new_resource_are_created_and_filtered(api: Caller) -> None:
    holiday = api.create("/v2/holidays", {"officeCode": "LON", "day": "2025-12-26"})
    assert holiday == {"id": 8, "officeCode": "LON", "day": "2025-12-26"}
    assert api.get_json("/v2/holidays", officeCode="LON")["items"] == [holiday]


def test_the_schema_and_authentication_of_a_new_resource_are_enforced(api: Caller) -> None:
    invalid_day = {"officeCode": "LON", "day": "Boxing Day"}
    assert api.send_json("POST", "/v2/holidays", invalid_day).status_code == 422
    assert api.send_json("POST", "/v2/holidays", {"officeCode": "LON"}).status_code == 422
    assert api.get("/v2/holidays", auth=("x", "")).status_code == 401
