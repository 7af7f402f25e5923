"""Holds what an invitation to a campaign asks of a person, and the sentences that say it before they agree."""

from __future__ import annotations

from msgspec import Struct

from flows.campaign.campaign import Campaign
from flows.campaign.invitation import sees
from flows.campaign.visibility import Visibility, visible
from flows.dialogue import Phrase, phrase
from flows.interview.evidence.dates import written_day
from flows.interview.questions.screens import RETENTION_MONTHS
from flows.interview.taking_part.answered import Answered


class Level(Struct, frozen=True):
    """One level that a person can agree to, in words; `is_chosen` says that it is offered first, or holds now."""

    value: Visibility
    words: Phrase
    is_chosen: bool


class Asked(Struct, frozen=True):
    """What a campaign asks of a person.

    `agreed` is what they show already, None if they take no part yet. `is_known` says that something is stored about them.
    `institution` is the one that they answer for, "" if they come through a link for all. `answered` says what they bring
    along, `lacks` how many answers a finished self-check lacks of what the campaign asks.
    """

    id: int
    campaign: Campaign
    association: str
    institution: str
    is_known: bool = False
    agreed: Visibility | None = None
    answered: Answered = Answered.nothing
    lacks: int = 0

    @property
    def levels(self) -> tuple[Level, ...]:
        """Return the levels to choose from: the campaign's own, then each that shows less."""
        most = self.campaign.visibility
        chosen = most if self.agreed is None else visible(most, self.agreed)
        return levels_to(most, chosen, self.association)

    @property
    def facts(self) -> tuple[Phrase, ...]:
        """Return, sentence by sentence, what a person should know before they agree; see `facts_of`."""
        return facts_of(self.campaign, self.association, self.institution)

    @property
    def state(self) -> Phrase:
        """Return what happens on going on: the consent of somebody new, or how the answers count that are there."""
        if self.agreed is not None:
            return phrase("invited-already")
        if not self.is_known:
            return phrase("welcome-stored", months=RETENTION_MONTHS)
        return phrase(f"invited-with-{self.answered}", count=self.lacks)

    @property
    def joined(self) -> Phrase:
        """Return what is said to a person who takes part from now on."""
        return phrase("notice-joined-with-result" if self.answered is Answered.whole else "notice-joined")


def facts_of(campaign: Campaign, association: str, institution: str, *, is_over: bool = False) -> tuple[Phrase, ...]:
    """Return in sentences what a person should know of a campaign.

    For whom it is, until when or that it is over, whether they may be reminded, whether documents carry its name (both only
    while it runs), whether officers may see how far a review is, from when on there are figures, how long is kept what names
    them, and whom to ask.
    """
    while_it_runs = (
        phrase("invited-until", date=written_day(campaign.closes_on)),
        phrase("invited-reminds", association=association, reminds=_yes_or_no(campaign.reminds)),
        phrase("invited-on-documents", named=_yes_or_no(campaign.on_documents)),
    )
    return (
        *((phrase("invited-for", institution=institution),) if institution else ()),
        *((phrase("mine-over"),) if is_over else while_it_runs),
        *((phrase("invited-review", association=association),) if campaign.visibility >= Visibility.status else ()),
        phrase("invited-figures", least=campaign.first_at),
        phrase("invited-kept", association=association, date=written_day(campaign.kept_until)),
        phrase("invited-contact", contact=campaign.contact),
    )


def levels_to(most: Visibility, chosen: Visibility, association: str) -> tuple[Level, ...]:
    """Return the levels up to one, which is the first."""
    return tuple(
        Level(level, sees(level, association), level is chosen) for level in sorted(Visibility, reverse=True) if level <= most
    )


def _yes_or_no(value: bool) -> str:
    """Return a value as the words choose by it."""
    return "yes" if value else "no"
