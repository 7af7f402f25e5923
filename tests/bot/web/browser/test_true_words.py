"""What a page says of the star, the distance and the way: only what is true, the distance first, one counter at a time."""

from __future__ import annotations

import re

import pytest

from bot.words.wording import Wording
from flows.dialogue import Phrase, phrase
from flows.standard.loader import shipped
from tests.people.languages import LANGUAGES
from tests.people.page_run import always, answer_all, finished
from tests.people.phone import Phone, Phones

pytestmark = pytest.mark.asyncio(loop_scope="session")
STANDARD = shipped()
CODES = STANDARD.codes
FIRST_STAR = [sub.code for sub in STANDARD.ticked(1)]
OPENED = "document.querySelectorAll('details').forEach(it => { it.open = true; })"
LEAD = "document.querySelector('h1 + p').innerText"
# The counters of a page: the place among all questions of its run.
COUNTERS = {"en": r"\d+\s+of\s+\d+", "zh": r"第\d+题，共\d+题|\d+/\d+"}


async def text(visitor: Phone) -> str:
    """All words of the page, what is folded too."""
    await visitor.page.evaluate(OPENED)
    return await visitor.page.locator("main").inner_text()


def names_in(wording: Wording, language: str, words: str) -> list[str]:
    """The subdomains that some words name."""
    return [code for code in CODES if wording.say(Phrase(code), language) in words]


@pytest.mark.parametrize("language", ["en"])
@pytest.mark.long("test_every_kind.py, and the words without a browser")
async def test_a_full_run_gives_no_verdict_on_the_way(phones: Phones, address: str, wording: Wording, language: str) -> None:
    visitor = await phones.take(address, language)
    await visitor.begin("full")
    await answer_all(visitor, lambda code: "unsure" if code == FIRST_STAR[0] else "1", len(STANDARD.domains[0].subdomains))
    assert await visitor.stage() == "checkpoint"
    said = await text(visitor)
    assert not [star for star in range(6) if wording.say(phrase("stars", star=star), language) in said]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.long("test_every_kind.py, and the words without a browser")
async def test_with_an_unsure_answer_nothing_is_settled(phones: Phones, address: str, wording: Wording, language: str) -> None:
    visitor = await phones.take(address, language)
    await visitor.begin("quick")
    await answer_all(visitor, lambda code: "unsure" if code == FIRST_STAR[-1] else "1")
    assert await visitor.stage() == "deciding"
    assert await visitor.heading() == wording.say(phrase("deciding-title-now", star=0), language)
    await visitor.tap("verdict")
    stars = {name: wording.say(phrase("stars", star=star), language) for name, star in (("low", 0), ("high", 1))}
    assert await visitor.heading() == wording.say(phrase("result-range", **stars), language)
    assert names_in(wording, language, await visitor.page.evaluate(LEAD)) == [FIRST_STAR[-1]]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.long("test_every_kind.py, and the words without a browser")
async def test_one_counter_on_a_question_and_it_begins_again_with_the_next_star(
    phones: Phones, address: str, language: str
) -> None:
    visitor = await phones.take(address, language)
    await visitor.begin("quick")
    for _ in range(2):
        await visitor.rate("2")
    found = re.findall(COUNTERS[language], await text(visitor))
    assert [re.findall(r"\d+", it) for it in found] == [["3", str(len(FIRST_STAR))]]
    await answer_all(visitor, always("2"), len(FIRST_STAR) - 2)
    if await visitor.stage() == "checkpoint":
        await visitor.tap("go_on")
    found = re.findall(COUNTERS[language], await text(visitor))
    assert [re.findall(r"\d+", it)[0] for it in found] == ["1"]


@pytest.mark.parametrize("language", ["zh"])
@pytest.mark.long("test_every_kind.py, and the words without a browser")
async def test_the_distance_comes_first(phones: Phones, address: str, wording: Wording, language: str) -> None:
    visitor = await phones.take(address, language)
    await visitor.begin("quick")
    await answer_all(visitor, lambda code: "0" if code == FIRST_STAR[-1] else "1")
    await visitor.tap("verdict")
    names = (Phrase(FIRST_STAR[-1]),)
    assert await visitor.page.evaluate(LEAD) == wording.say(
        phrase("result-next", least="no", count=1, star=1, names=names), language
    )


