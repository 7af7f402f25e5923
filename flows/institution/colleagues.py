"""The people of one institution: what each is called, and who coordinates."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

# As many people can answer for one institution.
COLLEAGUES_AT_MOST = 30
# As many can have answered in one round: people who left still count, so they are more than an institution has at one time.
ANSWERED_AT_MOST = 100 * COLLEAGUES_AT_MOST
NICKNAME_AT_MOST = 30


class MemberRole(StrEnum):
    """What a person may do for their institution. Exactly one person coordinates. The values are stored."""

    coordinator = "coordinator"
    colleague = "colleague"


class Post(StrEnum):
    """What a person does in their institution, instead of a name. The values are stored and in buttons."""

    head = "head"
    service = "service"
    quality = "quality"
    finance = "finance"
    other = "other"


class Colleague(Struct, frozen=True):
    """One person of an institution. `number` counts them from 1; a number is never given to another person.

    `nickname` is what they chose to be called, "" if their post says enough. `shows_name` says that colleagues may see who said
    what; until then they see the post beside it.
    """

    number: int
    post: Post
    nickname: str
    is_coordinator: bool
    is_me: bool
    shows_name: bool = False


class Team(Struct, frozen=True):
    """The people of one institution in the order in which they joined. `name` is "" while it has none."""

    id: int
    name: str
    colleagues: tuple[Colleague, ...]

    @property
    def me(self) -> Colleague:
        """The person who looks."""
        return next(each for each in self.colleagues if each.is_me)

    @property
    def others(self) -> tuple[Colleague, ...]:
        """Everybody else."""
        return tuple(each for each in self.colleagues if not each.is_me)


def post_named(text: str) -> Post | None:
    """Return the post of a value in a form or button; None for any other text."""
    return next((post for post in Post if post.value == text), None)
