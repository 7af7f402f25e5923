"""What the conversation answers a face."""

from __future__ import annotations

from msgspec import Struct

from bot.documents.kinds import DocumentKind
from flows.dialogue import Phrase
from flows.interview.session import Session
from flows.screen import Screen
from storage.campaigns.messages import WaitingMessage
from storage.respondents.reminders import Due
from storage.review.case_messages import WaitingCase


class Response(Struct, frozen=True):
    """What a face shows: the current screen, and the reason if the utterance was refused.

    `finished` says that this utterance finished the assessment. `reminder`, `campaign` or `case` is what waited and
    the screen's notice tells; the face passes the response to `Conversation.seen` once the person has really been shown it.
    `document` is the kind of a document of their institution that the person asked for; the card stays as it is then.
    """

    screen: Screen
    refusal: Phrase | None = None
    finished: bool = False
    reminder: Due | None = None
    campaign: WaitingMessage | None = None
    case: WaitingCase | None = None
    document: DocumentKind | None = None


def finishes(before: Session, after: Session) -> bool:
    """Return whether the assessment is finished for the first time. A correction or later evidence finishes nothing."""
    return len(after.past) > len(before.past)
