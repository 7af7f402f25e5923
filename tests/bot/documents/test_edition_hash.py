"""The hash of an edition: what stars depend on changes it, criteria do not."""

from __future__ import annotations

from dataclasses import replace

from bot.documents.content.edition_hash import content_hash
from flows.standard.loader import shipped
from flows.standard.model import Standard, Subdomain


def changed(**facts: object) -> Standard:
    """The shipped edition with these facts changed in its first subdomain."""
    standard = shipped()
    first, *others = standard.domains
    subdomains: tuple[Subdomain, ...] = (replace(first.subdomains[0], **facts), *first.subdomains[1:])  # type: ignore[arg-type]
    return replace(standard, domains=(replace(first, subdomains=subdomains), *others))


def test_a_file_sealed_before_there_were_criteria_still_verifies() -> None:
    assert shipped().subdomains[0].criteria
    assert content_hash(changed(criteria=())) == content_hash(shipped())
    assert content_hash(replace(shipped(), retired_criteria=(shipped().subdomains[0].criteria_of(2)[0],))) == content_hash(
        shipped()
    )


def test_a_star_that_needs_more_is_another_edition() -> None:
    assert content_hash(changed(stars=(2, 3, 4, 5))) != content_hash(shipped())
