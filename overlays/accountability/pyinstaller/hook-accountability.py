"""Collect what PyInstaller's analysis cannot see: package data, and modules that are imported by name."""

from PyInstaller.utils.hooks import collect_data_files, collect_submodules

_OF_EXTRAS = ("cli", "conformance", "export", "pyinstaller", "sandbox")


def _is_of_the_client(name: str) -> bool:
    return not any(name == part or name.startswith(f"{part}.") for part in (f"accountability.{e}" for e in _OF_EXTRAS))


datas = collect_data_files("accountability_api") + collect_data_files("accountability")
hiddenimports = collect_submodules("accountability", filter=_is_of_the_client)
hiddenimports += collect_submodules("accountability_api")
