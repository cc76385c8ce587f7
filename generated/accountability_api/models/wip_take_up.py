from __future__ import annotations

import datetime
from decimal import Decimal
from typing import ClassVar, Self

from attrs import define

from .._runtime.model import (
    Json,
    Model,
    Notes,
    begin,
    date_or_null,
    flag_or_null,
    integer,
    integer_or_null,
    left,
    moment,
    moment_or_null,
    must,
    number_or_null,
    text_or_null,
    told,
)
from .._runtime.wire import UNSET, day, instant


@define(kw_only=True, repr=False)
class WipTakeUp(Model):
    """A take-up, which books the work in progress of a job as revenue (or writes it off). The legacy API calls it an
    income take-up; that the newer one has the product's name for it is inferred.

    Inferred, not published: the names of its members; each has a witness or is a convention.
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
    def from_dict(cls, data: Json, notes: Notes | None = None) -> Self:
        made, at = cls.__new__(cls), begin(data, notes)
        rest = at[1]
        take = rest.pop
        made.id = v if type(v := take("id", UNSET)) is int else must(integer(v, "id", at), "id", at)
        v = take("incomeTakeUpNumber", None)
        made.income_take_up_number = v if type(v) is str else text_or_null(v, "incomeTakeUpNumber", at)
        v = take("incomeTakeUpTypeId", None)
        made.income_take_up_type_id = v if type(v) is int else integer_or_null(v, "incomeTakeUpTypeId", at)
        made.job_id = v if type(v := take("jobId", None)) is int else integer_or_null(v, "jobId", at)
        made.office_id = v if type(v := take("officeId", None)) is int else integer_or_null(v, "officeId", at)
        made.date = date_or_null(take("date", None), "date", at)
        made.description = v if type(v := take("description", None)) is str else text_or_null(v, "description", at)
        made.accrual = v if type(v := take("accrual", None)) is bool else flag_or_null(v, "accrual", at)
        made.currency_id = v if type(v := take("currencyId", None)) is int else integer_or_null(v, "currencyId", at)
        made.fx_rate = v if type(v := take("fxRate", None)) is Decimal else number_or_null(v, "fxRate", at)
        v = take("accountingYearId", None)
        made.accounting_year_id = v if type(v) is int else integer_or_null(v, "accountingYearId", at)
        v = take("accountingMonthId", None)
        made.accounting_month_id = v if type(v) is int else integer_or_null(v, "accountingMonthId", at)
        v = take("makeJobInactive", None)
        made.make_job_inactive = v if type(v) is bool else flag_or_null(v, "makeJobInactive", at)
        made.approved = v if type(v := take("approved", None)) is bool else flag_or_null(v, "approved", at)
        made.approved_date = moment_or_null(take("approvedDate", None), "approvedDate", at)
        v = take("approvedByEmployeeId", None)
        made.approved_by_employee_id = v if type(v) is int else integer_or_null(v, "approvedByEmployeeId", at)
        made.added_date = moment_or_null(take("addedDate", None), "addedDate", at)
        v = take("addedByEmployeeId", None)
        made.added_by_employee_id = v if type(v) is int else integer_or_null(v, "addedByEmployeeId", at)
        made.modified_date = moment(take("modifiedDate", UNSET), "modifiedDate", at)
        made.additional_properties = left(cls, at) if rest else {}
        return made

    def to_dict(self) -> Json:
        members = {
            "id": self.id, "incomeTakeUpNumber": self.income_take_up_number,
            "incomeTakeUpTypeId": self.income_take_up_type_id, "jobId": self.job_id, "officeId": self.office_id,
            "date": day(self.date), "description": self.description, "accrual": self.accrual,
            "currencyId": self.currency_id, "fxRate": self.fx_rate, "accountingYearId": self.accounting_year_id,
            "accountingMonthId": self.accounting_month_id, "makeJobInactive": self.make_job_inactive,
            "approved": self.approved, "approvedDate": instant(self.approved_date),
            "approvedByEmployeeId": self.approved_by_employee_id, "addedDate": instant(self.added_date),
            "addedByEmployeeId": self.added_by_employee_id, "modifiedDate": instant(self.modified_date),
        }  # fmt: skip
        return told(members, self.additional_properties)
