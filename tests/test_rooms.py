"""Where tests take what they share."""

from __future__ import annotations

import ast
from pathlib import Path

HERE = Path(__file__).parent


def test_no_module_imports_from_a_test_module_or_a_conftest() -> None:
    found = [
        f"{file.relative_to(HERE)}: {node.module}"
        for file in HERE.rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("tests.")
        if (name := node.module.rpartition(".")[2]).startswith("test_") or name == "conftest"
    ]
    assert found == []
