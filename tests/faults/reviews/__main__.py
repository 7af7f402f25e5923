"""Reviews while the server is killed: nothing lost, nothing doubled, no half-issued result.

`python -m tests.faults.reviews` runs the program (`python -m bot run`) with its page and its desk, one process on SQLite and two on
PostgreSQL. Institutions hand in, answer, object, agree and withdraw; reviewers declare, decide item by item, ask for more and rate a
second time; administrators assign, issue and rescind. All of it is real forms over HTTP. The server is killed 40 times on each
engine, mostly in the middle of a step, and started again; who gets no answer presses again. After each kill everything that is
stored is compared with what was answered. It prints figures as JSON. `--kills 200` makes a longer run.
"""

from __future__ import annotations

import argparse
import asyncio
import sys

from tests.faults.reviews.engines import measured


def main() -> int:
    """Make the runs. Return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults.reviews", description=__doc__)
    parser.add_argument("--kills", type=int, default=40)
    parser.add_argument("--institutions", type=int, default=8)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--only", default="", help="only runs whose engine holds this")
    wanted = parser.parse_args()
    return 0 if asyncio.run(measured(wanted.institutions, wanted.kills, wanted.seed, wanted.only)) else 1


if __name__ == "__main__":
    sys.exit(main())
