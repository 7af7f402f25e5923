"""Reads the form of a campaign, with every problem beside its field."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from bot.web.addresses import number_in
from flows.assessment.question_order import Mode
from flows.campaign.campaign import (
    CONTACT_AT_MOST,
    FIRST_RELEASES,
    NAME_AT_MOST,
    WELCOME_AT_MOST,
    Campaign,
    CampaignProblem,
    problems,
)
from flows.campaign.visibility import Visibility
from flows.standard.model import STARS
from flows.typed_text import one_line

# What people can be asked: as many questions as they like, all, or what one star needs.
RUNS = (Mode.quick.value, Mode.full.value, *(f"{Mode.target.value}-{star}" for star in STARS))
VISIBILITIES = tuple(level.name for level in Visibility)
USUAL_RUN, USUAL_KEEPING = timedelta(days=30), timedelta(days=180)
AT_MOST = {"name": NAME_AT_MOST, "welcome": WELCOME_AT_MOST, "contact": CONTACT_AT_MOST}
FIELDS = {
    CampaignProblem.name_missing: "name",
    CampaignProblem.name_too_long: "name",
    CampaignProblem.welcome_too_long: "welcome",
    CampaignProblem.contact_missing: "contact",
    CampaignProblem.contact_too_long: "contact",
    CampaignProblem.target_missing: "run",
    CampaignProblem.target_without_run: "run",
    CampaignProblem.closes_in_the_past: "closes_on",
    CampaignProblem.closes_too_late: "closes_on",
    CampaignProblem.kept_too_short: "kept_until",
    CampaignProblem.kept_too_long: "kept_until",
    CampaignProblem.first_release_unknown: "first_at",
}


@dataclass(frozen=True, slots=True)
class CampaignForm:
    """What a form says: a campaign, and for each field the keys of what is wrong with it. It is right if there are none."""

    campaign: Campaign
    problems: Mapping[str, tuple[str, ...]]


def read_form(form: Mapping[str, str], edition: str, today: date) -> CampaignForm:
    """Return the draft that a form describes on a day; `edition` is that of the standard."""
    found: dict[str, list[str]] = defaultdict(list)
    run, level = form.get("run", ""), form.get("visibility", "")
    if run not in RUNS:
        found["run"].append("desk-problem-run")
    if level not in VISIBILITIES:
        found["visibility"].append("desk-problem-visibility")
    closes_on, kept_until = day_in(form.get("closes_on", "")), day_in(form.get("kept_until", ""))
    for field, day in (("closes_on", closes_on), ("kept_until", kept_until)):
        if day is None:
            found[field].append("desk-problem-day")
    mode, _, star = (run if run in RUNS else Mode.quick.value).partition("-")
    ends = closes_on or today
    campaign = Campaign(
        one_line(form.get("name", "")),
        one_line(form.get("welcome", "")),
        one_line(form.get("contact", "")),
        Mode(mode),
        Visibility[level] if level in VISIBILITIES else Visibility.counts,
        edition,
        ends,
        kept_until or ends,
        target=int(star or 0),
        reminds=form.get("reminds") == "yes",
        on_documents=form.get("on_documents") == "yes",
        first_at=number_in(form.get("first_at", ""), len(str(max(FIRST_RELEASES)))) or 0,
    )
    for problem in problems(campaign, today):
        found[FIELDS[problem]].append(f"desk-problem-{problem}")
    return CampaignForm(campaign, {field: tuple(keys) for field, keys in found.items()})


def typed_of(campaign: Campaign) -> Mapping[str, str]:
    """Return the fields of a form that describes a campaign."""
    return {
        "name": campaign.name,
        "welcome": campaign.welcome,
        "contact": campaign.contact,
        "run": campaign.run,
        "visibility": campaign.visibility.name,
        "closes_on": campaign.closes_on.isoformat(),
        "kept_until": campaign.kept_until.isoformat(),
        "reminds": "yes" if campaign.reminds else "",
        "on_documents": "yes" if campaign.on_documents else "",
        "first_at": str(campaign.first_at),
    }


def fresh_form(today: date) -> Mapping[str, str]:
    """Return the fields of a form for a new campaign: what most associations begin with."""
    closes_on = today + USUAL_RUN
    usual = Campaign("", "", "", Mode.quick, Visibility.status, "", closes_on, closes_on + USUAL_KEEPING)
    return typed_of(usual)


def day_in(typed: str) -> date | None:
    """Return the day that a date field sends; None for anything else."""
    try:
        return date.fromisoformat(typed) if len(typed) == len("2026-12-31") else None
    except ValueError:
        return None
