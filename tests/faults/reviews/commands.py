"""What an operator asks at the command line after a run: whether the logs are whole, and whether a result is true."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from pathlib import Path

from sqlmodel import col, select

from bot.documents.sealed.seal import Verdict
from storage.database import Database
from storage.review_tables import ResultRow, SubmissionRow
from tests.faults.reviews.findings import Findings
from tests.warm.starting import Warm


async def commands_agree(found: Findings, database: Database, bots: Warm, folder: Path, settings: Mapping[str, str]) -> None:
    """Note it if `xingjie cases check` finds anything, or `xingjie verify` does not call the first result true."""

    async def asked(kind: str, *arguments: str, fine: tuple[int, ...] = (0,)) -> None:
        process = await asyncio.create_subprocess_exec(
            *bots.command("bot"),
            *arguments,
            cwd=folder,
            env=dict(settings),
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
        )
        said, _ = await process.communicate()
        if process.returncode not in fine:
            found.note(kind, f"{' '.join(arguments[:2])} ended with {process.returncode}: {said.decode()}")

    await asked("half", "cases", "check")
    async with database.reading() as db:
        wanted = select(ResultRow.sealed, SubmissionRow.sealed).join(
            SubmissionRow, col(SubmissionRow.case_id) == col(ResultRow.case_id)
        )
        result = (await db.exec(wanted.order_by(col(ResultRow.case_id)).limit(1))).first()
    if result is not None:
        files = folder / "result.json", folder / "submission.json"
        for file, content in zip(files, result, strict=True):
            file.write_bytes(content)
        # In some runs it was rescinded or superseded since, which the log says.
        counts = (Verdict.true, Verdict.expired)
        await asked("seals", "verify", str(files[0]), "--submission", str(files[1]), "--log", fine=counts)
