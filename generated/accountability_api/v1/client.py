from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from .._runtime.call import AsyncSend, Send

if TYPE_CHECKING:
    from .client_contacts import AsyncClientContacts, ClientContacts
    from .clients import AsyncClients, Clients
    from .employees import AsyncEmployees, Employees
    from .estimate_entries import AsyncEstimateEntries, EstimateEntries
    from .estimates import AsyncEstimates, Estimates
    from .jobs import AsyncJobs, Jobs
    from .purchase_order_entries import AsyncPurchaseOrderEntries, PurchaseOrderEntries
    from .purchase_orders import AsyncPurchaseOrders, PurchaseOrders
    from .suppliers import AsyncSuppliers, Suppliers
    from .task_types import AsyncTaskTypes, TaskTypes
    from .time_entries import AsyncTimeEntries, TimeEntries
    from .token import AsyncToken, Token
    from .user_access_groups import AsyncUserAccessGroups, UserAccessGroups


class V1:
    """Accountability API v1 (unofficial description). Each resource is loaded when it is first used."""

    def __init__(self, send: Send) -> None:
        self._send = send

    @cached_property
    def client_contacts(self) -> ClientContacts:
        """The people at a client."""
        from .client_contacts import ClientContacts

        return ClientContacts(self._send)

    @cached_property
    def clients(self) -> Clients:
        """Whom the agency works for."""
        from .clients import Clients

        return Clients(self._send)

    @cached_property
    def employees(self) -> Employees:
        """The people of the agency."""
        from .employees import Employees

        return Employees(self._send)

    @cached_property
    def estimate_entries(self) -> EstimateEntries:
        """The lines of an estimate."""
        from .estimate_entries import EstimateEntries

        return EstimateEntries(self._send)

    @cached_property
    def estimates(self) -> Estimates:
        """What a job is expected to cost, as the client sees it."""
        from .estimates import Estimates

        return Estimates(self._send)

    @cached_property
    def jobs(self) -> Jobs:
        """Pieces of work for a client, and their sub jobs."""
        from .jobs import Jobs

        return Jobs(self._send)

    @cached_property
    def purchase_order_entries(self) -> PurchaseOrderEntries:
        """The lines of a purchase order."""
        from .purchase_order_entries import PurchaseOrderEntries

        return PurchaseOrderEntries(self._send)

    @cached_property
    def purchase_orders(self) -> PurchaseOrders:
        """Orders to suppliers."""
        from .purchase_orders import PurchaseOrders

        return PurchaseOrders(self._send)

    @cached_property
    def suppliers(self) -> Suppliers:
        """Whom the agency buys from."""
        from .suppliers import Suppliers

        return Suppliers(self._send)

    @cached_property
    def task_types(self) -> TaskTypes:
        """Kinds of work and cost, shared by estimates, time, orders and invoices."""
        from .task_types import TaskTypes

        return TaskTypes(self._send)

    @cached_property
    def time_entries(self) -> TimeEntries:
        """Hours that employees spent on jobs."""
        from .time_entries import TimeEntries

        return TimeEntries(self._send)

    @cached_property
    def token(self) -> Token:
        """Access tokens, by user name and API token or by a refresh token."""
        from .token import Token

        return Token(self._send)

    @cached_property
    def user_access_groups(self) -> UserAccessGroups:
        """What the users of a group may see and do."""
        from .user_access_groups import UserAccessGroups

        return UserAccessGroups(self._send)


class AsyncV1:
    """Accountability API v1 (unofficial description). Each resource is loaded when it is first used. For async callers."""

    def __init__(self, send: AsyncSend) -> None:
        self._send = send

    @cached_property
    def client_contacts(self) -> AsyncClientContacts:
        """The people at a client."""
        from .client_contacts import AsyncClientContacts

        return AsyncClientContacts(self._send)

    @cached_property
    def clients(self) -> AsyncClients:
        """Whom the agency works for."""
        from .clients import AsyncClients

        return AsyncClients(self._send)

    @cached_property
    def employees(self) -> AsyncEmployees:
        """The people of the agency."""
        from .employees import AsyncEmployees

        return AsyncEmployees(self._send)

    @cached_property
    def estimate_entries(self) -> AsyncEstimateEntries:
        """The lines of an estimate."""
        from .estimate_entries import AsyncEstimateEntries

        return AsyncEstimateEntries(self._send)

    @cached_property
    def estimates(self) -> AsyncEstimates:
        """What a job is expected to cost, as the client sees it."""
        from .estimates import AsyncEstimates

        return AsyncEstimates(self._send)

    @cached_property
    def jobs(self) -> AsyncJobs:
        """Pieces of work for a client, and their sub jobs."""
        from .jobs import AsyncJobs

        return AsyncJobs(self._send)

    @cached_property
    def purchase_order_entries(self) -> AsyncPurchaseOrderEntries:
        """The lines of a purchase order."""
        from .purchase_order_entries import AsyncPurchaseOrderEntries

        return AsyncPurchaseOrderEntries(self._send)

    @cached_property
    def purchase_orders(self) -> AsyncPurchaseOrders:
        """Orders to suppliers."""
        from .purchase_orders import AsyncPurchaseOrders

        return AsyncPurchaseOrders(self._send)

    @cached_property
    def suppliers(self) -> AsyncSuppliers:
        """Whom the agency buys from."""
        from .suppliers import AsyncSuppliers

        return AsyncSuppliers(self._send)

    @cached_property
    def task_types(self) -> AsyncTaskTypes:
        """Kinds of work and cost, shared by estimates, time, orders and invoices."""
        from .task_types import AsyncTaskTypes

        return AsyncTaskTypes(self._send)

    @cached_property
    def time_entries(self) -> AsyncTimeEntries:
        """Hours that employees spent on jobs."""
        from .time_entries import AsyncTimeEntries

        return AsyncTimeEntries(self._send)

    @cached_property
    def token(self) -> AsyncToken:
        """Access tokens, by user name and API token or by a refresh token."""
        from .token import AsyncToken

        return AsyncToken(self._send)

    @cached_property
    def user_access_groups(self) -> AsyncUserAccessGroups:
        """What the users of a group may see and do."""
        from .user_access_groups import AsyncUserAccessGroups

        return AsyncUserAccessGroups(self._send)
