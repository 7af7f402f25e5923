"""Respondents who answer through the conversation itself, without a face."""

from __future__ import annotations

from bot.conversation.conversation import Conversation
from bot.conversation.opening import open_conversation
from flows.dialogue import Address, Command, Typed

NAME = "喆堃垚㛃𬭎中心 🏢 '; DROP TABLE organisations; --"
REASON = "没有外部伙伴 🤝 '; DROP TABLE ratings; --"


async def answer(conversation: Conversation, number: int, questions: int) -> None:
    """One person consents and answers some questions, each reply taken from the screen before."""
    who = Address("web", f"person-{number}")
    screen = (await conversation.say(who, Command("start"), "zh")).screen
    for trigger, value in [("consent", ""), ("begin", "quick"), *[("rate", "3+")] * questions]:
        reply = next(reply for reply in screen.replies if (reply.trigger, reply.value) == (trigger, value))
        said = await conversation.say(who, reply, "zh")
        assert said.refusal is None
        screen = said.screen


async def name(conversation: Conversation, number: int) -> None:
    """The same person names the institution."""
    who = Address("web", f"person-{number}")
    screen = (await conversation.say(who, Command("result"), "zh")).screen
    call = next(reply for reply in screen.replies if reply.trigger == "call")
    await conversation.say(who, call, "zh")
    assert (await conversation.say(who, Typed(NAME, 1), "zh")).refusal is None


async def filled(url: str, first: int = 0) -> None:
    async with open_conversation(url) as conversation:
        for number in range(first, first + 3):
            await answer(conversation, number, questions=4)
            await name(conversation, number)
