"""Plays periods of reviews in a database, with the code that stores cases and releases, and returns what viewers get.

Who was counted, and who read what, is read from the database: that much the attack may know.
"""

from __future__ import annotations

from random import Random

from msgspec.structs import replace
from sqlmodel import col, select

from flows.review_figures.counted import CountedReview, ReviewCohort
from flows.review_figures.measures import class_in
from flows.review_figures.outcome import outcome_of
from flows.review_figures.release import ReviewRelease
from storage.association_tables import AssociationRow
from storage.review.log import read_log
from storage.review_figure_tables import CountedCaseRow
from storage.review_figures.releases import ReviewReleases
from storage.review_tables import CaseRow
from tests.flows.campaign.attack.review_periods import PeriodShape, PublishedReviews, Reviewed
from tests.flows.review_figures.invented import MEASURES, readers
from tests.people.issued_reviews import ReviewedSector
from tests.people.officers import DeskProcess
from tests.people.reviews import every_day

# What the attack needs to know of a cohort it has to find out on its own.
NO_COHORT = ReviewCohort((), ())


async def period_through_database(desk: DeskProcess, seed: int, shape: PeriodShape) -> list[PublishedReviews]:
    """Play a period of an association of its own, and return what its administrator reads, each with who was counted."""
    session = await desk.first(f"Reviewing association {seed}", "Ann")
    async with desk.database.reading() as db:
        named = select(AssociationRow.id).where(AssociationRow.name == f"Reviewing association {seed}")
        association = (await db.exec(named)).one()
    chance, sector = Random(seed), ReviewedSector(desk.database, association)
    names = [f"{seed} {number}" for number in range(shape.size)]
    await _issued(sector, names, chance, shape.reviewers)
    published = list[PublishedReviews]()
    for number in range(shape.releases):
        if isinstance(await sector.next_day(), ReviewRelease):
            [shown, *_] = await ReviewReleases(desk.access).all(session)
            release = replace(shown.releases[-1].release, cohort=NO_COHORT)
            published.append(PublishedReviews(release, await _counted(sector)))
        chance.shuffle(names)
        gone = [names.pop() for _ in range(chance.randint(0, shape.leaving))]
        await sector.rescind(gone[::2])
        await sector.forget(gone[1::2])
        await _issued(sector, names[: chance.randint(0, shape.again)], chance, shape.reviewers)
        fresh = [f"{seed} {number} {each}" for each in range(chance.randint(shape.joining // 2, shape.joining))]
        await _issued(sector, fresh, chance, shape.reviewers)
        names += fresh
    return published


async def _issued(sector: ReviewedSector, names: list[str], chance: Random, reviewers: int) -> None:
    for name in names:
        first = readers(chance, reviewers)[0]
        await sector.issue([name], lower=chance.random() < 0.4, reader=first)


async def _counted(sector: ReviewedSector) -> tuple[Reviewed, ...]:
    """Return the reviews that the latest release counts; each case is an institution of its own for the attack."""
    found = []
    async with sector.database.reading() as db:
        for case in sorted(
            await db.exec(
                select(CountedCaseRow.case_id)
                .join(CaseRow, col(CaseRow.id) == col(CountedCaseRow.case_id))
                .where(CaseRow.association_id == sector.association)
            )
        ):
            ended = outcome_of(await read_log(db, case), every_day)
            classes = tuple(class_in(measure, ended) for measure in MEASURES)
            found.append(Reviewed(case, 0, CountedReview(classes, ended.readers)))
    return tuple(found)
