"""Problems are told together, on one screen, each with the place to go to."""

from pathlib import Path

from pipeline.source.problem import Problem, report

FILE = Path("/project/openapi/v2.yaml")


def test_a_problem_names_file_and_line_place_and_remedy() -> None:
    problem = Problem(FILE, 12, "Jobs_GetJob has no x-status", "/paths/job/get", hint="say documented or inferred")
    assert report([problem], root=Path("/project")).splitlines() == [
        "openapi/v2.yaml:12: error: Jobs_GetJob has no x-status",
        "    at /paths/job/get",
        "    say documented or inferred",
        "1 error",
    ]


def test_errors_come_before_warnings_and_then_by_line() -> None:
    told = report([Problem(FILE, 1, "odd", severity="warning"), Problem(FILE, 9, "later"), Problem(FILE, 3, "sooner")])
    assert [line.rsplit(": ", 1)[-1] for line in told.splitlines()] == ["sooner", "later", "odd", "2 errors, 1 warning"]


def test_what_two_apis_found_in_one_file_is_told_once() -> None:
    assert report([Problem(FILE, 3, "wrong"), Problem(FILE, 3, "wrong")]).endswith("1 error")


def test_many_problems_stay_on_one_screen_and_are_counted() -> None:
    told = report([Problem(FILE, line, "wrong") for line in range(1, 101)]).splitlines()
    assert len(told) < 50
    assert told[-2:] == ["... and 80 more", "100 errors"]


def test_no_problem_is_no_text() -> None:
    assert report([]) == ""
