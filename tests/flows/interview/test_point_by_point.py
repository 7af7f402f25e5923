"""The ways from a question to the criteria of its rungs: beside each sentence, before "not sure", after ticks were cleared."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from flows.assessment.rating import Rating
from flows.dialogue import Phrase, Refusal, Reply
from flows.interview.interview import Interview
from flows.interview.points.screens import set_of
from flows.interview.session import Session
from flows.screen import Heading, Screen
from flows.stages import Stage
from flows.standard.loader import shipped
from flows.standard.model import TOP
from tests.flows.player import TODAY, Player

STANDARD = shipped()
LADDER = STANDARD.subdomains[0]
CODE, NEXT = STANDARD.codes[:2]
# Rung 2 lacks all but its first criterion, rung 3 lacks none.
GAP = Rating(1, under_way=True, ticked="2a" + "3" + "".join(criterion.letter for criterion in LADDER.criteria_of(3)))


def begun() -> Player:
    player = Player(STANDARD)
    player.tap("consent")
    player.tap("begin", "full")
    return player


def interview(rating: Rating, stage: str = Stage.asking, **answers: Rating) -> Interview:
    """A question that is answered once more."""
    ratings = {CODE: rating} | {code.replace("_", "-"): other for code, other in answers.items()}
    return Interview(STANDARD, Session("en", 9, stage, 1, ratings=ratings, focus=CODE), TODAY)


def opened(screen: Screen) -> list[str]:
    return [reply.value for reply in screen.replies if reply.trigger == "open" and reply.value.startswith("points.")]


def rated(asked: Interview, mark: str) -> Screen:
    return asked.hear(Reply(asked.session.turn, "", "rate", mark))


# Beside each sentence


def test_the_explanation_leads_to_each_rung() -> None:
    player = begun()
    explained = player.tap("open", "explain")
    assert opened(explained) == [f"points.0.{rung}" for rung in range(1, TOP + 1)]
    shown = player.tap("open", "points.0.4")
    assert [(check.number, check.is_checked) for check in shown.checks] == [
        (LADDER.all_criteria.index(criterion), False) for criterion in LADDER.criteria_of(4)
    ]


def test_a_question_that_is_gone_back_to_explains_itself() -> None:
    player = begun()
    player.tap("rate", "2")
    player.tap("open", "q.0")
    explained = player.tap("open", "explain.0")
    assert explained.blocks[0] == Heading(Phrase(CODE))
    assert opened(explained) == [f"points.0.{rung}" for rung in range(1, TOP + 1)]
    assert player.tap("open", "q.0").asks == CODE


def test_an_answer_that_is_reviewed_is_explained_too() -> None:
    explained = interview(Rating(1), Stage.reviewing).view("explain.0")
    assert explained is not None
    assert explained.blocks[0] == Heading(Phrase(CODE))


@pytest.mark.parametrize("rest", ["99", "x", "0.1", "-1"])
def test_no_other_address_explains_a_question(rest: str) -> None:
    assert interview(Rating(1), Stage.reviewing).view(f"explain.{rest}") is None


def test_each_sentence_of_a_face_with_room_leads_to_its_rung() -> None:
    player = begun()
    answers = player.screen.answers
    assert answers is not None
    beside = answers.by_points
    assert [choice.reply.value for choice in beside] == [f"points.0.{rung}" for rung in range(1, TOP + 1)]
    question = player.screen
    for choice in beside:
        assert player.reply(choice.reply).name == "points"
    with pytest.raises(Refusal):
        player.reply(replace(beside[0].reply, value="points.1.1"))
    assert player.tap("open", "q.0").asks == question.asks


# Before "not sure"


def test_who_is_not_sure_may_go_point_by_point_before_anything_is_recorded() -> None:
    player = begun()
    offer = player.tap("open", "unsure")
    assert [(reply.trigger, reply.value) for reply in offer.replies] == [
        ("open", "points.0.1"),
        ("rate", "unsure"),
        ("show", ""),
    ]
    assert not player.session.ratings
    player.tap("open", "points.0.1")
    player.tap("open", "points.0.1.1")
    player.tap("tick", "1")
    assert player.session.ratings[CODE].level == (1 if len(LADDER.criteria_of(1)) == 1 else 0)


def test_not_sure_costs_one_tap_more_once_and_none_after_it() -> None:
    player = begun()
    player.tap("open", "unsure")
    player.tap("rate", "unsure")
    assert player.session.ratings[CODE].unsure
    player.tap("rate", "unsure")
    assert player.session.ratings[NEXT].unsure


def test_who_comes_back_from_the_criteria_is_not_asked_again() -> None:
    player = begun()
    player.tap("open", "unsure")
    player.tap("open", "points.0.1")
    player.tap("open", "q.0")
    player.tap("rate", "unsure")
    assert player.session.ratings[CODE].unsure


def test_the_offer_opens_the_lowest_rung_with_a_criterion_that_is_not_met() -> None:
    asked = interview(Rating(2, under_way=True, ticked="3a"))
    offer = asked.view("unsure")
    assert offer is not None
    assert opened(offer) == ["points.0.3"]


def test_a_card_of_an_older_version_records_not_sure_at_once() -> None:
    player = begun()
    player.reply(Reply(player.screen.turn, "", "rate", "unsure"))
    assert player.session.ratings[CODE].unsure


def test_a_typed_not_sure_is_recorded_at_once() -> None:
    player = begun()
    player.type("不确定")
    assert player.session.ratings[CODE].unsure


@pytest.mark.parametrize("stage", [stage for stage in Stage if stage is not Stage.asking])
def test_the_offer_is_made_for_the_question_that_is_asked(stage: Stage) -> None:
    assert interview(Rating(1), stage).view("unsure") is None


# After ticks were cleared


def test_a_sentence_that_clears_ticks_says_which_and_leads_back_to_them() -> None:
    asked = interview(GAP)
    shown = rated(asked, "2")
    assert asked.session.ratings[CODE] == Rating(2)
    assert shown.notice is not None
    said = dict(shown.notice.args)
    assert shown.notice.key == "notice-ticks-cleared"
    assert (said["rung"], said["above"]) == (2, 3)
    facts = said["facts"]
    assert isinstance(facts, tuple)
    assert [fact.key for fact in facts] == [criterion.words for criterion in LADDER.criteria_of(3)]
    assert shown.way_back is not None
    back = asked.hear(shown.way_back.reply)
    assert all(check.is_checked for check in back.checks)
    record = next(choice.reply for choice in back.choices if choice.reply.trigger == "tick")
    asked.hear(record)
    assert asked.session.ratings[CODE] == Rating(3)


@pytest.mark.parametrize("mark", ["0", "1", "3", "5", "unsure"])
def test_a_sentence_that_contradicts_no_tick_says_nothing_of_them(mark: str) -> None:
    shown = rated(interview(GAP), mark)
    assert (shown.notice, shown.way_back) == (None, None)


def test_nothing_is_said_of_ticks_that_a_person_takes_away_themselves() -> None:
    asked = interview(GAP)
    bits = set_of(LADDER, frozenset(LADDER.criteria_of(1)))
    shown = asked.hear(Reply(9, f"points.0.3.{bits:x}", "tick", f"{bits:x}"))
    assert asked.session.ratings[CODE] == Rating(1)
    assert (shown.notice, shown.way_back) == (None, None)


def test_the_way_back_is_offered_for_this_turn_and_for_a_set_of_ticks() -> None:
    asked = interview(GAP)
    shown = rated(asked, "2")
    assert shown.way_back is not None
    reply = shown.way_back.reply
    for wrong in (
        replace(reply, turn=reply.turn - 1),
        replace(reply, value="points.0.5"),
        *(replace(reply, view=f"recorded.{rest}") for rest in ("0", "0.", "0.x", "0.-1", "99.1", "0.fffffffff")),
    ):
        with pytest.raises(Refusal):
            asked.hear(wrong)


@pytest.mark.parametrize("origin", [Stage.reviewing, ""])
def test_the_notice_comes_wherever_the_answer_leads(origin: str) -> None:
    session = Session("en", 9, Stage.asking, 1, ratings=dict.fromkeys(STANDARD.codes, GAP), focus=CODE, origin=origin)
    asked = Interview(STANDARD, session, TODAY)
    shown = rated(asked, "2")
    assert shown.name == (origin or Stage.finished)
    assert shown.way_back is not None
    assert asked.hear(shown.way_back.reply).name == "points"
