"""The version: one number for the package, its attribute and its User-Agent."""

from __future__ import annotations

import tomllib
from pathlib import Path

import httpx

import accountability
from accountability import Accountability, ApiToken, PasswordGrant

ROOT = Path(__file__).resolve().parents[2]
TOKEN = {"access_token": "access", "token_type": "bearer", "expires_in": 3600}


def agents(http: httpx.Client, auth: ApiToken | PasswordGrant) -> list[str]:
    """Return the User-Agent of each request that a call takes."""
    with Accountability(auth, http_client=http, rate_limit=None) as api:
        api.request("GET", "/v2/offices")
    return seen.copy()


seen: list[str] = []


def respond(request: httpx.Request) -> httpx.Response:
    seen.append(request.headers["User-Agent"])
    return httpx.Response(200, json=TOKEN)


def test_it_is_that_of_the_project() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert accountability.__version__ == project["version"]


def test_every_request_names_the_client_and_its_version_unless_the_caller_named_another() -> None:
    user_agent = f"accountability-client/{accountability.__version__}"
    grant = PasswordGrant(tenant_id="acme", username="ops@acme.example", api_token="token")
    seen.clear()
    with httpx.Client(transport=httpx.MockTransport(respond)) as http:
        assert agents(http, grant) == [user_agent, user_agent]  # the token's too
    seen.clear()
    with httpx.Client(transport=httpx.MockTransport(respond), headers={"User-Agent": "agency/1"}) as http:
        assert agents(http, ApiToken("token")) == ["agency/1"]
