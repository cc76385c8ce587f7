"""Invalid documents are rejected, uncertain matches are only proposed, corrections and probes are adopted."""

import json
import runpy
import sys
from pathlib import Path
from typing import Any

import pytest

from adoption import amendments
from pipeline.source.problem import errors
from pipeline.transform.build import build

from .conftest import DOCUMENTS, Project, copy_project

HEAD = 'openapi: 3.0.1\ninfo: {title: T, version: "1"}\n'
BOMB = "".join(f"x-{i}: &a{i} [{', '.join([f'*a{i - 1}' if i else 'x'] * 9)}]\n" for i in range(9))
INVALID = {
    "repeated key": (HEAD + "paths: {}\npaths: {}\n", ":4: error: the key 'paths' is repeated"),
    "file outside": (
        HEAD + "paths:\n  /a: {get: {responses: {'200': {$ref: '/etc/passwd'}}}}\n",
        ":4: error: the reference /etc/passwd leads out of the contract's folder",
    ),
    "remote": (
        HEAD + "paths:\n  /a: {get: {responses: {'200': {$ref: 'https://example.com/a.yaml'}}}}\n",
        ":4: error: the reference https://example.com/a.yaml is a remote reference",
    ),
    "alias bomb": (HEAD + BOMB + "paths: {}\n", "values by aliases"),
    "deep nesting": (HEAD + "x-a: " + "[" * 2000 + "]" * 2000 + "\npaths: {}\n", "is nested too deeply"),
    "swagger 2": ("swagger: '2.0'\ninfo: {title: T}\npaths: {}\n", "swagger2openapi"),
    "no operation": (HEAD + "paths: {/a: {}}\n", ":3: error: the document describes no operation"),
    "empty": ("# nothing\n", ":1: error: the file is empty"),
    "not YAML": (HEAD + "paths:\n  /a: [\n", ":5: error: the file is not YAML"),
    "a control character": (HEAD + 'x-a: "\x01"\npaths: {}\n', ":3: error: the file is not YAML"),
    "binary": ("\udcff\udcfe", ":1: error: the file is not UTF-8 text"),
    "a web page": ("<!DOCTYPE html>\n", ":1: error: the file holds no OpenAPI document"),
    "wrong type": (HEAD + "paths: [/a]\n", ":3: error: paths: expected an object, got a list"),
    "missing target": (HEAD + "paths:\n  /a: {$ref: '#/components/pathItems/A'}\n", ":4: error: the reference"),
}


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Copy the project for tests that do not change it."""
    return copy_project(tmp_path_factory.mktemp("shared") / "project")


@pytest.mark.parametrize("name", INVALID)
def test_an_invalid_document_is_reported_as_one_error_with_its_line_and_nothing_is_written(
    shared: Project, tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    text, message = INVALID[name]
    file = tmp_path / "vendor.yaml"
    file.write_text(text, encoding="utf-8", errors="surrogateescape")
    before = shared.content()
    assert shared.adopt(file) == 2
    output = capsys.readouterr().err
    assert message in output
    assert str(file) in output
    assert "1 error\n" in output
    assert "root:" not in output
    assert shared.content() == before
    (error,) = errors(build(file).problems)
    assert f":{error.line}: error: {error.message}" in output


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.toml", None, ":1: error: the file can't be read: No such file or directory"),
        ("a.toml", b"# caf\xe9", ":1: error: the file is not UTF-8 text"),
        ("a.toml", b"a = 1\n[b\n", ":2: error: the file is not TOML"),
        ("a.json", b'{"format": "accountability-probe/2"}', ":1: error: the format of the probe: expected"),
        ("a.json", b'{"format": "accountability-probe/1"}', ":1: error: the probe has no list of operations"),
    ],
)
def test_invalid_corrections_and_probes_are_reported_as_one_error(
    shared: Project, tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, content: bytes | None, message: str
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    assert shared.adopt(tmp_path / name) == 2
    output = capsys.readouterr().err
    assert f"{tmp_path / name}{message}" in output
    assert "1 error\n" in output


def test_an_internal_error_has_an_exit_code_of_its_own_and_nothing_is_written(
    shared: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*_: object) -> None:
        raise KeyError("paths")

    monkeypatch.setattr("environment.ensure", lambda: None)
    monkeypatch.setattr("adoption.command.try_plan", fail)
    monkeypatch.setattr(sys, "argv", ["adopt", "--api", "v2", str(DOCUMENTS / "swashbuckle-1.json")])
    before = shared.content()
    with pytest.raises(SystemExit) as exit_info:
        runpy.run_path(str(shared.root / "scripts" / "adopt"), run_name="__main__")
    assert exit_info.value.code == 3
    output = capsys.readouterr()
    assert "internal error" in output.err
    assert output.out == ""
    assert shared.content() == before


def document(*paths: tuple[str, str]) -> dict[str, Any]:
    """Return a document with operations that have only path parameters and no content."""
    content: dict[str, Any] = {"openapi": "3.0.1", "info": {"title": "T", "version": "1"}, "paths": {}}
    for method, path in paths:
        content["paths"].setdefault(path, {})[method] = {"responses": {"204": {"description": "Done."}}}
    return content


def test_a_similar_write_is_proposed_and_not_matched(shared: Project, tmp_path: Path) -> None:
    file = tmp_path / "vendor.json"
    file.write_text(json.dumps(document(("post", "/v2/purchaseorders/{purchaseOrderId}/reopen"))))
    plan = shared.plan(file)
    assert [match.our_operation.id for match in plan.proposed] == ["PurchaseOrders_PostPurchaseOrder"]
    assert plan.matches == []
    assert [operation.title for operation in plan.new] == ["POST /v2/purchaseorders/{purchaseOrderId}/reopen"]


def test_a_document_without_tags_whose_operations_we_lack_is_adopted(project: Project, tmp_path: Path) -> None:
    file = tmp_path / "vendor.json"
    file.write_text(json.dumps(document(("delete", "/weather/{day}"))))
    assert project.adopt(file) == 0
    assert (project.root / "openapi/vendor/v2.json").read_bytes() == file.read_bytes()


def test_a_delete_is_not_proposed_for_an_update(shared: Project, tmp_path: Path) -> None:
    file = tmp_path / "vendor.json"
    file.write_text(json.dumps(document(("delete", "/v2/timeentries/{timeEntryId}"))))
    assert shared.plan(file).proposed == []


def test_a_renamed_filter_gets_its_new_wire_name_and_an_uncertain_one_is_reported(shared: Project) -> None:
    plan = shared.plan(DOCUMENTS / "swashbuckle-1.json")
    (jobs,) = (
        pairs
        for match, pairs in zip(plan.matches, plan.pairs, strict=True)
        if match.our_operation.id == "Jobs_ListJobs"
    )
    assert {"jobNo": "JobNumber", "page": "PageNumber"}.items() <= {
        argument.wire: replacement.wire for argument, replacement in jobs.arguments
    }.items()
    assert any(item == "argument jobs.list.opened_to" for item, _ in jobs.lost)


CORRECTIONS = """\
["v2.Jobs_GetJob"]
path = "/v2/job/{jobId}"
properties = { jobNo = "JobNumber" }

