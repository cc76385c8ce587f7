"""Source files are read as YAML 1.2; numbers keep their digits and values their line numbers."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from pipeline.source.read import Sources, read
from pipeline.transform.build import render


def write_source(folder: Path, text: str) -> Path:
    file = folder / "file.yaml"
    file.write_text(text, encoding="utf-8")
    return file


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("no", "no"),
        ("on", "on"),
        ("'007'", "007"),
        ("true", True),
        ("~", None),
        ("12", 12),
        ("-3", -3),
        ("0x1F", 31),
        ("1e12", 10**12),
        ("0.10", Decimal("0.10")),
        ("12678967.54323300000001", Decimal("12678967.54323300000001")),
    ],
)
def test_a_plain_value_is_read_by_the_rules_of_yaml_1_2(tmp_path: Path, text: str, value: Any) -> None:
    source = read(write_source(tmp_path, f"key: {text}\n"))
    assert source.problems == ()
    assert source.value == {"key": value}
    assert type(source.value["key"]) is type(value)


def test_numbers_keep_their_digits_in_json(tmp_path: Path) -> None:
    value = read(write_source(tmp_path, "[1e12, 0.010, 12678967.54323300000001]")).value
    assert render(value) == b"[\n  1000000000000,\n  0.010,\n  12678967.54323300000001\n]\n"


def test_keys_are_strings_and_keep_their_order(tmp_path: Path) -> None:
    assert list(read(write_source(tmp_path, "b: 1\n200: 2\na: 3\n")).value) == ["b", "200", "a"]


def test_each_pointer_has_a_line_number(tmp_path: Path) -> None:
    source = read(write_source(tmp_path, "a:\n  b:\n    - 1\n    - {c: 2}\n"))
    assert source.line(("a", "b", 1, "c")) == 4
    assert source.line(("a", "b", 1, "c", "gone")) == 4
    assert source.line(()) == 1


def test_an_escaped_surrogate_pair_is_one_character(tmp_path: Path) -> None:
    source = read(write_source(tmp_path, '{"a\\ud83d\\ude00": "\\ud83d\\ude00", "alone": "\\ud83d"}'))
    assert source.value == {"a\U0001f600": "\U0001f600", "alone": "\ufffd"}


@pytest.mark.parametrize("text", ["0123", "090", "1_000", ".nan"])
def test_a_number_that_json_does_not_have_is_read_as_text_and_reported(tmp_path: Path, text: str) -> None:
    source = read(write_source(tmp_path, f"a: 1\nb: {text}\n"))
    assert source.value["b"] == text
    assert [(problem.line, problem.severity, problem.tolerable) for problem in source.problems] == [(2, "error", True)]


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("a: 1\nb: [1, 2\n", 3, "the file is not YAML"),
        ("a: 1\nb: 2\na: 3\n", 3, "the key 'a' is repeated, first in line 1"),
        ("a: !set {b}\n", 1, "the tag"),
        ("a: &x {b: 1}\nc: {<<: *x}\n", 2, "YAML 1.2 has no merge key <<"),
        ("a: &x [*x]\n", 1, "an alias is inside its own anchor"),
        ("? [a]\n: 1\n", 1, "a key is not a plain string"),
        ("a: 1\n---\nb: 2\n", 2, "the file is not YAML"),
    ],
)
def test_yaml_that_json_cannot_represent_is_reported_with_its_line(
    tmp_path: Path, text: str, line: int, message: str
) -> None:
    file = write_source(tmp_path, text)
    (problem,) = read(file).problems
    assert (problem.file, problem.line, problem.severity) == (file, line, "error")
    assert message in problem.message


def test_a_date_without_quotes_is_a_string_with_a_warning(tmp_path: Path) -> None:
    source = read(write_source(tmp_path, "a: 2025-03-01\n"))
    assert source.value == {"a": "2025-03-01"}
    assert [(problem.severity, problem.line) for problem in source.problems] == [("warning", 1)]


def test_an_alias_is_replaced_by_a_copy_of_its_value(tmp_path: Path) -> None:
    assert read(write_source(tmp_path, "a: &x {b: 1}\nc: *x\n")).value == {"a": {"b": 1}, "c": {"b": 1}}


def test_a_missing_file_is_reported_as_a_problem(tmp_path: Path) -> None:
    (problem,) = read(tmp_path / "none.yaml").problems
    assert "can't be read" in problem.message


def test_a_file_that_is_not_utf_8_is_reported_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "latin.yaml"
    file.write_bytes(b"a: 1\nb: caf\xe9\n")
    (problem,) = read(file).problems
    assert (problem.line, problem.message) == (2, "the file is not UTF-8 text")


def test_a_file_shared_by_two_apis_is_read_once(tmp_path: Path) -> None:
    file = write_source(tmp_path, "a: 1\n")
    sources = Sources()
    first = sources.read(file)
    file.write_text("a: 2\n")
    assert sources.read(tmp_path / "." / "file.yaml") is first
