"""Each rule finds the slip it is there for, and nothing in a contract that keeps them all."""

import re
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from pipeline.lint import run
from pipeline.source.vocabulary import MEANINGS, MEMBERS
from pipeline.transform.build import build

from .conftest import small_contract

JOBS = "resources/jobs.yaml"

SLIPS = {
    "an operation without status": (
        JOBS,
        "      x-status: inferred\n      x-source: legacy PostJob",
        "      x-source: legacy PostJob",
        -4,
        "Jobs_CreateJob has no x-status",
    ),
    "an operation without source": (JOBS, "      x-source: legacy PostJob\n", "", -5, "Jobs_CreateJob has no x-source"),
    "a status that is none": (JOBS, "x-status: inferred", "x-status: guessed", 0, "guessed is not a status"),
    "a misspelt x-member": (JOBS, "x-access: Jobs", "x-acces: Jobs", 0, "x-acces is not known on Jobs_ListJobs"),
    "an x-member of the pipeline's own": (
        JOBS,
        "      x-access: Jobs",
        "      x-paging: {}",
        0,
        "x-paging is written only by the pipeline",
    ),
    "a required name less known than the operation": (
        JOBS,
        "        description: The job.\n        schema",
        "        description: The job.\n        x-status: inferred\n        schema",
        -3,
        "Jobs_GetJob is documented, but the name jobId in its request is only inferred",
    ),
    "a body member less known than the operation": (
        JOBS,
        "description: The number people know.,",
        "description: The number people know., x-status: inferred,",
        0,
        "Jobs_CreateJob is documented, but the name jobNo in its request is only inferred",
    ),
    "an inferred member without witness": (
        JOBS,
        ", x-source: Job.JobNo",
        "",
        0,
        "Job.jobNo is inferred and has no source",
    ),
    "a member without description": (JOBS, "description: Its key., ", "", 0, "Job.id has no description"),
    "a schema without description": (JOBS, "      description: A job.\n", "", -2, "Job has no description"),
    "a 403 where no access group governs": (
        JOBS,
        '        "404": {',
        '        "403": {',
        0,
        "Jobs_GetJob has a 403, but no x-access names the access group that limits it",
    ),
    "an operationId twice": (JOBS, "Jobs_GetJob", "Jobs_ListJobs", 0, "the operationId Jobs_ListJobs is repeated"),
    "no operationId": (JOBS, "      operationId: Jobs_GetJob\n", "", -1, "GET /v2/jobs/{jobId} has no operationId"),
    "one method for two operations": (
        JOBS,
        "      operationId: Jobs_GetJob\n",
        "      operationId: Jobs_GetJob\n      x-python-name: update\n",
        None,
        "Jobs_GetJob and Jobs_UpdateJob both make the method of Jobs update in Python",
    ),
    "one attribute for two members": (
        JOBS,
        "jobNo: {type",
        "job_no: {type: string, description: Another., x-source: Job}\n        jobNo: {type",
        1,
        "job_no and jobNo both make the attribute of Job job_no in Python",
    ),
    "a path that names another parameter": (
        "v2.yaml",
        "/v2/jobs/{jobId}",
        "/v2/jobs/{job}",
        None,
        "the path /v2/jobs/{job} names job, which Jobs_GetJob does not describe",
    ),
    "a parameter that the path does not name": (
        "v2.yaml",
        "/v2/jobs/{jobId}",
        "/v2/jobs/that",
        None,
        "Jobs_GetJob describes the path parameter jobId, which /v2/jobs/that does not name",
    ),
    "an attribute that every model has": (
        JOBS,
        "text: {type",
        "toDict: {type: string, description: Another., x-source: Job}\n        text: {type",
        0,
        "toDict would hide the to_dict that every model has",
    ),
    "a Python name that is none": (
        JOBS,
        "text: {type",
        "text: {x-python-name: class, type",
        0,
        "class is not a valid name in Python",
    ),
    "an open enum of bare values": (
        JOBS,
        "text: {type: string",
        "text: {type: string, x-open-enum: [a]",
        0,
        "a value of the open enum Line.text lacks its value or description",
    ),
    "an open enum of numbers": (
        JOBS,
        "text: {type: string",
        "text: {type: integer, x-open-enum: []",
        0,
        "x-open-enum of Line.text is not a list beside `type: string`",
    ),
    "a list that names no member": (
        JOBS,
        "x-create-only: [jobNo]",
        "x-create-only: [jobNumber]",
        0,
        "x-create-only of Job lists jobNumber, which is not a property",
    ),
    "a required member that only the server sets": (
        JOBS,
        "x-required-on-create: [jobNo]",
        "x-required-on-create: [id]",
        0,
        "x-required-on-create of Job lists id, which only the server sets",
    ),
    "a filter by no member": (
        JOBS,
        "{name: jobNo, in: query",
        "{name: number, in: query",
        0,
        "number of Jobs_ListJobs filters by number, which its records do not have",
    ),
    "a transition that sets no member": (
        JOBS,
        "      operationId: Jobs_GetJob\n",
        "      operationId: Jobs_GetJob\n      x-sets: {open: true}\n",
        1,
        "Jobs_GetJob sets open, which the returned record does not have",
    ),
    "a body without example": (
        JOBS,
        "            example: {budget: null}\n",
        "",
        -2,
        "the body of Jobs_UpdateJob has no example",
    ),
    "an answer without example": (
        JOBS,
        "              example: {id: 2, jobNo: ABC0002}\n",
        "",
        -2,
        "the answer 201 of Jobs_CreateJob has no example",
    ),
    "an example that does not fit": (
        JOBS,
        "example: {id: 2, jobNo: ABC0002}",
        "example: {id: two}",
        0,
        'the example does not fit its schema: /id: "two" is not of type "integer"',
    ),
    "an example with more digits than its member has": (
        JOBS,
        "budget: 1200.50",
        "budget: 1200.505",
        0,
        "the example does not fit its schema: /items/0/budget: 1200.505 is not a multiple of 0.01",
    ),
    "an example of what the server sets": (
        JOBS,
        "example: {budget: null}",
        "example: {id: 5}",
        0,
        "the example has /id, which its schema does not have",
    ),
    "an operationId of another controller": (
        JOBS,
        "operationId: Jobs_GetJob",
        "operationId: Work_GetJob",
        0,
        "Work_GetJob is not Jobs_Action",
    ),
    "a rule that is nowhere defined": (
        JOBS,
        "      x-rules: [job-number]\n",
        "      x-rules: [job-numbre]\n",
        0,
        "Jobs_CreateJob names job-numbre, which is not defined",
    ),
    "a member's rule that is nowhere defined": (
        JOBS,
        "jobNo: {type",
        "jobNo: {x-rules: [job-numbre], type",
        0,
        "Job.jobNo names job-numbre, which is not defined",
    ),
    "a rule without source": ("rules.yaml", "    x-source: AAH 134\n", "", -3, "the rule job-number has no x-source"),
    "a rule without summary": (
        "rules.yaml",
        "    summary: The server gives the number.\n",
        "",
        -1,
        "the rule job-number has no summary",
    ),
    "a rule without status": ("rules.yaml", "    x-status: inferred\n", "", -2, "the rule job-number has no x-status"),
    "a rule of a status that is none": (
        "rules.yaml",
        "    x-status: inferred\n",
        "    x-status: sure\n",
        0,
        "sure is not a status",
    ),
    "a card number": (
        JOBS,
        "        budget: {$ref",
        "        cardNo: {type: string, description: How it is paid., x-source: Job}\n        budget: {$ref",
        0,
        "Job.cardNo is named like a card's data",
    ),
    "a card's number to filter by": (
        JOBS,
        "{name: jobNo, in: query",
        "{name: creditCardNumber, x-filter: {member: jobNo}, in: query",
        0,
        "creditCardNumber of Jobs_ListJobs is named like a card's data",
    ),
    "a bank account that is not marked": (
        JOBS,
        "        budget: {$ref",
        "        bankAccountNumber: {type: string, description: Whose., x-source: Job}\n        budget: {$ref",
        0,
        "Job.bankAccountNumber would be shown in logs and reports",
    ),
    "a date of birth that is not marked": (
        JOBS,
        "        budget: {$ref",
        "        dateOfBirth: {type: string, description: When., x-source: Job}\n        budget: {$ref",
        0,
        "Job.dateOfBirth would be shown in logs and reports",
    ),
    "a token that is not marked": (
        JOBS,
        "        budget: {$ref",
        "        access_token: {type: string, description: It., x-source: Job}\n        budget: {$ref",
        0,
        "Job.access_token would be shown in logs and reports",
    ),
    "a bank account in an address": (
        JOBS,
        "{name: jobNo, in: query",
        "{name: iban, x-filter: {member: jobNo}, in: query",
        0,
        "iban of Jobs_ListJobs would stand in addresses",
    ),
    "sensitive data of no kind": (
        JOBS,
        "text: {type",
        "text: {x-sensitive: very, type",
        0,
        "very is not a kind of sensitive data",
    ),
    "rules that lead nowhere": (
        "v2.yaml",
        "rules.yaml#/rules",
        "rules.yaml#/laws",
        0,
        "the reference rules.yaml#/laws leads nowhere",
    ),
}

