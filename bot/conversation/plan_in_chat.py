"""The cards of the institution's plan in a chat: reading it, making it, and changing a step by a tap or a typed line."""

from __future__ import annotations

from msgspec.structs import replace

from bot.conversation.conversation import Conversation
from bot.conversation.nothing_done import NothingDone, nothing_done
from bot.conversation.response import Response
from flows.dialogue import Address, AskedFor, phrase
from flows.interview.colleagues.actions import TeamAction, TeamTap
from flows.interview.colleagues.plan import MOVE_WORDS, STATE_WORDS, SeenPlan, plan_card, step_card
from flows.interview.colleagues.screens import team_card
from flows.screen import Screen
from flows.triggers import Trigger

# What asks for a typed line.
ASKS = {TeamAction.step_person: Trigger.ask_team_person, TeamAction.step_drop: Trigger.ask_team_reason}
OF_STEP = frozenset({TeamAction.step, TeamAction.step_state, TeamAction.step_due, TeamAction.step_nobody, *ASKS})
OF_PLAN = frozenset({TeamAction.plan, TeamAction.make_plan, *OF_STEP})


async def plan_tapped_in_chat(conversation: Conversation, who: Address, tap: TeamTap, current: Screen) -> Response:
    """Return the card of the plan, or of one of its steps, after what the tap changes of it."""
    planning, number, mark = conversation.answering.planning, tap.number, tap.word(2)
    done, said = False, "team-step-kept"
    match tap.action:
        case TeamAction.make_plan:
            made = await planning.make(who, number)
            done, said = made is not None, f"team-plan-made-{made}"
        case TeamAction.step_state if tap.word(1) in STATE_WORDS:
            done = await planning.set_state(who, number, STATE_WORDS[tap.word(1)], mark)
        case TeamAction.step_due if tap.word(1) in MOVE_WORDS:
            done = await planning.move(who, number, MOVE_WORDS[tap.word(1)], mark)
        case TeamAction.step_nobody:
            done = await planning.set_nobody(who, number, tap.word(1))
        case TeamAction.step_person | TeamAction.step_drop:
            code = await planning.askable(who, number, tap.word(1))
            if code is not None:
                return await conversation.say(who, AskedFor(ASKS[tap.action], code), current.language)
        case _:
            said = ""
    shown = await planning.of(who)
    if shown is None:
        return Response(team_card(None, current.language).on_turn_of(current).noticing(NothingDone.out.words))
    card = _card(shown, number if tap.action in OF_STEP else 0, current)
    if said and not done:
        return Response(card.noticing(nothing_done(shown.seen.team, by_coordinator=True).words))
    return Response(card.noticing(phrase(said)) if said else card)


async def with_planned_step(conversation: Conversation, who: Address, response: Response) -> Response:
    """Return the card of the step that a typed line has just changed, instead of the place in the interview."""
    shown = await conversation.answering.planning.of(who) if response.team_step else None
    if shown is None:
        return response
    card = _card(shown, response.team_step, response.screen).noticing(response.screen.notice)
    return replace(response, screen=card)


def _card(shown: SeenPlan, number: int, current: Screen) -> Screen:
    """Return the card of a step, or of the plan if there is no such step."""
    step = shown.step(number)
    if step is None:
        return plan_card(shown, current.language).on_turn_of(current)
    return step_card(shown, number, step, current.language).on_turn_of(current)
