"""Every error of the faces that ends in a sentence, and who reads that sentence.

    Exception
    ├── Refusal                    a person reads `why` (flows.dialogue)
    │   ├── FileRefused            a file is not accepted (bot.attachments.inspection)
    │   ├── DocumentFailed         a document cannot be made now (bot.documents.renderer)
    │   │   ├── QueueFull          too many documents wait
    │   │   └── PersonQueueFull    too many documents of this person wait
    │   ├── NotShown               there is no picture of a file or of its page (bot.evidence_views.faults)
    │   ├── NotSealed              a file is not a sealed file (bot.documents.sealed.strict_fields)
    │   ├── Unreadable             answers in JSON cannot be read (bot.score.fields)
    │   └── BadKey                 the value of --key is not a public key (bot.commands.verify)
    ├── OperatorError              the operator reads the message, at the start or at the end of a command
    │   ├── UnreadableSettings     a file of settings cannot be read (bot.settings)
    │   ├── BrokenWords            a folder of words cannot be used (bot.words.folders)
    │   ├── PackagesMissing        `standard check` lacks its optional packages (bot.checks.packages)
    │   ├── Unwritable             a file cannot be written (bot.operations.atomic_write)
    │   └── SecretUnusable         a secret cannot be read or made (bot.operations.secret_files)
    │       └── KeyUnusable        the sealing key cannot be used (bot.documents.sealed.keys)
    ├── OutputFailed               standard output cannot be written; often nobody reads it any more (bot.commands.output)
    ├── NotReady                   the operator reads the message in the log, and the part's name in `/readyz`
    │   ├── WorkStalled            recurring work does not succeed (bot.operations.readiness)
    │   ├── DiskShort              the database's disk is nearly full (bot.attachments.disk_room)
    │   └── NotServed              no updates arrive from Telegram (bot.telegram.incoming.telegram_status)
    ├── TelegramError              a call of the Bot API failed (bot.telegram.outgoing.errors draws what is below it)
    ├── RosterFileRefused          the file of a roster cannot be read; its fault says why (bot.roster.faults)
    ├── ForgedRequest              a form does not come from a page of ours (bot.web.csrf)
    ├── Unconfined                 a process cannot give up network and files (bot.evidence_views.confinement)
    ├── CompoundDamaged            the tables of an old Office file cannot be followed (bot.attachments.inside.compound_file)
    ├── TooMuch                    a file unpacks to more than is looked through (bot.attachments.inside.budget)
    └── MalformedMultipart         an upload is not multipart/form-data, or is cut off (bot.web.multipart)

BrokenStandard (flows.standard.loader), and DatabaseUnusable and Unstored (storage.errors) belong to other layers.

Errors of libraries and of the system become one of these in one place each:

    SQLite, asyncpg, SQLAlchemy    storage
    Unstored → Refusal             bot.conversation.conversation
    aiohttp's client, Bot API      bot.telegram.outgoing.errors
    a request's body               bot.connections.bodies (a whole body), bot.web.uploads (a file)
    writing a file                 bot.operations.atomic_write
    reading a file named by a person    bot.commands.file_errors
"""

from __future__ import annotations


class OperatorError(Exception):
    """Something that the operator has to mend. The message names it, the cause and what to do."""


class NotReady(Exception):
    """A part of this process cannot serve people now. The message says why."""
