"""The cards about colleagues, for faces that show screens as cards; the page says the same with the same words."""

from __future__ import annotations

from flows.dialogue import NO_TURN, Choice, Phrase, Reply, phrase
from flows.institution.colleagues import Colleague, Post, Team
from flows.interview.colleagues.actions import NAME, TeamAction, button, join_value, team_value
from flows.interview.questions.screens import RETENTION_MONTHS
from flows.screen import Aside, Block, Heading, Listing, Paragraph, Screen
from flows.triggers import Trigger

SHOW = Choice(phrase("choice-return"), Reply(NO_TURN, "", Trigger.show, ""))


def called(each: Colleague) -> Phrase:
    """Return what a person is called: their nickname, else their post. The number tells two of one post apart."""
    if each.nickname:
        return phrase("colleague-nickname", nickname=each.nickname, post=phrase(f"post-{each.post.value}"))
    return phrase("colleague-post", post=phrase(f"post-{each.post.value}"), number=each.number)


def colleague_line(each: Colleague) -> Phrase:
    """Return a person in the list of all: what they are called, whether they coordinate, whether it is who looks."""
    who = "me" if each.is_me else "other"
    return phrase("colleague-line", called=called(each), coordinates="yes" if each.is_coordinator else "no", who=who)


def institution_named(name: str) -> Phrase:
    """Return the name of an institution, or that it has none yet."""
    return phrase("colleagues-institution", name=name) if name else phrase("colleagues-no-name")


def team_card(team: Team | None, language: str) -> Screen:
    """Show the people of an institution and what can be done; to a person without one, what an invitation is good for."""
    if team is None:
        blocks: tuple[Block, ...] = (
            Paragraph(phrase("colleagues-what")),
            Paragraph(phrase("colleagues-more")),
            Aside(phrase("colleagues-own")),
        )
        return card(language, *blocks, choices=(do(TeamAction.invite, "colleagues-invite"),))
    lines = Listing(tuple(colleague_line(each) for each in team.colleagues))
    leads = team.me.is_coordinator
    choices = (
        do(TeamAction.together, "together-title"),
        *((do(TeamAction.invite, "colleagues-invite"), do(TeamAction.revoke, "colleagues-revoke-all")) if leads else ()),
        *((do(TeamAction.ask_hand_on, "colleagues-hand-on"),) if leads and team.others else ()),
        *((do(TeamAction.ask_remove, "colleagues-remove"),) if leads and team.others else ()),
        do(TeamAction.ask_leave, "colleagues-leave"),
    )
    said = Paragraph(institution_named(team.name))
    return card(language, said, lines, Aside(phrase("colleagues-own")), choices=choices)


def invited_card(link_page: str, link_chat: str, days: int, people: int, language: str) -> Screen:
    """Show a link that was just made; each address is "" if this installation has no such face."""
    blocks = (
        Paragraph(phrase("colleagues-link-send")),
        *((Paragraph(phrase("colleagues-link-page", address=link_page)),) if link_page else ()),
        *((Paragraph(phrase("colleagues-link-chat", address=link_chat)),) if link_chat else ()),
        Paragraph(phrase("colleagues-link-made", days=days, people=people)),
        Aside(phrase("colleagues-link-secret")),
    )
    return card(language, *blocks, choices=(do(TeamAction.show, "colleagues-back"),))


def choose_colleague(team: Team, action: TeamAction, language: str) -> Screen:
    """Ask which colleague coordinates from now on, or may be taken out: about that, it is asked once more."""
    what = "hand-on" if action is TeamAction.hand_on else "remove"
    rows = tuple(button(called(each), team_value(action, each.number)) for each in team.others)
    back = do(TeamAction.show, "colleagues-back")
    return card(language, Paragraph(phrase(f"colleagues-{what}-what")), choices=(*rows, back))


def ask_to_remove(other: Colleague, held: int, language: str) -> Screen:
    """Ask once whether to take a colleague out; `held` is in how many open items theirs is the lowest answer."""
    return card(
        language,
        Paragraph(called(other)),
        *(Paragraph(line) for line in removing_lines(other, held)),
        choices=(
            button(phrase("colleagues-remove-yes"), team_value(TeamAction.remove, other.number)),
            do(TeamAction.show, "colleagues-back"),
        ),
        title="colleagues-remove",
    )


def removing_lines(other: Colleague, held: int) -> tuple[Phrase, ...]:
    """Return what taking a colleague out means."""
    kept = phrase("colleagues-remove-kept")
    return (kept, held_line(other, held), phrase("colleagues-held-what")) if held else (kept,)


def held_line(other: Colleague, held: int) -> Phrase:
    """Return in how many open items that the coordinator sees a colleague has the lowest answer."""
    return phrase("colleagues-held", called=called(other), count=held)


def ask_to_leave(team: Team, held: int, language: str) -> Screen:
    """Ask once whether to leave the institution; `held` is in how many open items the person has the lowest answer."""
    return card(
        language,
        Paragraph(institution_named(team.name)),
        *(Paragraph(line) for line in leaving_lines(team, held)),
        choices=(do(TeamAction.leave, "colleagues-leave-yes"), do(TeamAction.show, "colleagues-back")),
    )


def leaving_lines(team: Team, held: int) -> tuple[Phrase, ...]:
    """Return what leaving means: for the last person, for the coordinator, and for anybody else; then what stays open."""
    if not team.others:
        return tuple(phrase(f"colleagues-leave-last{part}") for part in ("", "-reviews", "-association"))
    leaves = phrase("colleagues-leave-coordinator" if team.me.is_coordinator else "colleagues-leave-what")
    stays = phrase("colleagues-leave-stays")
    opens = (phrase("colleagues-leave-held", count=held), phrase("colleagues-held-what")) if held else ()
    return (leaves, stays, *opens)


def join_card(token: str, institution: str, people: int, leaves: str | None, language: str, *, is_known: bool) -> Screen:
    """Ask whether to join an institution, with a button for each post: nobody needs to give a name."""
    blocks: tuple[Block, ...] = (
        Paragraph(institution_named(institution)),
        *(Paragraph(line) for line in joining_words(people, leaves, is_known=is_known)),
        Paragraph(phrase("join-team-post")),
    )
    posts = tuple(button(phrase(f"post-{post.value}"), join_value(token, post.value)) for post in Post)
    return card(language, *blocks, choices=posts, title="join-team-title")


def joining_words(people: int, leaves: str | None, *, is_known: bool) -> tuple[Phrase, ...]:
    """Return in sentences what joining means: what colleagues see, what is left, and what is stored of somebody new."""
    return (
        phrase("join-team-what", people=people),
        phrase("colleagues-own"),
        *((phrase("join-team-leaves", institution=institution_named(leaves)),) if leaves is not None else ()),
        *(() if is_known else (phrase("welcome-stored", months=RETENTION_MONTHS),)),
    )


def do(action: TeamAction, label: str) -> Choice:
    """Return a button that does something, by the key of its words."""
    return button(phrase(label), team_value(action))


def card(language: str, *blocks: Block, choices: tuple[Choice, ...], title: str = "colleagues-title") -> Screen:
    """Return a card about colleagues, a button a row, and the way back to the interview."""
    rows = tuple((choice,) for choice in choices)
    return Screen(NAME, NO_TURN, language, (Heading(phrase(title)), *blocks), (*rows, (SHOW,)))
