"""Compares names of institutions that were typed in different ways."""

from __future__ import annotations

import unicodedata

from flows.typed_text import one_line

OPENING, CLOSING = "[{<【〔〖「『《〈", "]}>】〕〗」』》〉"
BRACKETS = str.maketrans(OPENING + CLOSING, "(" * len(OPENING) + ")" * len(CLOSING))


def normalised(name: str) -> str:
    """Return a name for comparison: half width, small letters, round brackets, without spaces and invisible characters.

    "中小企业服务中心（福田）" and "中小企业服务中心 (福田)" become the same. It is never shown.
    """
    plain = unicodedata.normalize("NFKC", one_line(name)).casefold().translate(BRACKETS)
    return "".join(plain.split())
