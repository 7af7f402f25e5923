"""The errors of a call of the Bot API, and the one place that maps HTTP answers and aiohttp's exceptions to them.

    TelegramError
    ├── Refused            Telegram read the call and said no. The same call gets the same answer.
    │   └── Forbidden      403: the person has blocked the bot, or the account is gone.
    ├── TooManyRequests    429, with `retry_after` longer than the call may wait. Not carried out.
    └── Unreachable        No answer that can be read.
        ├── NotSent        Nothing was sent: no name, no connection. Certainly not carried out.
        └── Unanswered     Something was sent: cut, too slow, a 5xx, a page of HTML, JSON that cannot be read.
                           Nobody knows whether it was carried out.

No other exception leaves a call.
"""

from __future__ import annotations

from typing import Any

from aiohttp import ClientConnectorError, ClientError, ClientResponseError
from msgspec import UNSET, DecodeError, Raw, Struct, UnsetType
from msgspec.json import Decoder

FORBIDDEN, TOO_MANY, SERVERS_FAULT = 403, 429, 500
# If Telegram does not say how long to wait.
RETRY_AFTER_S = 1.0


class TelegramError(Exception):
    """A call that failed. Its message holds nothing about a person, so that logs may show it."""


class Refused(TelegramError):
    """Telegram refuses a call: `code` as in HTTP, `why` in its words.

    `is_echo` says that an earlier try of this call may have been carried out. "Not modified" or "not found" may then mean that
    it was.
    """

    def __init__(self, code: int, why: str) -> None:
        super().__init__(str(code))  # Telegram's words may quote what a person wrote
        self.code = code
        self.why = why
        self.is_echo = False


class Forbidden(Refused):
    """The bot may not write to this person."""


class TooManyRequests(TelegramError):
    """Telegram asks to wait `retry_after` seconds: longer than the call may wait, or after its last try."""

    def __init__(self, retry_after: float) -> None:
        super().__init__(f"retry after {retry_after:g} s")
        self.retry_after = retry_after


class Unreachable(TelegramError):
    """No readable answer came."""


class NotSent(Unreachable):
    """Nothing was sent."""


class Unanswered(Unreachable):
    """Something was sent, and it is unknown whether it was carried out."""


class _Parameters(Struct):
    retry_after: float | None = None


class _ApiAnswer(Struct):
    """The fields of an answer that are used here. The caller decodes `result`, because it knows the type."""

    ok: bool
    result: Raw | UnsetType = UNSET
    error_code: int = 0
    description: str = ""
    parameters: _Parameters | None = None


_ANSWER = Decoder(_ApiAnswer)


def raise_for_answer(status: int, body: bytes) -> None:
    """Return if an HTTP answer says that the call was carried out; else raise the TelegramError that it means.

    Only JSON of the Bot API counts. Any other body comes from a proxy in between, whatever its status.
    """
    try:
        answer = _ANSWER.decode(body)
    except (DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise Unanswered(f"{status} without JSON of the Bot API") from error
    if answer.ok:
        if status != 200 or answer.result is UNSET:
            raise Unanswered(f"{status} without a result")
        return
    code = answer.error_code or status
    if code == TOO_MANY:
        asked = answer.parameters.retry_after if answer.parameters else None
        raise TooManyRequests(RETRY_AFTER_S if asked is None else max(asked, 0.0))
    if code >= SERVERS_FAULT or code < 400:
        raise Unanswered(str(code))
    raise (Forbidden if code == FORBIDDEN else Refused)(code, answer.description)


def from_aiohttp(error: ClientError | OSError) -> TelegramError:
    """Return the TelegramError for an exception of aiohttp that ended an upload or a download."""
    match error:
        case ClientResponseError() if error.status < SERVERS_FAULT:
            return Refused(error.status, error.message)
        case ClientConnectorError():
            return NotSent(type(error).__name__)
        case _:
            return Unanswered(type(error).__name__)


def result_of(answer: bytes, kind: Decoder[Any]) -> Any:
    """Return the `result` of a successful answer, decoded with `kind`. Raises Unanswered if it has another shape."""
    try:
        result = _ANSWER.decode(answer).result
        return None if result is UNSET else kind.decode(result)
    except DecodeError as error:
        raise Unanswered("a result of another kind") from error