@pytest.mark.parametrize("language", ["en"])
@pytest.mark.long("test_every_kind.py, and the words without a browser")
async def test_at_three_stars_a_few_names_come_first_and_only_evidence_makes_an_evidenced_star(
    phones: Phones, address: str, wording: Wording, language: str
) -> None:
    visitor = await phones.take(address, language)
    await finished(visitor, always("3"))
    await visitor.page.set_viewport_size({"width": 390, "height": 664})
    assert len(names_in(wording, language, await visitor.page.evaluate(LEAD))) == 3
    plan = await (await visitor.buttons())["plan", "4"].bounding_box()
    assert plan is not None
    assert plan["y"] + plan["height"] <= 664
    # Nobody has named evidence: no star is said of it.
    lower = [wording.say(phrase("stars", star=star), language) for star in (1, 2)]
    said = await text(visitor)
    assert not [stars for stars in lower if stars in said]
    await visitor.open("v/goals")
    farther = [int(re.findall(r"\d+", it)[-1]) for it in await visitor.page.locator(".rows small").all_inner_texts()]
    assert farther == [27, 54], "rungs: one and two a subdomain"
    await visitor.open()
    # Once there is some, it says how much is left out.
    await visitor.open("v/more")
    await visitor.tap("review")
    await visitor.open("v/answer.0")
    await visitor.tap("evidence", CODES[0])
    await visitor.page.fill("#typed", "Strategy 2026")
    async with visitor.page.expect_navigation():
        await visitor.page.locator("button.does-attach").click()
    await visitor.tap("date", "0")
    await visitor.tap("close")
    said = wording.say(phrase("reading-evidenced", stars=phrase("stars", star=2), count=len(CODES) - 1), language)
    assert re.sub(r"\s", "", said) in re.sub(r"\s", "", await text(visitor))


@pytest.mark.parametrize("language", ["zh"])
@pytest.mark.long("test_every_kind.py, and the words without a browser")
async def test_a_target_run_says_whether_its_star_is_reached(
    phones: Phones, address: str, wording: Wording, language: str
) -> None:
    visitor = await phones.take(address, language)
    await visitor.begin("target-2")
    await answer_all(visitor, always("2"))
    assert wording.say(phrase("result-target-reached", star=2), language) in await text(visitor)


@pytest.mark.parametrize("language", ["en"])
@pytest.mark.long("test_every_kind.py, and the words without a browser")
async def test_a_dropped_step_is_still_needed_and_a_recheck_says_what_rose(
    phones: Phones, address: str, wording: Wording, language: str
) -> None:
    visitor = await phones.take(address, language)
    await finished(visitor, lambda code: "1" if code in CODES[1:3] else "2")
    await visitor.tap("plan", "2")
    await visitor.open("v/task.1")
    await visitor.tap("drop", "1")
    await visitor.send("no money")
    await visitor.open("v/done.2")
    rated = [value for trigger, value in await visitor.buttons() if trigger == "rate"]
    await visitor.tap("rate", rated[0])
    await visitor.tap("leave")
    said = phrase("choice-my-plan", done=1, total=1, dropped=1)
    words = [await it.inner_text() for it in await visitor.page.locator(".choices .button").all()]
    assert wording.say(said, language).removeprefix("🗓").strip() in words
    await visitor.open("v/recheck")
    await visitor.tap("recheck")
    assert await visitor.stage() == "confirming"
    await visitor.tap("walk")
    await visitor.tap("rate", "3")
    while await visitor.stage() != "finished":
        offered = {trigger for trigger, _ in await visitor.buttons()}
        await visitor.tap(next(it for it in ("same", "go_on", "confirm") if it in offered))
    rose = await visitor.page.evaluate(LEAD)
    assert names_in(wording, language, rose) == [CODES[0]]
