"""Whole interviews at phone size, without JavaScript, tap by tap."""

from __future__ import annotations

import pytest

from bot.words.wording import Wording
from flows.assessment.question_order import Mode, order
from flows.assessment.rating import Lens, Ratings, rating_of
from flows.assessment.scorecard import scorecard, star_range
from flows.interview.result.verdict import stars_of
from flows.standard.loader import shipped
from tests.people.languages import LANGUAGES
from tests.people.phone import Phone, Phones

pytestmark = pytest.mark.asyncio(loop_scope="session")
STANDARD = shipped()


async def answer(phone: Phone, marks: dict[str, str], codes: tuple[str, ...]) -> Ratings:
    """Tap these marks until the run's questions end; what was answered."""
    given: dict[str, str] = {}
    while (stage := await phone.stage()) in ("asking", "checkpoint"):
        assert await phone.fits(), f"{stage} after {len(given)} answers"
        if stage == "checkpoint":
            await phone.tap("go_on")
        else:
            code = codes[len(given)]
            given[code] = marks[code]
            await phone.rate(marks[code])
    return {code: rating_of(mark) for code, mark in given.items()}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.long("test_every_kind.py goes through a full run")
async def test_a_whole_full_run(phones: Phones, address: str, wording: Wording, language: str) -> None:
    visitor = await phones.take(address, language)
    await visitor.open()
    assert await visitor.page.locator("html").get_attribute("lang") == {"zh": "zh-Hans", "en": "en"}[language]
    assert [cookie["name"] for cookie in await visitor.context.cookies()] == ["xingjie-welcome"]
    await visitor.tap("consent")
    assert [cookie["httpOnly"] for cookie in await visitor.context.cookies()] == [True]
    await visitor.tap("begin", "full")
    marks = {code: ("2+", "3", "2", "4", "5", "1+")[index % 6] for index, code in enumerate(STANDARD.codes)}
    given = await answer(visitor, marks, order(STANDARD, Mode.full))
    assert len(given) == 27
    assert await visitor.stage() == "finished"
    assert await visitor.heading() == wording.say(stars_of(scorecard(STANDARD, given).claimed), language)
    assert {row["subdomain"]: row["level"] for row in (await visitor.stored())["ratings"]} == {
        code: rating.level for code, rating in given.items()
    }
    await visitor.tap("open", "more")
    await visitor.tap("open", "steps.0")
    assert await visitor.stage() == "steps"
    assert await visitor.fits()
    await visitor.open()
    await visitor.tap("open", "more")
    await visitor.tap("open", "goals")
    for trigger, value, stage in (
        ("plan", "5", "planning"), ("open", "if.0.0", "if"), ("open", "plan", "planning"), ("open", "task.1", "task"),
        ("open", "done.1", "done"), ("done", "1", "asking"), ("rate", "5", "naming_evidence"), ("leave", "", "planning"), ("leave", "", "finished"), ("open", "more", "more"), ("open", "recheck", "recheck"),
        ("recheck", "", "confirming"), ("walk", "", "asking"), ("same", "", "asking"),
    ):  # fmt: skip
        await visitor.tap(trigger, value)
        assert await visitor.stage() == stage
        assert await visitor.fits(), stage
    await visitor.open("command?name=history")
    assert await visitor.page.locator("svg circle").count() == 0, "one point is no trend"
    assert await visitor.fits()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.long("test_every_kind.py goes through a full run")
async def test_a_whole_quick_run(phones: Phones, address: str, wording: Wording, language: str) -> None:
    visitor = await phones.take(address, language)
    await visitor.begin("quick")
    codes = order(STANDARD, Mode.quick)
    marks = {code: "2" if index < 17 else "1+" for index, code in enumerate(codes)}
    given = await answer(visitor, marks, codes)
    assert await visitor.stage() == "deciding"
    assert star_range(STANDARD, given, Lens.claimed).decided
    assert len(given) < 27
    await visitor.tap("verdict")
    assert await visitor.heading() == wording.say(stars_of(scorecard(STANDARD, given).claimed), language)
