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
    flag_or_null,
    integer,
    integer_or_null,
    left,
    must,
    number_or_null,
    text_or_null,
    told,
    wcf_date_or_null,
)
from .._runtime.wire import UNSET, wcf


@define(kw_only=True, repr=False)
class LegacyIncomeTakeUp(Model):
    """A take-up, which books the work in progress of a job as income (or writes it off)."""

    _wire: ClassVar[tuple[str, ...]] = (
        "AccountingMonthID", "AccountingYearID", "Accrual", "AddedByEmployeeID", "AddedDate", "Approved",
        "ApprovedByEmployeeID", "ApprovedDate", "CurrencyID", "Date", "Description", "FXRate", "IDKey",
        "IncomeTakeUpNumber", "IncomeTakeUpTypeID", "JobID", "MakeJobInactive", "OfficeID",
    )  # fmt: skip

    accounting_month_id: int | None = None
    """Key of the accounting month it counts in."""
    accounting_year_id: int | None = None
    """Key of the accounting year it counts in."""
    accrual: bool | None = None
    """Whether the take-up accrues income that is to be billed later."""
    added_by_employee_id: int | None = None
    """The employee who entered it."""
    added_date: datetime.datetime | None = None
    """When it was entered."""
    approved: bool | None = None
    """Whether it is approved."""
    approved_by_employee_id: int | None = None
    """The employee who approved it."""
    approved_date: datetime.datetime | None = None
    """When it was approved."""
    currency_id: int | None = None
    """Key of the currency of its amounts."""
    date: datetime.datetime | None = None
    """The date of the take-up."""
    description: str | None = None
    """What the take-up is for, in words."""
    fx_rate: Decimal | None = None
    """Exchange rate between its currency and the agency's; which way round is not published."""
    id_key: int
    """Key of the take-up."""
    income_take_up_number: str | None = None
    """The number that people know it by."""
    income_take_up_type_id: int | None = None
    """Key of the take-up's type."""
    job_id: int | None = None
    """The job whose work in progress is taken up."""
    make_job_inactive: bool | None = None
    """Whether the job is made inactive by it."""
    office_id: int | None = None
    """Key of the office it belongs to."""

    @classmethod
    def from_dict(cls, data: Json, notes: Notes | None = None) -> Self:
        made, at = cls.__new__(cls), begin(data, notes)
        rest = at[1]
        take = rest.pop
        v = take("AccountingMonthID", None)
        made.accounting_month_id = v if type(v) is int else integer_or_null(v, "AccountingMonthID", at)
        v = take("AccountingYearID", None)
        made.accounting_year_id = v if type(v) is int else integer_or_null(v, "AccountingYearID", at)
        made.accrual = v if type(v := take("Accrual", None)) is bool else flag_or_null(v, "Accrual", at)
        v = take("AddedByEmployeeID", None)
        made.added_by_employee_id = v if type(v) is int else integer_or_null(v, "AddedByEmployeeID", at)
        made.added_date = wcf_date_or_null(take("AddedDate", None), "AddedDate", at)
        made.approved = v if type(v := take("Approved", None)) is bool else flag_or_null(v, "Approved", at)
        v = take("ApprovedByEmployeeID", None)
        made.approved_by_employee_id = v if type(v) is int else integer_or_null(v, "ApprovedByEmployeeID", at)
        made.approved_date = wcf_date_or_null(take("ApprovedDate", None), "ApprovedDate", at)
        made.currency_id = v if type(v := take("CurrencyID", None)) is int else integer_or_null(v, "CurrencyID", at)
        made.date = wcf_date_or_null(take("Date", None), "Date", at)
        made.description = v if type(v := take("Description", None)) is str else text_or_null(v, "Description", at)
        made.fx_rate = v if type(v := take("FXRate", None)) is Decimal else number_or_null(v, "FXRate", at)
        made.id_key = v if type(v := take("IDKey", UNSET)) is int else must(integer(v, "IDKey", at), "IDKey", at)
        v = take("IncomeTakeUpNumber", None)
        made.income_take_up_number = v if type(v) is str else text_or_null(v, "IncomeTakeUpNumber", at)
        v = take("IncomeTakeUpTypeID", None)
        made.income_take_up_type_id = v if type(v) is int else integer_or_null(v, "IncomeTakeUpTypeID", at)
        made.job_id = v if type(v := take("JobID", None)) is int else integer_or_null(v, "JobID", at)
        v = take("MakeJobInactive", None)
        made.make_job_inactive = v if type(v) is bool else flag_or_null(v, "MakeJobInactive", at)
        made.office_id = v if type(v := take("OfficeID", None)) is int else integer_or_null(v, "OfficeID", at)
        made.additional_properties = left(cls, at) if rest else {}
        return made

    def to_dict(self) -> Json:
        members = {
            "AccountingMonthID": self.accounting_month_id, "AccountingYearID": self.accounting_year_id,
            "Accrual": self.accrual, "AddedByEmployeeID": self.added_by_employee_id,
            "AddedDate": wcf(self.added_date), "Approved": self.approved,
            "ApprovedByEmployeeID": self.approved_by_employee_id, "ApprovedDate": wcf(self.approved_date),
            "CurrencyID": self.currency_id, "Date": wcf(self.date), "Description": self.description,
            "FXRate": self.fx_rate, "IDKey": self.id_key, "IncomeTakeUpNumber": self.income_take_up_number,
            "IncomeTakeUpTypeID": self.income_take_up_type_id, "JobID": self.job_id,
            "MakeJobInactive": self.make_job_inactive, "OfficeID": self.office_id,
        }  # fmt: skip
        return told(members, self.additional_properties)