ADVICE = {
    "an operation without witness": (
        JOBS,
        "x-source: legacy PostJob",
        "x-source: method, path and all by convention",
        -5,
        "Jobs_CreateJob has only a convention as its source",
    ),
    "a member in snake_case": (
        JOBS,
        "text: {type",
        "body_text: {type: string, description: Another., x-source: Job}\n        text: {type",
        0,
        "Line.body_text is not written in camelCase",
    ),
    "an id that is a text": (
        JOBS,
        "text: {type",
        "clientId: {type: string, description: Whose., x-source: Job}\n        text: {type",
        0,
        "the id Line.clientId is not an int32",
    ),
    "an id without its width": (
        "common.yaml",
        "Id: {type: integer, format: int32,",
        "Id: {type: integer,",
        None,
        "the id Job.id is not an int32",
    ),
    "a number that is no kind of number": (
        JOBS,
        "text: {type",
        "weight: {type: number, description: How heavy., x-source: Job}\n        text: {type",
        0,
        "the number Line.weight has no kind",
    ),
    "a date that is any text": (
        JOBS,
        "text: {type",
        "dateOpened: {type: string, description: When., x-source: Job}\n        text: {type",
        0,
        "Line.dateOpened is called a date, but has no format of dates",
    ),
    "a list that is a bare array": (
        JOBS,
        """                allOf:
                  - {$ref: "../common.yaml#/components/schemas/Page"}
                  - type: object
                    properties: {items: {type: array, items: {$ref: "#/components/schemas/Job"}}}
              example: {page: 1, items: [{id: 1, jobNo: ABC0001, budget: 1200.50}]}
""",
        """                type: array
                items: {$ref: "#/components/schemas/Job"}
              example: [{id: 1}]
""",
        None,
        "Jobs_ListJobs lists records without a page",
    ),
    "a list without a page to ask for": (
        JOBS,
        """        - {$ref: "../common.yaml#/components/parameters/Page"}\n""",
        "",
        None,
        "Jobs_ListJobs returns pages, but has no parameter page",
    ),
}
"""Slips that stop nothing, so that what is learnt of one API may go into a file that another shares."""

