"""The result: what it shows first, what it folds, and that it says only what is true."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.telegram.outgoing.card_text import keyboard
from bot.words.wording import Wording
from flows.assessment.plan import new_plan, still_lacking
from flows.assessment.rating import MARKS, UNSURE, Rating, rating_of
from flows.assessment.scorecard import possible_stars, scorecard
from flows.dialogue import Phrase
from flows.interview.screen_index import screen_of
from flows.interview.session import Past, Session
from flows.profile import CellState, Profile
from flows.screen import Folded, Heading, Listing, Paragraph, Rows, Screen, Trend
from flows.stages import Stage
from flows.standard.loader import shipped
from tests.flows.interview.planned import TWOS, begun, finished, planned
from tests.flows.player import TODAY, Player

STANDARD = shipped()
ANSWERS = st.dictionaries(st.sampled_from(STANDARD.codes), st.sampled_from([*MARKS, UNSURE]), min_size=1)


def shown(ratings: dict[str, Rating], stage: Stage = Stage.finished, view: str = "") -> Screen:
    past = (Past(1, TODAY, ratings),)
    screen = screen_of(STANDARD, Session("en", 7, stage, 1, ratings=ratings, past=past), view, TODAY)
    assert screen is not None
    return screen


def profile(screen: Screen) -> Profile:
    return next(block for block in screen.blocks if isinstance(block, Profile))


def first_said(screen: Screen) -> list[Phrase]:
    """What is said before the profile."""
    until = next(index for index, block in enumerate(screen.blocks) if isinstance(block, Profile))
    return [block.text for block in screen.blocks[:until] if isinstance(block, Heading | Paragraph)]


def said_keys(screen: Screen) -> list[str]:
    return [said.key for said in first_said(screen)]


def readings(screen: Screen) -> list[str]:
    folds = [block for block in screen.blocks if isinstance(block, Folded) and block.title.key == "result-readings"]
    return [item.key for block in folds[0].blocks if isinstance(block, Listing) for item in block.items]


@given(ANSWERS)
@settings(max_examples=200)
def test_no_star_is_final_while_an_unsure_or_missing_answer_could_change_it(marks: dict[str, str]) -> None:
    ratings = {code: rating_of(mark) for code, mark in marks.items()}
    possible = possible_stars(STANDARD, ratings)
    claimed = scorecard(STANDARD, ratings).claimed
    assert (possible.low, possible.high >= claimed.high) == (claimed.low, True)
    key = said_keys(shown(ratings))[0]
    assert (key == "result-range") == (not possible.decided)
    assert key != "result-star" or not any(rating.unsure for rating in ratings.values())
    deciding = shown(ratings, Stage.deciding)
    if any(rating.unsure for rating in ratings.values()) and not possible.decided:
        keys = {block.text.key for block in deciding.blocks if isinstance(block, Heading | Paragraph)}
        assert "deciding-title-now" in keys
        assert not keys & {"deciding-title", "deciding-why"}


@given(ANSWERS)
@settings(max_examples=50)
def test_a_result_has_few_buttons_in_a_chat_and_a_cell_for_every_subdomain(marks: dict[str, str]) -> None:
    ratings = {code: rating_of(mark) for code, mark in marks.items()}
    for screen in (shown(ratings), shown(ratings, view="result")):
        assert sum(len(row) for row in keyboard(screen)) <= 7
        cells = [cell for domain in profile(screen).domains for cell in domain.cells]
        assert len(cells) == len(STANDARD.codes) == 27
        blocking = scorecard(STANDARD, ratings).blocking
        assert [cell.needs_more for cell in cells] == [code in blocking for code in STANDARD.codes]


def test_a_cell_tells_four_kinds_of_answers_apart_and_opens_its_own() -> None:
    codes = STANDARD.codes
    answers = {codes[0]: Rating(2, under_way=True), codes[1]: Rating(unsure=True), codes[2]: Rating(not_applicable="none")}
    cells = profile(shown(answers)).domains[0].cells
    assert [cell.state for cell in cells] == [CellState.rung, CellState.unsure, CellState.left_out, CellState.unanswered]
    assert [cell.sign for cell in cells] == ["2+", "?", "/", "–"]
    assert [cell.choice.reply.value for cell in cells if cell.choice] == ["q.0", "q.1", "q.2", "q.3"]


def test_a_bar_passes_the_mark_of_the_next_star_exactly_if_its_domain_lacks_nothing() -> None:
    answers = {code: Rating(index % 4) for index, code in enumerate(STANDARD.codes)}
    drawn = profile(shown(answers))
    for domain in drawn.domains:
        assert (domain.reach >= drawn.star * 100) == (domain.met == domain.required)


def test_at_most_three_names_come_first_and_the_rest_is_folded() -> None:
    one = shown({code: Rating(1 if code == "service-communication" else 2) for code in STANDARD.codes})
    sentence = dict(first_said(one)[1].args)
    assert sentence == {"count": 1, "star": 2, "names": (Phrase("service-communication"),), "least": "no"}
    many = dict(first_said(shown({code: Rating(3) for code in STANDARD.codes}))[1].args)
    assert (many["count"], len(many["names"])) == (27, 3)  # type: ignore[arg-type]


@pytest.mark.parametrize(("level", "key"), [("3", "result-target-reached"), ("2", "result-target-missed")])
def test_a_target_run_says_whether_the_target_is_reached(level: str, key: str) -> None:
    player = begun("target-3")
    player.answer_all(dict.fromkeys(STANDARD.codes, level))
    assert key in said_keys(player.screen)


def test_a_target_that_an_unsure_answer_may_still_reach_is_open() -> None:
    player = begun("target-3")
    player.answer_all({**dict.fromkeys(STANDARD.codes, "3"), STANDARD.codes[0]: "unsure"})
    assert "result-target-open" in said_keys(player.screen)


def test_after_a_recheck_the_top_says_what_rose_and_what_fell() -> None:
    player = finished(TWOS)
    assert "result-since" not in said_keys(player.screen)
    player.tap("open", "recheck")
    player.tap("recheck")
    changed = {STANDARD.codes[0]: "3", STANDARD.codes[1]: "1"}
    while player.screen.name != "finished":
        trigger = {"confirming": "walk", "checkpoint": "go_on"}.get(player.screen.name, "rate")
        code = player.session.current(STANDARD) or ""
        player.tap(trigger, {**TWOS, **changed}[code] if trigger == "rate" else "")
    since = next(said for said in first_said(player.screen) if said.key == "result-since")
    parts = dict(since.args)["what"]
    assert isinstance(parts, tuple)
    assert [(part.key, dict(part.args)["count"]) for part in parts] == [("result-rose", 1), ("result-fell", 1)]


def test_with_nothing_answered_there_is_no_result_and_no_document() -> None:
    player = begun()
    screen = player.command("result")
    assert [reply.trigger for reply in screen.replies] == ["show"]
    assert player.tap("show").name == "asking"
    session = player.session
    assert [screen_of(STANDARD, session, view, TODAY) for view in ("files", "more")] == [None, None]


def test_only_evidence_that_exists_is_counted() -> None:
    player = finished(dict.fromkeys(STANDARD.codes, "3"))
    assert readings(player.screen) == ["reading-claimed", "reading-under-way"]
    player.tap("open", "evidence.0")
    player.tap("evidence", STANDARD.codes[0])
    player.type("A rule")
    player.tap("date", "0")
    assert readings(player.command("result")) == ["reading-claimed", "reading-under-way", "reading-evidenced"]


def test_distance_is_counted_in_rungs_where_subdomains_mislead() -> None:
    player = finished(dict.fromkeys(STANDARD.codes, "3"))
    goals = player.tap("open", "goals")
    rows = [row for block in goals.blocks if isinstance(block, Rows) for row in block.items]
    assert [dict(row.name.args)["star"] for row in rows] == [4, 5]
    lines = [dict(row.words.args) for row in rows if row.words is not None]
    assert lines[0]["count"] == lines[1]["count"] == 27
    assert lines[0]["rungs"] == 27
    assert lines[1]["rungs"] == 54


@pytest.mark.parametrize(
    ("mark", "said"),
    [
        ("1", "one subdomain, one rung"),
        ("unsure", "at most one subdomain, 2 rungs"),
    ],
)
def test_a_distance_that_an_unsure_answer_may_shorten_is_at_most_that(wording: Wording, mark: str, said: str) -> None:
    player = finished(TWOS | {"risk-management": mark})
    goals = player.tap("open", "goals")
    words = next(row.words for block in goals.blocks if isinstance(block, Rows) for row in block.items)
    assert words is not None
    assert wording.say(words, "en").replace("\u00a0", " ") == said


def test_a_plan_with_a_dropped_step_says_that_it_is_still_needed() -> None:
    player = planned()
    player.tap("open", "task.1")
    player.tap("drop", "1")
    player.type("no money")
    plan = player.session.plan
    assert plan is not None
    title = next(block.text for block in player.command("plan").blocks if isinstance(block, Heading))
    assert dict(title.args)["dropped"] == 1
    more = [c.label for c in player.command("result").choices if c.label.key == "choice-my-plan"]
    assert [dict(label.args)["dropped"] for label in more] == [1]


def test_what_is_still_lacking_after_some_steps() -> None:
    zeros = {code: Rating(0) for code in STANDARD.codes}
    plan = new_plan(STANDARD, zeros, 1, TODAY)
    assert still_lacking(plan, STANDARD, zeros, plan.steps) == ()
    assert still_lacking(plan, STANDARD, zeros, plan.steps[1:]) == (plan.steps[0].subdomain,)


def test_a_trend_is_drawn_from_two_points_on() -> None:
    def trends(past: tuple[Past, ...]) -> int:
        session = Session("en", 7, Stage.finished, 1, ratings=past[-1].ratings, past=past)
        screen = screen_of(STANDARD, session, "history", TODAY)
        assert screen is not None
        return sum(isinstance(block, Trend) for block in screen.blocks)

    ratings = {code: Rating(2) for code in STANDARD.codes}
    first, second = Past(1, date(2026, 1, 5), ratings), Past(2, TODAY, ratings)
    assert (trends((first,)), trends((first, second))) == (0, 1)


def test_a_separate_screen_has_the_same_choices_as_its_folded_block() -> None:
    player: Player = finished()
    folded = [block for block in player.screen.blocks if isinstance(block, Folded) and block.apart is not None]
    for block, view in zip(folded, ("files", "more"), strict=True):
        apart = screen_of(STANDARD, player.session, view, TODAY)
        assert apart is not None
        said = {(choice.reply.trigger, choice.reply.value) for choice in block.choices}
        assert said - {("open", view)} <= {(reply.trigger, reply.value) for reply in apart.replies}
