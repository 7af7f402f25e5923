"""Rules of Telegram that the published field list does not hold: keyboards, languages, commands,
webhooks."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

from .errors import ApiError, violation
from .schema import Json

MAX_ROW = 8
MAX_BUTTONS = 100
MAX_COMMANDS = 100
MAX_DELETED = 100
MAX_DOCUMENT = 50 * 1024 * 1024
MAX_PHOTO = 10 * 1024 * 1024
# A photo's width and height together, and the one by the other.
MAX_SIDES = 10_000
MAX_RATIO = 20
PNG = b"\x89PNG\r\n\x1a\n"

BUTTON_LOOKS = frozenset({"text", "icon_custom_emoji_id", "style"})
BUTTON_STYLES = frozenset({"danger", "success", "primary"})
_LANGUAGES = frozenset(
    re.findall(
        r"\w+",
        "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv "
        "cy da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr "
        "ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw "
        "ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv "
        "ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr "
        "ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi "
        "yo za zh zu",
    )
)
_ACTIONS = frozenset(
    re.findall(
        r"\w+",
        "typing upload_photo record_video upload_video record_voice upload_voice upload_document "
        "choose_sticker find_location record_video_note upload_video_note",
    )
)


def inline_keyboard(markup: Json | None) -> Json | None:
    """Input: reply_markup. Output: the inline keyboard a message will bear, None if empty. Raises
    ApiError."""
    if markup is None:
        return None
    if "inline_keyboard" not in markup:
        raise violation("inline keyboard expected", f"reply_markup is not an inline keyboard: {markup!r:.200}")
    rows = [row for row in markup["inline_keyboard"] if row]
    if any(len(row) > MAX_ROW for row in rows):
        raise violation("REPLY_MARKUP_TOO_LONG", f"a row has more than {MAX_ROW} buttons")
    if sum(map(len, rows)) > MAX_BUTTONS:
        raise violation("REPLY_MARKUP_TOO_LONG", f"a keyboard has more than {MAX_BUTTONS} buttons")
    for row in rows:
        for button in row:
            _check_button(button)
    return {**markup, "inline_keyboard": rows} if rows else None


def _check_button(button: Json) -> None:
    if not button["text"].strip():
        raise _bad_button("Text must be non-empty", button)
    kinds = button.keys() - BUTTON_LOOKS
    if not kinds:
        raise _bad_button("Text buttons are unallowed in the inline keyboard", button)
    if len(kinds) > 1:
        raise _bad_button("Exactly one of the optional fields must be used", button)
    if button.get("style", "primary") not in BUTTON_STYLES:
        raise _bad_button("Invalid button style specified", button)
    if "url" in button:
        check_url(button["url"], button)
    if "web_app" in button and urlsplit(button["web_app"]["url"]).scheme != "https":
        raise _bad_button("Only HTTPS links are allowed", button)


def check_url(url: str, button: Json) -> None:
    """Input: the address that a button opens, and the button. Raises ApiError."""
    parts = urlsplit(url)
    web = parts.scheme in ("http", "https") and "." in (parts.hostname or "")
    if not web and parts.scheme not in ("tg", "ton"):
        raise violation(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL", f"button {button!r}")


def _bad_button(words: str, button: Json) -> ApiError:
    return violation(f"can't parse inline keyboard button: {words}", f"{words}: {button!r:.200}")


def language(params: Json) -> str:
    """Input: a call's values. Output: its language code, "" for all languages. Raises ApiError."""
    code: str = params.get("language_code", "")
    if code and code not in _LANGUAGES:
        raise violation("invalid language code specified", f"{code!r} is not an ISO 639-1 two-letter code")
    return code


def commands(params: Json) -> list[Json]:
    """Input: the values of setMyCommands. Output: its commands. Raises ApiError."""
    given: list[Json] = params["commands"]
    if len(given) > MAX_COMMANDS:
        raise violation("BOT_COMMANDS_TOO_MUCH", f"{len(given)} commands")
    for command in given:
        if not re.fullmatch(r"[a-z0-9_]{1,32}", command["command"]):
            raise violation("BOT_COMMAND_INVALID", f"command {command['command']!r}")
    return given


def chat_action(params: Json) -> None:
    """Input: the values of sendChatAction. Raises ApiError."""
    if params["action"] not in _ACTIONS:
        raise violation("wrong parameter action in request", f"action {params['action']!r}")


def allowed_updates(params: Json, known: Json) -> list[str] | None:
    """Input: a call's values and Update's fields. Output: the list given, None if none was. Raises
    ApiError."""
    names: list[str] | None = params.get("allowed_updates")
    unknown = [name for name in names or [] if name not in known or name == "update_id"]
    if unknown:
        raise violation("allowed_updates names unknown updates", f"unknown update types {unknown}")
    return names


def webhook(params: Json) -> None:
    """Input: the values of setWebhook. Raises ApiError."""
    parts = urlsplit(params["url"])
    # Telegram takes https only; plain http is let through to this machine, where tests listen.
    local = parts.scheme == "http" and parts.hostname in ("127.0.0.1", "localhost", "::1")
    if parts.scheme != "https" and not local:
        raise violation("bad webhook: An HTTPS URL must be provided for webhook", f"url {params['url']!r}")
    if not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", params.get("secret_token", "x")):
        raise violation("secret token contains unallowed characters")
    if not 1 <= params.get("max_connections", 40) <= 100:
        raise violation("max_connections must be 1..100", f"max_connections {params['max_connections']}")


def polling(params: Json) -> None:
    """Input: the values of getUpdates. Raises ApiError."""
    if not 1 <= params.get("limit", 100) <= 100:
        raise violation("limit must be 1..100", f"limit {params['limit']}")
    if params.get("timeout", 0) < 0:
        raise violation("timeout must not be negative", f"timeout {params['timeout']}")


def deleted_ids(params: Json) -> list[int]:
    """Input: the values of deleteMessages. Output: the message ids. Raises ApiError."""
    ids: list[int] = params["message_ids"]
    if not 1 <= len(ids) <= MAX_DELETED:
        raise violation("message identifiers are not specified or too many", f"{len(ids)} message ids")
    return ids


def upload_size(data: bytes, photo: bool) -> None:
    """Input: a file's bytes. Raises ApiError if empty or too big."""
    if not data:
        raise violation("file must be non-empty")
    if len(data) > (MAX_PHOTO if photo else MAX_DOCUMENT):
        raise ApiError(413, "Request Entity Too Large", detail=f"a file of {len(data)} bytes")
    if photo and data.startswith(PNG):
        sides = int.from_bytes(data[16:20]), int.from_bytes(data[20:24])
        if min(sides) < 1 or sum(sides) > MAX_SIDES or max(sides) > MAX_RATIO * min(sides):
            raise violation("PHOTO_INVALID_DIMENSIONS", f"a picture of {sides[0]} × {sides[1]}")


def identity(params: Json) -> tuple[Any, int]:
    """Input: the values of an edit. Output: chat and message id. Raises ApiError."""
    if "chat_id" not in params:
        raise violation("chat_id is empty" if "inline_message_id" not in params else "MESSAGE_ID_INVALID")
    if "message_id" not in params:
        raise violation("message identifier is not specified")
    return params["chat_id"], params["message_id"]
