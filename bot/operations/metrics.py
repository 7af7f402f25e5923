"""Defines the metrics. Labels hold faces, kinds and methods only, never anything about a person: a few dozen series."""

from __future__ import annotations

from functools import cache

import structlog
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from bot.operations.logs import TURN, VERBOSE
from flows.assessment.rating import mark_of
from flows.dialogue import AskedFor, Attached, Command, Filled, Reply, Typed, Utterance
from flows.interview.session import Session

REGISTRY = CollectorRegistry()
SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
KINDS = {Reply: "tap", Typed: "line", Attached: "file", Filled: "form", Command: "command", AskedFor: "tap"}
UPDATES = Counter("xingjie_updates", "What people sent, by face and kind.", ["face", "kind"], registry=REGISTRY)
ANSWERS = Counter("xingjie_answers", "Answers stored, by kind.", ["kind"], registry=REGISTRY)
COMMITS = Histogram(
    "xingjie_commit_seconds", "From asking the database to store a reply to its commit.", buckets=SECONDS, registry=REGISTRY
)
QUEUE = Gauge("xingjie_queue_depth", "Updates taken in and not yet answered.", registry=REGISTRY)
CALLS = Counter("xingjie_telegram_calls", "Calls of the Bot API, each try counted.", ["method"], registry=REGISTRY)
ERRORS = Counter(
    "xingjie_telegram_errors", "Calls of the Bot API that failed, by method and kind.", ["method", "kind"], registry=REGISTRY
)
REFUSED = Counter("xingjie_refused", "Requests and updates refused because they came too fast.", ["face"], registry=REGISTRY)
CUT = Counter("xingjie_connections_cut", "Connections that we closed: silent, full, address.", ["kind"], registry=REGISTRY)
MALFORMED = Counter("xingjie_malformed_requests", "Requests that are not HTTP as we read it.", registry=REGISTRY)
INTERVIEWS = Gauge(
    "xingjie_interviews",
    "People by how far their interview is: open, decided (the star is certain, questions are left), finished.",
    ["state"],
    registry=REGISTRY,
)
DISK_FREE = Gauge(
    "xingjie_disk_free_bytes",
    "Free bytes on the disk of the files (data) and of an SQLite database.",
    ["kind"],
    registry=REGISTRY,
)
DISK_RESERVE = Gauge(
    "xingjie_disk_reserve_bytes", "Below this many free bytes no file is taken (DISK_RESERVE_MB).", registry=REGISTRY
)
EVIDENCE = Gauge("xingjie_evidence_bytes", "Bytes of all files of evidence; FILES_MB is the most.", registry=REGISTRY)
# Looking up a series by its labels takes a lock. Every tap needs five of the same few series, so they are cached.
_updates, _answers, _calls = cache(UPDATES.labels), cache(ANSWERS.labels), cache(CALLS.labels)
log = structlog.get_logger()


class UtteranceMetrics:
    """Counts one utterance, and counts it as in progress while the body runs. It is on the path of every tap."""

    __slots__ = ("_face", "_kind")

    def __init__(self, face: str, utterance: Utterance) -> None:
        self._face = face
        self._kind = KINDS[type(utterance)]

    def __enter__(self) -> None:
        _updates(self._face, self._kind).inc()
        TURN.set(None)
        QUEUE.inc()

    def __exit__(self, *_error: object) -> None:
        QUEUE.dec()
        if VERBOSE.is_set():
            log.debug("heard", face=self._face, kind=self._kind)


def count_answers(before: Session, after: Session) -> None:
    """Count the answers that differ between a stored interview and the one before."""
    if after.ratings is before.ratings:
        return
    for code, rating in after.ratings.items():
        old = before.ratings.get(code)
        if rating is not old and (old is None or mark_of(rating) != mark_of(old)):
            _answers("unsure" if rating.unsure else "left_out" if rating.not_applicable else "rated").inc()


def count_telegram_call(method: str, error: BaseException | None = None) -> None:
    """Count one try of a call, and its failure by the name of the exception."""
    _calls(method).inc()
    if error is not None:
        ERRORS.labels(method, type(error).__name__.removeprefix("Telegram")).inc()


def exposition() -> bytes:
    """Return all metrics in Prometheus' text format."""
    return generate_latest(REGISTRY)
