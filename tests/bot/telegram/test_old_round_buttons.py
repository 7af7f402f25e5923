"""Old buttons about a round in a chat: none ends a round that has moved on, or revises an answer over others than it showed."""

from __future__ import annotations

from bot.conversation.colleagues_in_chat import team_tapped_in_chat
from bot.conversation.opening import open_conversation
from flows.dialogue import Address, Reply
from flows.institution.division import Division
from flows.screen import Screen
from flows.standard.loader import shipped
from tests.people.offices import ANN, BEN, Office, office

STANDARD = shipped()
CODE = STANDARD.ticked(1)[0].code
PLACE = STANDARD.codes.index(CODE)


def values(screen: Screen, start: str) -> list[str]:
    """What the buttons about colleagues carry that begin so."""
    return [reply.value for reply in screen.replies if reply.trigger == "team" and reply.value.startswith(start)]


def said(screen: Screen) -> str:
    return screen.notice.key if screen.notice is not None else ""


async def differing(at: Office) -> None:
    """Ann and Ben have handed in everything, and differ on one subdomain."""
    await at.begun(ANN, "First Help")
    token = await at.link()
    await at.begun(BEN)
    await at.joins(BEN, token)
    assert await at.rounds.begin(ANN, Division.everything)
    await at.hands_in(ANN, {CODE: "1"})
    await at.hands_in(BEN, {CODE: "4"})


async def test_an_old_button_never_ends_a_round_that_has_moved_on(database_url: str) -> None:
    async with office(database_url) as at, open_conversation(database_url) as conversation:
        await at.begun(ANN, "First Help")

        async def tap(value: str, who: Address = ANN) -> Screen:
            return (await team_tapped_in_chat(conversation, who, value, "en")).screen

        shown = await tap("round")
        (first, _) = values(shown, "begin-")
        assert said(await tap(first)) == "together-begun"
        begun = await at.round()
        # Pressed twice, or months later; a button of an older version carries no mark.
        for old in (first, "begin-all", "begin-domain"):
            assert said(await tap(old)) == "team-nothing-stale"
            assert (await at.round()).id == begun.id
        (again, _) = values(await tap("round"), "begin-")
        await at.hands_in(ANN)
        assert said(await tap(again)) == "team-nothing-stale"
        assert (await at.round()).settled
        (again, _) = values(await tap("round"), "begin-")
        assert said(await tap(again)) == "together-begun"
        assert (await at.round()).id != begun.id


async def test_an_old_button_revises_and_settles_only_what_it_showed(database_url: str) -> None:
    async with office(database_url) as at, open_conversation(database_url) as conversation:
        await differing(at)

        async def tap(value: str, who: Address = ANN) -> Screen:
            return (await team_tapped_in_chat(conversation, who, value, "en")).screen

        old = await tap(f"item-{PLACE}")
        why = await tap(next(value for value in values(old, f"why-{PLACE}-1-")))
        (bens,) = values(await tap(f"item-{PLACE}", BEN), f"revise-{PLACE}-2-")
        assert said(await tap(bens, BEN)) == "together-revised"
        mine, asks, settles = (
            values(old, f"revise-{PLACE}-3-")[0],
            values(old, f"why-{PLACE}-1-")[0],
            values(why, f"settle-{PLACE}-1-")[0],
        )
        for stale in (mine, asks, settles, f"revise-{PLACE}-3", f"settle-{PLACE}-1-talked"):
            assert said(await tap(stale)) == "team-nothing-stale", stale
        now = await at.round()
        assert CODE not in now.settled
        assert [vote.level for vote in now.votes if vote.code == CODE and vote.number == 1] == [1]
        why = await tap(values(await tap(f"item-{PLACE}"), f"why-{PLACE}-1-")[0])
        assert said(await tap(values(why, f"settle-{PLACE}-1-")[0])) == "together-settled"
        assert CODE in (await at.round()).settled
        assert all(len(Reply(0, "colleagues", "team", value).encode()) <= 64 for value in (mine, asks, settles))
