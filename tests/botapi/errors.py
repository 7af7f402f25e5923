"""The one error every part of the server raises to refuse a call."""

from __future__ import annotations


class ApiError(Exception):
    """A refused call.

    Input: the HTTP status, Telegram's wording, and for a broken rule a `detail` that says exactly what broke.
    Only errors with a `detail` count as violations; the others are ordinary answers of a live service.
    """

    def __init__(self, code: int, description: str, *, retry_after: int | None = None, detail: str | None = None) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.retry_after = retry_after
        self.detail = detail


def refusal(description: str) -> ApiError:
    """Input: Telegram's words after "Bad Request: ". Output: a 400 that does not count as a violation."""
    return ApiError(400, f"Bad Request: {description}")


def violation(description: str, detail: str | None = None) -> ApiError:
    """Input: Telegram's words and the precise cause. Output: a 400 that is recorded as a violation."""
    return ApiError(400, f"Bad Request: {description}", detail=detail or description)
