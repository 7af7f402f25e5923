"""A new assessment from the last one's answers, the history, and what changed between two assessments."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.assessment.changes import changes
from flows.assessment.point_by_point import decided_by
from flows.assessment.rating import MARKS, Rating, mark_of
from flows.assessment.verified import is_reviewed
from flows.dialogue import Refusal, Reply
from flows.screen import Trend
from flows.standard.criteria import Criterion
from flows.standard.loader import shipped
from tests.flows.interview.planned import keys, offered, planned
from tests.flows.player import Player

STANDARD = shipped()
LATER = date(2027, 2, 8)


def finished(answers: dict[str, str], mode: str = "full") -> Player:
    player = Player(STANDARD)
    player.tap("consent")
    player.tap("begin", mode)
    player.answer_all(answers)
    return player


def rechecking(player: Player) -> Player:
    player.today = LATER
    player.command("start")
    player.tap("open", "recheck")
    player.tap("recheck")
    return player


@settings(max_examples=10, deadline=None)
@given(st.fixed_dictionaries(dict.fromkeys(STANDARD.codes, st.sampled_from([*MARKS, "unsure"]))))
def test_confirming_everything_gives_the_same_ratings_in_five_taps(answers: dict[str, str]) -> None:
    player = rechecking(finished(answers))
    before = player.session.past[-1].ratings
    for _ in STANDARD.domains:
        assert player.screen.name == "confirming"
        player.tap("confirm")
    assert player.screen.name == "finished"
    assert player.session.ratings == before
    assert [(past.number, past.finished_on) for past in player.session.past] == [(1, date(2026, 11, 2)), (2, LATER)]


def test_a_domain_is_gone_through_with_the_old_answers_at_hand() -> None:
    player = rechecking(finished(dict.fromkeys(STANDARD.codes, "2+")))
    assert player.tap("walk").name == "asking"
    assert "asking-before" in keys(player.screen)
    player.tap("same")
    player.tap("rate", "3")
    player.tap("same")
    assert player.tap("same").name == "confirming"
    marks = [mark_of(rating) for rating in player.session.ratings.values()]
    assert marks == ["2+", "3", "2+", "2+"]
    assert player.tap("back").name == "asking"
    assert ("keep", "") in offered(player.screen)
    player.tap("keep")
    for _ in STANDARD.domains[1:]:
        player.tap("confirm")
    assert player.screen.name == "finished"


def test_a_review_stays_with_the_assessment_that_was_handed_in() -> None:
    """An answer keeps it only there, and only as long as it claims the same."""
    player = finished(dict.fromkeys(STANDARD.codes, "3"))
    first, second, *_ = STANDARD.codes
    player.review({first: 3, second: 2})
    player.tap("review")
    player.tap("open", f"answers.{STANDARD.domains[0].code}")
    player.tap("open", "answer.0")
    player.tap("jump", first)
    player.tap("rate", "3+")
    player.tap("close")
    assert player.session.ratings[first] == Rating(3, under_way=True, verified=3)
    rechecking(player)
    for _ in STANDARD.domains:
        player.tap("confirm")
    assert not is_reviewed(player.session.ratings)
    assert is_reviewed(player.session.past[0].ratings)


def test_a_pause_in_the_middle_comes_back_to_the_same_domain() -> None:
    player = rechecking(finished(dict.fromkeys(STANDARD.codes, "1")))
    player.tap("confirm")
    player.tap("walk")
    player.tap("pause")
    assert player.tap("resume").name == "confirming"
    player.tap("pause")
    assert player.tap("resume").name == "confirming"
    assert len(player.session.ratings) == 4


def test_a_recheck_asks_what_the_last_run_did_not_ask() -> None:
    player = rechecking(finished(dict.fromkeys(STANDARD.codes, "1"), "target-1"))
    asked = 0
    while player.screen.name != "finished":
        if player.screen.name == "confirming":
            player.tap("confirm")
        elif player.screen.name == "checkpoint":
            player.tap("go_on")
        else:
            assert ("same", "") not in offered(player.screen)
            player.tap("rate", "1")
            asked += 1
    assert asked == 27 - len(player.session.past[0].ratings)


def test_no_more_are_left_out_than_may_be() -> None:
    player = Player(STANDARD)
    player.tap("consent")
    player.tap("begin", "full")
    may = [sub.code for sub in STANDARD.subdomains if sub.may_not_apply]
    while player.screen.name != "finished":
        code = player.session.current(STANDARD)
        if player.screen.name == "checkpoint":
            player.tap("go_on")
        elif code in may[1:3]:
            player.tap("excuse")
            player.type("Another office does this")
        else:
            player.tap("rate", "3")
    rechecking(player)
    player.tap("walk")
    player.tap("excuse")
    player.type("Another office decides this now")
    while player.screen.name != "finished":
        if player.screen.name in ("confirming", "checkpoint"):
            player.tap("confirm" if player.screen.name == "confirming" else "go_on")
        else:
            same = ("same", "") in offered(player.screen)
            player.tap("same") if same else player.tap("rate", "2")
    left_out = [code for code, rating in player.session.ratings.items() if rating.not_applicable]
    assert len(left_out) == STANDARD.not_applicable_at_most


def test_a_recheck_follows_the_plan() -> None:
    player = planned()
    player.tap("leave")
    rechecking(player)
    for _ in STANDARD.domains:
        player.tap("confirm")
    assert player.session.plan is not None
    assert player.session.plan.progress == (0, 3)


def test_the_first_run_has_nothing_to_recheck() -> None:
    player = Player(STANDARD)
    player.tap("consent")
    player.tap("begin", "full")
    player.tap("pause")
    assert ("open", "recheck") not in offered(player.screen)
    with pytest.raises(Refusal):
        player.reply(Reply(player.session.turn, "recheck", "recheck"))
    assert player.command("history").name == "history"
    assert "history-none" in keys(player.screen)


def test_the_history_shows_every_finished_run_and_what_changed_between_any_two() -> None:
    player = finished(dict.fromkeys(STANDARD.codes, "2"))
    for mark in ("3", "1"):
        rechecking(player)
        player.tap("walk")
        for _ in STANDARD.domains[0].subdomains:
            player.tap("rate", mark)
        while player.screen.name == "confirming":
            player.tap("confirm")
        screen = player.command("history")
        # The hint to tap two of them is shown only if something can be tapped.
        assert ("history-hint" in keys(screen)) == any(view.startswith("compare.") for _, view in offered(screen))
    trend = next(block for block in screen.blocks if isinstance(block, Trend))
    assert [point.value for point in trend.points] == [2, 2, 1]
    assert "changed-up" not in keys(player.tap("open", "changed.2.3"))
    assert "changed-down" in keys(player.screen)
    player.tap("open", "history")
    player.tap("open", "compare.3")
    player.tap("open", "changed.1.3")
    for view in ("changed.3.1", "changed.1.1", "changed.1.9", "changed", "compare.9", "history.9", "history.x"):
        with pytest.raises(Refusal):
            player.reply(Reply(player.session.turn, "history", "open", view))


def test_changes_are_the_answers_that_differ() -> None:
    player = finished(dict.fromkeys(STANDARD.codes, "2"))
    ratings = player.session.ratings
    assert changes(STANDARD, ratings, ratings) == ()
    raised = changes(STANDARD, dict.fromkeys(STANDARD.codes, Rating(1)), ratings)
    assert [change.by for change in raised] == [1] * 27


LADDER = STANDARD.subdomains[0]
SETS = st.frozensets(st.sampled_from(LADDER.all_criteria))


@given(SETS, SETS)
def test_criteria_that_came_and_went_are_named_even_on_the_same_rung(
    old: frozenset[Criterion], new: frozenset[Criterion]
) -> None:
    before, after = decided_by(LADDER, old), decided_by(LADDER, new)
    found = changes(STANDARD, {LADDER.code: before}, {LADDER.code: after})
    assert bool(found) == (old != new)
    for change in found:
        named = (set(change.also), set(change.no_longer))
        is_named = bool(before.ticked or after.ticked)
        assert named == ((new - old, old - new) if is_named else (set(), set()))
        assert change.by == after.level - before.level


def test_a_change_between_two_sentences_names_no_criteria() -> None:
    (change,) = changes(STANDARD, {LADDER.code: Rating(1)}, {LADDER.code: Rating(4)})
    assert (change.by, change.also, change.no_longer) == (3, (), ())


@pytest.mark.parametrize("unsaid", [None, Rating(unsure=True), Rating(not_applicable="elsewhere")])
def test_an_answer_without_a_rung_has_neither_risen_nor_fallen(unsaid: Rating | None) -> None:
    code = STANDARD.codes[0]
    without = {} if unsaid is None else {code: unsaid}
    there, back = changes(STANDARD, without, {code: Rating(3)}), changes(STANDARD, {code: Rating(3)}, without)
    assert [change.by for change in (*there, *back)] == [0, 0]
