"""Identifies an edition by one hash over its structure."""

from __future__ import annotations

import hashlib
import json
from functools import cache

from flows.standard.model import Standard, Subdomain


@cache
def content_hash(standard: Standard) -> str:
    """Return the SHA-256, in hexadecimal, over the canonical JSON of what the edition's data file says of its structure.

    Canonical: keys sorted, no blanks, UTF-8. Comments and layout of the file change nothing; facts that stars depend on do.
    Criteria are left out: they say how to recognise a rung, and a file that was sealed before there were any must still verify.
    """
    content = {
        "edition": standard.edition,
        "name": standard.name,
        "source": standard.source,
        "not_applicable_at_most": standard.not_applicable_at_most,
        "evidence_months": standard.evidence_months,
        "domains": [
            {
                "code": domain.code,
                "source": domain.source,
                "subdomains": [_subdomain(sub) for sub in domain.subdomains],
            }
            for domain in standard.domains
        ],
        "contradictions": [
            {
                "code": rule.code,
                "claims": rule.claims,
                "at_least": rule.at_least,
                "needs": rule.needs,
                "needs_at_least": rule.needs_at_least,
            }
            for rule in standard.contradictions
        ],
    }
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _subdomain(sub: Subdomain) -> dict[str, object]:
    return {
        "code": sub.code,
        "stars": sub.stars,
        "effort": [effort.name for effort in sub.effort],
        "builds_on": sub.builds_on,
        "may_not_apply": sub.may_not_apply,
        "source": sub.source,
    }
