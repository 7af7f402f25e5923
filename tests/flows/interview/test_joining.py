"""What a person reads of the two self-checks that they are to choose between."""

from __future__ import annotations

from datetime import date

import pytest

from bot.words.wording import Wording
from flows.assessment.scorecard import StarRange
from flows.dialogue import Phrase
from flows.interview.elsewhere.screens import Summary, summary_line, which_to_keep
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
    assert wording.say(summary_line(summary), "en") == said


def test_the_choice_names_both() -> None:
    screen = which_to_keep("token", "en", SOME, Summary(0, DAY, StarRange(0, 5), 0))
    lines = {block.text.key: dict(block.text.args) for block in screen.blocks if isinstance(block, Paragraph)}
    assert lines["join-theirs"] == {"what": summary_line(SOME)}
    assert lines["join-mine"] == {"what": Phrase("join-empty")}
    assert [reply.value for reply in screen.replies] == ["token.theirs", "token.mine", ""]
