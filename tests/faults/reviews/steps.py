"""What people did in a run: each step, whether its answer came, and how often the server died under it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from flows.review.states import CaseEvent


@dataclass(frozen=True, slots=True)
class Key:
    """By what an entry of a log is recognised: its event, the officer (0 for an institution), and words that nobody uses twice."""

    event: CaseEvent
    officer: int = 0
    mark: str = ""


@dataclass(slots=True)
class Step:
    """One thing that somebody wants to do once, however often they press.

    `cuts` counts the presses whose answer did not come, `is_done` says that one came which says that it is done. `with_it` are
    entries that are stored together with it.
    """

    case: int
    key: Key
    with_it: tuple[Key, ...] = ()
    cuts: int = 0
    is_done: bool = False

    @property
    def may_be(self) -> bool:
        """Whether it may be stored."""
        return self.is_done or self.cuts > 0


@dataclass(slots=True)
class RatedStep:
    """One thing that a rater wants to do once in a double rating: declare, leave it, finish, or rate an item (`subdomain`).

    `text` is what they write about the item, and nobody writes it twice.
    """

    rating: int
    what: str
    subdomain: str = ""
    text: str = ""
    cuts: int = 0
    is_done: bool = False


@dataclass(slots=True)
class Request:
    """A link that an officer wants to make for an institution that they name by `label`."""

    label: str
    case: int = 0
    cuts: int = 0
    is_done: bool = False


AnyStep = Step | RatedStep | Request


@dataclass(slots=True)
class Ledger:
    """All steps of a run. `gone` are the double ratings that were not found any more; `cut` counts answers that did not come."""

    steps: list[Step] = field(default_factory=list)
    rated: list[RatedStep] = field(default_factory=list)
    requests: list[Request] = field(default_factory=list)
    gone: set[int] = field(default_factory=set)
    cut: Counter[str] = field(default_factory=Counter)

    def begin(self, case: int, event: CaseEvent, officer: int = 0, mark: str = "", with_it: Iterable[Key] = ()) -> Step:
        """Return a new step in a case."""
        step = Step(case, Key(event, officer, mark), tuple(with_it))
        self.steps.append(step)
        return step

    def rates(self, rating: int, what: str, subdomain: str = "", text: str = "") -> RatedStep:
        """Return a new step in a double rating."""
        step = RatedStep(rating, what, subdomain, text)
        self.rated.append(step)
        return step

    def asks(self, label: str) -> Request:
        """Return a new request."""
        request = Request(label)
        self.requests.append(request)
        return request


def name_of(step: AnyStep) -> str:
    """Return what a step does, for figures, and to choose under which step the server is killed."""
    match step:
        case Step():
            return step.key.event.value
        case RatedStep():
            return f"rating_{step.what}"
        case Request():
            return CaseEvent.request.value
