"""Every update that a chat can cause is one that Telegram could send, and that aiogram reads."""

from __future__ import annotations

from aiogram.types import Update

from .content import SPOKEN, Content, Place
from .schema import Schema

USER = {"id": 1, "is_bot": False, "first_name": "Ann"}
ME = {"id": 42, "is_bot": True, "first_name": "Test"}


def test_everything_that_can_be_sent_follows_the_schema() -> None:
    schema = Schema.load()
    sent = list(Content(schema, USER, ME).everything())
    for each in sent:
        update = {"update_id": 1, each.kind: each.payload}
        schema.check(update, "Update", "Update")
        Update.model_validate(update)
    of_places = {place: {each.name for each in sent if each.place is place} for place in Place}
    assert all(of_places[place] >= SPOKEN - {"text"} for place in Place)
    assert "users_shared" in of_places[Place.private] - of_places[Place.group]
    assert "migrate_to_chat_id" in of_places[Place.group] - of_places[Place.private]
    assert {each.kind for each in sent if each.place is Place.channel} > {"channel_post", "edited_channel_post"}
