"""A small contract that breaks no rule, in files that a test may change."""

import shutil
from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent

import pytest

from pipeline.source.problem import Problem
from pipeline.transform.build import BuiltDocument, build

API = """\
openapi: 3.1.0
info: {title: A small API, x-contract: accountability, version: "1", x-rules: {$ref: "rules.yaml#/rules"}}
tags:
  - {name: Jobs, description: What the agency works on.}
paths:
  /v2/jobs: {$ref: "resources/jobs.yaml#/paths/jobs"}
  /v2/jobs/{jobId}: {$ref: "resources/jobs.yaml#/paths/job"}
"""

RULES = """\
rules:
  job-number:
    summary: The server gives the number.
    x-status: inferred
    x-source: AAH 134
"""

COMMON = """\
components:
  parameters:
    Page:
      name: page
      in: query
      description: Which page, from 1.
      schema: {type: integer, minimum: 1}
  schemas:
    Id: {type: integer, format: int32, x-scalar: id, description: A key., x-status: inferred, x-source: convention}
    Money:
      type: number
      multipleOf: 0.01
      maximum: 1e12
      x-scalar: money
      description: An amount.
    MoneyOrNull: {description: An amount or none., anyOf: [{$ref: "#/components/schemas/Money"}, {type: "null"}]}
    Page:
      type: object
      description: A page.
      x-envelope: {items: items, page: page, parameter: page}
      required: [items, page]
      properties:
        items: {type: array, description: What the page holds., x-source: convention, items: {}}
        page: {type: integer, description: Which page it is., x-source: convention}
  responses:
    NotFound:
      description: There is no such record.
      content: {application/problem+json: {schema: {type: object}}}
"""

JOBS = """\
paths:
  jobs:
    get:
      operationId: Jobs_ListJobs
      tags: [Jobs]
      description: Reads jobs.
      x-status: {v1: inferred, v2: inferred}
      x-source: legacy FullJob
      x-access: Jobs
      parameters:
        - {$ref: "../common.yaml#/components/parameters/Page"}
        - {name: jobNo, in: query, description: Only the job of this number., schema: {type: string}}
      responses:
        "200":
          description: A page of jobs.
          content:
            application/json:
              schema:
                allOf:
                  - {$ref: "../common.yaml#/components/schemas/Page"}
                  - type: object
                    properties: {items: {type: array, items: {$ref: "#/components/schemas/Job"}}}
              example: {page: 1, items: [{id: 1, jobNo: ABC0001, budget: 1200.50}]}
    post:
      operationId: Jobs_CreateJob
      tags: [Jobs]
      description: Opens a job.
      x-status: inferred
      x-source: legacy PostJob
      x-access: Jobs
      x-rules: [job-number]
      requestBody:
        content:
          application/json:
            schema: {$ref: "#/components/schemas/Job"}
            example: {jobNo: ABC0002, lines: [{text: Film}]}
      responses:
        "201":
          description: The job.
          content:
            application/json:
              schema: {$ref: "#/components/schemas/Job"}
              example: {id: 2, jobNo: ABC0002}
  job:
    parameters:
      - name: jobId
        in: path
        required: true
        description: The job.
        schema: {$ref: "../common.yaml#/components/schemas/Id"}
    get:
      operationId: Jobs_GetJob
      tags: [Jobs]
      description: Reads a job.
      x-status: inferred
      x-source: legacy GetFullJob
      x-access: Jobs
      responses:
        "200":
          description: The job.
          content:
            application/json:
              schema: {$ref: "#/components/schemas/Job"}
              example: {id: 1}
        "404": {$ref: "../common.yaml#/components/responses/NotFound"}
    patch:
      operationId: Jobs_UpdateJob
      tags: [Jobs]
      description: Changes a job.
      x-status: inferred
      x-source: legacy GetFullJob
      x-access: Jobs
      requestBody:
        content:
          application/merge-patch+json:
            schema: {$ref: "#/components/schemas/Job"}
            example: {budget: null}
      responses:
        "200":
          description: The job.
          content:
            application/json:
              schema: {$ref: "#/components/schemas/Job"}
              example: {id: 1, jobNo: ABC0001}
components:
  schemas:
    Job:
      type: object
      description: A job.
      required: [id]
      x-required-on-create: [jobNo]
      x-create-only: [jobNo]
      properties:
        id: {$ref: "../common.yaml#/components/schemas/Id", readOnly: true, description: Its key., x-source: convention}
        jobNo: {type: string, description: The number people know., x-source: Job.JobNo}
        budget: {$ref: "../common.yaml#/components/schemas/MoneyOrNull", description: What it may cost., x-source: Job}
        lines: {type: array, description: Its lines., x-source: Job, items: {$ref: "#/components/schemas/Line"}}
    Line:
      type: object
      description: A line of a job.
      x-required-on-create: [text]
      properties:
        id: {$ref: "../common.yaml#/components/schemas/Id", readOnly: true, description: Its key., x-source: convention}
        text: {type: string, description: What it says., x-source: Entry.Description}
"""