ACCESS_SLIPS = {
    "a transaction type that is not listed": ("x-access: Jobs", "x-access: Jbos", "Jobs_ListJobs is governed by Jbos"),
    "an owner that is no member": (
        "x-own: {employees: [managerId]",
        "x-own: {employees: [leaderId]",
        "x-own of Job names leaderId, which holds none of the employees",
    ),
    "an owner that is no employee": (
        "x-own: {employees: [managerId]",
        "x-own: {employees: [jobNo]",
        "x-own of Job names jobNo, which holds none of the employees",
    ),
    "an office by a path that refers to nothing": (
        "office: managerId.officeCode",
        "office: jobNo.officeCode",
        "x-own of Job names jobNo.officeCode, which holds none of the offices",
    ),
}

_EMPLOYEES = """\
  employees:
    get:
      operationId: Employees_ListEmployees
      tags: [Employees]
      description: Reads people.
      x-status: inferred
      x-source: KB employees
      x-access: Jobs
      parameters: [{$ref: "../common.yaml#/components/parameters/Page"}]
      responses:
        "200":
          description: A page of people.
          content:
            application/json:
              schema:
                allOf:
                  - {$ref: "../common.yaml#/components/schemas/Page"}
                  - type: object
                    properties: {items: {type: array, items: {$ref: "#/components/schemas/Employee"}}}
              example: {page: 1, items: [{officeCode: NYC, right: Jobs}]}
"""
_EMPLOYEE = """\
    Employee:
      type: object
      description: Someone.
      properties:
        officeCode: {type: string, description: Where., x-source: KB}
        right: {$ref: "#/components/schemas/AccessType", description: What., x-source: KB}
    AccessType:
      type: string
      description: What is granted.
      x-open-enum: [{value: Jobs, description: Jobs.}]
"""
PEOPLE = (
    (JOBS, "  job:\n    parameters", _EMPLOYEES + "  job:\n    parameters"),
    (JOBS, "    Line:\n", _EMPLOYEE + "    Line:\n"),
    ("v1.yaml", "paths:\n", 'paths:\n  /v1/employees: {$ref: "resources/jobs.yaml#/paths/employees"}\n'),
    ("v1.yaml", "tags:\n", "tags:\n  - {name: Employees, description: People.}\n"),
)
"""What makes the small contract one with people in it."""

