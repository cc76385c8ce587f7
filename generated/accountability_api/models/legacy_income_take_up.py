from __future__ import annotations

import datetime
from decimal import Decimal
from typing import ClassVar, Self

from attrs import define

from .._runtime.model import Json, Mismatches, Model, dump
from .._runtime.readers import (
    boolean_or_null,
    extra_properties,
    integer,
    integer_or_null,
    number_or_null,
    require,
    start,
    string_or_null,
    wcf_date_or_null,
)
from .._runtime.wire import UNSET, as_wcf_date


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
    def from_dict(cls, data: Json, mismatches: Mismatches | None = None) -> Self:
        model, state = cls.__new__(cls), start(data, mismatches)
        rest = state[1]
        take = rest.pop
        v = take("AccountingMonthID", None)
        model.accounting_month_id = v if type(v) is int else integer_or_null(v, "AccountingMonthID", state)
        v = take("AccountingYearID", None)
        model.accounting_year_id = v if type(v) is int else integer_or_null(v, "AccountingYearID", state)
        model.accrual = v if type(v := take("Accrual", None)) is bool else boolean_or_null(v, "Accrual", state)
        v = take("AddedByEmployeeID", None)
        model.added_by_employee_id = v if type(v) is int else integer_or_null(v, "AddedByEmployeeID", state)
        model.added_date = wcf_date_or_null(take("AddedDate", None), "AddedDate", state)
        model.approved = v if type(v := take("Approved", None)) is bool else boolean_or_null(v, "Approved", state)
        v = take("ApprovedByEmployeeID", None)
        model.approved_by_employee_id = v if type(v) is int else integer_or_null(v, "ApprovedByEmployeeID", state)
        model.approved_date = wcf_date_or_null(take("ApprovedDate", None), "ApprovedDate", state)
        model.currency_id = v if type(v := take("CurrencyID", None)) is int else integer_or_null(v, "CurrencyID", state)
        model.date = wcf_date_or_null(take("Date", None), "Date", state)
        v = take("Description", None)
        model.description = v if type(v) is str else string_or_null(v, "Description", state)
        model.fx_rate = v if type(v := take("FXRate", None)) is Decimal else number_or_null(v, "FXRate", state)
        v = take("IDKey", UNSET)
        model.id_key = v if type(v) is int else require(integer(v, "IDKey", state), "IDKey", state)
        v = take("IncomeTakeUpNumber", None)
        model.income_take_up_number = v if type(v) is str else string_or_null(v, "IncomeTakeUpNumber", state)
        v = take("IncomeTakeUpTypeID", None)
        model.income_take_up_type_id = v if type(v) is int else integer_or_null(v, "IncomeTakeUpTypeID", state)
        model.job_id = v if type(v := take("JobID", None)) is int else integer_or_null(v, "JobID", state)
        v = take("MakeJobInactive", None)
        model.make_job_inactive = v if type(v) is bool else boolean_or_null(v, "MakeJobInactive", state)
        model.office_id = v if type(v := take("OfficeID", None)) is int else integer_or_null(v, "OfficeID", state)
        model.additional_properties = extra_properties(cls, state) if rest else {}
        return model

    def to_dict(self, *, omit_none: bool = False) -> Json:
        properties = {
            "AccountingMonthID": self.accounting_month_id, "AccountingYearID": self.accounting_year_id,
            "Accrual": self.accrual, "AddedByEmployeeID": self.added_by_employee_id,
            "AddedDate": as_wcf_date(self.added_date), "Approved": self.approved,
            "ApprovedByEmployeeID": self.approved_by_employee_id, "ApprovedDate": as_wcf_date(self.approved_date),
            "CurrencyID": self.currency_id, "Date": as_wcf_date(self.date), "Description": self.description,
            "FXRate": self.fx_rate, "IDKey": self.id_key, "IncomeTakeUpNumber": self.income_take_up_number,
            "IncomeTakeUpTypeID": self.income_take_up_type_id, "JobID": self.job_id,
            "MakeJobInactive": self.make_job_inactive, "OfficeID": self.office_id,
        }  # fmt: skip
        return dump(properties, self.additional_properties, omit_none)
