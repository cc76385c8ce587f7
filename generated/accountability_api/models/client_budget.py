from __future__ import annotations

from decimal import Decimal
from typing import ClassVar, Self

from attrs import define

from .._runtime.model import Json, Mismatches, Model, dump
from .._runtime.readers import (
    extra_properties,
    integer,
    integer_or_null,
    number_or_null,
    require,
    start,
    string_or_null,
)
from .._runtime.wire import UNSET


@define(kw_only=True, repr=False)
class ClientBudget(Model):
    """What is planned with a client for the months of an accounting year. The page that names the properties breaks off
    at month 7, so that months 7 to 9 are left out.

    Inferred, not published: the names of its properties; each has a source or follows a convention.
    """

    _wire: ClassVar[tuple[str, ...]] = (
        "id", "clientId", "clientCode", "clientName", "accountingYearId", "accountingYearCode",
        "accountingYearName", "budgetVersionId", "budgetVersionName", "budgetCategoryId", "budgetCategoryCode",
        "budgetCategoryName", "month1BillingAmt", "month1IncomeAmt", "month2BillingAmt", "month2IncomeAmt",
        "month3BillingAmt", "month3IncomeAmt", "month4BillingAmt", "month4IncomeAmt", "month5BillingAmt",
        "month5IncomeAmt", "month6BillingAmt", "month6IncomeAmt", "month10BillingAmt", "month10IncomeAmt",
        "month11BillingAmt", "month11IncomeAmt", "month12BillingAmt", "month12IncomeAmt",
    )  # fmt: skip

    id: int
    """Unique key of the client budget, given by the server."""
    client_id: int | None = None
    """The client that is budgeted for."""
    client_code: str | None = None
    """Code of that client."""
    client_name: str | None = None
    """Name of that client."""
    accounting_year_id: int | None = None
    """Key of the accounting year that is budgeted."""
    accounting_year_code: str | None = None
    """Code of that year."""
    accounting_year_name: str | None = None
    """Name of that year."""
    budget_version_id: int | None = None
    """Key of the budget's version."""
    budget_version_name: str | None = None
    """Name of the budget's version."""
    budget_category_id: int | None = None
    """Key of the budget category."""
    budget_category_code: str | None = None
    """Code of the budget category."""
    budget_category_name: str | None = None
    """Name of the budget category."""
    month_1_billing_amt: Decimal | None = None
    """Billings planned for the year's first month."""
    month_1_income_amt: Decimal | None = None
    """Income planned for the year's first month."""
    month_2_billing_amt: Decimal | None = None
    """Billings planned for the year's second month."""
    month_2_income_amt: Decimal | None = None
    """Income planned for the year's second month."""
    month_3_billing_amt: Decimal | None = None
    """Billings planned for the year's third month."""
    month_3_income_amt: Decimal | None = None
    """Income planned for the year's third month."""
    month_4_billing_amt: Decimal | None = None
    """Billings planned for the year's fourth month."""
    month_4_income_amt: Decimal | None = None
    """Income planned for the year's fourth month."""
    month_5_billing_amt: Decimal | None = None
    """Billings planned for the year's fifth month."""
    month_5_income_amt: Decimal | None = None
    """Income planned for the year's fifth month."""
    month_6_billing_amt: Decimal | None = None
    """Billings planned for the year's sixth month."""
    month_6_income_amt: Decimal | None = None
    """Income planned for the year's sixth month."""
    month_10_billing_amt: Decimal | None = None
    """Billings planned for the year's tenth month."""
    month_10_income_amt: Decimal | None = None
    """Income planned for the year's tenth month."""
    month_11_billing_amt: Decimal | None = None
    """Billings planned for the year's eleventh month."""
    month_11_income_amt: Decimal | None = None
    """Income planned for the year's eleventh month."""
    month_12_billing_amt: Decimal | None = None
    """Billings planned for the year's twelfth month."""
    month_12_income_amt: Decimal | None = None
    """Income planned for the year's twelfth month."""

    @classmethod
    def from_dict(cls, data: Json, mismatches: Mismatches | None = None) -> Self:
        model, state = cls.__new__(cls), start(data, mismatches)
        rest = state[1]
        take = rest.pop
        model.id = v if type(v := take("id", UNSET)) is int else require(integer(v, "id", state), "id", state)
        model.client_id = v if type(v := take("clientId", None)) is int else integer_or_null(v, "clientId", state)
        model.client_code = v if type(v := take("clientCode", None)) is str else string_or_null(v, "clientCode", state)
        model.client_name = v if type(v := take("clientName", None)) is str else string_or_null(v, "clientName", state)
        v = take("accountingYearId", None)
        model.accounting_year_id = v if type(v) is int else integer_or_null(v, "accountingYearId", state)
        v = take("accountingYearCode", None)
        model.accounting_year_code = v if type(v) is str else string_or_null(v, "accountingYearCode", state)
        v = take("accountingYearName", None)
        model.accounting_year_name = v if type(v) is str else string_or_null(v, "accountingYearName", state)
        v = take("budgetVersionId", None)
        model.budget_version_id = v if type(v) is int else integer_or_null(v, "budgetVersionId", state)
        v = take("budgetVersionName", None)
        model.budget_version_name = v if type(v) is str else string_or_null(v, "budgetVersionName", state)
        v = take("budgetCategoryId", None)
        model.budget_category_id = v if type(v) is int else integer_or_null(v, "budgetCategoryId", state)
        v = take("budgetCategoryCode", None)
        model.budget_category_code = v if type(v) is str else string_or_null(v, "budgetCategoryCode", state)
        v = take("budgetCategoryName", None)
        model.budget_category_name = v if type(v) is str else string_or_null(v, "budgetCategoryName", state)
        v = take("month1BillingAmt", None)
        model.month_1_billing_amt = v if type(v) is Decimal else number_or_null(v, "month1BillingAmt", state)
        v = take("month1IncomeAmt", None)
        model.month_1_income_amt = v if type(v) is Decimal else number_or_null(v, "month1IncomeAmt", state)
        v = take("month2BillingAmt", None)
        model.month_2_billing_amt = v if type(v) is Decimal else number_or_null(v, "month2BillingAmt", state)
        v = take("month2IncomeAmt", None)
        model.month_2_income_amt = v if type(v) is Decimal else number_or_null(v, "month2IncomeAmt", state)
        v = take("month3BillingAmt", None)
        model.month_3_billing_amt = v if type(v) is Decimal else number_or_null(v, "month3BillingAmt", state)
        v = take("month3IncomeAmt", None)
        model.month_3_income_amt = v if type(v) is Decimal else number_or_null(v, "month3IncomeAmt", state)
        v = take("month4BillingAmt", None)
        model.month_4_billing_amt = v if type(v) is Decimal else number_or_null(v, "month4BillingAmt", state)
        v = take("month4IncomeAmt", None)
        model.month_4_income_amt = v if type(v) is Decimal else number_or_null(v, "month4IncomeAmt", state)
        v = take("month5BillingAmt", None)
        model.month_5_billing_amt = v if type(v) is Decimal else number_or_null(v, "month5BillingAmt", state)
        v = take("month5IncomeAmt", None)
        model.month_5_income_amt = v if type(v) is Decimal else number_or_null(v, "month5IncomeAmt", state)
        v = take("month6BillingAmt", None)
        model.month_6_billing_amt = v if type(v) is Decimal else number_or_null(v, "month6BillingAmt", state)
        v = take("month6IncomeAmt", None)
        model.month_6_income_amt = v if type(v) is Decimal else number_or_null(v, "month6IncomeAmt", state)
        v = take("month10BillingAmt", None)
        model.month_10_billing_amt = v if type(v) is Decimal else number_or_null(v, "month10BillingAmt", state)
        v = take("month10IncomeAmt", None)
        model.month_10_income_amt = v if type(v) is Decimal else number_or_null(v, "month10IncomeAmt", state)
        v = take("month11BillingAmt", None)
        model.month_11_billing_amt = v if type(v) is Decimal else number_or_null(v, "month11BillingAmt", state)
        v = take("month11IncomeAmt", None)
        model.month_11_income_amt = v if type(v) is Decimal else number_or_null(v, "month11IncomeAmt", state)
        v = take("month12BillingAmt", None)
        model.month_12_billing_amt = v if type(v) is Decimal else number_or_null(v, "month12BillingAmt", state)
        v = take("month12IncomeAmt", None)
        model.month_12_income_amt = v if type(v) is Decimal else number_or_null(v, "month12IncomeAmt", state)
        model.additional_properties = extra_properties(cls, state) if rest else {}
        return model

    def to_dict(self, *, omit_none: bool = False) -> Json:
        properties = {
            "id": self.id, "clientId": self.client_id, "clientCode": self.client_code,
            "clientName": self.client_name, "accountingYearId": self.accounting_year_id,
            "accountingYearCode": self.accounting_year_code, "accountingYearName": self.accounting_year_name,
            "budgetVersionId": self.budget_version_id, "budgetVersionName": self.budget_version_name,
            "budgetCategoryId": self.budget_category_id, "budgetCategoryCode": self.budget_category_code,
            "budgetCategoryName": self.budget_category_name, "month1BillingAmt": self.month_1_billing_amt,
            "month1IncomeAmt": self.month_1_income_amt, "month2BillingAmt": self.month_2_billing_amt,
            "month2IncomeAmt": self.month_2_income_amt, "month3BillingAmt": self.month_3_billing_amt,
            "month3IncomeAmt": self.month_3_income_amt, "month4BillingAmt": self.month_4_billing_amt,
            "month4IncomeAmt": self.month_4_income_amt, "month5BillingAmt": self.month_5_billing_amt,
            "month5IncomeAmt": self.month_5_income_amt, "month6BillingAmt": self.month_6_billing_amt,
            "month6IncomeAmt": self.month_6_income_amt, "month10BillingAmt": self.month_10_billing_amt,
            "month10IncomeAmt": self.month_10_income_amt, "month11BillingAmt": self.month_11_billing_amt,
            "month11IncomeAmt": self.month_11_income_amt, "month12BillingAmt": self.month_12_billing_amt,
            "month12IncomeAmt": self.month_12_income_amt,
        }  # fmt: skip
        return dump(properties, self.additional_properties, omit_none)
