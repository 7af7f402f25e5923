"""What a test sets so that calls fail, are cut, come late, or are refused to people."""

from __future__ import annotations

from .errors import ApiError
from .injection import Fault, Faults, Nonsense


class FaultControls:
    """The faults of a server: those still to come, and who has blocked the bot."""

    def __init__(self) -> None:
        self.faults_to_come = Faults()
        self._blocked: set[int] = set()

    def fail_next(
        self,
        method: str,
        error_code: int,
        description: str,
        retry_after: int | None = None,
        times: int = 1,
        chat_id: int | None = None,
    ) -> None:
        """Input: which calls to refuse (only those to `chat_id` if given), how, and how many of them; the
        method "download" means the downloads of files."""
        error = ApiError(error_code, description, retry_after=retry_after)
        self.faults_to_come.add(Fault(method, times, chat_id, error=error))

    def drop_next(self, method: str, times: int = 1, *, after: bool = False) -> None:
        """Input: the method whose next calls lose their connection: unheard, or with `after` once
        executed."""
        self.spoil_next(method, Nonsense.cut, times, after=after)

    def spoil_next(
        self, method: str, kind: Nonsense, times: int = 1, *, after: bool = False, chat_id: int | None = None
    ) -> None:
        """Input: the method ("*": any) whose next calls get nonsense in place of an answer: before they are executed, or
        with `after` once they are; only those to `chat_id` if given."""
        self.faults_to_come.add(Fault(method, times, chat_id, nonsense=kind, after=after))

    def slow_next(self, method: str, seconds: float, times: int = 1, *, chat_id: int | None = None) -> None:
        """Input: the method ("*": any) whose next calls are executed and answered so much later."""
        self.faults_to_come.add(Fault(method, times, chat_id, late_s=seconds))

    @property
    def outage(self) -> Nonsense | None:
        """What every call and every download gets in place of an answer now; None: Telegram works."""
        return self.faults_to_come.outage

    @outage.setter
    def outage(self, kind: Nonsense | None) -> None:
        self.faults_to_come.outage = kind

    def block(self, user_id: int) -> None:
        """Input: a person who blocks the bot."""
        self._blocked.add(user_id)

    def unblock(self, user_id: int) -> None:
        """Input: a person who takes the block back."""
        self._blocked.discard(user_id)
