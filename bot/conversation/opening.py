"""Opens the conversation over an edition and a database."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from bot.attachments.disk_room import room_of
from bot.attachments.limits import FreeSpaceLimits, Quota
from bot.attachments.stored_files import EvidenceFiles
from bot.conversation.answering_together import AnsweringTogether
from bot.conversation.cases import Cases
from bot.conversation.conversation import Conversation
from bot.conversation.elsewhere import elsewhere_over
from bot.conversation.institution_documents import InstitutionDocuments
from bot.conversation.institution_planning import InstitutionPlanning
from bot.conversation.institution_results import InstitutionResults
from bot.conversation.result_pages import ResultPages
from bot.conversation.taking_part import taking_part_over
from bot.conversation.working_together import WorkingTogether
from bot.desk.desk import Desk
from bot.reminders.sending import reminding_over
from flows.standard.loader import shipped
from flows.standard.model import Standard
from storage.campaigns.messages import CampaignMessages
from storage.campaigns.reminders import CampaignReminders
from storage.database import open_database
from storage.deliveries.leases import Effects
from storage.deliveries.planning import DeliveryKind
from storage.institutions.colleagues import Colleagues
from storage.institutions.institution_plans import InstitutionPlans
from storage.institutions.rounds import Rounds
from storage.respondents.attachments import Attachments
from storage.respondents.newest_cards import NewestCards
from storage.respondents.sessions import StoredSessions


@asynccontextmanager
async def open_conversation(
    database_url: str,
    standard: Standard | None = None,
    data_dir: Path | None = None,
    quota: Quota | None = None,
    free_space_limits: FreeSpaceLimits | None = None,
) -> AsyncIterator[Conversation]:
    """Open a Conversation over an edition (by default the shipped one) and the database of a URL; close it on leaving.

    Files are stored under `data_dir` (None: not at all), within `quota`, while the disk keeps `free_space_limits`.
    """
    standard = standard or shipped()
    async with open_database(database_url) as database:
        room = room_of(database_url, data_dir, free_space_limits or FreeSpaceLimits()) if data_dir else None
        files = EvidenceFiles(data_dir, Attachments(database), room, quota) if data_dir and room else None
        sessions = StoredSessions(database, standard.edition)
        written = CampaignMessages(database, standard)
        cases = Cases(database, sessions, standard, files, data_dir)
        effects: dict[DeliveryKind, Effects] = {
            DeliveryKind.broadcast: written,
            DeliveryKind.campaign: written,
            DeliveryKind.case: cases.messages,
            DeliveryKind.result: cases.result_messages,
        }
        elsewhere, desk = elsewhere_over(database, standard, sessions), Desk(database)
        cards, colleagues = NewestCards(database), Colleagues(database)
        results = InstitutionResults(standard, colleagues, cases.rounds, cases.stored)
        planning = InstitutionPlanning(results, InstitutionPlans(database))
        pages = ResultPages(database)
        documents = InstitutionDocuments(standard, sessions, results, planning, pages)
        reminding = reminding_over(database, standard, sessions, effects, planning.coordinated)
        taking = taking_part_over(database, sessions, standard)
        yield Conversation(
            standard,
            sessions,
            files=files,
            reminding=reminding,
            cards=cards,
            elsewhere=elsewhere,
            desk=desk,
            taking_part=taking,
            campaign_messages=written,
            campaign_reminders=CampaignReminders(database, standard),
            result_pages=pages,
            together=WorkingTogether(sessions, colleagues),
            answering=AnsweringTogether(
                standard, sessions, colleagues, Rounds(database, standard), results, planning, documents
            ),
            cases=cases,
        )
