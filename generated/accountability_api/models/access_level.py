from .._runtime.readers import OpenEnum, field_readers, to_value_of


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
read_access_level, read_access_level_or_null = field_readers(to_access_level)
