from .._runtime.convert import OpenEnum, to_value_of
from .._runtime.model import member, member_or_null


class AccessType(OpenEnum):
    """A transaction type that a user access group grants or limits. The list is open: the page that shows these entries
    could only be read in part.
    """

    ACCOUNTABILITY_SUPPORT_TICKET = "Accountability Support Ticket"
    """Support tickets to the vendor."""
    USER_MESSAGES = "User Messages"
    """Messages between users."""
    ACCOUNTING_MONTH_CLOSE = "Accounting Month Close"
    """Closing an accounting month."""
    ACCOUNTING_MONTH_CLOSE_OFFICESTRANSACTION_TYPES = "Accounting Month Close - Offices/Transaction Types"
    """Closing an accounting month for some offices or transaction types only."""
    ACCRUED_REVENUE = "Accrued Revenue"
    """Revenue recognised before it is billed."""
    APPROVAL_SETTINGS = "Approval Settings"
    """Who approves what."""
    BANK_RECONCILIATION = "Bank Reconciliation"
    """Matching bank statements with the ledger."""
    BUDGET_REPORTS = "Budget Reports"
    """Reports on client and ledger budgets."""
    CLIENTS = "Clients"
    """Clients."""
    CLIENT_CONTACTS = "Client Contacts"
    """The people at a client."""
    EMPLOYEES = "Employees"
    """Employees."""
    ESTIMATES = "Estimates"
    """Estimates and their entries."""
    JOBS = "Jobs"
    """Jobs and sub jobs."""
    PURCHASE_ORDERS = "Purchase Orders"
    """Purchase orders and their entries."""
    SUPPLIERS = "Suppliers"
    """Suppliers."""
    TASK_TYPES = "Task Types"
    """Task types."""
    TIME_ENTRIES = "Time Entries"
    """Hours spent on jobs."""
    USER_ACCESS_GROUPS = "User Access Groups"
    """The access groups themselves."""


to_access_type = to_value_of(AccessType)
read_access_type, read_access_type_or_null = member(to_access_type), member_or_null(to_access_type)
