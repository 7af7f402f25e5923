"""The stage's screens as they were shown last: a tap is compared with what its screen offers, and that screen stands here."""

from __future__ import annotations

from collections import OrderedDict
from datetime import date

from flows.interview.session import Session
from flows.screen import Screen

AT_MOST = 1_000


class LastScreens:
    """The newest AT_MOST screens, by session and day. A lost one is built again, which takes time and changes nothing."""

    def __init__(self, at_most: int = AT_MOST) -> None:
        self._screens: OrderedDict[int, tuple[Session, date, Screen]] = OrderedDict()
        self._at_most = at_most

    def keep(self, session: Session, today: date, screen: Screen) -> None:
        """This is the own screen of the stage on which this very session stands."""
        self._screens[id(session)] = (session, today, screen)
        if len(self._screens) > self._at_most:
            self._screens.popitem(last=False)

    def take(self, session: Session, today: date) -> Screen | None:
        """The screen that was kept for this very session (not for an equal one) on this day; it is not kept any longer."""
        kept = self._screens.pop(id(session), None)
        return kept[2] if kept is not None and kept[0] is session and kept[1] == today else None

    def clear(self) -> None:
        """Keep no screen: somebody was forgotten, and theirs may be among them."""
        self._screens.clear()
