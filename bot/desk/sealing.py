"""Seals the results that an association issues, with the association's own key."""

from __future__ import annotations

from pathlib import Path

import structlog

from bot.documents.sealed.association_keys import association_key
from bot.documents.sealed.issuing import ToIssue, issued_file
from bot.documents.sealed.keys import KeyUnusable
from flows.days import day_of
from flows.dialogue import phrase
from flows.review.refusals import NotNow
from flows.standard.model import Standard
from storage.review.issuing import Seal, ToSeal

log = structlog.get_logger()


def association_seal(folder: Path, standard: Standard) -> Seal:
    """Return what seals results; `folder` holds the keys of the installation. It raises NotNow if it cannot seal."""

    def seal(issue: ToSeal) -> bytes:
        case = issue.case
        if case.submission is None or case.submission.edition != standard.edition:
            raise NotNow(phrase("issued-other-edition"))
        try:
            key = association_key(folder, issue.association_id, issue.association, day_of(issue.at))
        except KeyUnusable as error:
            log.error("not_issued", cause=str(error))
            raise NotNow(phrase("issued-no-key")) from error
        made = ToIssue(case, issue.association, issue.institution, issue.check_number, issue.at, issue.log_sha256)
        return issued_file(standard, made, key)

    return seal
