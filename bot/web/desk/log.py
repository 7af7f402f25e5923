"""The audit log, as administrators read it."""

from __future__ import annotations

from dataclasses import fields

from aiohttp import web

from bot.desk.cases import ReviewRules
from bot.web.addresses import number_in
from bot.web.desk.guard import Guard, Visit
from bot.web.desk.pages import DeskPages
from flows.campaign.exports import ExportKind
from flows.campaign.officers import BETWEEN_COUNTS, MOVING_ACTS, NAMING_ACTS, SUBMISSION_FILE, Act, AuditLine, LinkPurpose
from flows.campaign.roles import Role
from flows.dialogue import Phrase, phrase
from flows.review.states import CaseEvent, CaseNote
from flows.standard.model import Standard

NUMBER_DIGITS = 9
RULES = frozenset(field.name for field in fields(ReviewRules))


class LogRoutes:
    """Shows the log, newest lines first."""

    def __init__(self, guard: Guard, pages: DeskPages, standard: Standard) -> None:
        self._guard = guard
        self._pages = pages
        self._standard = standard

    async def show(self, visit: Visit) -> web.Response:
        """Show a page of the log."""
        number = number_in(visit.request.query.get("before", ""), NUMBER_DIGITS)
        page = await self._guard.desk.log.page(visit.session, number)
        lines = [
            (line, subject_of(line), self._pages.said(detail_of(line, self._standard), visit.view.language))
            for line in page.lines
        ]
        return self._pages.page(visit.view, "log.html", here="/log", lines=lines, before=page.before)


def subject_of(line: AuditLine) -> str:
    """Return what a line is about. A number of reviews is named in the detail, in words."""
    return "" if line.act is Act.review_rule_changed else line.subject


def detail_of(line: AuditLine, standard: Standard) -> Phrase:
    """Return the words of a line's detail; the number of an institution says nothing to a reader."""
    if line.detail in tuple(Role):
        return phrase(f"desk-role-{line.detail}")
    if line.detail in tuple(LinkPurpose):
        return phrase(f"desk-purpose-{line.detail}")
    if line.detail in tuple(ExportKind):
        return phrase(f"desk-exported-{line.detail}")
    if line.act is Act.names_deleted:
        institutions, people = line.detail.split(BETWEEN_COUNTS)
        return phrase("desk-log-deleted", institutions=institutions, people=people)
    if line.act in MOVING_ACTS:
        begun, total = line.detail.split(BETWEEN_COUNTS)
        return phrase("desk-log-begun", begun=begun, total=total)
    if line.act is Act.case_moved and line.detail in (*CaseEvent, *CaseNote):
        return phrase(f"desk-case-event-{line.detail}")
    if line.act is Act.case_file_opened and line.detail in standard:
        return phrase(line.detail)
    if line.act is Act.case_file_opened and line.detail == SUBMISSION_FILE:
        return phrase("desk-log-submission")
    if line.act is Act.review_rule_changed and line.subject in RULES:
        return phrase("desk-log-rule", name=phrase(f"desk-rule-{line.subject}"), number=line.detail)
    return phrase("desk-log-detail", detail="" if line.act in NAMING_ACTS else line.detail)
