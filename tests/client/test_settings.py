"""Settings: validated when the client is created, with messages that name the setting."""

from __future__ import annotations

from dataclasses import FrozenInstanceError
from typing import Any

import httpx
import pytest

from accountability import (
    Accountability,
    ApiToken,
    AsyncAccountability,
    ConfigurationError,
    Hooks,
    PasswordGrant,
    RateLimit,
    Retry,
)

from .fake_service import Service, get_job

VARIABLES = ("TENANT_ID", "USERNAME", "API_TOKEN", "BASE_URL", "LEGACY_URL", "REGION", "PROFILE")


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch) -> Any:
    for name in VARIABLES:
        monkeypatch.delenv(f"ACCOUNTABILITY_{name}", raising=False)

    def set_variables(**values: str) -> None:
        for name, value in values.items():
            monkeypatch.setenv(f"ACCOUNTABILITY_{name}", value)

    return set_variables


def from_env(service: Service, **settings: Any) -> Accountability:
    import httpx

    http = httpx.Client(transport=httpx.MockTransport(service))
    return Accountability.from_env(http_client=http, inferred="allow", rate_limit=None, **settings)


def test_a_complete_environment_gives_a_client_with_access_tokens(environment: Any, service: Service) -> None:
    environment(
        TENANT_ID="acme",
        USERNAME="ops@acme.example",
        API_TOKEN="t0ken",
        BASE_URL="https://api.example",
        LEGACY_URL="https://legacy.example/Service.svc",
    )
    api = from_env(service)
    api.raw(get_job())
    api.raw(get_job(api="legacy", path="/Job/Export/", status="documented"))
    assert service.token_forms()[0]["tenantId"] == "acme"
    assert [request.url.host for request in service.requests] == ["api.example", "api.example", "legacy.example"]


@pytest.mark.parametrize(
    ("setting", "name"),
    [
        (Retry(), "attempts"),
        (RateLimit(), "calls"),
        (Hooks(), "retry"),
        (ApiToken("t0ken"), "api_token"),
        (PasswordGrant(tenant_id="acme", username="ops@acme.example", api_token="t0ken"), "username"),
    ],
)
def test_settings_are_immutable(setting: Any, name: str) -> None:
    with pytest.raises(FrozenInstanceError):
        setattr(setting, name, None)


@pytest.mark.parametrize("kind", [Retry, RateLimit, PasswordGrant])
def test_settings_take_keyword_arguments_only(kind: Any) -> None:
    with pytest.raises(TypeError, match="positional"):
        kind(4, 300, 60)


def test_the_repr_of_a_setting_has_its_values_only() -> None:
    assert repr(RateLimit(calls=7)) == "RateLimit(calls=7, seconds=60.0, max_wait=None)"
    assert repr(Retry()) == "Retry(attempts=4, deadline=300.0, backoff=0.5, longest=60.0)"


def test_a_token_alone_means_basic_authentication(environment: Any, service: Service) -> None:
    environment(API_TOKEN="t0ken")
    from_env(service).raw(get_job())
    assert service.requests[0].headers["authorization"] == "Basic dDBrZW46"
    assert service.requests[0].url.host == "api.accountabilityone.com"


@pytest.mark.parametrize(
    ("variables", "missing"),
    [
        ({}, "ACCOUNTABILITY_TENANT_ID and ACCOUNTABILITY_USERNAME and ACCOUNTABILITY_API_TOKEN: not set"),
        ({"TENANT_ID": "acme", "USERNAME": "u"}, "^ACCOUNTABILITY_API_TOKEN: not set"),
        ({"TENANT_ID": "acme", "API_TOKEN": "t"}, "^ACCOUNTABILITY_USERNAME: not set"),
        ({"USERNAME": "u", "API_TOKEN": "t"}, "^ACCOUNTABILITY_TENANT_ID: not set"),
        ({"TENANT_ID": "acme", "USERNAME": "  ", "API_TOKEN": "t"}, "^ACCOUNTABILITY_USERNAME: not set"),
    ],
)
def test_a_missing_variable_is_named(environment: Any, variables: dict[str, str], missing: str) -> None:
    environment(**variables)
    with pytest.raises(ConfigurationError, match=missing):
        Accountability.from_env()


def test_an_unknown_variable_is_named_if_another_is_missing(environment: Any, monkeypatch: Any) -> None:
    environment(TENANT_ID="acme", API_TOKEN="t")
    monkeypatch.setenv("ACCOUNTABILITY_USER", "ops@acme.example")
    with pytest.raises(ConfigurationError, match=r"_USERNAME: .* \(ACCOUNTABILITY_USER is, which is not known\)"):
        Accountability.from_env()


@pytest.mark.parametrize("variables", [{"BASE_URL": "https://api.example", "REGION": "emea"}, {"REGION": "mars"}])
def test_a_region_from_the_environment_is_validated(environment: Any, variables: dict[str, str]) -> None:
    environment(API_TOKEN="t", **variables)
    with pytest.raises(ConfigurationError, match="region"):
        Accountability.from_env()


def test_the_region_from_the_environment_is_used(environment: Any, service: Service) -> None:
    environment(API_TOKEN="t", REGION="emea")
    from_env(service).raw(get_job())
    assert service.requests[0].url.host == "api.accountabilityoneeu.com"


