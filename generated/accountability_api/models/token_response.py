from __future__ import annotations

from typing import ClassVar, Self

from attrs import define

from .._runtime.model import Json, Mismatches, Model, dump
from .._runtime.readers import extra_properties, require, start, string
from .._runtime.wire import UNSET


@define(kw_only=True, repr=False)
class TokenResponse(Model):
    """A pair of tokens.

    Inferred, not published: the names of its properties; each has a source or follows a convention.
    """

    _wire: ClassVar[tuple[str, ...]] = (
        "access_token", "refresh_token",
    )  # fmt: skip

    _secret: ClassVar[frozenset[str]] = frozenset({"access_token", "refresh_token"})

    access_token: str
    """Goes into `Authorization: Bearer` of every other call; lasts 3600 seconds, with either grant. (Documented: KB
    getting-started-with-the-accountability-api-web-and-postman-instructions; REF token_token.)"""
    refresh_token: str | None = None
    """Returns the next pair; lasts up to 30 days. That the response has one is published, its name here is not: it is
    inferred from the request's, as OAuth has it. (Inferred, not published: name by OAuth 2.0 (RFC 6749); KB
    getting-started-with-the-accountability-api-web-and-postman-instructions; REF token_token.)"""

    @classmethod
    def from_dict(cls, data: Json, mismatches: Mismatches | None = None) -> Self:
        model, state = cls.__new__(cls), start(data, mismatches)
        rest = state[1]
        take = rest.pop
        v = take("access_token", UNSET)
        model.access_token = v if type(v) is str else require(string(v, "access_token", state), "access_token", state)
        model.refresh_token = v if type(v := take("refresh_token", UNSET)) is str else string(v, "refresh_token", state)
        model.additional_properties = extra_properties(cls, state) if rest else {}
        return model

    def to_dict(self, *, omit_none: bool = False) -> Json:
        properties = {
            "access_token": self.access_token, "refresh_token": self.refresh_token,
        }  # fmt: skip
        return dump(properties, self.additional_properties, omit_none)
