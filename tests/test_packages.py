"""The packages that an installation gets are those that the code has."""

from __future__ import annotations

import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[1]


def test_every_package_is_installed() -> None:
    listed = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["setuptools"]["packages"]
    found = {
        str(file.parent.relative_to(ROOT)).replace("/", ".")
        for room in ("bot", "flows", "storage")
        for file in (ROOT / room).rglob("__init__.py")
    }
    assert set(listed) == found | {"locales"}
