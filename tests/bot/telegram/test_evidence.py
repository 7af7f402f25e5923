"""Evidence through Telegram: photos and documents are read to see what they are, and stay with Telegram."""

from __future__ import annotations

import hashlib

import pytest

from bot.telegram.outgoing.retry_policy import DOWNLOAD
from tests.botapi import BotApi, Person
from tests.botapi.injection import Nonsense
from tests.people.chat import PDF, begun, data, my_data, naming_evidence, question_of, say
from tests.people.shipped_words import sentence

MB = 1024 * 1024
CAPTION = "2026年决策制度"


async def answered(api: BotApi, person: Person) -> str:
    """The card below what was sent last."""
    await api.until(lambda: person.messages[-1].from_bot)
    return person.screen


async def test_a_document_stays_with_telegram_and_is_known_by_its_hash(api: BotApi) -> None:
    person = await naming_evidence(api)
    await person.send_document("decision\u202e paper.pdf", PDF, caption=CAPTION)
    assert CAPTION in await answered(api, person)
    await person.tap(data("date", "1"))
    assert question_of(person) == 2
    (row,) = await my_data(api, person, "evidence")
    assert (row["what"], row["file_name"], row["file_size"]) == (CAPTION, "decision paper.pdf", len(PDF))
    assert row["file_sha256"] == hashlib.sha256(PDF).hexdigest()
    assert row["file_place"].startswith("telegram:DOCUMENT-")
    assert row["last_used"] < row["named_on"]


async def test_a_photo_is_taken_in_its_largest_size(api: BotApi) -> None:
    person = await naming_evidence(api)
    picture = b"\xff\xd8\xff\xe0" + b"\0" * 50
    await person.send_photo(picture)
    assert "photo-20" in await answered(api, person)
    (row,) = await my_data(api, person, "evidence")
    assert (row["file_type"], row["file_size"]) == ("image/jpeg", len(picture))


async def test_a_typed_line_and_typed_dates_will_do(api: BotApi) -> None:
    person = await naming_evidence(api)
    await say(api, person, "Decision paper, kept in the cabinet")
    await say(api, person, "2026-02-30")
    assert sentence("notice-date-none", date="2026-02-30") in person.screen
    await say(api, person, "2024-01-15 2024-06-30")
    (row,) = await my_data(api, person, "evidence")
    assert (row["in_force"], row["last_used"], row["file_place"]) == ("2024-01-15", "2024-06-30", "")


@pytest.mark.parametrize(
    ("name", "content", "size", "says"),
    [
        ("big.pdf", b"%PDF-", 21 * MB, "21MB"),
        ("report.pdf", b"MZ\x90\0" + b"\0" * 100, None, sentence("file-disguised", name="report.pdf")),
        ("setup.exe", b"MZ\x90\0", None, sentence("file-unfit")),
        ("empty.pdf", b"", None, sentence("file-empty")),
        (None, b"\0\1\2", None, sentence("file-unfit")),
    ],
)
async def test_a_bad_file_gets_one_sentence(api: BotApi, name: str | None, content: bytes, size: int | None, says: str) -> None:
    person = await naming_evidence(api)
    await person.send_document(name, content, size=size)
    assert says in await answered(api, person)
    assert bool(api.downloads) == (size is None and name != "setup.exe")
    await say(api, person, "Decision paper")
    assert [row["what"] for row in await my_data(api, person, "evidence")] == ["Decision paper"]


async def test_a_file_whose_size_telegram_does_not_state(api: BotApi) -> None:
    person = await naming_evidence(api)
    await person.send_document("big.pdf", b"%PDF-" + b"\0" * 20 * MB, size=0)
    assert "21MB" in await answered(api, person)
    assert api.downloads == []


async def test_telegram_that_does_not_hand_a_file_over_loses_nothing(api: BotApi) -> None:
    person = await naming_evidence(api)
    api.fail_next("getFile", 400, "Bad Request: wrong file_id or the file is temporarily unavailable")
    await person.send_document("a.pdf", PDF)
    assert sentence("file-unreachable") in await answered(api, person)
    api.fail_next("download", 500, "Internal Server Error", times=DOWNLOAD.tries)
    await person.send_document("a.pdf", PDF)
    assert sentence("file-unreachable") in await answered(api, person)
    api.drop_next("download", times=2 * DOWNLOAD.tries)  # aiohttp itself tries a cut connection once more
    await person.send_document("a.pdf", PDF)
    assert sentence("file-unreachable") in await answered(api, person)
    api.fail_next("getFile", 500, "Internal Server Error")
    api.fail_next("download", 500, "Internal Server Error")
    await person.send_document("a.pdf", PDF)
    assert sentence("dating-noted", what="a.pdf") in await answered(api, person)


async def test_a_download_of_other_bytes_than_telegram_stated_is_never_evidence(api: BotApi) -> None:
    """A proxy may answer 200 with bytes of its own: a CSV file could not tell."""
    person = await naming_evidence(api)
    table = b"name,rule\n" * 100
    api.spoil_next("download", Nonsense.unparsable)
    await person.send_document("list.csv", table)
    await answered(api, person)
    (row,) = await my_data(api, person, "evidence")
    assert (row["file_size"], row["file_sha256"]) == (len(table), hashlib.sha256(table).hexdigest())


async def test_a_file_that_nobody_asked_for_is_not_even_read(api: BotApi) -> None:
    person = await begun(api)
    await person.send_document("a.pdf", PDF)
    assert sentence("notice-no-file") in await answered(api, person)
    await person.send_photo()
    assert sentence("notice-no-file") in await answered(api, person)
    assert api.downloads == []
    assert question_of(person) == 1


async def test_only_the_first_file_of_an_album_counts(api: BotApi) -> None:
    person = await naming_evidence(api)
    for name in ("first.pdf", "second.pdf", "third.pdf"):
        await person.send_document(name, PDF, album="77")
        await answered(api, person)
    assert sentence("notice-one-file") in person.screen
    assert [row["file_name"] for row in await my_data(api, person, "evidence")] == ["first.pdf"]


async def test_a_file_delivered_twice_counts_once(api: BotApi) -> None:
    person = await naming_evidence(api)
    await person.send_document("a.pdf", PDF)
    await answered(api, person)
    sent = next(message for message in reversed(person.messages) if not message.from_bot)
    screen = person.screen
    await api.handled([api.redeliver({"update_id": 700_000_099, "message": sent.raw})])
    assert person.screen == screen
    assert len(await my_data(api, person, "evidence")) == 1


async def test_a_sticker_or_a_voice_is_not_evidence(api: BotApi) -> None:
    person = await naming_evidence(api)
    for send in (person.send_sticker, person.send_voice):
        await send()
        assert sentence("notice-evidence-empty") in await answered(api, person)
    await say(api, person, "👍👍")
    assert sentence("notice-evidence-empty") in person.screen
    assert await my_data(api, person, "evidence") == []
