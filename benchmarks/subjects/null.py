"""No bot at all: it answers every tap with a card that costs nothing, and so shows how much the load can carry."""

import asyncio
import json
import os
from pathlib import Path

from benchmarks.tiny_http import Respond, Served
from bot.telegram.outgoing.http_client import Wire

QUESTION = json.loads(Path(os.environ["QUESTIONS"]).read_text())[0]
MARKUP = {"inline_keyboard": [[{"text": text, "callback_data": "0|" + data} for text, data in row] for row in QUESTION["rows"]]}
CARD = json.dumps({"text": QUESTION["text"], "reply_markup": MARKUP}, ensure_ascii=False)[1:]
tasks: set[asyncio.Task[None]] = set()


async def main() -> None:
    wire = Wire(os.environ["TELEGRAM_API_URL"])

    def handle(_path: str, _is_json: bool, body: bytes, respond: Respond) -> None:
        task = asyncio.create_task(answer(body, respond))
        tasks.add(task)
        task.add_done_callback(tasks.discard)

    async def answer(body: bytes, respond: Respond) -> None:
        chat = body.partition(b'"from":{"id":')[2].partition(b",")[0].decode()
        is_tap = b'"callback_query"' in body[:60]
        place = f'"chat_id":{chat},"message_id":1,' if is_tap else f'"chat_id":{chat},'
        method = "editMessageText" if is_tap else "sendMessage"
        await wire.post(f"/bot42:BENCH/{method}", ("{" + place + CARD).encode(), 30)
        query = body.partition(b'"id":"')[2].partition(b'"')[0].decode()
        respond(b'{"method":"answerCallbackQuery","callback_query_id":"%s"}' % query.encode() if is_tap else b"")

    port = int(os.environ["WEBHOOK_PORT"])
    await asyncio.get_running_loop().create_server(lambda: Served(handle), "127.0.0.1", port, backlog=2048)
    await wire.post("/bot42:BENCH/setWebhook", json.dumps({"url": f"http://127.0.0.1:{port}/hook"}).encode(), 30)
    await asyncio.Event().wait()


asyncio.run(main())
