"""The institution's plan in a chat: the coordinator names who does a step and drops it by typed lines; others only read it."""

from __future__ import annotations

import dataclasses
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date

import pytest
from msgspec.structs import replace

from bot.commands.chat import ME, _answer, _understood
from bot.conversation.conversation import Conversation
from bot.conversation.opening import open_conversation
from bot.documents.renderer import Renderer
from bot.telegram.face import TelegramFace
from bot.words.wording import Wording
from flows.assessment.plan import Plan, PlannedStep, StepState
from flows.dialogue import NO_TURN, Address, Command, Reply
from flows.institution.colleagues import Post
from flows.institution.division import Division
from flows.interview.colleagues.actions import NAME, TeamAction, team_value
from flows.interview.colleagues.plan import short_mark
from flows.interview.plan.step_form import PERSON_AT_MOST
from flows.screen import Screen
from flows.stages import Stage
from flows.standard.loader import shipped
from flows.triggers import Trigger
from storage.database import open_database
from storage.institutions.institution_plans import InstitutionPlans
from tests.botapi import BotApi, Person
from tests.people.chat import TOKEN, begun, data, data_from, data_is_offered, say
from tests.people.offices import office
from tests.people.shipped_words import sentence

STANDARD = shipped()
DAY = date(2100, 12, 14)
FIRST = PlannedStep(STANDARD.codes[0], 1, 2, DAY)
PLAN = Plan(2, date(2026, 11, 28), (FIRST, replace(FIRST, subdomain=STANDARD.codes[1])))
PLAN_BUTTON = Reply(NO_TURN, NAME, Trigger.colleagues, team_value(TeamAction.plan)).encode()
ONES = dict.fromkeys(STANDARD.codes, "1")
LANGUAGES = ["zh-hans", pytest.param("en", marks=pytest.mark.long("the same in Chinese"))]


@dataclass
class Planned:
    """A chat over a database with an institution's plan, which Ann coordinates."""

    api: BotApi
    conversation: Conversation
    url: str
    ann: Person

    async def step(self, number: int = 1) -> PlannedStep:
        """A step as it is stored."""
        async with open_database(self.url) as database:
            plan = await InstitutionPlans(database).of(address_of(self.ann))
        assert plan is not None
        return plan.steps[number - 1]

    async def changed(self, step: PlannedStep) -> None:
        """Put another step in the place of the first, as the page does."""
        async with open_database(self.url) as database:
            steps = (step, *PLAN.steps[1:])
            assert await InstitutionPlans(database).change(address_of(self.ann), lambda _: replace(PLAN, steps=steps))

    async def opens(self, number: int = 1) -> None:
        """Ann opens the card of a step."""
        await self.reads()
        await self.ann.tap(data("team", f"step-{number}"))

    async def reads(self) -> None:
        """Ann opens the card of the plan by the button of a reminder."""
        await say(self.api, self.ann, "/colleagues")
        shown = self.ann.messages[-1]
        button = {"text": "plan", "callback_data": PLAN_BUTTON}
        reminder = dataclasses.replace(shown, raw={**shown.raw, "reply_markup": {"inline_keyboard": [[button]]}})
        await self.ann.tap("plan", message=reminder)


async def has_answers(url: str, who: Address) -> None:
    """The institution of somebody who is alone in it has an answer to everything: rung 1."""
    async with office(url) as opened:
        assert await opened.rounds.begin(who, Division.everything)
        await opened.hands_in(who, ONES)


def address_of(person: Person) -> Address:
    return Address("telegram", str(person.id))


@asynccontextmanager
async def chatting(api: BotApi, url: str, wording: Wording, renderer: Renderer) -> AsyncIterator[Conversation]:
    async with (
        open_conversation(url) as conversation,
        TelegramFace(TOKEN, api.url, conversation, wording, renderer).polling(),
    ):
        await api.until(lambda: bool(conversation.elsewhere.faces.bot_name))
        yield conversation


@asynccontextmanager
async def planned(url: str, wording: Wording, renderer: Renderer, language: str = "zh-hans") -> AsyncIterator[Planned]:
    async with BotApi(token=TOKEN) as api:
        async with chatting(api, url, wording, renderer) as conversation:
            ann = await begun(api, language=language)
            await say(api, ann, "/colleagues")
            await ann.tap(data("team", "invite"))
            await has_answers(url, address_of(ann))
            at = Planned(api, conversation, url, ann)
            await at.changed(FIRST)
            yield at
        assert api.violations == []


