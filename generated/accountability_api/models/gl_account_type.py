from .._runtime.convert import OpenEnum, to_value_of
from .._runtime.model import field_reader, field_reader_or_null


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
read_gl_account_type, read_gl_account_type_or_null = (
    field_reader(to_gl_account_type),
    field_reader_or_null(to_gl_account_type),
)
