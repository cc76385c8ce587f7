from __future__ import annotations

from decimal import Decimal
from typing import ClassVar, Self

from attrs import define

from .._runtime.model import Json, Mismatches, Model, dump
from .._runtime.readers import (
    boolean,
    extra_properties,
    integer,
    integer_or_null,
    number,
    number_or_null,
    require,
    start,
    string_or_null,
)
from .._runtime.wire import UNSET


@define(kw_only=True, repr=False)
class PurchaseOrderEntry(Model):
    """A line of a purchase order: for a billable job and a task type, or for a ledger account where it is overhead.

    Inferred, not published: the names of its properties; each has a source or follows a convention.
    """

    _wire: ClassVar[tuple[str, ...]] = (
        "id", "purchaseOrderId", "description", "jobId", "taskTypeId", "estimateEntriesId", "glAccountId",
        "glAccountNo", "glAccountName", "units", "rate", "overrideMarkUp", "markUp", "overrideTax", "tax",
        "amtInclTax", "sortOrder", "notes",
    )  # fmt: skip

    id: int
    """Unique key of the purchase order entry, given by the server."""
    purchase_order_id: int | None = None
    """The order that the line belongs to."""
    description: str | None = None
    """What is ordered."""
    job_id: int | None = None
    """The job that it is for."""
    task_type_id: int | None = None
    """The task type, where there is a job."""
    estimate_entry_id: int | None = None
    """The estimate entry that the line draws on."""
    gl_account_id: int | None = None
    """The ledger account, for overhead."""
    gl_account_no: str | None = None
    """Number of that account."""
    gl_account_name: str | None = None
    """Name of that account."""
    units: Decimal | None = None
    """How many units."""
    rate: Decimal | None = None
    """Price of one unit, before tax, in the order's currency."""
    override_mark_up: bool | None = None
    """Whether markUp replaces the job's."""
    mark_up: Decimal | None = None
    """Mark-up for the client, in percent."""
    override_tax: bool | None = None
    """Whether tax replaces the order's percentage."""
    tax: Decimal | None = None
    """Tax on the line."""
    amt_incl_tax: Decimal | None = None
    """The line with its tax."""
    sort_order: Decimal | None = None
    """The position of the line among the others."""
    notes: str | None = None
    """Free text."""

    @classmethod
    def from_dict(cls, data: Json, mismatches: Mismatches | None = None) -> Self:
        model, state = cls.__new__(cls), start(data, mismatches)
        rest = state[1]
        take = rest.pop
        model.id = v if type(v := take("id", UNSET)) is int else require(integer(v, "id", state), "id", state)
        v = take("purchaseOrderId", UNSET)
        model.purchase_order_id = v if type(v) is int else integer(v, "purchaseOrderId", state)
        v = take("description", None)
        model.description = v if type(v) is str else string_or_null(v, "description", state)
        model.job_id = v if type(v := take("jobId", None)) is int else integer_or_null(v, "jobId", state)
        v = take("taskTypeId", None)
        model.task_type_id = v if type(v) is int else integer_or_null(v, "taskTypeId", state)
        v = take("estimateEntriesId", None)
        model.estimate_entry_id = v if type(v) is int else integer_or_null(v, "estimateEntriesId", state)
        v = take("glAccountId", None)
        model.gl_account_id = v if type(v) is int else integer_or_null(v, "glAccountId", state)
        v = take("glAccountNo", None)
        model.gl_account_no = v if type(v) is str else string_or_null(v, "glAccountNo", state)
        v = take("glAccountName", None)
        model.gl_account_name = v if type(v) is str else string_or_null(v, "glAccountName", state)
        model.units = v if type(v := take("units", UNSET)) is Decimal else number(v, "units", state)
        model.rate = v if type(v := take("rate", UNSET)) is Decimal else number(v, "rate", state)
        v = take("overrideMarkUp", UNSET)
        model.override_mark_up = v if type(v) is bool else boolean(v, "overrideMarkUp", state)
        model.mark_up = v if type(v := take("markUp", None)) is Decimal else number_or_null(v, "markUp", state)
        model.override_tax = v if type(v := take("overrideTax", UNSET)) is bool else boolean(v, "overrideTax", state)
        model.tax = v if type(v := take("tax", None)) is Decimal else number_or_null(v, "tax", state)
        v = take("amtInclTax", None)
        model.amt_incl_tax = v if type(v) is Decimal else number_or_null(v, "amtInclTax", state)
        model.sort_order = v if type(v := take("sortOrder", None)) is Decimal else number_or_null(v, "sortOrder", state)
        model.notes = v if type(v := take("notes", None)) is str else string_or_null(v, "notes", state)
        model.additional_properties = extra_properties(cls, state) if rest else {}
        return model

    def to_dict(self, *, omit_none: bool = False) -> Json:
        properties = {
            "id": self.id, "purchaseOrderId": self.purchase_order_id, "description": self.description,
            "jobId": self.job_id, "taskTypeId": self.task_type_id, "estimateEntriesId": self.estimate_entry_id,
            "glAccountId": self.gl_account_id, "glAccountNo": self.gl_account_no,
            "glAccountName": self.gl_account_name, "units": self.units, "rate": self.rate,
            "overrideMarkUp": self.override_mark_up, "markUp": self.mark_up, "overrideTax": self.override_tax,
            "tax": self.tax, "amtInclTax": self.amt_incl_tax, "sortOrder": self.sort_order, "notes": self.notes,
        }  # fmt: skip
        return dump(properties, self.additional_properties, omit_none)
