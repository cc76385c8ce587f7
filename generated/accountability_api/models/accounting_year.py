from __future__ import annotations

from typing import ClassVar, Self

from attrs import define

from .._runtime.model import Json, Mismatches, Model, dump
from .._runtime.readers import extra_properties, integer, require, start, string
from .._runtime.wire import UNSET


@define(kw_only=True, repr=False)
class AccountingYear(Model):
    """A year of the agency's accounts. Its months have a key in legacy types, and nothing else is seen of them.

    Inferred, not published: the names of its properties; each has a source or follows a convention.
    """

    _wire: ClassVar[tuple[str, ...]] = (
        "id", "accountingYearCode", "accountingYearName",
    )  # fmt: skip

    id: int
    """Unique key of the accounting year, given by the server."""
    accounting_year_code: str | None = None
    """Code of the year."""
    accounting_year_name: str | None = None
    """Name of the year."""

    @classmethod
    def from_dict(cls, data: Json, mismatches: Mismatches | None = None) -> Self:
        model, state = cls.__new__(cls), start(data, mismatches)
        rest = state[1]
        take = rest.pop
        model.id = v if type(v := take("id", UNSET)) is int else require(integer(v, "id", state), "id", state)
        v = take("accountingYearCode", UNSET)
        model.accounting_year_code = v if type(v) is str else string(v, "accountingYearCode", state)
        v = take("accountingYearName", UNSET)
        model.accounting_year_name = v if type(v) is str else string(v, "accountingYearName", state)
        model.additional_properties = extra_properties(cls, state) if rest else {}
        return model

    def to_dict(self, *, omit_none: bool = False) -> Json:
        properties = {
            "id": self.id, "accountingYearCode": self.accounting_year_code,
            "accountingYearName": self.accounting_year_name,
        }  # fmt: skip
        return dump(properties, self.additional_properties, omit_none)
