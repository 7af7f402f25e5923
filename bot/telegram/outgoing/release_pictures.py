"""Makes the picture of a release and sends it to an officer, in the background: no tap waits for it."""

from __future__ import annotations

import structlog
from aiogram import Bot
from aiogram.types import BufferedInputFile

from bot.desk.in_chat import CampaignNow
from bot.documents.content.document_words import DocumentWords
from bot.documents.content.release_picture import release_picture
from bot.documents.fair_queue import asking
from bot.documents.renderer import FAILED, Renderer
from bot.operations.background import Background
from bot.telegram.outgoing.errors import Forbidden, TelegramError
from bot.words.wording import Wording
from flows.campaign.figures import known_rows
from flows.days import day_of
from flows.dialogue import Phrase, Refusal, phrase
from flows.standard.model import Standard

log = structlog.get_logger()


class ReleasePictures:
    """Sends pictures of releases, one at a time to each chat."""

    def __init__(self, bot: Bot, standard: Standard, wording: Wording, renderer: Renderer) -> None:
        self._bot = bot
        self._standard = standard
        self._wording = wording
        self._renderer = renderer
        self._sending = Background()
        self._in_progress: set[int] = set()

    def send(self, chat: int, shown: CampaignNow, language: str) -> None:
        """Start making and sending the picture of a campaign's latest release, unless one is under way to this chat."""
        if shown.latest is not None and chat not in self._in_progress:
            self._in_progress.add(chat)
            self._sending.start(self._send(chat, shown, language))

    async def drain(self, seconds: float) -> None:
        """Wait until all started pictures are sent, for at most `seconds`."""
        await self._sending.drain(seconds)

    async def _send(self, chat: int, shown: CampaignNow, language: str) -> None:
        try:
            await self._make_and_send(chat, shown, language)
        except Forbidden:
            log.info("blocked")
        except Refusal as refusal:
            await self._say(chat, refusal.why, language)
        except Exception as error:
            log.error("document_failed", kind="release", error=type(error).__name__)
            await self._say(chat, FAILED, language)
        finally:
            self._in_progress.discard(chat)

    async def _make_and_send(self, chat: int, shown: CampaignNow, language: str) -> None:
        assert shown.latest is not None
        campaign, officer, latest = shown.of.stored.campaign, shown.of.officer, shown.latest
        release, subdomains = known_rows(latest.release, campaign, self._standard)
        words, by = DocumentWords(self._wording, language), self._standard.name_of(campaign.edition)
        content = release_picture(release, day_of(latest.made_at), campaign.name, by, subdomains, words)
        made = await self._renderer.typeset(content, asking(officer))
        caption = words.of(phrase("officer-caption", number=release.number))
        file = BufferedInputFile(made, f"xingjie-release-{release.number}-{language}.png")
        await self._bot.send_photo(chat, file, caption=caption)

    async def _say(self, chat: int, why: Phrase, language: str) -> None:
        try:
            await self._bot.send_message(chat, self._wording.say(why, language))
        except TelegramError as error:
            log.info("document_failure_not_told", error=str(error))