@pytest.mark.parametrize("language", LANGUAGES)
async def test_who_does_a_step_is_typed_and_taken_back(
    database_url: str, wording: Wording, renderer: Renderer, language: str
) -> None:
    said = {"zh-hans": "zh", "en": "en"}[language]
    async with planned(database_url, wording, renderer, language) as at:
        await at.opens()
        await at.ann.tap(data_from("team", "who-1-"))
        assert sentence("assigning-ask", said) in at.ann.screen
        await say(at.api, at.ann, "…")
        assert sentence("notice-person-empty", said) in at.ann.screen
        await say(at.api, at.ann, "x" * (PERSON_AT_MOST + 1))
        assert (await at.step()).person == ""
        await say(at.api, at.ann, "Director Wang")
        assert sentence("team-step-kept", said) in at.ann.screen
        assert "Director Wang" in at.ann.screen
        assert (await at.step()).person == "Director Wang"
        await at.ann.tap(data_from("team", "nobody-1-"))
        assert (await at.step()).person == ""
        assert not data_is_offered(at.ann, "team", f"nobody-1-{short_mark(await at.step())}")
        # The next line is not a name any more.
        await say(at.api, at.ann, "Somebody else")
        assert (await at.step()).person == ""


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_step_is_dropped_for_a_typed_reason_and_taken_up_again(
    database_url: str, wording: Wording, renderer: Renderer, language: str
) -> None:
    said = {"zh-hans": "zh", "en": "en"}[language]
    async with planned(database_url, wording, renderer, language) as at:
        await at.opens(2)
        await at.ann.tap(data_from("team", "drop-2-"))
        assert sentence("dropping-ask", said) in at.ann.screen
        await at.ann.tap(data("leave"))
        assert (await at.step(2)).state is StepState.to_do
        await at.opens(2)
        await at.ann.tap(data_from("team", "drop-2-"))
        await say(at.api, at.ann, "No members ask for it")
        assert "No members ask for it" in at.ann.screen
        assert ((await at.step(2)).state, (await at.step(2)).reason) == (StepState.dropped, "No members ask for it")
        await at.ann.tap(data_from("team", "state-2-todo-"))
        assert ((await at.step(2)).state, (await at.step(2)).reason) == (StepState.to_do, "")
        assert await at.step(1) == FIRST


async def test_a_restart_between_asking_and_typing_loses_nothing(
    database_url: str, wording: Wording, renderer: Renderer
) -> None:
    async with BotApi(token=TOKEN) as api:
        async with chatting(api, database_url, wording, renderer) as conversation:
            ann = await begun(api)
            await say(api, ann, "/colleagues")
            await ann.tap(data("team", "invite"))
            await has_answers(database_url, address_of(ann))
            at = Planned(api, conversation, database_url, ann)
            await at.changed(FIRST)
            await at.opens()
            await ann.tap(data_from("team", "who-1-"))
        async with chatting(api, database_url, wording, renderer):
            await say(api, ann, "Director Wang")
            assert sentence("team-step-kept") in ann.screen
            assert (await at.step()).person == "Director Wang"
            assert api.violations == []


async def test_an_old_button_changes_nothing_of_a_newer_step(database_url: str, wording: Wording, renderer: Renderer) -> None:
    async with planned(database_url, wording, renderer) as at:
        newer = replace(FIRST, person="Dan", state=StepState.doing)
        for start in ("state-1-doing-", "due-1-later-", "who-1-", "drop-1-"):
            await at.changed(FIRST)
            await at.opens()
            await at.changed(newer)
            await at.ann.tap(data_from("team", start))
            assert sentence("team-nothing-stale") in at.ann.screen, start
            assert await at.step() == newer
        # What was asked for before the step went away is not written into another one.
        await at.opens()
        await at.ann.tap(data_from("team", "drop-1-"))
        await at.changed(replace(newer, subdomain=STANDARD.codes[5]))
        await say(at.api, at.ann, "Why")
        assert sentence("team-nothing-stale") in at.ann.screen
        assert (await at.step()).state is StepState.doing


async def test_only_the_coordinator_is_offered_a_change(database_url: str, wording: Wording, renderer: Renderer) -> None:
    async with planned(database_url, wording, renderer) as at:
        ben = Address("web", "ben")
        welcome = await at.conversation.look(ben, "zh")
        await at.conversation.say(ben, next(reply for reply in welcome.replies if reply.trigger == "consent"), "zh")
        token = await at.conversation.together.make_link(address_of(at.ann))
        assert token is not None
        await at.conversation.together.join(token, ben, Post.quality, "Ben")
        await at.opens()
        await at.conversation.together.hand_on(address_of(at.ann), 2)
        await at.ann.tap(data_from("team", "who-1-"))
        assert sentence("team-nothing-led") in at.ann.screen
        await say(at.api, at.ann, "Dan")
        assert (await at.step()).person == ""
        await at.reads()
        assert not data_is_offered(at.ann, "team", "step-1")


async def test_the_terminal_does_it_too(sqlite_url: str, wording: Wording) -> None:
    async with open_conversation(sqlite_url) as conversation:
        welcome = await conversation.look(ME, "en")
        await conversation.say(ME, next(reply for reply in welcome.replies if reply.trigger == "consent"), "en")
        assert await conversation.together.make_link(ME)
        await has_answers(sqlite_url, ME)
        async with open_database(sqlite_url) as database:
            plans = InstitutionPlans(database)
            assert await plans.change(ME, lambda _: PLAN)
            shown = (await _answer(conversation, wording, Reply.decode(PLAN_BUTTON) or Command(""), "en")).screen
            for start in ("step-1", "who-1-"):
                shown = (await _answer(conversation, wording, button(shown, start), "en")).screen
            assert shown.name == Stage.assigning_team
            done = await _answer(conversation, wording, _understood(shown, "Director Wang"), "en")
            assert done.screen.notice is not None
            assert done.screen.notice.key == "team-step-kept"
            await _answer(conversation, wording, button(done.screen, "drop-1-"), "en")
            shown = await conversation.look(ME, "en")
            await _answer(conversation, wording, _understood(shown, "No time"), "en")
            stored = await plans.of(ME)
    assert stored is not None
    assert stored.steps[0] == replace(FIRST, person="Director Wang", state=StepState.dropped, reason="No time")
    assert all(len(reply.encode()) <= 64 for reply in done.screen.replies)


def button(screen: Screen, start: str) -> Reply:
    """The button about colleagues whose value begins so."""
    return next(reply for reply in screen.replies if reply.trigger == "team" and reply.value.startswith(start))
