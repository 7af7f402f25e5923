"""Keeps the newest sessions in memory: a tap on the newest card then needs no read."""

from __future__ import annotations

from collections import OrderedDict

from flows.dialogue import Address
from flows.interview.session import Session

AT_MOST = 2_048


class Remembered:
    """The sessions that were stored or loaded last, `at_most` of them.

    Another process may have stored newer ones; a save finds that out, because it compares the turn in the database.
    """

    def __init__(self, at_most: int = AT_MOST) -> None:
        self._sessions: OrderedDict[Address, Session] = OrderedDict()
        self._at_most = at_most

    def get(self, who: Address) -> Session | None:
        """Return the newest session that this process knows of this respondent, or None."""
        return self._sessions.get(who)

    def keep(self, who: Address, session: Session) -> None:
        """Remember the session of this respondent."""
        self._sessions[who] = session
        self._sessions.move_to_end(who)
        if len(self._sessions) > self._at_most:
            self._sessions.popitem(last=False)

    def drop(self, who: Address) -> None:
        """Forget the session of this respondent."""
        self._sessions.pop(who, None)

    def clear(self) -> None:
        """Forget every session."""
        self._sessions.clear()
