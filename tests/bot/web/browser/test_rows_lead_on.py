"""The review, the plan and the explanation in a browser: what is listed can be tapped, and one comes back to it."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest

from bot.words.wording import Wording
from flows.dialogue import Phrase, phrase
from flows.standard.loader import shipped
from tests.people.page_run import always, answer_all, finished
from tests.people.phone import Phone, Phones

pytestmark = pytest.mark.asyncio(loop_scope="session")
STANDARD = shipped()
CODES = STANDARD.codes
IN_SIGHT = "it => { const box = it.getBoundingClientRect(); return box.top >= 0 && box.bottom <= innerHeight; }"


async def submit(visitor: Phone, button: str) -> None:
    """Click a button of a form of its own."""
    async with visitor.page.expect_navigation():
        await visitor.page.locator(button).first.click()


async def planned(visitor: Phone) -> None:
    """Finish a full run on the first rung but for four answers, and plan for two stars."""
    needed = [sub.code for sub in STANDARD.ticked(2)][:3]
    await finished(visitor, lambda code: "1" if code in needed else "2")
    await visitor.tap("plan", "2")
    assert await visitor.stage() == "planning"


@pytest.mark.parametrize("language", ["zh"])
async def test_an_explanation_opens_under_its_sentence(phones: Phones, address: str, wording: Wording, language: str) -> None:
    visitor = await phones.take(address, language)
    await visitor.begin("full")
    where = visitor.page.url
    rung = visitor.page.locator(".ladder li").nth(2)
    await rung.locator("summary").click()
    shown, sentence = rung.locator(".shows p"), rung.locator(".rung")
    assert wording.say(Phrase(f"{CODES[0]}.evidence-2", optional=True), language) in await shown.inner_text()
    below, above = await shown.bounding_box(), await sentence.bounding_box()
    assert below is not None
    assert above is not None
    assert 0 <= below["y"] - above["y"] - above["height"] < 20
    assert visitor.page.url == where


@pytest.mark.parametrize("language", ["en"])
async def test_not_sure_and_does_not_apply_are_the_last_of_the_list_of_answers(
    phones: Phones, address: str, language: str
) -> None:
    visitor = await phones.take(address, language)
    await visitor.begin("full")
    values = await visitor.page.locator(".ladder li > .rung").evaluate_all("found => found.map(it => it.value)")
    given = [value.split("|")[2:] for value in values]
    assert given == [*(["rate", str(rung)] for rung in range(6)), ["rate", "unsure"], ["excuse", ""]]
    assert await visitor.page.locator(".rung").evaluate_all("found => found.every(it => it.offsetHeight >= 52)")
    assert await visitor.page.locator("input[type=text]").count() == 0
    assert await visitor.page.locator("legend + .hint").count() == 1


@pytest.mark.parametrize("language", ["en"])
@pytest.mark.long("test_every_kind.py, and the shorter tests of this file")
async def test_an_answer_is_changed_in_two_taps_and_its_row_is_marked_and_in_sight(
    phones: Phones, address: str, language: str
) -> None:
    visitor = await phones.take(address, language)
    await finished(visitor, always("3"))
    await visitor.open("v/more")
    await visitor.tap("review")
    assert await visitor.page.locator("header .back").count() == 1, "the way out is at the top"
    rows = visitor.page.locator(".rows li")
    assert await rows.count() == len(CODES)
    assert all(len(words) > 5 for words in await visitor.page.locator(".rows small").all_inner_texts())
    code = CODES[20]
    await submit(visitor, f".rows a[href$='q/{CODES.index(code)}']")
    await visitor.tap("rate", "4")
    assert await visitor.stage() == "reviewing"
    marked = visitor.page.locator(".rows li.marked")
    assert await marked.get_attribute("id") == code
    assert await marked.evaluate(IN_SIGHT)


async def test_only_an_answer_marks_a_row_as_changed(phones: Phones, address: str) -> None:
    visitor = await phones.take(address, "en")
    await visitor.begin("full")
    await visitor.rate("3")
    await visitor.tap("review")
    assert await visitor.page.locator(".rows li.marked").count() == 0


@pytest.mark.parametrize("language", ["zh"])
@pytest.mark.long("test_every_kind.py, and the shorter tests of this file")
async def test_a_checkpoint_and_a_recheck_show_what_was_said_in_words(
    phones: Phones, address: str, wording: Wording, language: str
) -> None:
    visitor = await phones.take(address, language)
    domain = STANDARD.domains[0]
    words = [wording.say(Phrase(f"{sub.code}.rung-2"), language) for sub in domain.subdomains]
    await visitor.begin("full")
    await answer_all(visitor, always("2"), len(domain.subdomains))
    assert await visitor.stage() == "checkpoint"
    assert await visitor.page.locator(".rows small").all_inner_texts() == words
    await answer_all(visitor, always("2"))
    await visitor.open("v/recheck")
    await visitor.tap("recheck")
    assert await visitor.stage() == "confirming"
    assert await visitor.page.locator(".rows small").all_inner_texts() == words


@pytest.mark.parametrize("language", ["zh"])
@pytest.mark.long("test_every_kind.py, and the shorter tests of this file")
async def test_a_plan_has_rows_that_open_a_calendar_and_no_question_about_reminders(
    phones: Phones, address: str, language: str
) -> None:
    visitor = await phones.take(address, language)
    await planned(visitor)
    offered = await visitor.buttons()
    assert not {trigger for trigger, _ in offered} & {"remind", "live"}
    async with visitor.page.expect_download() as coming:
        await visitor.page.click("a[href$='plan.ics']")
    assert (await coming.value).suggested_filename.endswith(".ics")
    steps = await visitor.page.locator(".rows li > :first-child").count()
    assert steps == 3
    await submit(visitor, ".rows li:nth-child(2) > :first-child")
    assert await visitor.stage() == "task"


@pytest.mark.parametrize("language", ["en"])
@pytest.mark.long("test_every_kind.py, and the shorter tests of this file")
async def test_a_step_takes_any_day_and_done_asks_which_rung_it_is_now(
    phones: Phones, address: str, wording: Wording, language: str
) -> None:
    visitor = await phones.take(address, language)
    await planned(visitor)
    await visitor.open("v/task.1")
    field = visitor.page.locator("#field-due")
    day = date.fromisoformat(await field.input_value()) + timedelta(days=17)
    await field.fill(day.isoformat())
    await submit(visitor, "button[form=fill]")
    await visitor.open("v/task.1")
    assert await field.input_value() == day.isoformat()
    await visitor.tap("open", "done.1")
    heading = await visitor.heading()
    code = next(it for it in CODES if wording.say(Phrase(it), language) in heading)
    assert wording.say(phrase("done-title", subdomain=Phrase(code)), language) == await visitor.heading()
    assert wording.say(Phrase(f"{code}.rung-2"), language) in await visitor.page.locator(".rows").inner_text()
    await visitor.tap("rate", "2")
    assert await visitor.notice() == wording.say(phrase("plan-step-done", step=Phrase(code), count=2), language)


@pytest.mark.parametrize("language", ["zh"])
@pytest.mark.long("test_every_kind.py, and the shorter tests of this file")
async def test_a_trial_says_what_is_still_missing(phones: Phones, address: str, wording: Wording, language: str) -> None:
    visitor = await phones.take(address, language)
    await planned(visitor)
    await visitor.open("v/if.0.0")
    boxes = visitor.page.locator(".checks input")
    for count in (1, 2):
        await boxes.nth(count - 1).check()
        await submit(visitor, "button[form=if]")
        missing = [
            code
            for code in CODES
            if wording.say(Phrase(code), language) in await visitor.page.locator("#act > p").nth(2).inner_text()
        ]
        assert len(missing) == 3 - count
    await boxes.nth(2).check()
    await submit(visitor, "button[form=if]")
    stars = wording.say(phrase("stars", star=2), language)
    assert re.sub(r"\s", "", stars) in re.sub(r"\s", "", await visitor.page.locator("#act > p").first.inner_text())
