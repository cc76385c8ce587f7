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
class LegacyClientBudget(Model):
    """What is planned with a client for the months of an accounting year. The published page could be read in part
    only: more properties may follow.

    The published type could be read only in part: other properties are in additional_properties.
    """

    _wire: ClassVar[tuple[str, ...]] = (
        "AccountingYearCode", "AccountingYearID", "AccountingYearName", "BudgetCategoryCode", "BudgetCategoryID",
        "BudgetCategoryName", "BudgetVersionID", "BudgetVersionName", "ClientCode", "ClientID", "ClientName",
        "IDKey", "Month10BillingAmt", "Month10IncomeAmt", "Month11BillingAmt", "Month11IncomeAmt",
        "Month12BillingAmt", "Month12IncomeAmt", "Month1BillingAmt", "Month1IncomeAmt", "Month2BillingAmt",
        "Month2IncomeAmt", "Month3BillingAmt", "Month3IncomeAmt", "Month4BillingAmt", "Month4IncomeAmt",
        "Month5BillingAmt", "Month5IncomeAmt", "Month6BillingAmt", "Month6IncomeAmt",
    )  # fmt: skip

    accounting_year_code: str | None = None
    """Code of that year."""
    accounting_year_id: int | None = None
    """Key of the accounting year that is budgeted."""
    accounting_year_name: str | None = None
    """Name of that year."""
    budget_category_code: str | None = None
    """Code of the budget category."""
    budget_category_id: int | None = None
    """Key of the budget category."""
    budget_category_name: str | None = None
    """Name of the budget category."""
    budget_version_id: int | None = None
    """Key of the budget's version."""
    budget_version_name: str | None = None
    """Name of the budget's version."""
    client_code: str | None = None
    """Code of that client."""
    client_id: int | None = None
    """The client that is budgeted for."""
    client_name: str | None = None
    """Name of that client."""
    id_key: int
    """Key of the budget."""
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

    @classmethod
    def from_dict(cls, data: Json, mismatches: Mismatches | None = None) -> Self:
        model, state = cls.__new__(cls), start(data, mismatches)
        rest = state[1]
        take = rest.pop
        v = take("AccountingYearCode", None)
        model.accounting_year_code = v if type(v) is str else string_or_null(v, "AccountingYearCode", state)
        v = take("AccountingYearID", None)
        model.accounting_year_id = v if type(v) is int else integer_or_null(v, "AccountingYearID", state)
        v = take("AccountingYearName", None)
        model.accounting_year_name = v if type(v) is str else string_or_null(v, "AccountingYearName", state)
        v = take("BudgetCategoryCode", None)
        model.budget_category_code = v if type(v) is str else string_or_null(v, "BudgetCategoryCode", state)
        v = take("BudgetCategoryID", None)
        model.budget_category_id = v if type(v) is int else integer_or_null(v, "BudgetCategoryID", state)
        v = take("BudgetCategoryName", None)
        model.budget_category_name = v if type(v) is str else string_or_null(v, "BudgetCategoryName", state)
        v = take("BudgetVersionID", None)
        model.budget_version_id = v if type(v) is int else integer_or_null(v, "BudgetVersionID", state)
        v = take("BudgetVersionName", None)
        model.budget_version_name = v if type(v) is str else string_or_null(v, "BudgetVersionName", state)
        model.client_code = v if type(v := take("ClientCode", None)) is str else string_or_null(v, "ClientCode", state)
        model.client_id = v if type(v := take("ClientID", None)) is int else integer_or_null(v, "ClientID", state)
        model.client_name = v if type(v := take("ClientName", None)) is str else string_or_null(v, "ClientName", state)
        v = take("IDKey", UNSET)
        model.id_key = v if type(v) is int else require(integer(v, "IDKey", state), "IDKey", state)
        v = take("Month10BillingAmt", None)
        model.month_10_billing_amt = v if type(v) is Decimal else number_or_null(v, "Month10BillingAmt", state)
        v = take("Month10IncomeAmt", None)
        model.month_10_income_amt = v if type(v) is Decimal else number_or_null(v, "Month10IncomeAmt", state)
        v = take("Month11BillingAmt", None)
        model.month_11_billing_amt = v if type(v) is Decimal else number_or_null(v, "Month11BillingAmt", state)
        v = take("Month11IncomeAmt", None)
        model.month_11_income_amt = v if type(v) is Decimal else number_or_null(v, "Month11IncomeAmt", state)
        v = take("Month12BillingAmt", None)
        model.month_12_billing_amt = v if type(v) is Decimal else number_or_null(v, "Month12BillingAmt", state)
        v = take("Month12IncomeAmt", None)
        model.month_12_income_amt = v if type(v) is Decimal else number_or_null(v, "Month12IncomeAmt", state)
        v = take("Month1BillingAmt", None)
        model.month_1_billing_amt = v if type(v) is Decimal else number_or_null(v, "Month1BillingAmt", state)
        v = take("Month1IncomeAmt", None)
        model.month_1_income_amt = v if type(v) is Decimal else number_or_null(v, "Month1IncomeAmt", state)
        v = take("Month2BillingAmt", None)
        model.month_2_billing_amt = v if type(v) is Decimal else number_or_null(v, "Month2BillingAmt", state)
        v = take("Month2IncomeAmt", None)
        model.month_2_income_amt = v if type(v) is Decimal else number_or_null(v, "Month2IncomeAmt", state)
        v = take("Month3BillingAmt", None)
        model.month_3_billing_amt = v if type(v) is Decimal else number_or_null(v, "Month3BillingAmt", state)
        v = take("Month3IncomeAmt", None)
        model.month_3_income_amt = v if type(v) is Decimal else number_or_null(v, "Month3IncomeAmt", state)
        v = take("Month4BillingAmt", None)
        model.month_4_billing_amt = v if type(v) is Decimal else number_or_null(v, "Month4BillingAmt", state)
        v = take("Month4IncomeAmt", None)
        model.month_4_income_amt = v if type(v) is Decimal else number_or_null(v, "Month4IncomeAmt", state)
        v = take("Month5BillingAmt", None)
        model.month_5_billing_amt = v if type(v) is Decimal else number_or_null(v, "Month5BillingAmt", state)
        v = take("Month5IncomeAmt", None)
        model.month_5_income_amt = v if type(v) is Decimal else number_or_null(v, "Month5IncomeAmt", state)
        v = take("Month6BillingAmt", None)
        model.month_6_billing_amt = v if type(v) is Decimal else number_or_null(v, "Month6BillingAmt", state)
        v = take("Month6IncomeAmt", None)
        model.month_6_income_amt = v if type(v) is Decimal else number_or_null(v, "Month6IncomeAmt", state)
        model.additional_properties = extra_properties(cls, state) if rest else {}
        return model

    def to_dict(self, *, omit_none: bool = False) -> Json:
        properties = {
            "AccountingYearCode": self.accounting_year_code, "AccountingYearID": self.accounting_year_id,
            "AccountingYearName": self.accounting_year_name, "BudgetCategoryCode": self.budget_category_code,
            "BudgetCategoryID": self.budget_category_id, "BudgetCategoryName": self.budget_category_name,
            "BudgetVersionID": self.budget_version_id, "BudgetVersionName": self.budget_version_name,
            "ClientCode": self.client_code, "ClientID": self.client_id, "ClientName": self.client_name,
            "IDKey": self.id_key, "Month10BillingAmt": self.month_10_billing_amt,
            "Month10IncomeAmt": self.month_10_income_amt, "Month11BillingAmt": self.month_11_billing_amt,
            "Month11IncomeAmt": self.month_11_income_amt, "Month12BillingAmt": self.month_12_billing_amt,
            "Month12IncomeAmt": self.month_12_income_amt, "Month1BillingAmt": self.month_1_billing_amt,
            "Month1IncomeAmt": self.month_1_income_amt, "Month2BillingAmt": self.month_2_billing_amt,
            "Month2IncomeAmt": self.month_2_income_amt, "Month3BillingAmt": self.month_3_billing_amt,
            "Month3IncomeAmt": self.month_3_income_amt, "Month4BillingAmt": self.month_4_billing_amt,
            "Month4IncomeAmt": self.month_4_income_amt, "Month5BillingAmt": self.month_5_billing_amt,
            "Month5IncomeAmt": self.month_5_income_amt, "Month6BillingAmt": self.month_6_billing_amt,
            "Month6IncomeAmt": self.month_6_income_amt,
        }  # fmt: skip
        return dump(properties, self.additional_properties, omit_none)
