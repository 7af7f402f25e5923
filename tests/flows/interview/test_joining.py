"""What a person reads of the two self-checks that they are to choose between."""

from __future__ import annotations

from datetime import date

import pytest

from bot.words.wording import Wording
from flows.assessment.scorecard import StarRange
from flows.interview.elsewhere.screens import Summary, both_lines, which_to_keep
from flows.screen import Paragraph

DAY = date(2026, 11, 2)
SOME = Summary(12, DAY, StarRange(0, 3), 0)


@pytest.mark.parametrize(
    ("summary", "said"),
    [
        (Summary(0, DAY, StarRange(0, 5), 0), "no answers yet"),
        (Summary(1, DAY, StarRange(0, 5), 0), "1 answer, the last on 2 November 2026; no star yet to ★★★★★ 5 stars"),
        (SOME, "12 answers, the last on 2 November 2026; no star yet to ★★★☆☆ 3 stars"),
        (Summary(27, DAY, StarRange(2, 2), 1), "27 answers, the last on 2 November 2026; ★★☆☆☆ 2 stars; 1 finished self-check"),
        (Summary(0, DAY, StarRange(0, 5), 2), "0 answers, the last on 2 November 2026; no star yet to ★★★★★ 5 stars; 2 finished self-checks"),
    ],
)  # fmt: skip
def test_a_self_check_is_summed_up_in_a_line(wording: Wording, summary: Summary, said: str) -> None:
    assert wording.say(both_lines(summary, SOME)[0], "en") == f"From the link: {said}"
    assert wording.say(both_lines(SOME, summary)[1], "en") == f"Here: {said}"


def test_the_choice_names_both() -> None:
    none = Summary(0, DAY, StarRange(0, 5), 0)
    screen = which_to_keep("token", "en", SOME, none)
    assert [block.text for block in screen.blocks if isinstance(block, Paragraph)][:2] == list(both_lines(SOME, none))
    assert [reply.value for reply in screen.replies] == ["token.theirs", "token.mine", ""]
