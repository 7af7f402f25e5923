"""The check of all screens looks at every screen there is."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from bot.checks.all_screens import TODAY, WIDEST, every_screen, every_session
from bot.commands.standard_check import TEXT_AT_MOST, text_length
from bot.telegram.outgoing.card_text import text_of
from bot.words.wording import LANGUAGES, Wording
from flows.assessment.plan import new_plan
from flows.assessment.rating import Rating
from flows.interview.plan.step_form import PERSON_AT_MOST
from flows.interview.reminders.rules import ReminderKind
from flows.interview.reminders.screens import STEPS_SHOWN, notice_of, reminder_of
from flows.interview.screen_index import VIEWS, screen_of
from flows.interview.session import Session
from flows.screen import Listing, Paragraph, Screen
from flows.standard.loader import shipped
from flows.standard.model import TOP, Standard
from flows.typed_text import in_short
from tests.flows.small import small_standard
from tests.people.shipped_screens import shipped_screens


def opened(standard: Standard, session: Session) -> set[Screen]:
    """Return every view that can be opened from a session's stage."""
    found, waiting, seen = set[Screen](), ["", *VIEWS], set[str]()
    while waiting:
        view = waiting.pop()
        screen = None if view in seen else screen_of(standard, session, view, TODAY)
        seen.add(view)
        # The screen of a reminder's buttons has no words of its own: the message has them.
        if screen is not None and screen.blocks:
            found.add(screen)
            waiting += [reply.value for reply in screen.replies if reply.trigger == "open"]
    return found


def test_a_view_left_out_as_known_shows_a_known_screen() -> None:
    standard = small_standard(1, 2, 3, 5, may_not_apply=True)
    whole = set[Screen]().union(*(opened(standard, session) for session in every_session(standard, "zh")))
    assert whole <= set(every_screen(standard, "zh"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_reminder_of_every_step_at_once_fits_into_one_message(language: str, wording: Wording) -> None:
    """Telegram counts UTF-16 units, and a person can be named in letters that take two."""
    standard = shipped()
    zeros = {code: Rating(0) for code in standard.codes}
    plan = new_plan(standard, zeros, TOP, TODAY)
    steps = tuple(replace(step, person=WIDEST * PERSON_AT_MOST, due=TODAY) for step in plan.steps)
    session = Session(language, 1, "finished", 1, ratings=zeros, plan=replace(plan, steps=steps), reminders=True)
    screen = reminder_of(standard, session, ReminderKind.steps, TODAY, TODAY)
    assert screen is not None
    assert text_length(text_of(screen, wording)) < TEXT_AT_MOST
    assert [len(block.items) for block in screen.blocks if isinstance(block, Listing)] == [STEPS_SHOWN]
    more = next(block.text for block in screen.blocks if isinstance(block, Paragraph) and block.text.key == "reminder-more")
    assert dict(more.args) == {"count": len(standard.codes) - STEPS_SHOWN}
    notice = notice_of(session, ReminderKind.steps, TODAY)
    assert notice is not None
    assert text_length(wording.say(notice, language)) < 300


@pytest.mark.long("the shorter tests of this file")
def test_the_check_counts_letters_of_two_units(wording: Wording) -> None:
    assert text_length(WIDEST) == 2
    longest = max(
        (screen for screen in shipped_screens("en") if screen.name == "naming_evidence"),
        key=lambda screen: len(str(screen)),
    )
    assert WIDEST * 200 in text_of(longest, wording)


@pytest.mark.parametrize(
    ("text", "short"),
    [("plan.pdf", "plan.pdf"), ("x" * 40, "x" * 40), ("a" * 200 + ".docx", "a" * 26 + "…" + "a" * 8 + ".docx")],
)
def test_a_notice_quotes_a_long_name_in_short(text: str, short: str) -> None:
    assert in_short(text) == short
    assert len(in_short(text)) <= 40
