"""What several people said and how it is settled, in words for every face, and as cards for chats."""

from __future__ import annotations

from collections.abc import Sequence

from flows.assessment.rating import UNSURE, Ratings
from flows.dialogue import Choice, Phrase, phrase
from flows.fingerprint import SHORT
from flows.institution.colleagues import Colleague, Post, Team
from flows.institution.comparison import Item, Settled, Vote
from flows.institution.division import Division
from flows.institution.rounds import Round, open_questions, round_mark
from flows.institution.settling import LEFT_OUT, RUNGS, Why
from flows.institution.words import reason_words
from flows.interview.colleagues.actions import TeamAction, button, team_value
from flows.interview.colleagues.screens import called, card, do
from flows.interview.phrases import range_of
from flows.screen import Aside, Block, Heading, Listing, Paragraph, Screen
from flows.standard.model import Standard

# What a button calls the mark "n/a": its text may have no slash.
LEFT_OUT_WORD = "na"


def who_said(team: Team, number: int) -> Phrase:
    """Return who said something: the post, and the person only if they agreed to be shown."""
    person = next((each for each in team.colleagues if each.number == number), None)
    if person is None:
        return phrase(f"post-{Post.other.value}")
    return called(person) if person.shows_name else phrase(f"post-{person.post.value}")


def domain_line(standard: Standard, found: Round, domain: str, number: int, ratings: Ratings) -> Phrase:
    """Return how far a person is with a domain that they answer."""
    if number in found.handed_in[domain]:
        return phrase("together-mine-in", domain=Phrase(domain))
    count = len(standard.domain(domain).subdomains)
    left = len(open_questions(standard, domain, ratings))
    return phrase("together-mine", domain=Phrase(domain), done=count - left, count=count)


def people_line(team: Team, found: Round, domain: str) -> Phrase:
    """Return who answers a domain, and how many of them have handed it in."""
    people = found.assigned[domain]
    if not people:
        return phrase("together-nobody", domain=Phrase(domain))
    who = tuple(called(each) for each in team.colleagues if each.number in people)
    return phrase("together-people", domain=Phrase(domain), who=who, done=len(found.handed_in[domain]), count=len(people))


def star_line(standard: Standard, found: Round) -> Phrase:
    """Return the star of the institution as far as it is known."""
    return phrase("together-star", stars=range_of(found.stars(standard)))


def state_line(item: Item) -> Phrase:
    """Return how far apart people are, and whether the star depends on it."""
    return phrase(f"together-{item.state.value.replace('_', '-')}", changes="yes" if item.changes_star else "no")


def said_lines(item: Item, team: Team) -> tuple[Phrase, ...]:
    """Return each thing that was said, with its sentence, who said it and who has evidence; the highest claim first."""
    found: dict[tuple[int, bool, bool], list[Vote]] = {}
    for vote in item.votes:
        found.setdefault(vote.said, []).append(vote)
    ordered = sorted(found.values(), key=lambda votes: (votes[0].unsure, -votes[0].claims))
    return tuple(_said(votes, team) for votes in ordered)


def _said(votes: Sequence[Vote], team: Team) -> Phrase:
    who = tuple(
        phrase("said-by", who=who_said(team, vote.number), evidence="yes" if vote.has_evidence else "no") for vote in votes
    )
    first = votes[0]
    if first.unsure:
        return phrase("said-unsure", who=who)
    if first.not_applicable:
        return phrase("said-left-out", reason=first.not_applicable, who=who)
    return phrase("said-rung", rung=first.level, sentence=phrase(f"{first.code}.rung-{first.level}"), who=who)


def settled_line(done: Settled) -> Phrase:
    """Return an answer of the institution in which people had differed, with its reason."""
    return phrase("settled-line", subdomain=Phrase(done.code), mark=mark_words(_mark(done)), reason=reason_words(done.reason))


def marks_of(item: Item) -> tuple[str, ...]:
    """Return what can be said of an item: each rung, "not sure" and, if somebody said so, that it does not apply."""
    return (*RUNGS, UNSURE, *((LEFT_OUT,) if any(vote.not_applicable for vote in item.votes) else ()))


def mark_words(mark: str) -> Phrase:
    """Return a mark in words."""
    if mark == UNSURE:
        return phrase("mark-said-unsure")
    return phrase("mark-said-left-out") if mark == LEFT_OUT else phrase("mark-said-rung", rung=int(mark))


def _mark(done: Settled) -> str:
    return UNSURE if done.unsure else LEFT_OUT if done.not_applicable else str(done.level)


# Cards


