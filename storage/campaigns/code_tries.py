"""Limits how often codes of campaigns are tried, over all processes and after restarts: by who tries, and in all."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from storage.clock import moment
from storage.database import Database
from storage.tries import Tried, TryLimit, forget_old_tries, take

KIND = "campaign-code"
# A hall full of people types codes at the same time. Somebody who guesses at this pace rarely meets one of 900 million codes.
ALL = Tried("all", TryLimit(600, timedelta(seconds=1)))


class CodeTries:
    """Counts tries of codes. Raises Unstored if the database cannot be used."""

    def __init__(self, database: Database, all_tries: Tried = ALL) -> None:
        self._database = database
        self._all = all_tries

    async def wait(self, tried: Sequence[Tried]) -> timedelta:
        """Count a try; return zero if it is allowed, else how long to wait.

        Tries that are refused to one address do not count in all, so that nobody can lock out the others from one place.
        """
        async with self._database.writing() as db:
            now = await moment(db)
            for each in (*tried, self._all):
                wait = await take(db, KIND, each, now)
                if wait:
                    return wait
            await forget_old_tries(db, now)
            return timedelta()
