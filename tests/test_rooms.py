"""The modules from which tests take what they share, and how long a file may be."""

from __future__ import annotations

import ast
import re
from pathlib import Path

HERE = Path(__file__).parent
# Most files name no such module, and need not be parsed.
NAMED = re.compile(r"\btests\.(?:\w+\.)*(?:test_|conftest\b)")
LINES_AT_MOST = 300


def test_no_module_imports_from_a_test_module_or_a_conftest() -> None:
    found = [
        f"{file.relative_to(HERE)}: {node.module}"
        for file in HERE.rglob("*.py")
        if NAMED.search(source := file.read_text(encoding="utf-8"))
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("tests.")
        if (name := node.module.rpartition(".")[2]).startswith("test_") or name == "conftest"
    ]
    assert found == []


def test_no_file_is_longer_than_a_newcomer_reads_at_once() -> None:
    folders = [HERE.parent / name for name in ("bot", "flows", "storage", "benchmarks", "tests")]
    lengths = {file: len(file.read_text(encoding="utf-8").splitlines()) for folder in folders for file in folder.rglob("*.py")}
    assert [str(file) for file, lines in lengths.items() if lines > LINES_AT_MOST] == []