def round_card(standard: Standard, team: Team, found: Round | None, ratings: Ratings, language: str) -> Screen:
    """Show how far answering together is: one's own domains, everybody's, and the items to talk about."""
    back = do(TeamAction.show, "colleagues-back")
    leads, number, mark = team.me.is_coordinator, team.me.number, round_mark(found)[:SHORT]
    begins = tuple(
        button(phrase(f"together-begin-{division.value}"), team_value(TeamAction.begin, division.value, mark))
        for division in Division
        if leads
    )
    if found is None:
        waits = ("together-what", "together-more") if leads else ("together-not-begun",)
        return card(language, *(Paragraph(phrase(said)) for said in waits), choices=(*begins, back), title="together-title")
    mine = found.domains_of(number)
    items = found.seen_by(standard, number, coordinates=leads)
    ready = [
        domain for domain in mine if number not in found.handed_in[domain] and not open_questions(standard, domain, ratings)
    ]
    is_open = any(open_questions(standard, domain, ratings) for domain in mine if number not in found.handed_in[domain])
    places = {domain.code: place for place, domain in enumerate(standard.domains)}
    subdomains = {code: place for place, code in enumerate(standard.codes)}
    blocks: tuple[Block, ...] = (
        Paragraph(star_line(standard, found)),
        Heading(phrase("together-yours")),
        Listing(tuple(domain_line(standard, found, domain, number, ratings) for domain in mine)),
        Heading(phrase("together-all")),
        Listing(tuple(people_line(team, found, domain) for domain in found.assigned)),
        *_items_block(items),
        *((Aside(phrase("together-begin-again")),) if leads else ()),
    )
    choices = (
        *((do(TeamAction.answer, "together-answer"),) if is_open else ()),
        *(
            button(phrase("together-hand-in", domain=Phrase(domain)), team_value(TeamAction.hand_in, places[domain]))
            for domain in ready
        ),
        *(button(Phrase(item.code), team_value(TeamAction.item, subdomains[item.code])) for item in items),
        do(TeamAction.result, "team-result-title"),
        _name_choice(team.me),
        *begins,
        back,
    )
    return card(language, *blocks, choices=choices, title="together-title")


def _items_block(items: tuple[Item, ...]) -> tuple[Block, ...]:
    if not items:
        return ()
    return Heading(phrase("together-items")), Paragraph(phrase("together-items-what", count=len(items)))


def _name_choice(me: Colleague) -> Choice:
    return do(TeamAction.hide_name, "together-hide-name") if me.shows_name else do(TeamAction.show_name, "together-show-name")


def item_card(standard: Standard, team: Team, item: Item, language: str) -> Screen:
    """Show an item: what was said, one's one revision, and for the coordinator what can be settled."""
    place = standard.codes.index(item.code)
    mine = next((vote for vote in item.votes if vote.number == team.me.number), None)
    can_revise = mine is not None and not mine.is_revised
    revise = _marks(item, TeamAction.revise, place, "together-revise-as") if can_revise else ()
    settle = _marks(item, TeamAction.ask_why, place, "together-settle-as") if team.me.is_coordinator else ()
    blocks: tuple[Block, ...] = (
        Paragraph(Phrase(item.code)),
        Paragraph(state_line(item)),
        Listing(said_lines(item, team)),
        *((Aside(phrase("together-revise-what")),) if can_revise else ()),
        *((Aside(phrase("together-settle-what")),) if settle else ()),
    )
    back = do(TeamAction.together, "together-back")
    return card(language, *blocks, choices=(*revise, *settle, back), title="together-item-title")


def why_card(standard: Standard, item: Item, mark: str, language: str) -> Screen:
    """Ask why an item is settled as it is."""
    place, drawn = standard.codes.index(item.code), item.mark[:SHORT]
    chips = tuple(
        button(phrase(f"settle-why-{why.value}"), team_value(TeamAction.settle, place, mark_word(mark), why.value, drawn))
        for why in Why
    )
    said = phrase("together-settling", subdomain=Phrase(item.code), mark=mark_words(mark))
    back = button(phrase("together-back"), team_value(TeamAction.item, place))
    return card(language, Paragraph(said), choices=(*chips, back), title="together-why-title")


def mark_word(mark: str) -> str:
    """Return a mark as a button carries it."""
    return LEFT_OUT_WORD if mark == LEFT_OUT else mark


def mark_in(word: str) -> str:
    """Return the mark that a button carries."""
    return LEFT_OUT if word == LEFT_OUT_WORD else word


def _marks(item: Item, action: TeamAction, place: int, label: str) -> tuple[Choice, ...]:
    """Return a button for each thing that somebody said; for a revision also for the rungs between."""
    said = {vote.level for vote in item.votes if vote.names_rung}
    between = {str(rung) for rung in range(min(said), max(said) + 1)} if said else set()
    marks = [mark for mark in marks_of(item) if mark in between or mark not in RUNGS]
    drawn = item.mark[:SHORT]
    return tuple(
        button(phrase(label, mark=mark_words(mark)), team_value(action, place, mark_word(mark), drawn)) for mark in marks
    )
