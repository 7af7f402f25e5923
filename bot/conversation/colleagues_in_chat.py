"""The cards about colleagues in a chat: who they are, inviting, joining with the consent of somebody new, leaving."""

from __future__ import annotations

from bot.conversation.conversation import Conversation
from bot.conversation.invitations import consent_to, go_on
from bot.conversation.nothing_done import nothing_done
from bot.conversation.response import Response
from bot.conversation.rounds_in_chat import OF_ROUNDS, round_tapped_in_chat
from bot.conversation.working_together import LINK_DAYS, REFUSED, START_PREFIX, USES_AT_MOST, JoinResult
from flows.dialogue import Address, Phrase, phrase
from flows.institution.colleagues import Team, post_named
from flows.interview.colleagues.actions import TeamAction, TeamTap, joins, team_tap
from flows.interview.colleagues.screens import (
    ask_to_leave,
    ask_to_remove,
    choose_colleague,
    invited_card,
    join_card,
    team_card,
)
from flows.screen import Screen

# The run that somebody new begins when they join.
RUN = "full"
# What only the coordinator can do.
BY_COORDINATOR = frozenset(
    {TeamAction.revoke, TeamAction.ask_hand_on, TeamAction.hand_on, TeamAction.ask_remove, TeamAction.remove}
)
NONE_MADE = phrase("colleagues-no-link")
JOINED, ALREADY = phrase("notice-joined-team"), phrase("join-team-already")


async def colleagues_in_chat(conversation: Conversation, who: Address, language: str) -> Response:
    """Return the card of the people of an institution; somebody new is shown where to begin."""
    current = await conversation.look(who, language)
    if not await conversation.elsewhere.places(who):
        return Response(current.noticing(phrase("notice-begin-first")))
    return Response(team_card(await conversation.together.team(who), current.language).on_turn_of(current))


async def asked_to_join_in_chat(conversation: Conversation, who: Address, token: str, language: str) -> Response:
    """Return the card of a link to an institution; where the person is, and why, if it does not work. Nothing changes."""
    current = await conversation.look(who, language)
    opened = await conversation.together.opened(token, who)
    if opened is None:
        return Response(current, REFUSED[JoinResult.gone])
    if opened.is_mine:
        return Response((await colleagues_in_chat(conversation, who, language)).screen.noticing(ALREADY))
    return Response(
        join_card(token, opened.institution, opened.people, opened.leaves, current.language, is_known=opened.is_known)
    )


async def team_tapped_in_chat(conversation: Conversation, who: Address, value: str, language: str) -> Response:
    """Take a tap on a card about colleagues."""
    joining = joins(value)
    if joining is not None:
        return await _join(conversation, who, *joining, language)
    tap = team_tap(value)
    team = await conversation.together.team(who)
    current = await conversation.look(who, language)
    if tap is not None and tap.action in OF_ROUNDS:
        return await round_tapped_in_chat(conversation, who, tap, language)
    if tap is None or tap.action is TeamAction.show:
        return await colleagues_in_chat(conversation, who, language)
    by_coordinator = tap.action in BY_COORDINATOR
    if team is None and tap.action is not TeamAction.invite:
        shown = await colleagues_in_chat(conversation, who, language)
        return Response(shown.screen.noticing(nothing_done(team, by_coordinator=by_coordinator).words))
    if tap.action is TeamAction.invite:
        return await _invite(conversation, who, current)
    asked = await _asked(conversation, who, tap, team, current.language) if team is not None else None
    if asked is not None:
        return Response(asked.on_turn_of(current))
    said = await _change(conversation, who, tap)
    if said is None:
        said = nothing_done(await conversation.together.team(who), by_coordinator=by_coordinator).words
    shown = await colleagues_in_chat(conversation, who, language)
    return Response(shown.screen.noticing(said))


async def _join(conversation: Conversation, who: Address, token: str, post: str, language: str) -> Response:
    """Join by a link, as a post: somebody new consents with the same tap."""
    current = await conversation.look(who, language)
    opened, chosen = await conversation.together.opened(token, who), post_named(post)
    if opened is None or chosen is None:
        return Response(current, REFUSED[JoinResult.gone])
    if not opened.is_known:
        _, consent = await consent_to(conversation, current.language, RUN)
        await conversation.say(who, consent, current.language)
    joined = await conversation.together.join(token, who, chosen)
    if joined in REFUSED:
        return Response(await conversation.look(who, language), REFUSED[joined])
    if joined is JoinResult.done:
        await go_on(conversation, who, language, RUN)
    shown = await colleagues_in_chat(conversation, who, language)
    return Response(shown.screen.noticing(JOINED if joined is JoinResult.done else ALREADY))


async def _invite(conversation: Conversation, who: Address, current: Screen) -> Response:
    token, faces = await conversation.together.make_link(who), conversation.elsewhere.faces
    if token is None:
        return Response(current, NONE_MADE)
    page = f"{faces.page_url}/i/{token}" if faces.page_url else ""
    chat = f"https://t.me/{faces.bot_name}?start={START_PREFIX}{token}" if faces.bot_name else ""
    return Response(invited_card(page, chat, LINK_DAYS, USES_AT_MOST, current.language).on_turn_of(current))


async def _asked(conversation: Conversation, who: Address, tap: TeamTap, team: Team, language: str) -> Screen | None:
    """Return the card that asks before something is changed; None if the tap asks for no such card."""
    other = next((each for each in team.others if each.number == tap.number), None)
    match tap.action:
        case TeamAction.ask_leave:
            return ask_to_leave(team, await _held(conversation, who, team.me.number), language)
        case TeamAction.ask_hand_on if team.me.is_coordinator:
            return choose_colleague(team, TeamAction.hand_on, language)
        case TeamAction.ask_remove if team.me.is_coordinator and other is not None:
            return ask_to_remove(other, await _held(conversation, who, other.number), language)
        case TeamAction.ask_remove if team.me.is_coordinator:
            return choose_colleague(team, TeamAction.ask_remove, language)
    return None


async def _held(conversation: Conversation, who: Address, number: int) -> int:
    """Return in how many open items that a person may see somebody has the lowest answer."""
    together = await conversation.answering.of(who)
    return together.held_by(number) if together is not None else 0


async def _change(conversation: Conversation, who: Address, tap: TeamTap) -> Phrase | None:
    """Carry out a tap that changes something; return what was done, None if nothing was."""
    together = conversation.together
    match tap.action:
        case TeamAction.revoke:
            done, said = await together.revoke_all(who), "colleagues-revoked"
        case TeamAction.hand_on:
            done, said = await together.hand_on(who, tap.number), "colleagues-handed-on"
        case TeamAction.remove:
            done, said = await together.remove(who, tap.number), "colleagues-removed"
        case TeamAction.leave:
            done, said = await together.leave(who), "colleagues-left"
        case _:
            return None
    return phrase(said) if done else None
