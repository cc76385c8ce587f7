from __future__ import annotations

from typing import ClassVar, Self

from attrs import define

from .._runtime.model import Json, Mismatches, Model, dump
from .._runtime.readers import extra_properties, start, string_or_null


@define(kw_only=True, repr=False)
class LegacyScopeTrafficSystemReference(Model):
    """A job in the traffic system."""

    _wire: ClassVar[tuple[str, ...]] = (
        "externalId",
    )  # fmt: skip

    external_id: str | None = None
    """The job's key or number there; which, is not published."""

    @classmethod
    def from_dict(cls, data: Json, mismatches: Mismatches | None = None) -> Self:
        model, state = cls.__new__(cls), start(data, mismatches)
        rest = state[1]
        take = rest.pop
        model.external_id = v if type(v := take("externalId", None)) is str else string_or_null(v, "externalId", state)
        model.additional_properties = extra_properties(cls, state) if rest else {}
        return model

    def to_dict(self, *, omit_none: bool = False) -> Json:
        properties = {
            "externalId": self.external_id,
        }  # fmt: skip
        return dump(properties, self.additional_properties, omit_none)
