"""Says what pip-audit looked at and what it found: `python audited.py REPORT LOCK`.

REPORT is its JSON, LOCK the requirements that it was given. Exit 1: a published weakness, or a report that cannot be read.
Nothing that was skipped, or that is missing in the report, is counted as audited.
"""

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

PIN = re.compile(r"^([A-Za-z0-9][A-Za-z0-9._-]*)==", re.MULTILINE)
BRACKETS = re.compile(r"\s*\([^()]*\)")


def said(report: dict[str, Any], lock: str) -> tuple[list[str], bool]:
    """The lines to print, and whether a published weakness was found."""
    found = report["dependencies"]
    skipped = [one for one in found if "skip_reason" in one]
    audited = [one for one in found if "skip_reason" not in one]
    absent = sorted(_names(PIN.findall(lock)) - _names(one["name"] for one in found))
    weaknesses = [line for one in audited for line in _weaknesses(one)]
    left_out = len(skipped) + len(absent)
    lines = [f"Audit: {len(audited)} of {len(found) + len(absent)} locked dependencies audited, {left_out} not."]
    for reason, count in Counter(_reason(one) for one in skipped).most_common():
        lines.append(f"  {count} skipped: {reason}")
    if absent:
        lines.append(f"  {len(absent)} not in the report: {', '.join(absent)}")
    if weaknesses:
        lines += [f"  {line}" for line in weaknesses]
    elif audited:
        lines.append(f"  No published weakness in the {len(audited)} audited.")
    else:
        lines.append("  Nothing was audited: whether there are published weaknesses is unknown.")
    return lines, bool(weaknesses)


def _weaknesses(one: dict[str, Any]) -> Iterator[str]:
    for flaw in one.get("vulns", ()):
        mended = ", ".join(flaw.get("fix_versions", ())) or "nothing yet"
        yield f"{one['name']} {one['version']}: {flaw['id']}, fixed in {mended}"


def _reason(one: dict[str, Any]) -> str:
    """Why it was skipped, without its name and what is in brackets: so that equal reasons are counted together."""
    reason = BRACKETS.sub("", str(one["skip_reason"])).replace(str(one["name"]), "…")
    return " ".join(reason.split())[:200]


def _names(names: Any) -> set[str]:
    return {re.sub(r"[-_.]+", "-", name).lower() for name in names}


def main() -> int:
    """Print it; returns the exit code."""
    report, lock = (Path(name) for name in sys.argv[1:])
    try:
        lines, weak = said(json.loads(report.read_text(encoding="utf-8")), lock.read_text(encoding="utf-8"))
    except (OSError, ValueError, KeyError, TypeError) as error:
        print(f"Audit: nothing can be said: the report cannot be read ({type(error).__name__}: {error}).")
        return 1
    print("\n".join(lines))
    return int(weak)


if __name__ == "__main__":
    sys.exit(main())
