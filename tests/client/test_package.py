"""The package: its public names, what an import loads, and which module imports which."""

from __future__ import annotations

import ast
import inspect
import json
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

import accountability
import accountability_api

PACKAGE = Path(accountability.__file__).parent
GENERATED = Path(accountability_api.__file__).parent


def test_the_public_names_can_be_imported() -> None:
    assert all(hasattr(accountability, name) for name in accountability.__all__)
    assert set(accountability.__all__) <= set(dir(accountability))


def test_the_public_names_are_these() -> None:
    assert list(accountability.__all__) == [
        "UNSET",
        "APIStatusError",
        "Accountability",
        "AccountabilityError",
        "ApiToken",
        "AsyncAccountability",
        "AsyncItems",
        "BadRequestError",
        "Call",
        "CallResult",
        "ConfigurationError",
        "ConflictError",
        "ContractViolationError",
        "Event",
        "FilterIgnoredError",
        "ForbiddenError",
        "HookError",
        "Hooks",
        "InferredOperationWarning",
        "InferredTimezoneWarning",
        "Items",
        "NotFoundError",
        "Page",
        "PagingIgnoredError",
        "PagingWarning",
        "PasswordGrant",
        "Problem",
        "RateLimit",
        "RateLimitError",
        "RateLimitTimeoutError",
        "Response",
        "ResponseMismatchWarning",
        "Retry",
        "ServerError",
        "TransportError",
        "UnauthorizedError",
        "UnknownOperationError",
        "UnprocessableEntityError",
        "Unset",
        "UnverifiedOperationError",
    ]


def test_type_checkers_see_the_public_names() -> None:
    tree = ast.parse((PACKAGE / "__init__.py").read_text())
    type_checking = next(node for node in tree.body if isinstance(node, ast.If))
    names = {
        alias.asname or alias.name
        for node in type_checking.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    assert names == set(accountability.__all__)


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'Acountability'"):
        _ = accountability.Acountability
    with pytest.raises(ImportError):
        from accountability import v3  # noqa: F401


@pytest.mark.parametrize("name", ["v1", "v2", "legacy", "models"])
def test_the_generated_names_can_be_imported_from_the_public_package(name: str) -> None:
    generated = getattr(__import__(f"accountability_api.{name}"), name)
    public = getattr(accountability, name)
    assert public.__all__ == generated.__all__
    assert all(getattr(public, name) is getattr(generated, name) for name in generated.__all__)


def test_a_missing_module_raises_module_not_found() -> None:
    with pytest.raises(ModuleNotFoundError, match=r"'accountability\.v2' is not a package"):
        import_module("accountability.v2.jobs")


def loaded_by(statement: str) -> set[str]:
    """Return the modules that a new interpreter has loaded after a statement."""
    code = f"{statement}\nimport json, sys\nprint(json.dumps(sorted(sys.modules)))"
    process = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(json.loads(process.stdout))


def test_importing_the_package_imports_no_other_module() -> None:
    modules = loaded_by("import accountability")
    assert not modules & {"httpx", "attrs", "attr", "msgspec", "lxml", "accountability_api", "asyncio"}
    assert {module for module in modules if module.startswith("accountability")} == {"accountability"}


def test_a_client_imports_no_xml_no_models_and_no_extra() -> None:
    grant = "PasswordGrant(tenant_id='a', username='u', api_token='t')"
    modules = loaded_by(f"from accountability import Accountability, PasswordGrant\nAccountability({grant}).close()")
    assert "httpx" in modules
    assert not modules & {"msgspec", "attr", "attrs", "sqlite3", "redis", "tomllib", "difflib"}
    assert not modules & {"lxml.etree", "starlette", "schemathesis", "typer", "accountability.wcf"}
    assert not {
        module for module in modules if module.startswith(("accountability_api.models", "accountability_api.v"))
    }


def test_the_contract_is_read_with_the_standard_library_alone() -> None:
    modules = loaded_by("from accountability import spec\nspec.load('v1').operations")
    assert not modules & {"httpx", "attrs", "attr", "msgspec", "lxml"}


def test_importing_a_resource_imports_no_other_resource() -> None:
    modules = loaded_by("from accountability.v2 import jobs")
    assert "accountability_api.v2.jobs" in modules
    assert "accountability_api.v2.clients" not in modules


# Imports between packages


def imports_of(path: Path) -> set[str]:
    """Return the full names of the modules that a file imports, at module level or in functions."""
    package = ".".join(path.relative_to(PACKAGE.parent).parent.parts) if path.is_relative_to(PACKAGE) else ""
    modules: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            modules |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            parents = package.split(".")[: len(package.split(".")) - node.level + 1] if node.level else []
            base = ".".join([*parents, *([node.module] if node.module else [])])
            modules |= {base, *(f"{base}.{alias.name}" for alias in node.names)}
    return modules


def test_the_generated_package_does_not_import_the_handwritten_one() -> None:
    files = list(GENERATED.rglob("*.py"))
    assert len(files) > 50
    imports = {str(path): name for path in files for name in imports_of(path) if name.split(".")[0] == "accountability"}
    assert imports == {}


EXTRAS = ("sandbox", "conformance", "cli")


@pytest.mark.parametrize("extra", EXTRAS)
def test_an_extra_imports_only_public_names_of_the_client_and_of_other_extras(extra: str) -> None:
    files = list((PACKAGE / extra).rglob("*.py"))
    assert files
    imports = [
        f"{path.relative_to(PACKAGE)}: {name}"
        for path in files
        for name in imports_of(path)
        if name.split(".")[0] == "accountability" and _is_inside(name.split(".")[1:], extra)
    ]
    assert imports == []


def _is_inside(parts: list[str], extra: str) -> bool:
    """Return whether a name is private for an extra: of the client, or of another extra."""
    if not parts or parts[0] == extra:
        return False
    if parts[0] in EXTRAS:  # the extra's public names are allowed, its modules are not
        return len(parts) > 1 and (PACKAGE / parts[0] / f"{parts[1]}.py").exists()
    return any(part.startswith("_") for part in parts)


def test_the_client_does_not_import_the_extras() -> None:
    imports = {
        f"{path.name}: {name}"
        for path in PACKAGE.glob("*.py")
        for name in imports_of(path)
        if name.split(".")[:1] == ["accountability"] and name.split(".")[1:2] and name.split(".")[1] in EXTRAS
    }
    assert {line for line in imports if not line.startswith(("__main__.py", "pytest_plugin.py"))} == set()


@pytest.mark.parametrize("kind", [accountability.Accountability, accountability.AsyncAccountability])
def test_the_http_client_is_the_only_httpx_type_in_the_signatures(kind: type) -> None:
    annotations = {
        f"{name}: {parameter}"
        for name, parameter in inspect.signature(kind).parameters.items()
        if "Http" in str(parameter)
    }
    assert annotations == {"http_client: http_client: 'Http | Callable[[], Http] | None' = None"}
    for name in ("send", "raw", "close", "from_env"):
        assert "http" not in str(inspect.signature(getattr(kind, name))).lower()
