"""Answers the questions of a run in a browser's own session, without showing each page: for tests of what comes after."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

from tests.people.phone import Phone
from tests.people.visitor import carried, replies

FROM_US = {"Sec-Fetch-Site": "same-origin"}
Answer = Callable[[str], str]


def always(mark: str) -> Answer:
    """The same answer to every question."""
    return lambda code: mark


async def answer_all(visitor: Phone, answer: Answer, at_most: int = 100) -> None:
    """Answer `at_most` questions as `answer` says by their subdomain; stop at the first page that asks none, and show it."""
    asked = visitor.context.request
    shown = await asked.get(visitor.address)
    for _ in range(at_most):
        html = await shown.text()
        wanted = ("rate", answer(urlsplit(shown.url).path.rpartition("/")[2])), ("go_on", ""), ("confirm", "")
        found = [text for text, reply in replies(html) if (reply.trigger, reply.value) in wanted]
        if not found:
            break
        sent: dict[str, str | float | bool] = {**carried(html), "reply": found[0]}
        shown = await asked.post(f"{visitor.address}tap", form=sent, headers=FROM_US)
    await visitor.open()


async def finished(visitor: Phone, answer: Answer) -> None:
    """Finish a full run."""
    await visitor.begin("full")
    await answer_all(visitor, answer)
    assert await visitor.stage() == "finished"
