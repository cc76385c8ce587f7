from .._runtime.readers import OpenEnum, field_readers, to_value_of


class ChargeType(OpenEnum):
    """Whose work is charged. That the API spells the kinds like this is inferred."""

    TIME = "Time"
    """The agency's own time, charged as a fee."""
    INTERNAL = "Internal"
    """Internal charges, such as copies."""
    SUPPLIER = "Supplier"
    """External costs."""


to_charge_type = to_value_of(ChargeType)
read_charge_type, read_charge_type_or_null = field_readers(to_charge_type)
