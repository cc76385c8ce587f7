"""Problems are reported together, on one screen, each with its place in the file."""

from pathlib import Path

from pipeline.source.problem import Problem, report

FILE = Path("/project/openapi/v2.yaml")


def test_a_problem_names_its_file_its_line_its_pointer_and_a_fix() -> None:
    problem = Problem(FILE, 12, "Jobs_GetJob has no x-status", "/paths/job/get", hint="say documented or inferred")
    assert report([problem], root=Path("/project")).splitlines() == [
        "openapi/v2.yaml:12: error: Jobs_GetJob has no x-status",
        "    at /paths/job/get",
        "    say documented or inferred",
        "1 error",
    ]


def test_errors_come_before_warnings_and_then_by_line() -> None:
    output = report(
        [Problem(FILE, 1, "odd", severity="warning"), Problem(FILE, 9, "later"), Problem(FILE, 3, "sooner")]
    )
    assert [line.rsplit(": ", 1)[-1] for line in output.splitlines()] == [
        "sooner",
        "later",
        "odd",
        "2 errors, 1 warning",
    ]


def test_a_problem_that_two_apis_share_is_reported_once() -> None:
    assert report([Problem(FILE, 3, "wrong"), Problem(FILE, 3, "wrong")]).endswith("1 error")


def test_many_problems_are_counted_and_shortened_to_one_screen() -> None:
    output = report([Problem(FILE, line, "wrong") for line in range(1, 101)]).splitlines()
    assert len(output) < 50
    assert output[-2:] == ["... and 80 more", "100 errors"]


def test_the_report_of_no_problems_is_empty() -> None:
    assert report([]) == ""
