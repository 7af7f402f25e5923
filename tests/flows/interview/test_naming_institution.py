"""The institution's name: offered with the documents, never asked for; stored as typed, changed and taken away."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from flows.assessment.rating import Rating
from flows.dialogue import Attachment, Refusal, Reply, Typed
from flows.interview.institution.effects import NAME_AT_MOST
from flows.interview.screen_index import screen_of
from flows.interview.session import Session
from flows.interview.stage_groups import INSTITUTION_STAGES
from flows.screen import Screen
from flows.stages import Stage
from flows.standard.loader import shipped
from flows.triggers import Trigger
from flows.views import View
from tests.flows.interview.planned import finished, said
from tests.flows.player import TODAY, Player

STANDARD = shipped()
THREES = dict.fromkeys(STANDARD.codes, "3")
NAME = "喆堃垚㛃𬭎中小企业服务中心"


def naming() -> Player:
    """Somebody who is about to type the name."""
    player = finished(THREES)
    assert player.tap("call").name == "naming"
    return player


def offers(screen: Screen, trigger: str) -> bool:
    return any(reply.trigger == trigger for reply in screen.replies)


def words(screen: Screen) -> str:
    return str(screen.blocks)


def test_no_answer_is_asked_for_a_name_on_the_way() -> None:
    player = Player(STANDARD)
    assert not offers(player.tap("consent"), "call")
    assert not offers(player.tap("begin", "full"), "call")
    player.answer_all(dict.fromkeys(STANDARD.codes, "3"))
    assert player.session.institution == ""
    assert offers(player.screen, "call")


def test_a_typed_name_is_kept_and_shown_with_the_result() -> None:
    player = naming()
    assert said(player.type(NAME)) == "notice-named"
    assert player.screen.name == "finished"
    assert player.session.institution == NAME
    assert NAME in words(player.screen)


def test_one_tap_skips_it() -> None:
    player = naming()
    before = player.session
    assert player.tap("leave").name == "finished"
    assert said(player.screen) is None
    assert (player.session.institution, player.session.ratings) == ("", before.ratings)


def test_it_is_changed_and_taken_away_again() -> None:
    player = naming()
    assert not offers(player.screen, "unname")
    player.type(NAME)
    player.tap("call")
    assert NAME in words(player.screen)
    assert said(player.type("Another Centre")) == "notice-named"
    player.tap("call")
    assert said(player.tap("leave")) is None
    assert player.session.institution == "Another Centre"
    player.tap("call")
    assert said(player.tap("unname")) == "notice-unnamed"
    assert (player.screen.name, player.session.institution) == ("finished", "")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "empty"), (" \u3000\t\n", "empty"), ("🏢🏢", "empty"), ("1️⃣", "empty"), ("——", "empty"), ("ㅤ", "empty"),
        ("\u202e\u200b\x00", "empty"), ("长" * (NAME_AT_MOST + 1), "long"), ("𬭎" * (NAME_AT_MOST + 1), "long"),
    ],
)  # fmt: skip
def test_a_line_that_cannot_be_a_name_changes_nothing(text: str, why: str) -> None:
    player = naming()
    player.type(NAME)
    player.tap("call")
    before = player.session
    assert said(player.type(text)) == f"notice-institution-{why}"
    assert (player.screen.name, player.session) == ("naming", before)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("𬭎" * NAME_AT_MOST, "𬭎" * NAME_AT_MOST),
        ("  第一\n服务\t中心  ", "第一 服务 中心"),
        ("甲\u202e乙\u2066丙\x07", "甲乙丙"),
        ("<b>甲</b> &amp; { $x } { -brand }", "<b>甲</b> &amp; { $x } { -brand }"),
        ("中心 🏢", "中心 🏢"),
        ("12345", "12345"),
    ],
)
def test_a_name_is_kept_as_it_was_typed_on_one_line(text: str, name: str) -> None:
    player = naming()
    player.type(text)
    assert player.session.institution == name


def test_a_file_cannot_be_a_name() -> None:
    player = naming()
    before = player.session
    assert said(player.attach(None, NAME)) == "notice-institution-file"
    assert said(player.attach(Attachment("a.pdf", 1, "application/pdf", "0" * 64, "web:x"), "")) == "notice-institution-file"
    assert (player.screen.name, player.session) == ("naming", before)


def test_a_line_delivered_twice_counts_once() -> None:
    player = naming()
    player.type(NAME)
    player.tap("call")
    before = player.session
    with pytest.raises(Refusal):
        player.hear(Typed("Once more", player.session.heard))
    assert player.session == before


def test_an_old_button_takes_no_name_away() -> None:
    player = naming()
    player.type(NAME)
    player.tap("call")
    old = next(reply for reply in player.screen.replies if reply.trigger == "unname")
    player.type("Another Centre")
    with pytest.raises(Refusal):
        player.reply(old)
    assert player.session.institution == "Another Centre"


@pytest.mark.parametrize("begins", ["restart", "recheck"])
def test_the_next_assessment_has_the_same_name(begins: str) -> None:
    player = naming()
    player.type(NAME)
    player.tap("open", begins)
    player.tap(begins)
    assert player.session.assessment == 2
    assert player.session.institution == NAME


def test_forgetting_takes_it_along() -> None:
    player = naming()
    player.type(NAME)
    player.command("forget")
    player.tap("forget")
    assert not player.session.is_stored


# Wherever the result can be looked at, one comes back to where one was.


def paused() -> Player:
    player = Player(STANDARD)
    player.tap("consent")
    player.tap("begin", "full")
    player.tap("rate", "3")
    player.tap("pause")
    return player


def asking() -> Player:
    player = Player(STANDARD)
    player.tap("consent")
    player.tap("begin", "full")
    player.tap("rate", "3")
    return player


def checkpoint() -> Player:
    player = asking()
    player.answer_all(dict.fromkeys(STANDARD.codes, "2"), until="checkpoint")
    return player


def deciding() -> Player:
    player = Player(STANDARD)
    player.tap("consent")
    player.tap("begin", "quick")
    player.answer_all(dict.fromkeys(STANDARD.codes, "0"), until="deciding")
    return player


def reviewing() -> Player:
    player = finished(THREES)
    player.tap("review")
    return player


def planning() -> Player:
    player = finished(THREES)
    player.tap("plan", "4")
    player.tap("remind", "off")
    return player


@pytest.mark.parametrize("start", [asking, checkpoint, deciding, reviewing, paused, planning, finished])
@pytest.mark.parametrize("leaving", ["typed", "leave"])
def test_naming_leads_back_to_the_stage_it_began_at(start: Callable[[], Player], leaving: str) -> None:
    player = start()
    stage, ratings = player.session.stage, player.session.ratings
    player.command("result")
    assert player.tap("call").name == "naming"
    screen = player.type(NAME) if leaving == "typed" else player.tap("leave")
    assert (screen.name, player.session.stage) == (stage, stage)
    assert player.session.ratings == ratings
    assert player.session.institution == (NAME if leaving == "typed" else "")


def test_naming_from_a_revisited_answer_leads_back_to_it_and_then_to_the_review() -> None:
    player = gone_back_from_the_review()
    player.command("result")
    player.tap("call")
    assert player.type(NAME).name == "asking"
    assert (player.session.focus, player.session.origin) == (STANDARD.codes[0], "reviewing")
    assert player.answer("2").name == "reviewing"


@pytest.mark.parametrize("stage", [stage for stage in Stage if stage not in ("welcome", "finished")])
def test_the_result_offers_it_wherever_no_other_line_is_typed(stage: str) -> None:
    answered = {STANDARD.codes[0]: Rating(3)}
    shown = screen_of(STANDARD, Session("zh", 7, stage, 1, ratings=answered), "result", TODAY)
    assert shown is not None
    assert offers(shown, "call") == (stage in INSTITUTION_STAGES)


def begun(mode: str) -> Player:
    """Somebody at the first question of a run."""
    player = Player(STANDARD)
    player.tap("consent")
    player.tap("begin", mode)
    return player


def at_checkpoint() -> Player:
    player = begun("quick")
    player.answer_all(THREES, until="checkpoint")
    return player


def in_the_middle() -> Player:
    player = at_checkpoint()
    player.tap("go_on")
    player.answer("3")
    return player


def gone_back() -> Player:
    player = in_the_middle()
    player.tap("back")
    return player


def gone_back_from_the_review() -> Player:
    player = reviewing()
    player.tap("open", f"answers.{STANDARD.domains[0].code}")
    player.tap("open", "answer.0")
    player.tap("jump", STANDARD.codes[0])
    return player


@pytest.mark.parametrize("place", [at_checkpoint, in_the_middle, gone_back, gone_back_from_the_review])
@pytest.mark.parametrize("named", [True, False])
def test_a_person_in_the_middle_of_a_run_comes_back_to_where_they_were(place: Callable[[], Player], *, named: bool) -> None:
    player = place()
    before, shown = player.session, player.screen
    player.reply(Reply(before.turn, View.documents, Trigger.ask_institution, ""))
    assert player.screen.name == "naming"
    assert player.type(NAME) if named else player.tap("leave")
    after = player.session
    assert (after.stage, after.focus, after.origin) == (before.stage, before.focus, before.origin)
    assert player.screen.blocks == shown.blocks
    assert after.institution == (NAME if named else "")
