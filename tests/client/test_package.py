"""The package: its public names, and what an import loads."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

import accountability

PACKAGE = Path(accountability.__file__).parent


def test_the_public_names_can_be_imported() -> None:
    assert all(hasattr(accountability, name) for name in accountability.__all__)
    assert set(accountability.__all__) <= set(dir(accountability))


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