OVERLAY = """\
overlay: 1.0.0
info: {title: What v1 adds, version: "1"}
actions:
  - target: $.components
    description: The response if an access group denies access.
    update:
      responses:
        Forbidden:
          description: An access group denies access.
          content: {application/problem+json: {schema: {type: object}}}
  - target: $.paths.*[?@['x-access']]
    description: v1 is limited by access groups.
    update: {responses: {"403": {$ref: "#/components/responses/Forbidden"}}}
"""


@dataclass(frozen=True)
class Contract:
    """A folder of contract files that a test edits and builds."""

    folder: Path

    def write(self, name: str, text: str) -> Path:
        file = self.folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(dedent(text), encoding="utf-8")
        return file

    def edit(self, name: str, old: str, new: str) -> int:
        """Replace a string of the file, and return its line number."""
        text = (self.folder / name).read_text(encoding="utf-8")
        assert old in text
        self.write(name, text.replace(old, new, 1))
        return text[: text.index(old)].count("\n") + 1

    def build(self, api: str = "v2", overlay: str | None = None) -> BuiltDocument:
        return build(self.folder / f"{api}.yaml", self.folder / overlay if overlay else None)

    def problems(self, api: str = "v2", overlay: str | None = None) -> list[Problem]:
        return list(self.build(api, overlay).problems)

    def problem_locations(self, api: str = "v2", overlay: str | None = None) -> list[tuple[str, int, str]]:
        """Return the file name, line number and message of each problem."""
        return [(problem.file.name, problem.line, problem.message) for problem in self.problems(api, overlay)]


@pytest.fixture
def empty_contract(tmp_path: Path) -> Contract:
    return Contract(tmp_path.resolve())


def write_small_contract(folder: Path) -> Contract:
    """Write the small contract into a folder."""
    contract = Contract(folder.resolve())
    contract.write("v2.yaml", API)
    contract.write("v1.yaml", API.replace("/v2/", "/v1/"))
    contract.write("rules.yaml", RULES)
    contract.write("common.yaml", COMMON)
    contract.write("resources/jobs.yaml", JOBS)
    contract.write("v1.overlay.yaml", OVERLAY)
    return contract


def copy_to_project(contract: Contract) -> Path:
    """Copy a contract, as three APIs, into the folders of a project."""
    contract.write("legacy.yaml", (contract.folder / "v2.yaml").read_text().replace("/v2/", "/legacy/"))
    root = contract.folder / "project"
    shutil.copytree(contract.folder, root / "openapi", ignore=shutil.ignore_patterns("project", "*.overlay.yaml"))
    (root / "overlays").mkdir()
    shutil.copy(contract.folder / "v1.overlay.yaml", root / "overlays")
    return root


@pytest.fixture
def contract(tmp_path: Path) -> Contract:
    return write_small_contract(tmp_path)
