"""The reasons of a reviewer at a step of the plan: only those of its own claim and rung, and no longer than a chat can show."""

from __future__ import annotations

from msgspec.structs import replace

from flows.dialogue import NO_TURN, Phrase, phrase
from flows.interview.plan.lowered_steps import REVIEWED, WORDS_AT_MOST, with_reasons
from flows.review.decisions import Reason
from flows.review.result import Difference
from flows.screen import Heading, Listing, Screen
from flows.standard.criteria import Criterion

LINES = (phrase("task-state"), phrase(REVIEWED, claimed=3, verified=1), phrase("task-after"))
SCREEN = Screen("task.1", NO_TURN, "en", (Heading(phrase("x")), Listing(LINES)), (), lowered="service-level")
SAID = Difference(
    "service-level",
    3,
    1,
    (Reason.out_of_date, Reason.criterion_not_shown),
    (Criterion.parse("service-level.3.b"),),
    "W" * 1000,
)


def keys(screen: Screen) -> list[str]:
    return [line.key for block in screen.blocks if isinstance(block, Listing) for line in block.items]


def test_the_reasons_follow_what_was_confirmed() -> None:
    shown = with_reasons(SCREEN, [SAID])
    reasons = ["own-reason-out_of_date", "own-reason-criterion_not_shown", "own-not-shown", "own-words"]
    assert keys(shown) == ["task-state", REVIEWED, *reasons, "task-after"]
    (words,) = (line for block in shown.blocks if isinstance(block, Listing) for line in block.items if line.key == "own-words")
    assert len(str(dict(words.args)["words"])) <= WORDS_AT_MOST


def test_without_words_there_is_no_line_for_them() -> None:
    bare = Difference("service-level", 3, 1, (Reason.other,), (), " ")
    assert keys(with_reasons(SCREEN, [bare])) == ["task-state", REVIEWED, "own-reason-other", "task-after"]


def test_another_claim_another_rung_and_another_screen_get_none() -> None:
    other = Difference("demand-management", 3, 1, (Reason.other,), (), "")
    other_rung = Difference("service-level", 3, 2, (Reason.other,), (), "")
    bare: tuple[Phrase, ...] = (phrase("task-state"),)
    without = replace(SCREEN, blocks=(Listing(bare),))
    for screen, said in ((SCREEN, other), (SCREEN, other_rung), (without, SAID), (replace(SCREEN, lowered=""), SAID)):
        assert with_reasons(screen, [said]) == screen
