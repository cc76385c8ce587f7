"""Each house rule reports its violation, and a contract that conforms to all rules has no problem."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from pipeline.lint import reference, run

from .conftest import write_small_contract

JOBS = "resources/jobs.yaml"

VIOLATIONS = {
    "an operation without status": (
        JOBS,
        "      x-status: inferred\n      x-source: legacy PostJob",
        "      x-source: legacy PostJob",
        -4,
        "Jobs_CreateJob has no x-status",
    ),
    "an operation without source": (JOBS, "      x-source: legacy PostJob\n", "", -5, "Jobs_CreateJob has no x-source"),
    "an invalid status": (JOBS, "x-status: inferred", "x-status: guessed", 0, "guessed is not a status"),
    "a misspelled extension": (JOBS, "x-access: Jobs", "x-acces: Jobs", 0, "x-acces is not known on Jobs_ListJobs"),
    "an extension that only the pipeline writes": (
        JOBS,
        "      x-access: Jobs",
        "      x-paging: {}",
        0,
        "x-paging is written only by the pipeline",
    ),
    "an inferred required name in a documented operation": (
        JOBS,
        "        description: The job.\n        schema",
        "        description: The job.\n        x-status: inferred\n        schema",
        -3,
        "Jobs_GetJob is documented, but the name jobId in its request is only inferred",
    ),
    "an inferred body property in a documented operation": (
        JOBS,
        "description: The number people know.,",
        "description: The number people know., x-status: inferred,",
        0,
        "Jobs_CreateJob is documented, but the name jobNo in its request is only inferred",
    ),
    "an inferred property without source": (
        JOBS,
        ", x-source: Job.JobNo",
        "",
        0,
        "Job.jobNo is inferred and has no source",
    ),
    "a property without description": (JOBS, "description: Its key., ", "", 0, "Job.id has no description"),
    "a schema without description": (JOBS, "      description: A job.\n", "", -2, "Job has no description"),
    "a 403 without an access group": (
        JOBS,
        '        "404": {',
        '        "403": {',
        0,
        "Jobs_GetJob has a 403, but no x-access names the access group that limits it",
    ),
    "a repeated operationId": (JOBS, "Jobs_GetJob", "Jobs_ListJobs", 0, "the operationId Jobs_ListJobs is repeated"),
    "no operationId": (JOBS, "      operationId: Jobs_GetJob\n", "", -1, "GET /v2/jobs/{jobId} has no operationId"),
    "a path without version": (
        "v2.yaml",
        "  /v2/jobs: {",
        "  /jobs: {",
        None,
        "the path /jobs does not begin with /v2/",
    ),
    "the same method for two operations": (
        JOBS,
        "      operationId: Jobs_GetJob\n",
        "      operationId: Jobs_GetJob\n      x-python-name: update\n",
        None,
        "Jobs_GetJob and Jobs_UpdateJob both make the method of Jobs update in Python",
    ),
    "the same attribute for two properties": (
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
    "an invalid Python name": (
        JOBS,
        "text: {type",
        "text: {x-python-name: class, type",
        0,
        "class is not a valid name in Python",
    ),
    "an open enum of values without description": (
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
        "x-open-enum of Line.text is not a list next to `type: string`",
    ),
    "a list of an unknown property": (
        JOBS,
        "x-create-only: [jobNo]",
        "x-create-only: [jobNumber]",
        0,
        "x-create-only of Job lists jobNumber, which is not a property",
    ),
    "a required property that only the server sets": (
        JOBS,
        "x-required-on-create: [jobNo]",
        "x-required-on-create: [id]",
        0,
        "x-required-on-create of Job lists id, which only the server sets",
    ),
    "a filter by an unknown property": (
        JOBS,
        "{name: jobNo, in: query",
        "{name: number, in: query",
        0,
        "number of Jobs_ListJobs filters by number, which its records do not have",
    ),
    "a transition that sets an unknown property": (
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
    "a response without example": (
        JOBS,
        "              example: {id: 2, jobNo: ABC0002}\n",
        "",
        -2,
        "the response 201 of Jobs_CreateJob has no example",
    ),
    "an example that does not match its schema": (
        JOBS,
        "example: {id: 2, jobNo: ABC0002}",
        "example: {id: two}",
        0,
        'the example does not conform to its schema: /id: "two" is not of type "integer"',
    ),
    "an example with more digits than its property allows": (
        JOBS,
        "budget: 1200.50",
        "budget: 1200.505",
        0,
        "the example does not conform to its schema: /items/0/budget: 1200.505 is not a multiple of 0.01",
    ),
    "an example with a property that only the server sets": (
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
    "an undefined rule": (
        JOBS,
        "      x-rules: [job-number]\n",
        "      x-rules: [job-numbre]\n",
        0,
        "Jobs_CreateJob names job-numbre, which is not defined",
    ),
    "an undefined rule of a property": (
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
    "a rule with an invalid status": (
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
    "a filter by a card number": (
        JOBS,
        "{name: jobNo, in: query",
        "{name: creditCardNumber, x-filter: {property: jobNo}, in: query",
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
    "a bank account in a URL": (
        JOBS,
        "{name: jobNo, in: query",
        "{name: iban, x-filter: {property: jobNo}, in: query",
        0,
        "iban of Jobs_ListJobs would be in URLs",
    ),
    "an invalid kind of sensitive data": (
        JOBS,
        "text: {type",
        "text: {x-sensitive: very, type",
        0,
        "very is not a kind of sensitive data",
    ),
    "a reference to rules without a target": (
        "v2.yaml",
        "rules.yaml#/rules",
        "rules.yaml#/laws",
        0,
        "the reference rules.yaml#/laws has no target",
    ),
}

WARNINGS = {
    "an operation with only a convention as source": (
        JOBS,
        "x-source: legacy PostJob",
        "x-source: method, path and all by convention",
        -5,
        "Jobs_CreateJob has only a convention as its source",
    ),
    "a property in snake_case": (
        JOBS,
        "text: {type",
        "body_text: {type: string, description: Another., x-source: Job}\n        text: {type",
        0,
        "Line.body_text is not written in camelCase",
    ),
    "an id that is a string": (
        JOBS,
        "text: {type",
        "clientId: {type: string, description: Whose., x-source: Job}\n        text: {type",
        0,
        "the id Line.clientId is not an int32",
    ),
    "an id without a format": (
        "common.yaml",
        "Id: {type: integer, format: int32,",
        "Id: {type: integer,",
        None,
        "the id Job.id is not an int32",
    ),
    "a number without a kind": (
        JOBS,
        "text: {type",
        "weight: {type: number, description: How heavy., x-source: Job}\n        text: {type",
        0,
        "the number Line.weight has no kind",
    ),
    "a date without a date format": (
        JOBS,
        "text: {type",
        "dateOpened: {type: string, description: When., x-source: Job}\n        text: {type",
        0,
        "Line.dateOpened is called a date, but has no date format",
    ),
    "a list that returns an array without a page": (
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
    "a list without a page parameter": (
        JOBS,
        """        - {$ref: "../common.yaml#/components/parameters/Page"}\n""",
        "",
        None,
        "Jobs_ListJobs returns pages, but has no parameter page",
    ),
}
"""Violations that are only warnings: a fact about one API may be in a file that another API shares."""

ACCESS_VIOLATIONS = {
    "an unknown transaction type": ("x-access: Jobs", "x-access: Jbos", "Jobs_ListJobs is governed by Jbos"),
    "an owner that is not a property": (
        "x-own: {employees: [managerId]",
        "x-own: {employees: [leaderId]",
        "x-own of Job names leaderId, which holds none of the employees",
    ),
    "an owner that is not an employee": (
        "x-own: {employees: [managerId]",
        "x-own: {employees: [jobNo]",
        "x-own of Job names jobNo, which holds none of the employees",
    ),
    "an office path without a target": (
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
EMPLOYEE_EDITS = (
    (JOBS, "  job:\n    parameters", _EMPLOYEES + "  job:\n    parameters"),
    (JOBS, "    Line:\n", _EMPLOYEE + "    Line:\n"),
    ("v1.yaml", "paths:\n", 'paths:\n  /v1/employees: {$ref: "resources/jobs.yaml#/paths/employees"}\n'),
    ("v1.yaml", "tags:\n", "tags:\n  - {name: Employees, description: People.}\n"),
)
"""The edits that add employees to the small contract."""

PARAMETER_FORMAT = "        description: The job.\n        x-format-status: inferred\n        schema"


def test_a_contract_that_conforms_to_the_rules_has_no_problem(contract: Any) -> None:
    assert contract.problem_locations("v2") == []
    assert contract.problem_locations("v1", overlay="v1.overlay.yaml") == []


@pytest.mark.parametrize(("file", "old", "new", "below", "message"), VIOLATIONS.values(), ids=VIOLATIONS)
def test_a_violation_is_reported_with_its_line(
    contract: Any, file: str, old: str, new: str, below: int | None, message: str
) -> None:
    if "documented, but" in message:
        document_all(contract)
    line = contract.edit(file, old, new)
    problems = [problem for problem in contract.problem_locations() if problem[2].startswith(message)]
    assert problems, contract.problem_locations()
    assert below is None or problems[0][:2] == (file.split("/")[-1], line + below)
    assert not contract.build().sound


@pytest.mark.parametrize(("old", "new", "message"), ACCESS_VIOLATIONS.values(), ids=ACCESS_VIOLATIONS)
def test_a_violation_in_the_access_rules_of_v1_is_reported(
    contract_with_access: Any, old: str, new: str, message: str
) -> None:
    assert contract_with_access.problem_locations("v1") == []
    contract_with_access.edit(JOBS, old, new)
    assert [text for _, _, text in contract_with_access.problem_locations("v1")] == [message]


def test_only_v1_has_access_rules(contract_with_access: Any) -> None:
    assert contract_with_access.build("v1").document["components"]["schemas"]["Job"]["x-own"]["employees"] == [
        "managerId"
    ]
    assert "x-own" not in contract_with_access.build("v2").document["components"]["schemas"]["Job"]
    assert "x-own" not in contract_with_access.build("v1").document["components"]["schemas"]["JobCreate"]


@pytest.fixture
def contract_with_access(contract: Any) -> Any:
    """A contract with owners of jobs and a list of transaction types."""
    add_access_rules(contract)
    return contract


def add_access_rules(contract: Any) -> None:
    ownership = "x-own: {employees: [managerId], office: managerId.officeCode}"
    contract.edit(JOBS, "      x-create-only: [jobNo]\n", f"      x-create-only: [jobNo]\n      {ownership}\n")
    member = "{type: integer, format: int32, description: Who runs it., x-references: employees, x-source: Job}"
    contract.edit(JOBS, "        budget: {$ref", f"        managerId: {member}\n        budget: {{$ref")
    for file, old, new in EMPLOYEE_EDITS:
        contract.edit(file, old, new)


def document_all(contract: Any) -> None:
    text = (contract.folder / JOBS).read_text().replace("x-status: {v1: inferred, v2: inferred}", "x-status: inferred")
    contract.write(JOBS, text.replace("x-status: inferred", "x-status: documented"))


@pytest.mark.parametrize(("file", "old", "new", "below", "message"), WARNINGS.values(), ids=WARNINGS)
def test_a_breach_of_a_convention_is_a_warning_with_its_line(
    contract: Any, file: str, old: str, new: str, below: int | None, message: str
) -> None:
    line = contract.edit(file, old, new)
    (problem,) = [problem for problem in contract.problems() if problem.message.startswith(message)]
    assert problem.severity == "warning"
    assert below is None or (problem.file.name, problem.line) == (file.split("/")[-1], line + below)


def test_an_optional_parameter_of_a_documented_operation_may_be_inferred(contract: Any) -> None:
    document_all(contract)
    contract.edit(JOBS, "description: Only the job", "x-status: inferred, description: Only the job")
    assert contract.problem_locations() == []


def test_the_format_of_a_documented_name_may_be_inferred(contract: Any) -> None:
    document_all(contract)
    contract.edit(JOBS, "        description: The job.\n        schema", PARAMETER_FORMAT)
    assert contract.problem_locations() == []


def test_a_property_of_a_documented_schema_needs_no_source(contract: Any) -> None:
    contract.edit(JOBS, ", x-source: Job.JobNo", "")
    contract.edit(JOBS, "      description: A job.\n", "      description: A job.\n      x-status: documented\n")
    assert contract.problem_locations() == []


def test_the_description_of_a_referenced_schema_does_not_describe_the_property(contract: Any) -> None:
    contract.edit(JOBS, "description: What it may cost., ", "")
    assert [message for _, _, message in contract.problem_locations()] == ["Job.budget has no description"]


def test_the_built_document_contains_exactly_the_rules_it_names(contract: Any) -> None:
    contract.edit("rules.yaml", "rules:\n", "rules:\n  other: {summary: Another., x-status: inferred, x-source: KB}\n")
    rule = {"summary": "The server gives the number.", "x-status": "inferred", "x-source": "AAH 134"}
    assert contract.build().document["info"]["x-rules"] == {"job-number": rule}


def two_resources(contract: Any) -> None:
    contract.edit(JOBS, "operationId: Jobs_GetJob\n      tags: [Jobs]", "operationId: Jobs_GetJob\n      tags: [jobs]")


def test_two_tags_with_the_same_resource_name_are_reported(contract: Any) -> None:
    two_resources(contract)
    messages = [message for _, _, message in contract.problem_locations()]
    assert any("both make the resource jobs in Python" in message for message in messages)


def dangling_reference(contract: Any) -> None:
    contract.edit("v1.overlay.yaml", "      Forbidden:", "      Denied:")


def test_an_overlay_reference_without_a_target_is_reported(contract: Any) -> None:
    dangling_reference(contract)
    messages = [message for _, _, message in contract.problem_locations("v1", overlay="v1.overlay.yaml")]
    assert messages
    assert set(messages) == {"the reference #/components/responses/Forbidden has no target"}


def test_every_rule_has_a_violation_that_it_reports(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rules = (reference.dangling, *run.SOURCE_RULES, *run.RULES, *run.ADVICE)
    reporting: set[str] = set()
    run_rules = run._run

    def record_reporting_rules(rules: Any, subject: Any, foreign: bool) -> Any:
        reporting.update(rule.__name__ for rule in rules if any(rule(subject)))
        return run_rules(rules, subject, foreign)

    monkeypatch.setattr(run, "_run", record_reporting_rules)
    for number, (edit, api) in enumerate(violations()):
        contract = write_small_contract(tmp_path / str(number))
        edit(contract)
        contract.build(api, "v1.overlay.yaml" if api == "v1" else None)
    assert {rule.__name__ for rule in rules} - reporting == set()


def violations() -> Iterator[tuple[Callable[[Any], object], str]]:
    """Yield each edit of this file that breaks a rule, and the API that is built."""
    for file, old, new, _, message in (*VIOLATIONS.values(), *WARNINGS.values()):
        yield partial(break_rule, file=file, old=old, new=new, documented="documented, but" in message), "v2"
    for old, new, _ in ACCESS_VIOLATIONS.values():
        yield partial(break_access_rule, old=old, new=new), "v1"
    yield from ((edit, "v1") for edit in (two_resources, dangling_reference))


def break_rule(contract: Any, file: str, old: str, new: str, documented: bool) -> None:
    if documented:
        document_all(contract)
    contract.edit(file, old, new)


def break_access_rule(contract: Any, old: str, new: str) -> None:
    add_access_rules(contract)
    contract.edit(JOBS, old, new)


@pytest.mark.parametrize(
    ("date", "valid"),
    [("/Date(928113600000+1000)/", True), ("/Date(928113600000)/", True), ("1999-05-31", False), ("/Date(x)/", False)],
)
def test_a_wcf_date_in_an_example_is_validated(empty_contract: Any, date: str, valid: bool) -> None:
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
    assert empty_contract.build("legacy").sound is valid
