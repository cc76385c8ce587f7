from __future__ import annotations

from typing import ClassVar, Self

from attrs import define

from .._runtime.model import Json, Model, Notes, begin, flag, integer, left, must, text, told
from .._runtime.wire import UNSET


@define(kw_only=True, repr=False)
class GlAccount(Model):
    """An account of the general ledger. What identifies a bank account at its bank is left out on purpose.

    Inferred, not published: the names of its members; each has a witness or is a convention.
    """

    _wire: ClassVar[tuple[str, ...]] = (
        "id", "glAccountNo", "glAccountName", "glAccountType", "active",
    )  # fmt: skip

    id: int
    """Unique key of the ledger account, given by the server."""
    gl_account_no: str | None = None
    """Number of the account, which may have letters."""
    gl_account_name: str | None = None
    """Name of the account."""
    gl_account_type: GlAccountType | str | None = None
    """What the account is for."""
    active: bool | None = None
    """Whether the account may be used."""

    @classmethod
    def from_dict(cls, data: Json, notes: Notes | None = None) -> Self:
        made, at = cls.__new__(cls), begin(data, notes)
        rest = at[1]
        take = rest.pop
        made.id = v if type(v := take("id", UNSET)) is int else must(integer(v, "id", at), "id", at)
        made.gl_account_no = v if type(v := take("glAccountNo", UNSET)) is str else text(v, "glAccountNo", at)
        made.gl_account_name = v if type(v := take("glAccountName", UNSET)) is str else text(v, "glAccountName", at)
        made.gl_account_type = read_gl_account_type(take("glAccountType", UNSET), "glAccountType", at)
        made.active = v if type(v := take("active", UNSET)) is bool else flag(v, "active", at)
        made.additional_properties = left(cls, at) if rest else {}
        return made

    def to_dict(self) -> Json:
        members = {
            "id": self.id, "glAccountNo": self.gl_account_no, "glAccountName": self.gl_account_name,
            "glAccountType": self.gl_account_type, "active": self.active,
        }  # fmt: skip
        return told(members, self.additional_properties)


# Below, since records may name one another.
from .gl_account_type import GlAccountType, read_gl_account_type
