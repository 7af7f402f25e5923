"""The packages that only `xingjie standard check` needs: the extra `check` of pyproject.toml."""

from __future__ import annotations

from importlib.util import find_spec

from bot.errors import OperatorError

PACKAGES = ("opencc", "rapidfuzz")


class PackagesMissing(OperatorError):
    """Packages of the extra `check` are not installed; the message names them and how to install them."""


def require_packages() -> None:
    """Raise PackagesMissing if the check cannot run here. They are not imported for this."""
    if missing := [name for name in PACKAGES if find_spec(name) is None]:
        raise PackagesMissing(
            f"standard check needs packages that are not installed: {', '.join(missing)}. "
            "In the folder of Xingjie, run: .venv/bin/python -m pip install -e '.[check]'"
        )
