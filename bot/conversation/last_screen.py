"""Keeps the screen that each person saw last, so that their next tap need not build it again to check its buttons."""

from __future__ import annotations

from datetime import date

from bot.operations.bounded_dict import BoundedDict
from flows.interview.session import Session
from flows.screen import Screen

AT_MOST = 1_000


class LastScreens:
    """The newest `at_most` screens, by session and day. A screen that is lost is built again, with the same content."""

    def __init__(self, at_most: int = AT_MOST) -> None:
        # The session is kept too: while it lives, no other session gets its id.
        self._screens = BoundedDict[int, tuple[Session, date, Screen]](at_most)

    def keep(self, session: Session, today: date, screen: Screen) -> None:
        """Keep the screen of the stage that this session is on, as built for `today`."""
        self._screens.keep(id(session), (session, today, screen))

    def take(self, session: Session, today: date) -> Screen | None:
        """Remove and return the screen kept for this session object and day; None if there is none.

        An equal session that is another object has no kept screen.
        """
        kept = self._screens.pop(id(session))
        return kept[2] if kept is not None and kept[0] is session and kept[1] == today else None

    def clear(self) -> None:
        """Drop all screens. Call it after a person was forgotten, because theirs may be among them."""
        self._screens.clear()
