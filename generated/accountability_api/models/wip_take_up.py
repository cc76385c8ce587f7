from __future__ import annotations

import datetime
from decimal import Decimal
from typing import ClassVar, Self

from attrs import define

from .._runtime.model import Json, Mismatches, Model, dump
from .._runtime.readers import (
    boolean_or_null,
    date_or_null,
    extra_properties,
    integer,
    integer_or_null,
    number_or_null,
    require,
    start,
    string_or_null,
    timestamp,
    timestamp_or_null,
)
from .._runtime.wire import UNSET, as_date, as_datetime


@define(kw_only=True, repr=False)
class WipTakeUp(Model):
    """A take-up, which books the work in progress of a job as revenue (or writes it off). The legacy API calls it an
    income take-up; that the newer one has the product's name for it is inferred.

    Inferred, not published: the names of its properties; each has a source or follows a convention.
    """

    _wire: ClassVar[tuple[str, ...]] = (
        "id", "incomeTakeUpNumber", "incomeTakeUpTypeId", "jobId", "officeId", "date", "description", "accrual",
        "currencyId", "fxRate", "accountingYearId", "accountingMonthId", "makeJobInactive", "approved",
        "approvedDate", "approvedByEmployeeId", "addedDate", "addedByEmployeeId", "modifiedDate",
    )  # fmt: skip

    id: int
    """Unique key of the WIP take-up, given by the server."""
    income_take_up_number: str | None = None
    """The number that people know it by."""
    income_take_up_type_id: int | None = None
    """Key of the take-up's type."""
    job_id: int | None = None
    """The job whose work in progress is taken up."""
    office_id: int | None = None
    """Key of the office it belongs to."""
    date: datetime.date | None = None
    """The date of the take-up."""
    description: str | None = None
    """What the take-up is for, in words."""
    accrual: bool | None = None
    """Whether the take-up accrues income that is to be billed later."""
    currency_id: int | None = None
    """Key of the currency of its amounts."""
    fx_rate: Decimal | None = None
    """Exchange rate between its currency and the agency's; which way round is not published."""
    accounting_year_id: int | None = None
    """Key of the accounting year it counts in."""
    accounting_month_id: int | None = None
    """Key of the accounting month it counts in."""
    make_job_inactive: bool | None = None
    """Whether the job is made inactive by it."""
    approved: bool | None = None
    """Whether it is approved."""
    approved_date: datetime.datetime | None = None
    """When it was approved."""
    approved_by_employee_id: int | None = None
    """The employee who approved it."""
    added_date: datetime.datetime | None = None
    """When it was entered."""
    added_by_employee_id: int | None = None
    """The employee who entered it."""
    modified_date: datetime.datetime | None = None
    """When the record was last changed."""

    @classmethod
    def from_dict(cls, data: Json, mismatches: Mismatches | None = None) -> Self:
        model, state = cls.__new__(cls), start(data, mismatches)
        rest = state[1]
        take = rest.pop
        model.id = v if type(v := take("id", UNSET)) is int else require(integer(v, "id", state), "id", state)
        v = take("incomeTakeUpNumber", None)
        model.income_take_up_number = v if type(v) is str else string_or_null(v, "incomeTakeUpNumber", state)
        v = take("incomeTakeUpTypeId", None)
        model.income_take_up_type_id = v if type(v) is int else integer_or_null(v, "incomeTakeUpTypeId", state)
        model.job_id = v if type(v := take("jobId", None)) is int else integer_or_null(v, "jobId", state)
        model.office_id = v if type(v := take("officeId", None)) is int else integer_or_null(v, "officeId", state)
        model.date = date_or_null(take("date", None), "date", state)
        v = take("description", None)
        model.description = v if type(v) is str else string_or_null(v, "description", state)
        model.accrual = v if type(v := take("accrual", None)) is bool else boolean_or_null(v, "accrual", state)
        model.currency_id = v if type(v := take("currencyId", None)) is int else integer_or_null(v, "currencyId", state)
        model.fx_rate = v if type(v := take("fxRate", None)) is Decimal else number_or_null(v, "fxRate", state)
        v = take("accountingYearId", None)
        model.accounting_year_id = v if type(v) is int else integer_or_null(v, "accountingYearId", state)
        v = take("accountingMonthId", None)
        model.accounting_month_id = v if type(v) is int else integer_or_null(v, "accountingMonthId", state)
        v = take("makeJobInactive", None)
        model.make_job_inactive = v if type(v) is bool else boolean_or_null(v, "makeJobInactive", state)
        model.approved = v if type(v := take("approved", None)) is bool else boolean_or_null(v, "approved", state)
        model.approved_date = timestamp_or_null(take("approvedDate", None), "approvedDate", state)
        v = take("approvedByEmployeeId", None)
        model.approved_by_employee_id = v if type(v) is int else integer_or_null(v, "approvedByEmployeeId", state)
        model.added_date = timestamp_or_null(take("addedDate", None), "addedDate", state)
        v = take("addedByEmployeeId", None)
        model.added_by_employee_id = v if type(v) is int else integer_or_null(v, "addedByEmployeeId", state)
        model.modified_date = timestamp(take("modifiedDate", UNSET), "modifiedDate", state)
        model.additional_properties = extra_properties(cls, state) if rest else {}
        return model

    def to_dict(self, *, omit_none: bool = False) -> Json:
        properties = {
            "id": self.id, "incomeTakeUpNumber": self.income_take_up_number,
            "incomeTakeUpTypeId": self.income_take_up_type_id, "jobId": self.job_id, "officeId": self.office_id,
            "date": as_date(self.date), "description": self.description, "accrual": self.accrual,
            "currencyId": self.currency_id, "fxRate": self.fx_rate, "accountingYearId": self.accounting_year_id,
            "accountingMonthId": self.accounting_month_id, "makeJobInactive": self.make_job_inactive,
            "approved": self.approved, "approvedDate": as_datetime(self.approved_date),
            "approvedByEmployeeId": self.approved_by_employee_id, "addedDate": as_datetime(self.added_date),
            "addedByEmployeeId": self.added_by_employee_id, "modifiedDate": as_datetime(self.modified_date),
        }  # fmt: skip
        return dump(properties, self.additional_properties, omit_none)
