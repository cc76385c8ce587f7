from __future__ import annotations

from decimal import Decimal
from typing import ClassVar, Self

from attrs import define

from .._runtime.model import Json, Model, Notes, begin, integer_or_null, left, number_or_null, text_or_null, told


@define(kw_only=True, repr=False)
class LegacyJobSummaryReport(Model):
    """The figures of one job: estimated, spent, billable and billed. The published page could be read in part only:
    more members may follow.

    The published type could be read in part only: more members may come, in additional_properties.
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
    """Service fee that has been billed; the member's name is published with this ending."""
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
    def from_dict(cls, data: Json, notes: Notes | None = None) -> Self:
        made, at = cls.__new__(cls), begin(data, notes)
        rest = at[1]
        take = rest.pop
        v = take("ActualBilledSupplierCosts", None)
        made.actual_billed_supplier_costs = (
            v if type(v) is Decimal else number_or_null(v, "ActualBilledSupplierCosts", at)
        )
        v = take("ActualIncomeTakeUpBalance", None)
        made.actual_income_take_up_balance = (
            v if type(v) is Decimal else number_or_null(v, "ActualIncomeTakeUpBalance", at)
        )
        v = take("ActualPurchaseOrders", None)
        made.actual_purchase_orders = v if type(v) is Decimal else number_or_null(v, "ActualPurchaseOrders", at)
        v = take("ActualSupplierCosts", None)
        made.actual_supplier_costs = v if type(v) is Decimal else number_or_null(v, "ActualSupplierCosts", at)
        v = take("BillableInternalCharges", None)
        made.billable_internal_charges = v if type(v) is Decimal else number_or_null(v, "BillableInternalCharges", at)
        v = take("BillableSupplierCosts", None)
        made.billable_supplier_costs = v if type(v) is Decimal else number_or_null(v, "BillableSupplierCosts", at)
        v = take("BillableTimeCharges", None)
        made.billable_time_charges = v if type(v) is Decimal else number_or_null(v, "BillableTimeCharges", at)
        v = take("BilledInternalCharges", None)
        made.billed_internal_charges = v if type(v) is Decimal else number_or_null(v, "BilledInternalCharges", at)
        v = take("BilledMarkup", None)
        made.billed_markup = v if type(v) is Decimal else number_or_null(v, "BilledMarkup", at)
        v = take("BilledServiceFeeUp", None)
        made.billed_service_fee_up = v if type(v) is Decimal else number_or_null(v, "BilledServiceFeeUp", at)
        v = take("BilledSupplierCosts", None)
        made.billed_supplier_costs = v if type(v) is Decimal else number_or_null(v, "BilledSupplierCosts", at)
        v = take("BilledTimeCharges", None)
        made.billed_time_charges = v if type(v) is Decimal else number_or_null(v, "BilledTimeCharges", at)
        made.client_code = v if type(v := take("ClientCode", None)) is str else text_or_null(v, "ClientCode", at)
        made.client_id = v if type(v := take("ClientID", None)) is int else integer_or_null(v, "ClientID", at)
        made.client_name = v if type(v := take("ClientName", None)) is str else text_or_null(v, "ClientName", at)
        made.employee_code = v if type(v := take("EmployeeCode", None)) is str else text_or_null(v, "EmployeeCode", at)
        made.employee_id = v if type(v := take("EmployeeID", None)) is int else integer_or_null(v, "EmployeeID", at)
        made.employee_name = v if type(v := take("EmployeeName", None)) is str else text_or_null(v, "EmployeeName", at)
        v = take("EstimateInternalCharges", None)
        made.estimate_internal_charges = v if type(v) is Decimal else number_or_null(v, "EstimateInternalCharges", at)
        v = take("EstimateMarkUp", None)
        made.estimate_mark_up = v if type(v) is Decimal else number_or_null(v, "EstimateMarkUp", at)
        v = take("EstimateServiceFee", None)
        made.estimate_service_fee = v if type(v) is Decimal else number_or_null(v, "EstimateServiceFee", at)
        v = take("EstimateSupplierCosts", None)
        made.estimate_supplier_costs = v if type(v) is Decimal else number_or_null(v, "EstimateSupplierCosts", at)
        v = take("EstimateTimeCharges", None)
        made.estimate_time_charges = v if type(v) is Decimal else number_or_null(v, "EstimateTimeCharges", at)
        v = take("JobDescription", None)
        made.job_description = v if type(v) is str else text_or_null(v, "JobDescription", at)
        made.job_id = v if type(v := take("JobID", None)) is int else integer_or_null(v, "JobID", at)
        made.job_no = v if type(v := take("JobNo", None)) is str else text_or_null(v, "JobNo", at)
        made.office_code = v if type(v := take("OfficeCode", None)) is str else text_or_null(v, "OfficeCode", at)
        made.office_id = v if type(v := take("OfficeID", None)) is int else integer_or_null(v, "OfficeID", at)
        made.office_name = v if type(v := take("OfficeName", None)) is str else text_or_null(v, "OfficeName", at)
        made.additional_properties = left(cls, at) if rest else {}
        return made

    def to_dict(self) -> Json:
        members = {
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
        return told(members, self.additional_properties)
