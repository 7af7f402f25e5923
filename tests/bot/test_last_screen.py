"""Which screens are kept, and for whom they are good."""

from __future__ import annotations

from datetime import date, timedelta

from msgspec.structs import replace

from bot.conversation.last_screen import LastScreens
from flows.dialogue import Reply
from flows.interview.interview import Interview
from flows.interview.session import Session
from flows.screen import Screen
from flows.standard.loader import shipped

TODAY = date(2026, 11, 2)
SESSION = Session("zh", 7, "choosing", 1)
SCREEN = Interview(shipped(), SESSION, TODAY).screen()


def test_a_screen_is_good_once_for_its_very_session_on_its_day() -> None:
    shown = LastScreens()
    shown.keep(SESSION, TODAY, SCREEN)
    assert shown.take(SESSION, TODAY) is SCREEN
    assert shown.take(SESSION, TODAY) is None
    shown.keep(SESSION, TODAY, SCREEN)
    assert shown.take(replace(SESSION), TODAY) is None
    assert shown.take(SESSION, TODAY + timedelta(days=1)) is None


def test_the_newest_are_kept() -> None:
    shown, people = LastScreens(at_most=2), [replace(SESSION, turn=turn) for turn in range(3)]
    for person in people:
        shown.keep(person, TODAY, SCREEN)
    assert [shown.take(person, TODAY) for person in people] == [None, SCREEN, SCREEN]


def test_an_interview_with_its_screen_at_hand_goes_the_same_way() -> None:
    def walk(shown: Screen | None) -> list[Screen]:
        interview = Interview(shipped(), SESSION, TODAY, shown)
        screens = [interview.screen(), interview.hear(Reply(7, "", "begin", "full"))]
        return [*screens, interview.hear(Reply(8, "", "rate", "3")), interview.screen()]

    assert walk(SCREEN) == walk(None)
