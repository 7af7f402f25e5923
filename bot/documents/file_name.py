"""What a document is called when it is saved: institution, kind, day. In a group of forty, forty files can be told apart."""

from __future__ import annotations

import re

from bot.documents.content.document_words import DocumentWords
from bot.documents.content.dossier import Dossier
from bot.documents.kinds import SUFFIXES, DocumentKind
from flows.typed_text import one_line

# A name of more characters is cut: some systems take no more than 255 bytes, and a Chinese character has three.
INSTITUTION_AT_MOST = 40
# What some system forbids in a file's name, and what would hide or turn it.
FORBIDDEN = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]+')


def file_part(text: str, at_most: int = INSTITUTION_AT_MOST) -> str:
    """Return a text as a part of a file's name that every system takes; "" if nothing of it is left."""
    return FORBIDDEN.sub(" ", one_line(text))[:at_most].strip(" .")


def document_name(kind: DocumentKind, dossier: Dossier, words: DocumentWords) -> str:
    """Return a document's file name, such as `云和中心-自查报告-2026-11-28.pdf`. Unnamed: the brand."""
    whose = file_part(dossier.institution) or words("document-brand")
    what = words(f"document-file-{kind.value}")
    if dossier.together is not None:
        # The same person may also save a document of their own answers, of the same day.
        what = words("document-file-together", document=what)
    return f"{whose}-{what}-{dossier.assessed_on}.{SUFFIXES[kind]}"