["v2.Jobs_ListJobs"]
parameters = { pageSize = "per_page" }
headers = { X-Key = "not-to-be-seen" }
"""


def test_corrections_become_an_overlay_and_stay_inferred(project: Project, tmp_path: Path) -> None:
    file = tmp_path / "corrections.toml"
    file.write_text(CORRECTIONS)
    assert project.adopt(file) == 0
    written = (project.root / "openapi/vendor/v2.corrections.overlay.yaml").read_text()
    assert "not-to-be-seen" not in written
    assert "/v2/job/{jobId}" in written
    assert "x-python-name: job_no" in written
    assert "x-status: documented" not in written
    assert project.adopt(file) == 0


def test_an_unknown_name_in_corrections_is_reported_with_its_line(
    shared: Project, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "corrections.toml"
    file.write_text('\n["v2.Jobs_GetJob"]\nproperties = { jobNmo = "No" }\n')
    assert shared.adopt(file) == 2
    assert "corrections.toml:2: error: Jobs_GetJob has no property jobNmo" in capsys.readouterr().err


def test_an_operation_that_a_probe_verified_is_adopted_and_a_proposal_is_not(shared: Project, tmp_path: Path) -> None:
    empty: dict[str, Any] = {"actual_path": None, "envelope": None, "unknown": {}, "types": {}, "missing": []}
    verified = {**empty, "key": "v2.Offices_ListOffices", "outcome": "exists", "renamed": {}}
    proposed = {**empty, "key": "v2.Departments_ListDepartments", "outcome": "differs", "renamed": {"code": "Code"}}
    probe = {"format": amendments.FORMAT, "time": "2026-11-24T09:00:00Z", "operations": [verified, proposed]}
    plan = amendments.plan_probe(shared.root, "v2", tmp_path / "probe.json", probe)
    (content,) = plan.files.values()
    assert content is not None
    assert b"x-status: verified" in content
    assert b"departments" not in content
    assert plan.notes == ["v2.Departments_ListDepartments: code may be Code: adopt it from the corrections file"]
