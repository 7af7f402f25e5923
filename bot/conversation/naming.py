"""Names the institution of a person from a page that is not that of the name."""

from __future__ import annotations

from bot.conversation.conversation import Conversation
from flows.dialogue import Address, Phrase, Reply, Typed
from flows.stages import Stage
from flows.triggers import Trigger
from flows.views import View


async def name_institution(conversation: Conversation, who: Address, name: str, language: str) -> Phrase | None:
    """Name a person's institution as the interview does; return why it cannot be named so, None if it is."""
    current = await conversation.look(who, language)
    asked = await conversation.say(who, Reply(current.turn, View.documents, Trigger.ask_institution, ""), language)
    if asked.refusal is not None:
        return asked.refusal
    answer = await conversation.say(who, Typed(name, turn=asked.screen.turn), language)
    if answer.screen.name != Stage.naming_institution:
        return answer.refusal
    leave = next((each for each in answer.screen.replies if each.trigger == Trigger.leave), None)
    if leave is not None:
        await conversation.say(who, leave, language)
    return answer.refusal or answer.screen.notice