PARAMETER_FORMAT = "        description: The job.\n        x-format-status: inferred\n        schema"


def test_a_contract_that_keeps_the_rules_is_built_without_a_word(contract: Any) -> None:
    assert contract.told("v2") == []
    assert contract.told("v1", overlay="v1.overlay.yaml") == []


@pytest.mark.parametrize(("file", "old", "new", "below", "message"), SLIPS.values(), ids=SLIPS)
def test_a_slip_is_told_where_it_stands(
    contract: Any, file: str, old: str, new: str, below: int | None, message: str
) -> None:
    if "documented, but" in message:
        document_all(contract)
    line = contract.edit(file, old, new)
    found = [place for place in contract.told() if place[2].startswith(message)]
    assert found, contract.told()
    assert below is None or found[0][:2] == (file.split("/")[-1], line + below)
    assert not contract.build().sound


@pytest.mark.parametrize(("old", "new", "message"), ACCESS_SLIPS.values(), ids=ACCESS_SLIPS)
def test_a_slip_in_what_v1_says_of_access_is_told(governed: Any, old: str, new: str, message: str) -> None:
    assert governed.told("v1") == []
    governed.edit(JOBS, old, new)
    assert [told for _, _, told in governed.told("v1")] == [message]


def test_what_is_said_of_access_is_v1s_alone(governed: Any) -> None:
    assert governed.build("v1").document["components"]["schemas"]["Job"]["x-own"]["employees"] == ["managerId"]
    assert "x-own" not in governed.build("v2").document["components"]["schemas"]["Job"]
    assert "x-own" not in governed.build("v1").document["components"]["schemas"]["JobCreate"]


@pytest.fixture
def governed(contract: Any) -> Any:
    """The contract with jobs that are somebody's own, and a list of transaction types."""
    govern(contract)
    return contract


def govern(contract: Any) -> None:
    own = "x-own: {employees: [managerId], office: managerId.officeCode}"
    contract.edit(JOBS, "      x-create-only: [jobNo]\n", f"      x-create-only: [jobNo]\n      {own}\n")
    member = "{type: integer, format: int32, description: Who runs it., x-references: employees, x-source: Job}"
    contract.edit(JOBS, "        budget: {$ref", f"        managerId: {member}\n        budget: {{$ref")
    for file, old, new in PEOPLE:
        contract.edit(file, old, new)


def document_all(contract: Any) -> None:
    text = (contract.folder / JOBS).read_text().replace("x-status: {v1: inferred, v2: inferred}", "x-status: inferred")
    contract.write(JOBS, text.replace("x-status: inferred", "x-status: documented"))


@pytest.mark.parametrize(("file", "old", "new", "below", "message"), ADVICE.values(), ids=ADVICE)
def test_what_breaks_a_convention_is_warned_of_where_it_stands(
    contract: Any, file: str, old: str, new: str, below: int | None, message: str
) -> None:
    line = contract.edit(file, old, new)
    (problem,) = [problem for problem in contract.problems() if problem.message.startswith(message)]
    assert problem.severity == "warning"
    assert below is None or (problem.file.name, problem.line) == (file.split("/")[-1], line + below)


@pytest.mark.parametrize("api", ["v1", "v2", "legacy"])
def test_the_contract_of_this_project_is_built_without_a_warning(api: str) -> None:
    folder = Path(__file__).resolve().parents[2]
    if any(ADOPTED.search(file.read_text(encoding="utf-8")) for file in (folder / "openapi").rglob("*.yaml")):
        pytest.skip("facts were adopted; where they break a convention, scripts/regenerate says so")
    laid = folder / "overlays" / f"{api}.overlay.yaml"
    assert build(folder / "openapi" / f"{api}.yaml", laid).problems == ()


ADOPTED = re.compile(r"x-source: .*\.(json|ya?ml|toml)\b")
"""A source that scripts/adopt has written: it names the file that the fact came from."""


def test_an_optional_parameter_may_be_less_known_than_its_operation(contract: Any) -> None:
    document_all(contract)
    contract.edit(JOBS, "description: Only the job", "x-status: inferred, description: Only the job")
    assert contract.told() == []


