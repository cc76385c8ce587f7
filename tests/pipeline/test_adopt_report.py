"""`scripts/adopt --dry-run`: every difference of a vendor's document is told once, and nothing that is none."""

from __future__ import annotations

import copy
import json
import subprocess
import sys
from pathlib import Path

import pytest
from tests.pipeline import planted
from tests.pipeline.conftest import Contract
from tests.pipeline.planted import Document, Told

from adoption.comparison import Compared, compare
from adoption.document import Document as TheirDocument
from adoption.document import Unreadable, read_document
from adoption.report import as_json, table
from pipeline.transform.build import Built, build

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def ours() -> Built:
    return build(ROOT / "openapi" / "v2.yaml", ROOT / "overlays" / "v2.overlay.yaml")


@pytest.fixture(scope="module")
def vendor(ours: Built) -> Document:
    made: Document = planted.plain(ours.document)
    return made


def differences(compared: Compared) -> set[Told]:
    return {(one.outcome, one.what, one.about) for one in compared.findings if one.differs}


def test_our_own_contract_differs_in_nothing(ours: Built, vendor: Document) -> None:
    compared = compare(ours, TheirDocument(vendor, "vendor.json"))
    assert differences(compared) == set()
    assert compared.agrees
    assert [pair.by for pair in compared.pairs] == ["operationId"] * len(compared.pairs)


def test_every_planted_difference_is_told_and_nothing_else(ours: Built, vendor: Document) -> None:
    document = copy.deepcopy(vendor)
    told = planted.plant(document)
    compared = compare(ours, TheirDocument(document, "vendor.json"))
    assert differences(compared) == told
    assert len([one for one in compared.findings if one.differs]) == len(told)


def test_a_document_with_other_ids_and_no_descriptions_is_matched_by_method_and_path(
    ours: Built, vendor: Document
) -> None:
    document = copy.deepcopy(vendor)
    for number, item in enumerate(document["paths"].values()):
        for method, one in item.items():
            one["operationId"] = f"op{number}{method}"
    compared = compare(ours, TheirDocument(document, "vendor.json"))
    assert {pair.by for pair in compared.pairs} == {"method and path"}
    assert compared.agrees


def test_what_has_another_id_and_another_path_is_matched_by_likeness_and_the_table_says_so(
    ours: Built, vendor: Document
) -> None:
    document = copy.deepcopy(vendor)
    planted.move(document, planted.path_of(document, "TaxCodes_ListTaxCodes"), "/v2/tax-code")
    planted.operation(document, "TaxCodes_ListTaxCodes")["operationId"] = "getTaxCodes"
    compared = compare(ours, TheirDocument(document, "vendor.json"))
    assert differences(compared) == {("contradicted", "path", "TaxCodes_ListTaxCodes")}
    shown = table("v2", TheirDocument(document, "vendor.json"), compared, ours.origins, ROOT)
    assert "TaxCodes_ListTaxCodes is taken for GET /v2/tax-code there, by likeness" in shown


def test_a_difference_is_told_with_file_and_line_of_ours_and_the_pointer_there(ours: Built, vendor: Document) -> None:
    document = copy.deepcopy(vendor)
    planted.rename(document["components"]["schemas"]["Office"], "country", "countryName")
    compared = compare(ours, TheirDocument(document, "vendor.json"))
    lines = (ROOT / "openapi/resources/offices.yaml").read_text().splitlines()
    line = lines.index("        country:") + 1
    shown = table("v2", TheirDocument(document, "vendor.json"), compared, ours.origins, ROOT)
    assert "Office.country: it is called countryName there, country here (by likeness)" in shown
    assert (
        f"here openapi/resources/offices.yaml:{line} | there #/components/schemas/Office/properties/countryName"
        in shown
    )
    told = json.loads(as_json("v2", TheirDocument(document, "vendor.json"), compared, ours.origins, ROOT))
    differing = [one for one in told["findings"] if one["outcome"] != "confirmed"]
    assert [(one["about"], one["here"]["line"], one["there"]) for one in differing] == [
        ("Office.country", line, "/components/schemas/Office/properties/countryName")
    ]
    assert differing[0]["operations"] == ["v2.Offices_ListOffices", "v2.Offices_GetOffice"]
    assert not told["agrees"]
    assert told["counts"]["confirmed"] > 700


