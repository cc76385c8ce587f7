from __future__ import annotations

from typing import ClassVar, Self

from attrs import define

from .._runtime.model import Json, Mismatches, Model, dump
from .._runtime.readers import boolean, extra_properties, integer, require, start, string
from .._runtime.wire import UNSET


@define(kw_only=True, repr=False)
class GlAccount(Model):
    """An account of the general ledger. What identifies a bank account at its bank is left out on purpose.

    Inferred, not published: the names of its properties; each has a source or follows a convention.
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
    def from_dict(cls, data: Json, mismatches: Mismatches | None = None) -> Self:
        model, state = cls.__new__(cls), start(data, mismatches)
        rest = state[1]
        take = rest.pop
        model.id = v if type(v := take("id", UNSET)) is int else require(integer(v, "id", state), "id", state)
        model.gl_account_no = v if type(v := take("glAccountNo", UNSET)) is str else string(v, "glAccountNo", state)
        v = take("glAccountName", UNSET)
        model.gl_account_name = v if type(v) is str else string(v, "glAccountName", state)
        model.gl_account_type = read_gl_account_type(take("glAccountType", UNSET), "glAccountType", state)
        model.active = v if type(v := take("active", UNSET)) is bool else boolean(v, "active", state)
        model.additional_properties = extra_properties(cls, state) if rest else {}
        return model

    def to_dict(self, *, omit_none: bool = False) -> Json:
        properties = {
            "id": self.id, "glAccountNo": self.gl_account_no, "glAccountName": self.gl_account_name,
            "glAccountType": self.gl_account_type, "active": self.active,
        }  # fmt: skip
        return dump(properties, self.additional_properties, omit_none)


# At the end, because models may refer to one another.
from .gl_account_type import GlAccountType, read_gl_account_type
