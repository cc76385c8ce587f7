from __future__ import annotations

from .._runtime.call import AsyncResource, Call, Resource
from .._runtime.wire import UNSET, Unset
from ..models.token_request_grant_type import TokenRequestGrantType
from ..models.token_response import TokenResponse


def token(
    *, grant_type: TokenRequestGrantType | str | Unset = UNSET, username: str | Unset = UNSET,
    password: str | Unset = UNSET, tenant_id: str | Unset = UNSET, refresh_token: str | Unset = UNSET,
) -> Call[TokenResponse]:  # fmt: skip
    """Build the request for `token.obtain`: Get an access token."""
    return Call(
        api="v1", operation="Token_Token", method="POST", path="/v1/token",
        body={
            "grant_type": grant_type, "username": username, "password": password, "tenantId": tenant_id,
            "refresh_token": refresh_token,
        },
        media="application/x-www-form-urlencoded", decode=TokenResponse.from_dict, status="documented",
    )  # fmt: skip


class Token(Resource):
    """Access tokens, by user name and API token or by a refresh token."""

    def obtain(
        self, *, grant_type: TokenRequestGrantType | str | Unset = UNSET, username: str | Unset = UNSET,
        password: str | Unset = UNSET, tenant_id: str | Unset = UNSET, refresh_token: str | Unset = UNSET,
    ) -> TokenResponse:  # fmt: skip
        """Get an access token.

        Gives an access token for user name and API token, or for a refresh token. Calls of v1 and v2 alike take it;
        v2 has no token operation.
        Documented: KB getting-started-with-the-accountability-api-web-and-postman-instructions; REF token_token.

        Args:
            grant_type: Which grant this is; password when left out.
            username: The user's login e-mail address; required with the password grant.
            password: The user's API token, from My Settings; required with the password grant. One revision of the
                reference takes the user's own password as well.
            tenant_id: The agency's tenant; goes with the password grant. The guide spells it this way; the newest
                revision of the reference spells it tenantid.
            refresh_token: The refresh token of an earlier response, good for up to 30 days; required with the
                refresh_token grant, which needs nothing else.

        Returns:
            The tokens.
        """
        return self._send(token(
            grant_type=grant_type, username=username, password=password, tenant_id=tenant_id,
            refresh_token=refresh_token,
        ))  # fmt: skip


class AsyncToken(AsyncResource):
    """Access tokens, by user name and API token or by a refresh token."""

    async def obtain(
        self, *, grant_type: TokenRequestGrantType | str | Unset = UNSET, username: str | Unset = UNSET,
        password: str | Unset = UNSET, tenant_id: str | Unset = UNSET, refresh_token: str | Unset = UNSET,
    ) -> TokenResponse:  # fmt: skip
        """Get an access token.

        Gives an access token for user name and API token, or for a refresh token. Calls of v1 and v2 alike take it;
        v2 has no token operation.
        Documented: KB getting-started-with-the-accountability-api-web-and-postman-instructions; REF token_token.

        Args:
            grant_type: Which grant this is; password when left out.
            username: The user's login e-mail address; required with the password grant.
            password: The user's API token, from My Settings; required with the password grant. One revision of the
                reference takes the user's own password as well.
            tenant_id: The agency's tenant; goes with the password grant. The guide spells it this way; the newest
                revision of the reference spells it tenantid.
            refresh_token: The refresh token of an earlier response, good for up to 30 days; required with the
                refresh_token grant, which needs nothing else.

        Returns:
            The tokens.
        """
        return await self._send(token(
            grant_type=grant_type, username=username, password=password, tenant_id=tenant_id,
            refresh_token=refresh_token,
        ))  # fmt: skip
