"""Names what officers take away from the desk as files."""

from __future__ import annotations

from enum import StrEnum


class ExportKind(StrEnum):
    """What was taken away, as the audit log holds it. The values are stored."""

    # The links into a campaign, with QR codes or posters.
    links = "links"
    # The institutions by name, each as far as it agreed.
    rows = "rows"
    figures = "figures"
    report = "report"
    # A release about reviews: of the association, not of a campaign.
    reviews = "reviews"
