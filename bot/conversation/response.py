"""What the conversation answers a face."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from bot.documents.kinds import DocumentKind
from flows.dialogue import Phrase
from flows.interview.session import Session
from flows.screen import Screen
from flows.stages import Stage
from storage.campaigns.messages import WaitingMessage
from storage.respondents.reminders import Due
from storage.review.case_messages import WaitingCase

OF_EVIDENCE = frozenset({Stage.naming_evidence, Stage.dating_evidence})


class CaseDocumentKind(StrEnum):
    """A document about a case of an institution: the report of its review, the issued file of its result, or the sealed file
    that was handed in.
    """

    report = "report"
    sealed = "sealed"
    handed_in = "handed-in"

    @property
    def file_name(self) -> str:
        """The name under which it is saved."""
        return CASE_FILES[self]


CASE_FILES = {
    CaseDocumentKind.report: "xingjie-review.pdf",
    CaseDocumentKind.sealed: "xingjie-result.json",
    CaseDocumentKind.handed_in: "xingjie-handed-in.json",
}


class CaseDocument(Struct, frozen=True):
    """A document that a person asks for, and the number of the case of their institution that it is about."""

    kind: CaseDocumentKind
    case: int


class Response(Struct, frozen=True):
    """What a face shows: the current screen, and the reason if the utterance was refused.

    `finished` says that this utterance finished the assessment, `corrected` which answers of a finished one it has changed, or
    whose evidence it has left. `reminder`, `campaign` or `case` is what waited and
    the screen's notice tells; the face passes the response to `Conversation.seen` once the person has really been shown it.
    `document` is the kind of a document of their institution that the person asked for; the card stays as it is then.
    `team_step` is the number of the step of the institution's plan that a typed line has changed; 0 for none.
    `case_document` is one about a case of their institution, in the same way.
    """

    screen: Screen
    refusal: Phrase | None = None
    finished: bool = False
    corrected: tuple[str, ...] = ()
    reminder: Due | None = None
    campaign: WaitingMessage | None = None
    case: WaitingCase | None = None
    document: DocumentKind | None = None
    case_document: CaseDocument | None = None
    team_step: int = 0


def answered(screen: Screen, before: Session, after: Session, team_step: int = 0) -> Response:
    """Return what a face shows after an utterance has changed the session."""
    return Response(screen, finished=finishes(before, after), corrected=corrected(before, after), team_step=team_step)


def finishes(before: Session, after: Session) -> bool:
    """Return whether the assessment is finished for the first time. A correction or later evidence finishes nothing."""
    return len(after.past) > len(before.past)


def corrected(before: Session, after: Session) -> tuple[str, ...]:
    """Return the subdomains of a finished assessment whose answer was just changed, or whose evidence was just left."""
    if not before.is_over or after.assessment != before.assessment:
        return ()
    if before.stage in OF_EVIDENCE:
        return (before.focus,) if after.stage not in OF_EVIDENCE else ()
    if after.ratings is before.ratings or after.stage in OF_EVIDENCE:
        return ()
    return tuple(code for code, rating in after.ratings.items() if rating != before.ratings.get(code))
