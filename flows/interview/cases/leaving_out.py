"""The card on which a person in a chat chooses items whose evidence stays here, a domain at a time."""

from __future__ import annotations

from flows.dialogue import Choice, Phrase, phrase
from flows.interview.cases.actions import HandInAction, HandInTap, button, hand_in_value
from flows.interview.cases.card_parts import card
from flows.interview.cases.handover import Preview, handed_line
from flows.review.submission import Handed
from flows.screen import Listing, Paragraph, Screen
from flows.standard.model import CapabilityDomain, Standard


def leaving_out_card(standard: Standard, whole: Preview, tap: HandInTap, language: str) -> Screen | None:
    """Show the items of one domain that have evidence, with a button for each to leave it out or to put it back.

    `whole` is what goes if nothing is left out. `tap.last` is the place of the domain; one that has no evidence leads to the
    next that has. None if no item has any.
    """
    with_evidence = {item.subdomain: item for item in whole.items if item.rating.evidence is not None}
    places = [place for place, domain in enumerate(standard.domains) if _items(domain, with_evidence)]
    if not places:
        return None
    here = next((place for place in places if place >= tap.last), places[0])
    items = _items(standard.domains[here], with_evidence)
    return card(
        language,
        Paragraph(phrase("handin-pick-what")),
        Listing(tuple(handed_line(item) for item in items)),
        choices=(
            *(_toggle(standard, item, tap, here) for item in items),
            *(_to(standard, tap, place) for place in places if place != here),
            button(phrase("handin-see"), hand_in_value(HandInTap(HandInAction.see, tap.typed, tap.share, tap.without))),
        ),
        heading=phrase("handin-pick-title", domain=Phrase(standard.domains[here].code)),
    )


def _items(domain: CapabilityDomain, with_evidence: dict[str, Handed]) -> tuple[Handed, ...]:
    return tuple(with_evidence[each.code] for each in domain.subdomains if each.code in with_evidence)


def _toggle(standard: Standard, item: Handed, tap: HandInTap, here: int) -> Choice:
    bit = 1 << standard.codes.index(item.subdomain)
    key = "handin-pick-stays" if tap.without & bit else "handin-pick-goes"
    changed = HandInTap(HandInAction.pick, tap.typed, tap.share, tap.without ^ bit, here)
    return button(phrase(key, item=Phrase(item.subdomain)), hand_in_value(changed))


def _to(standard: Standard, tap: HandInTap, place: int) -> Choice:
    there = HandInTap(HandInAction.pick, tap.typed, tap.share, tap.without, place)
    return button(phrase("handin-pick-domain", domain=Phrase(standard.domains[place].code)), hand_in_value(there))
