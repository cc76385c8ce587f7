"""Rules of time entries: their job, the defaults of their employee, and when they are locked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .rule import Change, Rule, RuleViolationError


def approved_is_locked(change: Change) -> Mapping[str, Any]:
    """Reject changes of an approved entry. [KB my-time-time-entry, unapprove-a-timesheet]"""
    if not change.is_transition and change.before is not None and change.before.get("dateApproved") is not None:
        raise RuleViolationError("The time entry is approved. Un-approve it before you change it.")
    return {}


def on_active_jobs(change: Change) -> Mapping[str, Any]:
    """Reject time on a job that is not active. [KB my-time-time-entry; AAH 47]"""
    moved = change.before is None or change.before.get("jobId") != change.record.get("jobId")
    if moved and change.related("jobs", change.record.get("jobId")).get("active") is False:
        raise RuleViolationError("The job is not active. Time is entered on active jobs only.", "/jobId")
    return {}


def default_task_type(change: Change) -> Mapping[str, Any]:
    """Set the employee's task type by default. [KB my-time-time-entry]"""
    employee = change.related("employees", change.record.get("employeeId"))
    return change.defaults(taskTypeId=employee.get("defaultTaskTypeId"))


RULES: dict[str, Rule] = {
    "approved-time-entry-locked": approved_is_locked,
    "time-on-active-jobs": on_active_jobs,
    "time-entry-default-task-type": default_task_type,
}
