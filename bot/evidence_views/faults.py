"""Names why no picture of an evidence file can be shown."""

from __future__ import annotations

from enum import StrEnum

from flows.dialogue import Refusal, phrase


class ViewFault(StrEnum):
    """Why a file has no pictures. The value is the end of the key of its sentence."""

    # An Office file, a text, HEIC: it can only be downloaded.
    other_kind = "other-kind"
    locked = "locked"
    damaged = "damaged"
    # Drawing it would take more room or time than a page needs.
    too_heavy = "too-heavy"
    no_such_page = "no-such-page"
    # This machine cannot take the network away from the process that draws.
    not_here = "not-here"


class NotShown(Refusal):
    """A file, or a page of it, of which there is no picture; `fault` says why."""

    def __init__(self, fault: ViewFault) -> None:
        super().__init__(phrase(f"view-{fault}"))
        self.fault = fault
