from __future__ import annotations

from typing import ClassVar, Self

from attrs import define

from .._runtime.model import Json, Model, Notes, begin, integer, left, must, text, told
from .._runtime.wire import UNSET


@define(kw_only=True, repr=False)
class AccountingYear(Model):
    """A year in which the agency keeps its books. Its months have a key in legacy types, and nothing else is seen of
    them.

    Inferred, not published: the names of its members; each has a witness or is a convention.
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
    def from_dict(cls, data: Json, notes: Notes | None = None) -> Self:
        made, at = cls.__new__(cls), begin(data, notes)
        rest = at[1]
        take = rest.pop
        made.id = v if type(v := take("id", UNSET)) is int else must(integer(v, "id", at), "id", at)
        v = take("accountingYearCode", UNSET)
        made.accounting_year_code = v if type(v) is str else text(v, "accountingYearCode", at)
        v = take("accountingYearName", UNSET)
        made.accounting_year_name = v if type(v) is str else text(v, "accountingYearName", at)
        made.additional_properties = left(cls, at) if rest else {}
        return made

    def to_dict(self) -> Json:
        members = {
            "id": self.id, "accountingYearCode": self.accounting_year_code,
            "accountingYearName": self.accounting_year_name,
        }  # fmt: skip
        return told(members, self.additional_properties)
