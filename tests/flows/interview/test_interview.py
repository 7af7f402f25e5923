"""Whole interviews: all modes, back, edits, pause, language midway; saved and reloaded between every two replies."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.assessment.rating import MARKS, Lens, mark_of, rating_of
from flows.assessment.scorecard import star_range
from flows.dialogue import Phrase, Refusal, Reply, phrase
from flows.screen import Folded, Ladder, Listing
from flows.standard.loader import shipped
from tests.flows.interview.planned import asked, begun, keys
from tests.flows.player import Player

STANDARD = shipped()
THREES = dict.fromkeys(STANDARD.codes, "3")


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(("mode", "questions"), [("full", 27), ("quick", 27), ("target-1", 10), ("target-3", 25)])
def test_a_whole_run(language: str, mode: str, questions: int) -> None:
    player = begun(mode, language)
    screen = player.answer_all(dict.fromkeys(STANDARD.codes, "5"))
    assert (screen.name, screen.language) == ("finished", language)
    assert len(player.session.ratings) == questions


def test_full_walks_through_the_five_domains() -> None:
    player, walked = begun(), list[str]()
    while player.screen.name != "finished":
        walked.append(player.screen.name)
        player.tap("go_on") if player.screen.name == "checkpoint" else player.tap("rate", "2")
    assert "".join("." if stage == "asking" else "|" for stage in walked) == "....|.......|.....|.....|......"


def test_quick_offers_the_verdict_the_moment_it_is_decided() -> None:
    player = begun("quick")
    assert player.tap("rate", "0").name == "deciding"
    assert player.tap("verdict").name == "finished"
    player = begun("quick")
    player.answer_all(dict.fromkeys(STANDARD.codes, "1"), until="deciding")
    assert len(player.session.ratings) == 10
    assert player.tap("go_deeper").name == "asking"
    assert player.answer_all(dict.fromkeys(STANDARD.codes, "1")).name == "finished"
    assert len(player.session.ratings) == 27


def test_in_a_quick_run_what_is_not_known_decides_nothing_before_its_star_is_asked() -> None:
    player = begun("quick")
    assert player.answer("unsure").name == "asking"
    assert player.tap("rate", "0").name == "deciding", "what is known decides at once"
    assert "deciding-now" not in keys(player.screen), "a rung 0 that the first star needs decides, whatever is found out"
    player = begun("quick")
    player.answer("unsure")
    player.answer_all(dict.fromkeys(STANDARD.codes, "3"), until="deciding")
    assert len(player.session.ratings) == 10
    assert "deciding-now" in keys(player.screen)
    player.tap("pause")
    assert player.tap("resume").name == "deciding"


def test_the_result_does_not_count_what_nobody_answered_among_the_answers() -> None:
    player = begun("quick")
    player.tap("rate", "0")
    folded = next(
        block for block in player.command("result").blocks if isinstance(block, Folded) and block.title.key == "result-build"
    )
    steps = folded.blocks[0]
    assert isinstance(steps, Listing)
    titles = [dict(line.args)["step"] for line in steps.items]
    assert [title.key for title in titles if isinstance(title, Phrase)] == [
        "step-title",
        "step-title-unsaid",
        "step-title-unsaid",
    ]


def test_every_question_says_how_to_answer_it() -> None:
    player = begun()
    for screen in (player.screen, player.tap("rate", "1")):
        ladder = screen.blocks[-1]
        assert isinstance(ladder, Ladder)
        assert ladder.hint == phrase("asking-hint")


def test_back_changes_the_last_answer_and_goes_on() -> None:
    player = begun()
    first = asked(player)
    player.tap("rate", "1")
    second = asked(player)
    player.tap("back")
    assert asked(player) == first
    player.tap("rate", "4+")
    assert asked(player) == second
    assert mark_of(player.session.ratings[first]) == "4+"
    player.tap("back")
    player.tap("keep")
    assert asked(player) == second


def test_the_review_jumps_to_any_answer_and_comes_back() -> None:
    player = begun()
    player.answer_all(THREES)
    player.tap("review")
    player.tap("open", "answers.operation")
    player.tap("open", f"answer.{STANDARD.codes.index('change-management')}")
    player.tap("jump", "change-management")
    assert asked(player) == "change-management"
    assert player.tap("rate", "0").name == "reviewing"
    assert player.tap("close").name == "finished"
    assert star_range(STANDARD, player.session.ratings, Lens.claimed).low == 2


def test_pause_and_resume_ask_the_same_question() -> None:
    player = begun()
    player.tap("rate", "2")
    question = asked(player)
    assert player.tap("pause").name == "paused"
    assert player.command("resume").name == "asking"
    assert asked(player) == question


def test_a_reason_is_typed_where_a_question_does_not_apply() -> None:
    player = begun()
    assert player.tap("excuse").name == "excusing"
    assert player.type("  ").notice is not None
    assert player.type("!!!").notice is not None
    assert player.type("w" * 201).notice is not None
    assert player.tap("cancel").name == "asking"
    player.tap("excuse")
    assert player.type("Another office\u202e does this").name == "asking"
    assert player.session.ratings["strategic-decision"].not_applicable == "Another office does this"


def test_at_most_two_are_left_out_and_never_one_of_the_first_star() -> None:
    player = begun()
    excused = 0
    while player.screen.name != "finished":
        if player.screen.name == "checkpoint":
            player.tap("go_on")
            continue
        offered = any(reply.trigger == "excuse" for reply in player.screen.replies)
        subdomain = STANDARD.subdomain(asked(player))
        assert offered == (subdomain.may_not_apply and excused < 2)
        if offered:
            player.tap("excuse")
            player.type("Not offered")
            excused += 1
        else:
            player.tap("rate", "1")
    assert excused == 2


@pytest.mark.parametrize(
    ("typed", "mark"), [("3", "3"), ("3+", "3+"), ("３", "3"), ("３＋", "3+"), ("3⁺", "3+"), (" 0 ", "0"), ("③", "3")]
)
def test_a_typed_number_answers(typed: str, mark: str) -> None:
    player = begun()
    code = asked(player)
    player.type(typed)
    assert mark_of(player.session.ratings[code]) == mark


@pytest.mark.parametrize("typed", ["", "6", "5+", "-1", "3.5", "三", "33", "hello", "👍", "3" * 10_000, "3 4", "/nope"])
def test_other_text_gets_a_calm_hint_and_loses_nothing(typed: str) -> None:
    player = begun()
    before = player.session
    screen = player.command("nope") if typed.startswith("/") else player.type(typed)
    assert screen.notice is not None
    assert screen.name == "asking"
    assert player.session == before


def test_the_hint_names_not_applicable_only_if_it_is_offered() -> None:
    player = begun()
    assert player.type("hello").notice == phrase("notice-type-number", excusable="yes")
    player.tap("rate", "3")
    assert player.type("does not apply").notice == phrase("notice-type-number", excusable="no")


def test_a_checkpoint_says_the_range_of_a_quick_run_and_no_verdict_in_a_full_one() -> None:
    quick = begun("quick")
    quick.answer_all(THREES, until="checkpoint")
    assert "checkpoint-range" in keys(quick.screen)
    full = begun()
    full.answer_all(dict.fromkeys(STANDARD.codes, "0"), until="checkpoint")
    assert "checkpoint-range" not in keys(full.screen)


def test_a_line_that_is_delivered_twice_answers_once() -> None:
    player = begun()
    player.type("3")
    player._number -= 1
    with pytest.raises(Refusal):
        player.type("3")
    assert len(player.session.ratings) == 1


def test_language_changes_in_the_middle_of_a_question() -> None:
    player = begun()
    question = asked(player)
    player.command("language")
    screen = player.tap("speak", "en")
    assert (screen.name, screen.language, asked(player)) == ("asking", "en", question)


def test_before_consent_a_language_is_carried_by_the_button() -> None:
    player = Player(STANDARD, "zh")
    assert player.tap("open", "welcome.en").language == "en"
    assert player.tap("consent").language == "en"


def test_every_stale_button_of_a_whole_run_is_refused() -> None:
    player, old = begun(), list[Reply]()
    while player.screen.name != "finished":
        old += player.screen.replies
        player.tap("go_on") if player.screen.name == "checkpoint" else player.tap("rate", "2")
    before = player.session
    for reply in old:
        with pytest.raises(Refusal):
            player.reply(reply)
    assert player.session == before


@given(
    st.builds(
        Reply,
        st.one_of(st.integers(), st.sampled_from([100, 101, 102])),
        st.one_of(
            st.text(max_size=8), st.sampled_from(["", "explain", "forget", "answers.design", "steps.99", "step.service-level"])
        ),
        st.one_of(
            st.text(max_size=8), st.sampled_from(["rate", "forget", "begin", "jump", "open", "show", "consent", "reason"])
        ),
        st.one_of(st.text(max_size=8), st.sampled_from(["6", "5+", "-1", "quick", "target-9", "risk-management"])),
    )
)
def test_forged_replies_change_nothing_that_was_not_offered(reply: Reply) -> None:
    player = begun()
    before = player.session
    try:
        player.reply(reply)
    except Refusal:
        assert player.session == before
    else:
        assert reply.turn == before.turn


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(MARKS), min_size=27, max_size=27), st.sampled_from(["target-5", "quick"]))
def test_quick_full_and_target_come_to_the_same_star(marks: list[str], other: str) -> None:
    answers = dict(zip(STANDARD.codes, marks, strict=True))
    star = star_range(STANDARD, {code: rating_of(mark) for code, mark in answers.items()}, Lens.claimed)
    full = begun()
    full.answer_all(answers)
    assert star_range(STANDARD, full.session.ratings, Lens.claimed) == star
    player = begun(other)
    _until_decided(player, answers)
    assert star_range(STANDARD, player.session.ratings, Lens.claimed) == star


def _until_decided(player: Player, answers: dict[str, str]) -> None:
    while player.screen.name not in ("deciding", "finished"):
        if player.screen.name == "checkpoint":
            player.tap("go_on")
        else:
            player.tap("rate", answers[asked(player)])


@given(st.text(max_size=70))
def test_a_reply_is_decoded_only_as_it_was_encoded(text: str) -> None:
    reply = Reply.decode(text)
    assert reply is None or reply.encode() == text
