from .._runtime.readers import OpenEnum, field_readers, to_value_of


class GlAccountType(OpenEnum):
    """What an account is for. The labels are published; that the API spells them alike is inferred."""

    ASSETS = "Assets"
    """What the agency owns."""
    BILLINGS = "Billings"
    """What clients are billed."""
    BILLING_CONTROL = "Billing Control"
    """Control of billings."""
    EQUITY = "Equity"
    """What belongs to the owners."""
    EXPENSES = "Expenses"
    """What running the agency costs."""
    INCOME_TAX_EXPENSE = "Income Tax Expense"
    """Tax on income."""
    LIABILITIES = "Liabilities"
    """What the agency owes."""
    OTHER_INCOME = "Other Income"
    """Income outside the business."""
    REVENUE = "Revenue"
    """Income of the business."""
    STATISTICS = "Statistics"
    """Figures that are not money."""


to_gl_account_type = to_value_of(GlAccountType)
read_gl_account_type, read_gl_account_type_or_null = field_readers(to_gl_account_type)
