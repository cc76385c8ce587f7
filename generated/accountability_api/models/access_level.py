from .._runtime.convert import OpenEnum, to_value_of
from .._runtime.model import field_reader, field_reader_or_null


class AccessLevel(OpenEnum):
    """How far a transaction type is open. The labels are published; what each lets one do (x-allows) is inferred from
    them, and so is that the API spells them alike.
    """

    FULL_ACCESS = "Full Access"
    """See and change everything."""
    READ_ONLY = "Read Only"
    """See everything, change nothing."""
    MY_DATA_ONLY = "My Data Only"
    """See and change one's own records."""


to_access_level = to_value_of(AccessLevel)
read_access_level, read_access_level_or_null = field_reader(to_access_level), field_reader_or_null(to_access_level)
