"""The runs on both engines, and their figures."""

from __future__ import annotations

import json
import tempfile
from contextlib import ExitStack
from dataclasses import asdict
from pathlib import Path

from storage.database import migrate
from tests.faults.report import BUILD, add_others
from tests.faults.reviews.run import Plan, run
from tests.postgres import own

# One embedded file has one server; PostgreSQL is what several servers share.
PROCESSES = {"sqlite": 1, "postgresql": 2}


async def measured(institutions: int, kills: int, seed: int, only: str = "") -> bool:
    """Make both runs; print and store the figures. Return whether every promise was kept."""
    clean = True
    with tempfile.TemporaryDirectory() as name, ExitStack() as open_servers:
        for engine, processes in PROCESSES.items():
            if only not in engine:
                continue
            folder = Path(name) / engine
            folder.mkdir(mode=0o700)
            sqlite = f"sqlite:///{folder / 'x.db'}"
            url = sqlite if engine == "sqlite" else open_servers.enter_context(own(folder / "server")).get_uri()
            await migrate(url)
            figures = await run(url, Plan(kills, institutions, processes=processes, seed=seed), folder)
            clean = clean and figures.is_clean
            found = {"run": f"reviews, {engine}", **asdict(figures)}
            print(json.dumps(found, ensure_ascii=False), flush=True)
            add_others([found], BUILD)
    return clean
