"""Rules of time entries: what they go on, what they take from the employee, and when they are locked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .act import Act, Broken, Rule


def approved_is_locked(act: Act) -> Mapping[str, Any]:
    """An approved one is not changed. [KB my-time-time-entry, unapprove-a-timesheet]"""
    if act.changes and act.before is not None and act.before.get("dateApproved") is not None:
        raise Broken("The time entry is approved; un-approve it first, then change it.")
    return {}


def on_active_jobs(act: Act) -> Mapping[str, Any]:
    """Time goes on active jobs only. [KB my-time-time-entry; AAH 47]"""
    moved = act.before is None or act.before.get("jobId") != act.record.get("jobId")
    if moved and act.other("jobs", act.record.get("jobId")).get("active") is False:
        raise Broken("The job is not active; time goes on active jobs only.", "/jobId")
    return {}


def default_task_type(act: Act) -> Mapping[str, Any]:
    """The employee's default task type, where none is given. [KB my-time-time-entry]"""
    employee = act.other("employees", act.record.get("employeeId"))
    return act.filled(taskTypeId=employee.get("defaultTaskTypeId"))


RULES: dict[str, Rule] = {
    "approved-time-entry-locked": approved_is_locked,
    "time-on-active-jobs": on_active_jobs,
    "time-entry-default-task-type": default_task_type,
}