def test_explicit_credentials_need_none_from_the_environment(environment: Any, service: Service) -> None:
    environment(BASE_URL="https://api.example")
    from_env(service, auth=ApiToken("mine")).raw(get_job())
    assert service.requests[0].headers["authorization"] == ApiToken("mine").basic


def test_keyword_arguments_override_the_environment(environment: Any, service: Service) -> None:
    environment(API_TOKEN="t", BASE_URL="https://api.example")
    from_env(service, base_url="https://other.example").raw(get_job())
    from_env(service, region="apac").raw(get_job())
    hosts = [request.url.host for request in service.requests]
    assert hosts == ["other.example", "api.accountabilityonesystem.com"]


@pytest.mark.parametrize(
    ("region", "host"),
    [
        ("americas", "api.accountabilityone.com"),
        ("emea", "api.accountabilityoneeu.com"),
        ("apac", "api.accountabilityonesystem.com"),
    ],
)
def test_a_region_selects_the_base_url(environment: Any, service: Service, region: str, host: str) -> None:
    environment(API_TOKEN="t")
    from_env(service, region=region).raw(get_job())
    assert service.requests[0].url.host == host


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"region": "mars"}, "'americas', 'emea', 'apac'"),
        ({"region": "emea", "base_url": "https://api.example"}, "expected one of them, got both"),
        ({"base_url": "api.example"}, "base_url: expected a URL such as https://api"),
        ({"base_url": "ftp://api.example"}, "base_url: expected a URL such as https://api"),
        ({"base_url": ""}, "base_url: expected a URL such as https://api"),
        ({"base_url": "http://[::1"}, "base_url: expected a URL such as https://api"),
        ({"base_url": "http://api.example:99999"}, "base_url: expected a URL such as https://api"),
        ({"base_url": "http://api.example:0"}, "base_url: expected a URL such as https://api"),
        ({"base_url": "https://api.example\n"}, "base_url: expected a URL such as https://api"),
        ({"base_url": "https://api .example"}, "base_url: expected a URL such as https://api"),
        ({"base_url": 8000}, "base_url: expected a URL such as https://api"),
        ({"base_url": "https://api.example/v2"}, "without a version"),
        ({"base_url": "https://api.example/v1/"}, "without a version"),
        ({"base_url": "https://user:pw@api.example"}, "without credentials"),
        ({"base_url": "https://api.example?x=1"}, "without a query"),
        ({"legacy_url": "Service.svc"}, "legacy_url: expected a URL such as https://www"),
        ({"timezone": "UTC"}, '^timezone: expected a zone such as zoneinfo.ZoneInfo."Europe/London".'),
        ({"legacy_timezone": "UTC"}, 'legacy_timezone: expected a zone such as zoneinfo.ZoneInfo."Europe/London".'),
        ({"timeout": "5"}, "timeout: expected a number of seconds or None, got a str"),
        ({"timeout": -1}, "timeout: .* got -1"),
        ({"timeout": float("nan")}, "timeout: .* got nan"),
        ({"retry": 3}, r"retry: expected Retry\(...\) or None, got 3"),
        ({"hooks": print}, r"hooks: expected Hooks\(...\)"),
        ({"rate_limit": 100}, r"rate_limit: expected RateLimit\(...\) or None, got 100"),
        ({"legacy_rate_limit": "own"}, r'^legacy_rate_limit: expected RateLimit\(...\), "shared" or None'),
        ({"account": 5}, "account: expected a name, got 5"),
        ({"http_client": httpx.AsyncClient()}, "http_client: expected an httpx.Client or a function"),
        ({"max_response_bytes": 0}, "max_response_bytes: expected a number of bytes, got 0"),
    ],
)
def test_an_invalid_setting_is_named(settings: dict[str, Any], message: str) -> None:
    with pytest.raises(ConfigurationError, match=message) as exc_info:
        Accountability(ApiToken("t"), **settings)
    assert isinstance(exc_info.value, ValueError)
    assert "pw" not in str(exc_info.value)


def test_an_asynchronous_client_rejects_a_synchronous_http_client() -> None:
    with pytest.raises(ConfigurationError, match=r"http_client: expected an httpx\.AsyncClient or a function"):
        AsyncAccountability(ApiToken("t"), http_client=httpx.Client())  # type: ignore[arg-type]


@pytest.mark.parametrize("auth", ["a-secret-token", None, ("acme", "a-secret-token")])
def test_the_error_of_invalid_credentials_does_not_show_them(auth: Any) -> None:
    with pytest.raises(ConfigurationError, match=r"auth: expected ApiToken\(...\) or PasswordGrant\(...\)") as exc_info:
        Accountability(auth)
    assert "secret" not in str(exc_info.value)


@pytest.mark.parametrize(
    ("settings", "message"), [({"timeout": 0}, "timeout"), ({"retry": 3}, "retry"), ({"hooks": None}, "hooks")]
)
def test_an_invalid_option_of_with_options_is_named(settings: dict[str, Any], message: str) -> None:
    with Accountability(ApiToken("t")) as api, pytest.raises(ConfigurationError, match=message):
        api.with_options(**settings)


@pytest.mark.parametrize("value", ["", " t", "t\n", None, 7])
def test_credentials_with_invalid_values_are_an_error(value: Any) -> None:
    with pytest.raises(ConfigurationError, match="ApiToken: api_token"):
        ApiToken(value)
    with pytest.raises(ConfigurationError, match="PasswordGrant: tenant_id"):
        PasswordGrant(tenant_id=value, username="u", api_token="t")
