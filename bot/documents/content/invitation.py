"""Writes an invitation to a campaign: a poster to print (PDF, A4) and a picture to post (PNG, 1080 × 1350 pixels)."""

from __future__ import annotations

from datetime import date

from bot.documents.content.document_words import DocumentWords
from bot.documents.typst.qr_code import qr_rows
from bot.documents.typst.typst_input import Data, TypstInput, typst_input
from flows.campaign.codes import grouped
from flows.campaign.invitation import Invitation, sees
from flows.dialogue import Minutes


def poster(invitation: Invitation, edition: str, words: DocumentWords, day: date) -> TypstInput:
    """Return the poster, to be typeset as PDF; `edition` names the standard, `day` is the day on which it is made."""
    return typst_input("poster", _data(invitation, edition, words), day)


def picture(invitation: Invitation, edition: str, words: DocumentWords) -> TypstInput:
    """Return the picture, to be typeset as PNG; `edition` names the standard."""
    return typst_input("invitation", _data(invitation, edition, words))


def _data(invitation: Invitation, edition: str, words: DocumentWords) -> Data:
    closes_on = invitation.closes_on
    return {
        "language": words.language,
        "brand": words("document-brand"),
        "title": words("document-title"),
        "edition": edition,
        "campaign": invitation.campaign,
        "asks": words("invitation-asks", association=invitation.association),
        "welcome": invitation.welcome,
        "qr": {"rows": qr_rows(invitation.link), "alt": words("invitation-qr", link=invitation.link)},
        "scan": words("invitation-scan"),
        "type": words("invitation-type", home=invitation.home) if invitation.code else "",
        "code": grouped(invitation.code) if invitation.code else "",
        "until": words("invitation-until", date=words.day(closes_on)) if closes_on else "",
        "time": words("invitation-time", minutes=Minutes(invitation.asked)),
        "sees": words.of(sees(invitation.visibility, invitation.association)),
        "whose": words("invitation-for", institution=invitation.institution) if invitation.institution else invitation.channel,
        "disclaimer": words("disclaimer"),
    }
