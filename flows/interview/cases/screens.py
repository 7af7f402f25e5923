"""The cards about reviews, for faces that show screens as cards; the page says the same with the same words."""

from __future__ import annotations

from flows.dialogue import NO_TURN, Choice, Phrase, Reply, phrase
from flows.interview.cases.actions import CaseAction, HandInAction, HandInTap, button, case_value, hand_in_value
from flows.interview.cases.card_parts import card, do, to_page
from flows.interview.cases.drafts import REPLY_WORDS, reply_event
from flows.interview.cases.handover import Asked, Lack, Preview, handed_line
from flows.interview.cases.result_notices import ending_line
from flows.interview.cases.seen import SeenCase, decision_lines, opinion_stars, released, state_lines
from flows.review.decisions import Decision, DecisionKind
from flows.review.states import CaseEvent, CaseState
from flows.review.submission import Share
from flows.screen import Aside, Block, Listing, Paragraph, Screen
from flows.standard.model import Standard
from flows.triggers import Trigger
from flows.typed_text import has_words, in_short
from flows.views import View

# How much of the decisions a card holds in full, in characters, and what a reason or a fact takes of that.
IN_FULL_AT_MOST, A_LINE = 2000, 120


def how_card(language: str) -> Screen:
    """Say how to get a code, and how to use it in a chat."""
    blocks = tuple(Paragraph(phrase(f"handin-{said}")) for said in ("what", "get", "type", "more"))
    return card(language, *blocks, choices=(do(CaseAction.list_all, "handin-to-cases"),), title="handin-title")


def asked_card(asked: Asked, typed: str, language: str, turn: int) -> Screen:
    """Show what a request asks, and how much can be handed over; or what the person has to do first."""
    blocks: tuple[Block, ...] = (Listing(asked.facts), Aside(phrase("handin-snapshot")))
    if asked.lack is not None:
        lacking = Paragraph(phrase(f"handin-lack-{asked.lack.value}"))
        again = (button(phrase("handin-again"), hand_in_value(HandInTap(HandInAction.ask, typed, Share.answer))),)
        return card(language, *blocks, lacking, choices=(*_way_to(asked.lack, turn), *again), title="handin-title")
    shares = tuple(
        button(phrase(f"handin-share-{share.value}"), hand_in_value(HandInTap(HandInAction.see, typed, share)))
        for share in asked.shares
    )
    return card(language, *blocks, Paragraph(phrase("handin-how-much")), choices=shares, title="handin-title")


def preview_card(shown: Preview, tap: HandInTap, language: str) -> Screen:
    """Show item by item what is handed over, what will happen to it, and the button that states it is true and hands it in.

    That button carries the digest of what is shown here.
    """
    warning, share = shown.warning, tap.share
    give = HandInTap(HandInAction.give, tap.typed, share, tap.without, shown.digest)
    pick = HandInTap(HandInAction.pick, tap.typed, share, tap.without)
    has_evidence = tap.without or any(item.rating.evidence is not None for item in shown.items)
    return card(
        language,
        Paragraph(phrase(f"handin-goes-{share.value}")),
        Listing(tuple(handed_line(item) for item in shown.items)),
        *((Listing(shown.told),) if shown.told else ()),
        *((Paragraph(warning),) if warning is not None else ()),
        Paragraph(phrase("handin-statement")),
        choices=(
            button(phrase("handin-accept"), hand_in_value(give)),
            *((button(phrase("handin-leave-out"), hand_in_value(pick)),) if has_evidence else ()),
            button(phrase("handin-change"), hand_in_value(HandInTap(HandInAction.ask, tap.typed, share))),
        ),
        title="handin-preview",
    )


def cases_card(cases: tuple[SeenCase, ...], language: str) -> Screen:
    """List the cases of an institution, each as a button."""
    if not cases:
        blocks: tuple[Block, ...] = (Paragraph(phrase("own-cases-none")), Paragraph(phrase("handin-type")))
        return card(language, *blocks, choices=())
    lines = Listing(tuple(case_line(each) for each in cases))
    return card(language, lines, choices=tuple(button(case_line(each), case_value(CaseAction.show, each.id)) for each in cases))


def case_line(seen: SeenCase) -> Phrase:
    """Return a case in a list: who reviews it, and where it is."""
    case = seen.case
    # Of an item that is asked it is more important that they answer.
    is_looking = case.lacks_reader and case.state is not CaseState.more_asked
    state = "looking" if is_looking else case.state.value
    return phrase("own-case-line", association=seen.association, state=phrase(f"own-case-short-{state}"))


