"""The cards on which an institution answers what a reviewer asked, or objects: item by item, then all at once."""

from __future__ import annotations

from zlib import crc32

from flows.dialogue import Choice, Phrase, phrase
from flows.interview.cases.actions import SHARES, CaseAction, button, case_value
from flows.interview.cases.card_parts import card, do, to_page
from flows.interview.cases.drafts import NOTHING, REPLY_WORDS, Draft, Drafted, reply_codes, reply_event, to_send
from flows.interview.cases.handover import handed_line, shares_of
from flows.interview.cases.seen import SeenCase
from flows.review.deciding import TEXT_AT_MOST
from flows.review.states import CaseEvent
from flows.review.submission import Handed, Share
from flows.screen import Aside, Block, Listing, Paragraph, Screen
from flows.standard.model import Standard
from flows.typed_text import in_short

# How many lines with items and texts a message has room for. Of more texts, only their number is said.
LINES_AT_MOST = 27


def reply_card(
    standard: Standard, seen: SeenCase, draft: Draft, again: tuple[Handed, ...], language: str, turn: int, *, has_page: bool
) -> Screen | None:
    """Show about which items one can reply, and what is chosen for each so far; None if one cannot reply now.

    `again` are the items of which more was asked, with all that they have now: it decides how much can go.
    """
    event, chosen = reply_event(seen), to_send(seen, draft)
    if event is None:
        return None
    codes = reply_codes(seen)
    looks: tuple[Choice, ...] = ()
    if chosen:
        shares = shares_to_choose(chosen, again) if event is CaseEvent.answer_more else (Share.answer,)
        looks = tuple(
            button(
                phrase("own-reply-look")
                if len(shares) == 1
                else phrase("own-reply-look-at", share=phrase(f"handin-share-{each}")),
                case_value(CaseAction.look, seen.id, SHARES.index(each)),
            )
            for each in shares
        )
    return card(
        language,
        Paragraph(phrase(f"{REPLY_WORDS[event]}-how")),
        Listing(tuple(_chosen_line(code, draft.get(code, NOTHING), event) for code in codes)),
        *((Aside(phrase("own-case-on-page")),) if has_page else ()),
        choices=(
            *(button(Phrase(code), case_value(CaseAction.item, seen.id, standard.codes.index(code))) for code in codes),
            *looks,
            *((to_page(turn),) if has_page else ()),
            do(CaseAction.show, "own-case-back", seen.id),
        ),
        title=REPLY_WORDS[event],
    )


def shares_to_choose(chosen: dict[str, Drafted], again: tuple[Handed, ...]) -> tuple[Share, ...]:
    """Return the levels that make a difference for the items that are handed in again; one if none do."""
    going = [item.rating.evidence for item in again if item.subdomain in chosen and chosen[item.subdomain].again]
    evidence = [each for each in going if each is not None]
    return shares_of(len(evidence), sum(each.file is not None for each in evidence))


def write_card(standard: Standard, seen: SeenCase, code: str, drafted: Drafted, language: str) -> Screen:
    """Ask for a text about one item, which is typed. No button leads to the interview: it would not be clear what it asks."""
    asks = "own-reply-write-stays" if reply_event(seen) is CaseEvent.answer_more else "own-reply-write-objection"
    back = do(CaseAction.item, "own-reply-not-now", seen.id, standard.codes.index(code))
    return card(
        language,
        Paragraph(phrase(asks, item=Phrase(code), most=TEXT_AT_MOST)),
        *((Aside(phrase("own-reply-written", words=drafted.text)),) if drafted.text else ()),
        choices=(back,),
        heading=Phrase(code),
        leads_away=False,
    )


def look_card(seen: SeenCase, going: tuple[Handed, ...], texts: dict[str, str], share: Share, language: str) -> Screen:
    """Show what is sent, with the button that sends it. That button carries the digest of what is shown here."""
    is_answer = reply_event(seen) is CaseEvent.answer_more
    left = [code for code in reply_codes(seen) if code not in texts and code not in {item.subdomain for item in going}]
    words = tuple(phrase("own-reply-line-words", item=Phrase(code), words=in_short(text)) for code, text in texts.items())
    stays = "own-reply-left-open" if is_answer else "own-reply-left-agreed"
    send = case_value(CaseAction.send, seen.id, SHARES.index(share), digest_of(going, texts))
    return card(
        language,
        *((Paragraph(phrase(f"handin-goes-{share.value}")), Listing(tuple(map(handed_line, going)))) if going else ()),
        *(_texts(words, fits=len(going) + len(words) <= LINES_AT_MOST) if words else ()),
        *((Paragraph(phrase(stays, count=len(left))),) if left else ()),
        choices=(
            button(phrase("own-reply-send-answer" if is_answer else "own-reply-send-objection"), send),
            do(CaseAction.reply, "own-reply-back", seen.id),
        ),
        title="own-reply-look",
    )


def with_way_to_reply(standard: Standard, screen: Screen, cases: tuple[SeenCase, ...], changed: tuple[str, ...]) -> Screen:
    """Return the screen after answers were changed, with the way to the first of them that a review waits for.

    What the screen says stays; if it says nothing, it says what to do now. It stays as it is if no review waits.
    """
    asked = ((seen, code) for seen in cases if reply_event(seen) is CaseEvent.answer_more for code in reply_codes(seen))
    found = next(((seen, code) for seen, code in asked if code in changed), None)
    if found is None:
        return screen
    seen, code = found
    back = do(CaseAction.item, "choice-to-asked-item", seen.id, standard.codes.index(code))
    return screen.noticing(screen.notice or phrase("notice-asked-item", item=Phrase(code)), back)


def _texts(lines: tuple[Phrase, ...], *, fits: bool) -> tuple[Block, ...]:
    if not fits:
        return (Paragraph(phrase("own-reply-words-count", count=len(lines))),)
    return Paragraph(phrase("own-reply-words")), Listing(lines)


def digest_of(going: tuple[Handed, ...], texts: dict[str, str]) -> int:
    """Return a number from 1 to 32 bits that tells whether something else would be sent than what was shown."""
    return crc32(repr((going, texts)).encode()) or 1


def _chosen_line(code: str, drafted: Drafted, event: CaseEvent) -> Phrase:
    """Return what is chosen for an item so far."""
    item, nothing = Phrase(code), "open" if event is CaseEvent.answer_more else "agreed"
    if drafted.text:
        key = "own-reply-line-both" if drafted.again else "own-reply-line-words"
        return phrase(key, item=item, words=in_short(drafted.text))
    return phrase("own-reply-line-again", item=item) if drafted.again else phrase(f"own-reply-line-{nothing}", item=item)
