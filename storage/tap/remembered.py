"""Who stood where, kept in memory: a tap on the newest card then needs no read."""

from __future__ import annotations

from collections import OrderedDict

from flows.dialogue import Address
from flows.interview.session import Session

AT_MOST = 2_048


class Remembered:
    """The sessions that were stored or loaded last. May be outdated by another process: only a save, which compares the turn in
    the database, decides. What is forgotten here is read again."""

    def __init__(self, at_most: int = AT_MOST) -> None:
        self._sessions: OrderedDict[Address, Session] = OrderedDict()
        self._at_most = at_most

    def get(self, who: Address) -> Session | None:
        """Where she stood when last seen by this process."""
        return self._sessions.get(who)

    def keep(self, who: Address, session: Session) -> None:
        """Where she stands now."""
        self._sessions[who] = session
        self._sessions.move_to_end(who)
        if len(self._sessions) > self._at_most:
            self._sessions.popitem(last=False)

    def drop(self, who: Address) -> None:
        """It is not known any more where she stands."""
        self._sessions.pop(who, None)

    def clear(self) -> None:
        """Of nobody is it known."""
        self._sessions.clear()