def case_card(standard: Standard, seen: SeenCase, language: str, turn: int, *, has_page: bool) -> Screen:
    """Show one case: where it is, what was released of the review, and what can be done."""
    stars, ending = opinion_stars(standard, seen.case), ending_line(standard, seen)
    told = released(seen.case)
    fallen = [each for each in told if each.kind is not DecisionKind.confirmed]
    fits = sum(len(each.text) + A_LINE * (len(each.reasons) + len(each.not_shown)) for each in fallen) <= IN_FULL_AT_MOST
    decisions = tuple(line for each in fallen for line in (decision_lines(seen.case, each) if fits else _in_short(seen, each)))
    confirmed = len(told) - len(fallen)
    event = reply_event(seen)
    is_on_page = event is not None and has_page
    blocks: tuple[Block, ...] = (
        *(Paragraph(line) for line in state_lines(seen)),
        *((Paragraph(ending),) if ending is not None else ()),
        *((Paragraph(stars),) if stars is not None else ()),
        *((Listing(decisions),) if decisions else ()),
        *((Paragraph(phrase("own-case-confirmed", count=confirmed)),) if confirmed else ()),
        *(() if fits else (Aside(phrase("own-case-in-full")),)),
        *((Aside(phrase("own-case-on-page")),) if is_on_page else ()),
        *(() if seen.may_act else (Aside(phrase("own-case-only-reads")),)),
    )
    choices = (
        *((do(CaseAction.agree, "own-case-agree", seen.id),) if seen.may(CaseEvent.agree) else ()),
        *((do(CaseAction.reply, REPLY_WORDS[event], seen.id),) if event is not None else ()),
        *((to_page(turn),) if is_on_page else ()),
        *((do(CaseAction.decisions, "own-case-read-confirmed", seen.id),) if confirmed else ()),
        *((do(CaseAction.result, "own-results-title", seen.id),) if seen.case.result is not None and has_page else ()),
        *((do(CaseAction.report, "review-report-get", seen.id),) if seen.has_report else ()),
        *((do(CaseAction.sealed, "result-download", seen.id),) if seen.case.result is not None else ()),
        *((do(CaseAction.ask_another, "own-case-refuse", seen.id),) if seen.may_refuse_reviewer else ()),
        do(CaseAction.handed, "own-case-handed", seen.id),
        *((do(CaseAction.ask_withdraw, "own-case-withdraw", seen.id),) if seen.may(CaseEvent.withdraw) else ()),
        do(CaseAction.list_all, "own-cases-back"),
    )
    return card(language, *blocks, choices=choices, heading=phrase("own-case-title", association=seen.association))


def decisions_card(seen: SeenCase, language: str) -> Screen:
    """Show what was decided about the items that were confirmed: all else is on the card of the case."""
    confirmed = [each for each in released(seen.case) if each.kind is DecisionKind.confirmed]
    lines = tuple(line for each in confirmed for line in _in_short(seen, each))
    back = (do(CaseAction.show, "own-case-back", seen.id),)
    return card(language, Listing(lines), choices=back, title="own-case-read-confirmed")


def _in_short(seen: SeenCase, decision: Decision) -> tuple[Phrase, ...]:
    """Return a decision with the beginning of the reviewer's words: a card holds no more for all items together."""
    first = decision_lines(seen.case, decision)[0]
    return (first, phrase("own-words", words=in_short(decision.text))) if has_words(decision.text) else (first,)


def ask_for_another(seen: SeenCase, language: str) -> Screen:
    """Ask once whether to ask for another reviewer."""
    what = Paragraph(phrase("own-case-refuse-what", association=seen.association))
    yes = do(CaseAction.refuse_reviewer, "own-case-refuse-yes", seen.id)
    return card(language, what, choices=(yes, do(CaseAction.show, "own-case-back", seen.id)), title="own-case-refuse-title")


def result_card(seen: SeenCase, address: str, language: str, *, is_published: bool, may_act: bool) -> Screen:
    """Show whether an issued result has a public page, at which address, and the button that publishes it or takes it back."""
    blocks = (
        (Paragraph(phrase("own-results-at", address=address)), Aside(phrase("own-results-in-chat")))
        if is_published
        else (Paragraph(phrase("own-results-off")), Paragraph(phrase("own-results-shows")))
    )
    action = (CaseAction.take_back, "own-results-withdraw") if is_published else (CaseAction.publish, "own-results-publish")
    choices = (*((do(*action, seen.id),) if may_act else ()), do(CaseAction.show, "own-case-back", seen.id))
    return card(language, *blocks, choices=choices, title="own-results-title")


def ask_to_withdraw(seen: SeenCase, language: str) -> Screen:
    """Ask once whether to withdraw a case."""
    what = Paragraph(phrase("own-case-withdraw-what", association=seen.association))
    choices = (do(CaseAction.withdraw, "own-case-withdraw-yes", seen.id), do(CaseAction.show, "own-case-back", seen.id))
    return card(language, what, choices=choices, title="own-case-withdraw-title")


def message_card(said: Phrase, seen: SeenCase, language: str) -> Screen:
    """Return what a coordinator is written in a chat, with the way to the case."""
    show = do(CaseAction.show, "own-case-open", seen.id)
    return Screen(View.reminder, NO_TURN, language, (Paragraph(said),), ((show,),))


def _way_to(lack: Lack, turn: int) -> tuple[Choice, ...]:
    if lack is Lack.name:
        label = phrase("choice-name-institution")
        return (Choice(label, Reply(turn, View.documents, Trigger.ask_institution, "")),)
    return ()
