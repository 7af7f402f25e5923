"""What a face knows of a message after it has tried to send it."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct


class SendOutcome(StrEnum):
    """The outcome of one call."""

    arrived = "arrived"
    # It certainly did not arrive, and may be sent again.
    not_now = "not_now"
    # Nobody can say whether it arrived.
    uncertain = "uncertain"
    # The person does not want messages from us, or their account is gone.
    blocked = "blocked"


class SendReport(Struct, frozen=True):
    """An outcome. `retry_after_s` is how long the face asks us to wait, in seconds, if it does."""

    outcome: SendOutcome
    retry_after_s: float | None = None
