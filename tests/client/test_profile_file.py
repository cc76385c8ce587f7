"""Profiles: settings of several accounts in one file, their precedence and their errors."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest

from accountability import Accountability, AsyncAccountability, ConfigurationError, profiles

from .fake_service import Service, get_job

LEGACY_JOB = get_job(api="legacy", path="/Job/Export/", status="documented")
EMEA = """
[emea]
region = "emea"
tenant_id = "acme"
username = "ops@acme.example"
api_token = "s3cret-api-token"

[test]
base_url = "https://test.example"
legacy_url = "https://test.example/Service.svc"
"""


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Path]:
    """Return a function that writes the profiles file and sets only the given environment variables."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    for variable in (*profiles.VARIABLES.values(), "ACCOUNTABILITY_PROFILE"):
        monkeypatch.delenv(variable, raising=False)

    def make(text: str = EMEA, mode: int = 0o600, **environment: str) -> Path:
        for name, value in environment.items():
            monkeypatch.setenv(f"ACCOUNTABILITY_{name}", value)
        path = tmp_path / "accountability" / "profiles.toml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
        path.chmod(mode)
        return path

    return make


def host_and_user(service: Service, make: Callable[..., Accountability], *names: str, **settings: Any) -> list[str]:
    """Return the host of a client's request and the user or the credentials that it sends."""
    http = httpx.Client(transport=httpx.MockTransport(service))
    api = make(*names, http_client=http, inferred="allow", rate_limit=None, **settings)
    api.raw(get_job())
    token_forms = service.token_forms()
    return [
        service.requests[-1].url.host,
        token_forms[-1]["username"] if token_forms else service.requests[-1].headers["authorization"],
    ]


def test_a_profile_has_the_credentials_and_the_host(write: Any, service: Service) -> None:
    write()
    assert host_and_user(service, Accountability.from_profile, "emea") == [
        "api.accountabilityoneeu.com",
        "ops@acme.example",
    ]


def test_the_asynchronous_client_reads_profiles_too(write: Any) -> None:
    write()
    assert "accountabilityoneeu" in repr(AsyncAccountability.from_profile("emea", http_client=httpx.AsyncClient()))


def test_a_profile_without_a_token_uses_that_of_the_environment(write: Any, service: Service) -> None:
    write(API_TOKEN="t0ken")
    assert host_and_user(service, Accountability.from_profile, "test") == ["test.example", "Basic dDBrZW46"]


def test_a_named_profile_uses_nothing_else_from_the_environment(write: Any, service: Service) -> None:
    write(API_TOKEN="t0ken", USERNAME="eve", TENANT_ID="evil", BASE_URL="https://sandbox.example")
    assert host_and_user(service, Accountability.from_profile, "emea") == [
        "api.accountabilityoneeu.com",
        "ops@acme.example",
    ]
    assert service.token_forms()[0]["password"] == "s3cret-api-token"


def test_keyword_arguments_override_a_profile(write: Any, service: Service) -> None:
    write()
    request = host_and_user(service, Accountability.from_profile, "emea", base_url="https://mine.example")
    assert request == ["mine.example", "ops@acme.example"]


def test_environment_variables_override_the_profile_that_they_name(write: Any, service: Service) -> None:
    write(PROFILE="emea", USERNAME="ann@acme.example", TENANT_ID="")
    assert host_and_user(service, Accountability.from_env) == ["api.accountabilityoneeu.com", "ann@acme.example"]
    assert service.token_forms()[0]["tenantId"] == "acme"


@pytest.mark.parametrize(
    ("variable", "value", "host"),
    [("BASE_URL", "https://mine.example", "mine.example"), ("REGION", "apac", "api.accountabilityonesystem.com")],
)
def test_a_url_or_region_of_the_environment_overrides_that_of_the_profile(
    write: Any, service: Service, variable: str, value: str, host: str
) -> None:
    write(PROFILE="emea", **{variable: value})
    assert host_and_user(service, Accountability.from_env)[0] == host


def test_without_a_name_the_profile_is_that_of_the_environment_or_the_default(write: Any, service: Service) -> None:
    write(EMEA + '[default]\napi_token = "plain"\n', mode=0o600)
    assert host_and_user(service, Accountability.from_profile) == ["api.accountabilityone.com", "Basic cGxhaW46"]
    write(EMEA, PROFILE="emea")
    assert host_and_user(service, Accountability.from_profile)[0] == "api.accountabilityoneeu.com"


def test_relative_paths_in_a_profile_start_at_its_folder(write: Any, tmp_path: Path) -> None:
    write('[relative]\ncorrections = "mine.toml"\ntoken_cache = "/var/tokens"\n')
    variables = profiles.variables("relative")
    assert variables == {
        "ACCOUNTABILITY_CORRECTIONS": str(tmp_path / "accountability" / "mine.toml"),
        "ACCOUNTABILITY_TOKEN_CACHE": "/var/tokens",
    }


def test_the_token_cache_of_a_profile_is_used(write: Any, service: Service, tmp_path: Path) -> None:
    write(EMEA.replace("[test]", 'token_cache = "tokens.json"\n[test]'))
    for _ in range(2):
        host_and_user(service, Accountability.from_profile, "emea")
    assert service.issued == 1
    assert (tmp_path / "accountability" / "tokens.json").is_file()


@pytest.mark.skipif(os.name != "posix", reason="modes are those of POSIX")
def test_a_file_with_tokens_that_others_can_read_is_an_error(write: Any) -> None:
    path = write(mode=0o640)
    with pytest.raises(
        ConfigurationError, match=r"profiles\.toml: expected that only you can read its tokens; run `chmod 600`"
    ):
        Accountability.from_profile("test")
    write(EMEA.replace("api_token", "#"), mode=0o644, API_TOKEN="t0ken")
    Accountability.from_profile("test").close()
    assert path.exists()


@pytest.mark.parametrize(
    ("text", "name", "message"),
    [
        (EMEA, "emae", r"expected the profile 'emae', got none. Did you mean 'emea'\? Known: 'emea', 'test'"),
        ("", "emea", "expected the profile 'emea', got none. Known: none"),
        (EMEA.replace("tenant_id", "tenant"), "emea", r"emea': expected a known .*Did you mean 'tenant_id'\?"),
        (EMEA.replace('"acme"', "7"), "emea", "profile 'emea': tenant_id: expected a string in quotes"),
        (EMEA.replace('"acme"', "acme"), "emea", r"profiles\.toml: expected TOML, got: .*line 4"),
        ('api_token = "s3cret-api-token"', "emea", r"expected a table for each profile, such as \[emea\]"),
        (EMEA, "test", "ACCOUNTABILITY_TENANT_ID .*: not set in the environment, nor tenant_id .* in a profile"),
        (EMEA.replace("emea", "moon"), "moon", "region: expected one of 'americas', 'emea', 'apac', got 'moon'"),
    ],
)  # fmt: skip
def test_an_invalid_profile_is_an_error_with_the_file_and_without_secrets(
    write: Any, text: str, name: str, message: str
) -> None:
    write(text)
    with pytest.raises(ConfigurationError, match=message) as exc_info:
        Accountability.from_profile(name)
    assert "s3cret" not in str(exc_info.value)
    assert "s3cret" not in repr(exc_info.value.__cause__)


def test_the_error_of_a_missing_file_has_its_path(write: Any, tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"'emea': .*accountability/profiles\.toml, got: No such file"):
        Accountability.from_profile("emea")
    assert profiles.path({}) == Path.home() / ".config" / "accountability" / "profiles.toml"
