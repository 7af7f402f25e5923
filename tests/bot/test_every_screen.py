"""The screens that the proof looks at are all that there are."""

from __future__ import annotations

from bot.every_screen import TODAY, every_screen, every_session
from flows.dialogue import Screen
from flows.interview.session import Session
from flows.interview.views import VIEWS, screen_of
from flows.standard.model import Standard
from tests.flows.small import small_standard


def opened(standard: Standard, session: Session) -> set[Screen]:
    """Everything that can be opened from where a session stands, nothing left out."""
    found, waiting, seen = set[Screen](), ["", *VIEWS], set[str]()
    while waiting:
        view = waiting.pop()
        screen = None if view in seen else screen_of(standard, session, view, TODAY)
        seen.add(view)
        # What holds the buttons of a reminder has no words of its own: they stand under the message.
        if screen is not None and screen.blocks:
            found.add(screen)
            waiting += [reply.value for reply in screen.replies if reply.trigger == "open"]
    return found


def test_a_view_left_out_as_known_is_no_other_screen() -> None:
    standard = small_standard(1, 2, 3, 5, may_not_apply=True)
    whole = set[Screen]().union(*(opened(standard, session) for session in every_session(standard, "zh")))
    assert whole <= set(every_screen(standard, "zh"))
