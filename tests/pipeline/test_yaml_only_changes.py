"""The YAML of an endpoint is its only source: after an edit, regenerating updates client, sandbox and contract tests.

Each test edits a copy of the project, and no Python file of it.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tests.own_description import SOURCES

from pipeline import command

ROOT = Path(__file__).resolve().parents[2]
OLD_CALLER = """
from accountability.sandbox import sandbox

with sandbox() as running, running.client() as api:
    job = api.v2.jobs.get(4711)
    print(job.id, [record.id for record in api.v2.jobs.list(client_id=job.client_id)])
    created = api.v2.jobs.create(client_id=job.client_id, job_type_id=2, description="Launch film")
    print(api.v2.jobs.get(created.id) == created)
"""
NEW_CALLER = """
from accountability.sandbox import sandbox
from accountability.v2 import jobs

assert jobs.get_job(1).path == "/v2/job/1", jobs.get_job(1)
assert jobs.list_jobs(client_id=31).query == {"client": "31"}, jobs.list_jobs(client_id=31)
with sandbox() as running, running.client() as api:
    created = api.v2.jobs.create(client_id=31, job_type_id=2, description="Launch film", priority=3)
    print(api.v2.jobs.get(created.id).priority)
"""


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    for name in ("openapi", "overlays", "generated", "scripts"):
        source = SOURCES if name in ("openapi", "generated") else ROOT
        shutil.copytree(source / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("requirements.lock", "pyproject.toml"):
        shutil.copy2(ROOT / name, tmp_path / name)
    return tmp_path


def edit(file: Path, old: str, new: str) -> None:
    """Replace the first occurrence of a string, which must exist."""
    text = file.read_text()
    assert text.count(old) >= 1, f"{old!r} is not in {file.name}"
    file.write_text(text.replace(old, new, 1))


def run_python(copy: Path, *arguments: str) -> str:
    """Run Python with the packages of the copy instead of those of the project."""
    path = os.pathsep.join(str(copy / name) for name in ("overlays", "generated"))
    environment = {**os.environ, "PYTHONPATH": path}
    completed = subprocess.run(
        [sys.executable, *arguments], cwd=copy, env=environment, capture_output=True, text=True, check=False
    )
    assert completed.returncode == 0, completed.stdout + completed.stderr
    return completed.stdout


def test_an_old_caller_runs_after_a_query_name_a_path_and_a_property_change_in_yaml(copy: Path) -> None:
    before = run_python(copy, "-c", OLD_CALLER)
    edit(copy / "openapi/resources.yaml", "  /jobs/{jobId}:", "  /job/{jobId}:")
    edit(
        copy / "openapi/resources/jobs.yaml",
        "        - name: clientId\n",
        "        - name: client\n          x-python-name: client_id\n"
        "          x-filter: {property: clientId, op: eq}\n",
    )
    member = "        priority:\n          type: [integer, 'null']\n          format: int32\n"
    member += "          description: How urgent it is, 1 first.\n          x-source: convention\n"
    edit(copy / "openapi/resources/jobs.yaml", "        jobDescription:\n", f"{member}        jobDescription:\n")

    assert command.write(copy) == 0
    assert run_python(copy, "-c", OLD_CALLER) == before
    assert run_python(copy, "-c", NEW_CALLER) == "3\n"
    keys = ("v2.Jobs_ListJobs", "v2.Jobs_GetJob", "v2.Jobs_CreateJob")
    output = run_python(
        copy, "-m", "accountability", "conform", *(word for key in keys for word in ("--operation", key))
    )
    assert "Passed: no deviation from the contract; 3 of 3 operations returned a 2xx" in output


def test_a_resource_added_in_yaml_is_generated_served_and_conforms(copy: Path) -> None:
    (copy / "openapi/resources/vehicles.yaml").write_text(VEHICLES)
    with (copy / "openapi/v2.yaml").open("a") as v2:
        v2.write(VEHICLES_OF_V2)

    assert command.write(copy) == 0
    script = "from accountability.sandbox import sandbox\nwith sandbox() as running, running.client() as api:\n"
    script += "    print([record.name for record in api.v2.vehicles.list()], api.v2.vehicles.get(7).name)"
    assert run_python(copy, "-c", script) == "['Van'] Van\n"
    keys = ("v2.Vehicles_ListVehicles", "v2.Vehicles_GetVehicle")
    output = run_python(
        copy, "-m", "accountability", "conform", *(word for key in keys for word in ("--operation", key))
    )
    assert "Passed: no deviation from the contract; 2 of 2 operations returned a 2xx" in output


VEHICLES_OF_V2 = """\
tags:
  - {name: Vehicles, description: Vehicles of the agency.}
paths:
  /v2/vehicles: {$ref: "resources/vehicles.yaml#/paths/vehicles"}
  /v2/vehicles/{vehicleId}: {$ref: "resources/vehicles.yaml#/paths/vehicle"}
"""
VEHICLES = """\
paths:
  vehicles:
    get:
      operationId: Vehicles_ListVehicles
      tags: [Vehicles]
      summary: List vehicles.
      description: Vehicles in ascending order of id, a page at a time.
      x-status: inferred
      x-source: KB vehicles
      parameters:
        - {$ref: "../common.yaml#/components/parameters/Page"}
        - {$ref: "../common.yaml#/components/parameters/PageSize"}
      responses:
        "200":
          description: One page.
          content:
            application/json:
              schema:
                $ref: "../common.yaml#/components/schemas/Page"
                properties: {items: {items: {$ref: "#/components/schemas/Vehicle"}}}
  vehicle:
    get:
      operationId: Vehicles_GetVehicle
      tags: [Vehicles]
      summary: Get one vehicle.
      description: The vehicle with this id.
      x-status: inferred
      x-source: KB vehicles
      parameters:
        - name: vehicleId
          in: path
          required: true
          description: The vehicle's id.
          schema: {$ref: "../common.yaml#/components/schemas/Id"}
      responses:
        "200":
          description: The record.
          content:
            application/json:
              schema: {$ref: "#/components/schemas/Vehicle"}
        "404": {$ref: "../common.yaml#/components/responses/NotFound"}
components:
  schemas:
    Vehicle:
      type: object
      description: A vehicle of a client.
      required: [id]
      properties:
        id:
          $ref: "../common.yaml#/components/schemas/Id"
          description: The vehicle's id.
          readOnly: true
          x-source: convention
        name: {type: string, description: Its name., x-source: convention}
      examples: [{id: 7, name: Van}]
"""
