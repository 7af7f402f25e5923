"""What no page of ours sends: forms with fields that are missing, twice, too long or unreadable, and other bodies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import quote_from_bytes

# In every hostile text, so that it is found wherever it must not be: in a log, in an address, or as markup in a page.
MARK = "zq7hostile"
MARKUP = f'<i id="{MARK}">\'&{{}}'
FORM, FILES = "application/x-www-form-urlencoded", "multipart/form-data; boundary=b"
# Text of the kind that a database, a log or a page may stumble over.
TEXTS = {
    "markup": MARKUP.encode(),
    "long": f"{MARK}{'长' * 5000}".encode(),
    "emoji": f"{MARK} 👩🏽‍🔬🇨🇳".encode(),
    "nul": f"{MARK}\0b".encode(),
    "controls": f"{MARK}\x01\x1b[31m\x7f\r\n\u202e\u2028".encode(),
    "surrogate": MARK.encode() + b"\xed\xa0\x80\xed\xb3\xbf",
    "not UTF-8": MARK.encode() + b"\xff\xfe\x80",
    "unknown word": MARK.encode(),
}
NUMBERS = {
    name: name.encode()
    for name in ("1e9", "-1", "0", "١", "９", " 1 ", "+1", "1.0", "0x1", "²", str(2**63), "9" * 400, "", "  ")
}
VALUES = TEXTS | NUMBERS
# One of each kind, for one field at a time.
ONE_BY_ONE = ("markup", "nul", "surrogate", "unknown word", "1e9", "-1", "١", str(2**63), "")
# In place of what an address names.
PLACES = (
    "0",
    "-1",
    "1e9",
    "%D9%A1",
    "%201%20",
    str(2**63),
    "9" * 30,
    "%00",
    "%ED%A0%80",
    "%FF",
    MARK,
    f"%3Ci%20id=%22{MARK}%22%3E",
)
# More than any form of ours may have, with files and without.
TOO_LARGE = 140 * 1024
KEPT = ("token",)


@dataclass(frozen=True, slots=True)
class HostileForm:
    """One body; `name` says what is wrong with it."""

    name: str
    content_type: str
    body: bytes


def hostile_forms(fields: Mapping[str, str], *, has_file: bool, one_by_one: bool = False) -> Iterator[HostileForm]:
    """Give what can be wrong with a form that has these fields, `token` among them if the form carries one.

    `has_file` says that the form is sent with a file. With `one_by_one` there is a hostile value in one field at a time, too.
    """
    right = {name: value.encode() for name, value in fields.items()}
    others = [name for name in right if name not in KEPT]
    token = {name: right[name] for name in KEPT if name in right}

    def form(name: str, *pairs: tuple[str, bytes]) -> HostileForm:
        return HostileForm(name, FILES, _parts(pairs)) if has_file else HostileForm(name, FORM, _encoded(pairs))

    yield form("nothing but the token", *token.items())
    for name, value in VALUES.items():
        yield form(f"{name} in all fields", *token.items(), *((field, value) for field in others))
    for field in right:
        yield form(f"no {field}", *((other, value) for other, value in right.items() if other != field))
    for field in right:
        yield form(f"{field} twice", *right.items(), (field, TEXTS["markup"]))
        if one_by_one:
            for name in ONE_BY_ONE:
                yield form(f"{name} in {field}", *(right | {field: VALUES[name]}).items())
    yield form("a name that no form has", *right.items(), (MARKUP, TEXTS["markup"]), (f"{MARK}\0", b"1"))
    yield HostileForm("files in place of texts", FILES, _parts(right.items(), as_files=True))
    yield HostileForm("a text in place of the file", FILES, _parts((*right.items(), ("file", TEXTS["markup"]))))
    yield from _no_forms(right)


def _no_forms(right: Mapping[str, bytes]) -> Iterator[HostileForm]:
    """Give bodies without a form that can be read, though they hold what was asked for."""
    pairs, parts, whole = _encoded(right.items()), _parts(right.items()), "multipart/form-data; boundary=b"
    head = b'--b\r\nContent-Disposition: form-data; name="'
    yield HostileForm("empty", FORM, b"")
    yield HostileForm("an empty body with a file", FILES, b"")
    yield HostileForm("JSON", "application/json", f'{{"{MARK}": [1]}}'.encode())
    yield HostileForm("a form under another name", "text/plain", pairs)
    yield HostileForm("no type", "", pairs)
    yield HostileForm("parts under the name of a form", FORM, parts)
    yield HostileForm("a form under the name of parts", whole, pairs)
    yield HostileForm("parts without a boundary", "multipart/form-data", parts)
    yield HostileForm("an empty boundary", "multipart/form-data; boundary=", parts)
    yield HostileForm("another boundary", "multipart/form-data; boundary=c", parts)
    yield HostileForm("parts that are cut off", whole, parts[: len(parts) // 2])
    yield HostileForm("a part without a name", whole, b"--b\r\n\r\n" + MARK.encode() + b"\r\n--b--\r\n")
    yield HostileForm("a part without an end", whole, head + MARK.encode())
    yield HostileForm("a name that is not UTF-8", whole, head + b'\xff\xed\xa0\x80"\r\n\r\n1\r\n--b--\r\n')
    yield HostileForm("a character set that is none", f"{FORM}; charset={MARK}", pairs)
    yield HostileForm("too many fields", FORM, b"&".join([pairs, *(b"a=1" for _ in range(200))]))
    yield HostileForm("too large", FORM, pairs + b"&typed=" + b"x" * TOO_LARGE)
    yield HostileForm("bytes", FORM, bytes(range(256)) * 4)


def _encoded(pairs: Iterable[tuple[str, bytes]]) -> bytes:
    return b"&".join(
        quote_from_bytes(name.encode()).encode() + b"=" + quote_from_bytes(value).encode() for name, value in pairs
    )


def _parts(pairs: Iterable[tuple[str, bytes]], *, as_files: bool = False) -> bytes:
    name_of_file = f'; filename="{MARK}.csv"'.encode() if as_files else b""
    whole = b"".join(
        b'--b\r\nContent-Disposition: form-data; name="'
        + name.replace('"', "%22").encode()
        + b'"'
        + name_of_file
        + b"\r\n\r\n"
        + value
        + b"\r\n"
        for name, value in pairs
    )
    return whole + b"--b--\r\n"
