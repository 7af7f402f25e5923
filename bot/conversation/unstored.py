"""Turns a database that cannot be used into a sentence for the person."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import structlog

from flows.dialogue import Refusal, phrase
from storage.errors import Unstored

log = structlog.get_logger()


@contextmanager
def refusing_when_unstored() -> Iterator[None]:
    """Turn a database that cannot be used into the sentence for the person. Raises Refusal."""
    try:
        yield
    except Unstored as error:
        log.warning("unstored", exc_info=error)
        raise Refusal(phrase("refusal-unstored")) from error
