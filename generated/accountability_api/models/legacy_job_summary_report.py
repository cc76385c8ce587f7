from __future__ import annotations

from decimal import Decimal
from typing import ClassVar, Self

from attrs import define

from .._runtime.model import Json, Mismatches, Model, dump
from .._runtime.readers import extra_properties, integer_or_null, number_or_null, start, string_or_null


@define(kw_only=True, repr=False)
class LegacyJobSummaryReport(Model):
    """The figures of one job: estimated, spent, billable and billed. The published page could be read in part only:
    more properties may follow.

    The published type could be read only in part: other properties are in additional_properties.
    """

    _wire: ClassVar[tuple[str, ...]] = (
        "ActualBilledSupplierCosts", "ActualIncomeTakeUpBalance", "ActualPurchaseOrders", "ActualSupplierCosts",
        "BillableInternalCharges", "BillableSupplierCosts", "BillableTimeCharges", "BilledInternalCharges",
        "BilledMarkup", "BilledServiceFeeUp", "BilledSupplierCosts", "BilledTimeCharges", "ClientCode", "ClientID",
        "ClientName", "EmployeeCode", "EmployeeID", "EmployeeName", "EstimateInternalCharges", "EstimateMarkUp",
        "EstimateServiceFee", "EstimateSupplierCosts", "EstimateTimeCharges", "JobDescription", "JobID", "JobNo",
        "OfficeCode", "OfficeID", "OfficeName",
    )  # fmt: skip

    actual_billed_supplier_costs: Decimal | None = None
    """Supplier costs so far that have been billed."""
    actual_income_take_up_balance: Decimal | None = None
    """What income take-ups have moved on the job so far."""
    actual_purchase_orders: Decimal | None = None
    """What has been ordered from suppliers so far."""
    actual_supplier_costs: Decimal | None = None
    """What suppliers have invoiced so far."""
    billable_internal_charges: Decimal | None = None
    """Internal charges that can be billed."""
    billable_supplier_costs: Decimal | None = None
    """Supplier costs that can be billed."""
    billable_time_charges: Decimal | None = None
    """Time, at billing rates, that can be billed."""
    billed_internal_charges: Decimal | None = None
    """Internal charges that have been billed."""
    billed_markup: Decimal | None = None
    """Mark-up on supplier costs that has been billed."""
    billed_service_fee_up: Decimal | None = None
    """Service fee that has been billed; the property's name is published with this ending."""
    billed_supplier_costs: Decimal | None = None
    """Supplier costs that have been billed."""
    billed_time_charges: Decimal | None = None
    """Time that has been billed."""
    client_code: str | None = None
    """Code of the job's client."""
    client_id: int | None = None
    """The job's client."""
    client_name: str | None = None
    """Name of the job's client."""
    employee_code: str | None = None
    """Code of the employee, which is also the login's user code."""
    employee_id: int | None = None
    """The employee the row is about; in which role is not published."""
    employee_name: str | None = None
    """Name of the employee."""
    estimate_internal_charges: Decimal | None = None
    """Internal charges as estimated."""
    estimate_mark_up: Decimal | None = None
    """Mark-up on supplier costs as estimated."""
    estimate_service_fee: Decimal | None = None
    """Service fee as estimated."""
    estimate_supplier_costs: Decimal | None = None
    """Supplier costs as estimated."""
    estimate_time_charges: Decimal | None = None
    """Time as estimated."""
    job_description: str | None = None
    """What the job is, in words."""
    job_id: int | None = None
    """The job."""
    job_no: str | None = None
    """The job's number, as people know it."""
    office_code: str | None = None
    """Code of the office."""
    office_id: int | None = None
    """Key of the office that does the job."""
    office_name: str | None = None
    """Name of the office."""

    @classmethod
    def from_dict(cls, data: Json, mismatches: Mismatches | None = None) -> Self:
        model, state = cls.__new__(cls), start(data, mismatches)
        rest = state[1]
        take = rest.pop
        v = take("ActualBilledSupplierCosts", None)
        model.actual_billed_supplier_costs = (
            v if type(v) is Decimal else number_or_null(v, "ActualBilledSupplierCosts", state)
        )
        v = take("ActualIncomeTakeUpBalance", None)
        model.actual_income_take_up_balance = (
            v if type(v) is Decimal else number_or_null(v, "ActualIncomeTakeUpBalance", state)
        )
        v = take("ActualPurchaseOrders", None)
        model.actual_purchase_orders = v if type(v) is Decimal else number_or_null(v, "ActualPurchaseOrders", state)
        v = take("ActualSupplierCosts", None)
        model.actual_supplier_costs = v if type(v) is Decimal else number_or_null(v, "ActualSupplierCosts", state)
        v = take("BillableInternalCharges", None)
        model.billable_internal_charges = (
            v if type(v) is Decimal else number_or_null(v, "BillableInternalCharges", state)
        )
        v = take("BillableSupplierCosts", None)
        model.billable_supplier_costs = v if type(v) is Decimal else number_or_null(v, "BillableSupplierCosts", state)
        v = take("BillableTimeCharges", None)
        model.billable_time_charges = v if type(v) is Decimal else number_or_null(v, "BillableTimeCharges", state)
        v = take("BilledInternalCharges", None)
        model.billed_internal_charges = v if type(v) is Decimal else number_or_null(v, "BilledInternalCharges", state)
        v = take("BilledMarkup", None)
        model.billed_markup = v if type(v) is Decimal else number_or_null(v, "BilledMarkup", state)
        v = take("BilledServiceFeeUp", None)
        model.billed_service_fee_up = v if type(v) is Decimal else number_or_null(v, "BilledServiceFeeUp", state)
        v = take("BilledSupplierCosts", None)
        model.billed_supplier_costs = v if type(v) is Decimal else number_or_null(v, "BilledSupplierCosts", state)
        v = take("BilledTimeCharges", None)
        model.billed_time_charges = v if type(v) is Decimal else number_or_null(v, "BilledTimeCharges", state)
        model.client_code = v if type(v := take("ClientCode", None)) is str else string_or_null(v, "ClientCode", state)
        model.client_id = v if type(v := take("ClientID", None)) is int else integer_or_null(v, "ClientID", state)
        model.client_name = v if type(v := take("ClientName", None)) is str else string_or_null(v, "ClientName", state)
        v = take("EmployeeCode", None)
        model.employee_code = v if type(v) is str else string_or_null(v, "EmployeeCode", state)
        model.employee_id = v if type(v := take("EmployeeID", None)) is int else integer_or_null(v, "EmployeeID", state)
        v = take("EmployeeName", None)
        model.employee_name = v if type(v) is str else string_or_null(v, "EmployeeName", state)
        v = take("EstimateInternalCharges", None)
        model.estimate_internal_charges = (
            v if type(v) is Decimal else number_or_null(v, "EstimateInternalCharges", state)
        )
        v = take("EstimateMarkUp", None)
        model.estimate_mark_up = v if type(v) is Decimal else number_or_null(v, "EstimateMarkUp", state)
        v = take("EstimateServiceFee", None)
        model.estimate_service_fee = v if type(v) is Decimal else number_or_null(v, "EstimateServiceFee", state)
        v = take("EstimateSupplierCosts", None)
        model.estimate_supplier_costs = v if type(v) is Decimal else number_or_null(v, "EstimateSupplierCosts", state)
        v = take("EstimateTimeCharges", None)
        model.estimate_time_charges = v if type(v) is Decimal else number_or_null(v, "EstimateTimeCharges", state)
        v = take("JobDescription", None)
        model.job_description = v if type(v) is str else string_or_null(v, "JobDescription", state)
        model.job_id = v if type(v := take("JobID", None)) is int else integer_or_null(v, "JobID", state)
        model.job_no = v if type(v := take("JobNo", None)) is str else string_or_null(v, "JobNo", state)
        model.office_code = v if type(v := take("OfficeCode", None)) is str else string_or_null(v, "OfficeCode", state)
        model.office_id = v if type(v := take("OfficeID", None)) is int else integer_or_null(v, "OfficeID", state)
        model.office_name = v if type(v := take("OfficeName", None)) is str else string_or_null(v, "OfficeName", state)
        model.additional_properties = extra_properties(cls, state) if rest else {}
        return model

    def to_dict(self, *, omit_none: bool = False) -> Json:
        properties = {
            "ActualBilledSupplierCosts": self.actual_billed_supplier_costs,
            "ActualIncomeTakeUpBalance": self.actual_income_take_up_balance,
            "ActualPurchaseOrders": self.actual_purchase_orders, "ActualSupplierCosts": self.actual_supplier_costs,
            "BillableInternalCharges": self.billable_internal_charges,
            "BillableSupplierCosts": self.billable_supplier_costs,
            "BillableTimeCharges": self.billable_time_charges,
            "BilledInternalCharges": self.billed_internal_charges, "BilledMarkup": self.billed_markup,
            "BilledServiceFeeUp": self.billed_service_fee_up, "BilledSupplierCosts": self.billed_supplier_costs,
            "BilledTimeCharges": self.billed_time_charges, "ClientCode": self.client_code,
            "ClientID": self.client_id, "ClientName": self.client_name, "EmployeeCode": self.employee_code,
            "EmployeeID": self.employee_id, "EmployeeName": self.employee_name,
            "EstimateInternalCharges": self.estimate_internal_charges, "EstimateMarkUp": self.estimate_mark_up,
            "EstimateServiceFee": self.estimate_service_fee, "EstimateSupplierCosts": self.estimate_supplier_costs,
            "EstimateTimeCharges": self.estimate_time_charges, "JobDescription": self.job_description,
            "JobID": self.job_id, "JobNo": self.job_no, "OfficeCode": self.office_code, "OfficeID": self.office_id,
            "OfficeName": self.office_name,
        }  # fmt: skip
        return dump(properties, self.additional_properties, omit_none)