def test_openapi_3_0_with_nullable_is_read_as_what_it_means(contract: Contract) -> None:
    contract.write("vendor.yaml", VENDOR_3_0)
    compared = compare(contract.build(), read_document(contract.folder / "vendor.yaml"))
    assert differences(compared) == {
        ("contradicted", "null", "Job.jobNo"),
        ("absent there", "member", "Job.lines"),
        ("absent there", "parameter", "the parameter page"),
        *(("absent there", "operation", f"Jobs_{action}Job") for action in ("Create", "Get", "Update")),
    }


VENDOR_3_0 = """\
openapi: 3.0.1
info: {title: Theirs, version: "2"}
paths:
  /v2/jobs:
    get:
      parameters:
        - {name: jobNo, in: query, schema: {type: string}}
      responses:
        "200":
          description: Success
          content:
            text/plain: {schema: {$ref: "#/components/schemas/JobPage"}}
            application/json: {schema: {$ref: "#/components/schemas/JobPage"}}
            text/json: {schema: {$ref: "#/components/schemas/JobPage"}}
components:
  schemas:
    JobPage:
      type: object
      required: [items, page]
      properties:
        page: {type: integer}
        items: {type: array, items: {$ref: "#/components/schemas/JobDto"}}
    JobDto:
      type: object
      required: [id]
      properties:
        id: {type: integer, format: int32}
        jobNo: {type: string, nullable: true}
        budget: {type: number, format: double, nullable: true}
"""


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ('{"swagger": "2.0", "info": {}}', 1, "Swagger 2.0"),
        ("info: {}\nswagger: '2.0'\n", 2, "Swagger 2.0"),
        ("a: b\nc: [d\n", 3, "is not YAML"),
        ('{\n"openapi": "3.0.0",\n"paths": }', 3, "is not JSON"),
        ("just a text", 1, "not OpenAPI 3.0 or 3.1"),
        ("openapi: 2.9.0\n", 1, "`openapi: 2.9.0`"),
        ("openapi: 3.1.0\ninfo: {title: T, version: '1'}\npaths: {}\n", 3, "describes no operation"),
        (
            "openapi: 3.1.0\ninfo: {title: T, version: '1'}\npaths:\n  /a:\n    get:\n      responses: 4\n",
            6,
            "not OpenAPI",
        ),
        ("openapi: 3.1.0\npaths:\n  /a: {$ref: 'https://example.com/a.yaml'}\n", 3, "another machine"),
    ],
)
def test_what_is_no_openapi_3_is_refused_with_its_line(tmp_path: Path, text: str, line: int, said: str) -> None:
    file = tmp_path / ("given.json" if text.startswith("{") else "given.yaml")
    file.write_text(text)
    with pytest.raises(Unreadable) as refused:
        read_document(file)
    first = refused.value.problems[0]
    assert (first.line, said in first.message) == (line, True), refused.value


def test_the_refusal_of_swagger_2_names_a_converter(tmp_path: Path) -> None:
    file = tmp_path / "old.json"
    file.write_text('{"swagger": "2.0"}')
    with pytest.raises(Unreadable) as refused:
        read_document(file)
    assert "swagger2openapi old.json" in refused.value.problems[0].hint


def test_a_large_document_may_be_indented_by_tabs(tmp_path: Path, vendor: Document) -> None:
    file = tmp_path / "tabs.json"
    file.write_text(json.dumps(vendor, indent="\t", default=float))
    assert read_document(file).value["paths"].keys() == vendor["paths"].keys()


def test_the_command_exits_0_where_both_agree_1_where_they_differ_2_where_it_cannot_read(
    tmp_path: Path, vendor: Document
) -> None:
    file = tmp_path / "vendor.json"
    file.write_text(json.dumps(vendor, default=float))
    assert adopt(file).returncode == 0
    document = copy.deepcopy(vendor)
    before = planted.path_of(document, "TaxCodes_ListTaxCodes")
    planted.PLANTED[0](document)
    after = planted.path_of(document, "TaxCodes_ListTaxCodes")
    file.write_text(json.dumps(document, default=float))
    done = adopt(file)
    assert done.returncode == 1
    assert f"the path is {after} there, {before} here" in done.stdout
    file.write_text("{")
    done = adopt(file)
    assert (done.returncode, done.stdout) == (2, "")
    assert f"{file}:1: error: the file is not JSON" in done.stderr


def adopt(file: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(ROOT / "scripts" / "adopt"), "--api", "v2", "--dry-run", str(file)]
    return subprocess.run(command, capture_output=True, text=True, check=False)