def test_a_format_may_be_less_known_than_the_name_that_has_it(contract: Any) -> None:
    document_all(contract)
    contract.edit(JOBS, "        description: The job.\n        schema", PARAMETER_FORMAT)
    assert contract.told() == []


def test_a_member_of_a_documented_schema_needs_no_witness(contract: Any) -> None:
    contract.edit(JOBS, ", x-source: Job.JobNo", "")
    contract.edit(JOBS, "      description: A job.\n", "      description: A job.\n      x-status: documented\n")
    assert contract.told() == []


def test_what_a_member_refers_to_does_not_describe_it(contract: Any) -> None:
    contract.edit(JOBS, "description: What it may cost., ", "")
    assert [message for _, _, message in contract.told()] == ["Job.budget has no description"]


def test_the_built_document_says_whole_what_rules_it_names_and_no_others(contract: Any) -> None:
    contract.edit("rules.yaml", "rules:\n", "rules:\n  other: {summary: Another., x-status: inferred, x-source: KB}\n")
    rule = {"summary": "The server gives the number.", "x-status": "inferred", "x-source": "AAH 134"}
    assert contract.build().document["info"]["x-rules"] == {"job-number": rule}


def two_resources(contract: Any) -> None:
    contract.edit(JOBS, "operationId: Jobs_GetJob\n      tags: [Jobs]", "operationId: Jobs_GetJob\n      tags: [jobs]")


def test_two_tags_that_make_one_resource_are_told(contract: Any) -> None:
    two_resources(contract)
    messages = [message for _, _, message in contract.told()]
    assert any("both make the resource jobs in Python" in message for message in messages)


def dangling(contract: Any) -> None:
    contract.edit("v1.overlay.yaml", "      Forbidden:", "      Denied:")


def test_an_overlay_that_refers_to_nothing_is_told(contract: Any) -> None:
    dangling(contract)
    told = [message for _, _, message in contract.told("v1", overlay="v1.overlay.yaml")]
    assert told
    assert set(told) == {"the reference #/components/responses/Forbidden has no target"}


def test_every_rule_has_a_slip_that_it_finds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rules = (*run.FIRST, *run.SOURCE_RULES, *run.RULES)
    found: set[str] = set()
    told = run._run

    def noting(rules: Any, subject: Any, foreign: bool) -> Any:
        found.update(rule.check.__name__ for rule in rules if any(rule.check(subject)))
        return told(rules, subject, foreign)

    monkeypatch.setattr(run, "_run", noting)
    for number, (plant, api) in enumerate(plants()):
        made = small_contract(tmp_path / str(number))
        plant(made)
        made.build(api, "v1.overlay.yaml" if api == "v1" else None)
    assert {rule.check.__name__ for rule in rules} - found == set()


def plants() -> Iterator[tuple[Callable[[Any], object], str]]:
    """What plants each slip of this file in a contract, and the API in which it is found."""
    for file, old, new, _, message in (*SLIPS.values(), *ADVICE.values()):
        yield partial(slip, file=file, old=old, new=new, documented="documented, but" in message), "v2"
    for old, new, _ in ACCESS_SLIPS.values():
        yield partial(access_slip, old=old, new=new), "v1"
    yield from ((plant, "v1") for plant in (two_resources, dangling))


def slip(contract: Any, file: str, old: str, new: str, documented: bool) -> None:
    if documented:
        document_all(contract)
    contract.edit(file, old, new)


def access_slip(contract: Any, old: str, new: str) -> None:
    govern(contract)
    contract.edit(JOBS, old, new)


def test_every_x_member_says_what_it_means() -> None:
    assert set(MEANINGS) == {member for members in MEMBERS.values() for member in members}


@pytest.mark.parametrize(
    ("date", "fits"),
    [("/Date(928113600000+1000)/", True), ("/Date(928113600000)/", True), ("1999-05-31", False), ("/Date(x)/", False)],
)
def test_a_wcf_date_in_an_example_is_judged(empty_contract: Any, date: str, fits: bool) -> None:
    empty_contract.write(
        "legacy.yaml",
        f"""\
        openapi: 3.1.0
        info: {{title: Legacy, x-contract: accountability, version: "1"}}
        tags: [{{name: Days, description: Days.}}]
        paths:
          /Day:
            get:
              operationId: Days_GetDay
              tags: [Days]
              description: Reads a day.
              x-status: documented
              x-source: GetDay
              responses:
                "200":
                  description: The day.
                  content:
                    application/json: {{schema: {{type: string, format: wcf-date}}, example: "{date}"}}
        """,
    )
    assert empty_contract.build("legacy").sound is fits
