"""What comes back from each address of reviews at the desk: the status for officers who may, and for another association."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass

from flows.review.rules import DEFAULT


@dataclass(frozen=True)
class Case:
    """What is sent to an address, the status for officers who may, and for officers of another association."""

    status: int
    fields: Mapping[str, str]
    foreign: int | None = None


def case(status: int, foreign: int | None = None, **fields: str) -> Case:
    return Case(status, fields, foreign)


CASE_PAGE = "/desk/cases/{case}"
ITEM = f"{CASE_PAGE}/items/{{subdomain}}"
RATING = "/desk/cases/ratings/{rating}"
RATED, PIECE = "/items/{subdomain}", "/pieces/{piece}"
RULES = {name: str(number) for name, number in asdict(DEFAULT).items()}
REVIEWS = {
    ("GET", "/desk/cases"): case(200),
    ("GET", "/desk/cases/new"): case(200),
    ("POST", "/desk/cases/new"): case(200, label="Fourth Help"),
    ("GET", "/desk/cases/rules"): case(200),
    ("POST", "/desk/cases/rules"): Case(303, RULES),
    ("GET", "/desk/review-figures"): case(200),
    ("POST", "/desk/review-figures/file"): case(200, foreign=422, sure="yes", format="csv", release="{reviews}-1"),
    ("GET", "/desk/cases/agreement"): case(200),
    # Nothing is rated twice here: tests/bot/web/desk/test_ratings.py asks for these as everybody.
    ("GET", "/desk/cases/agreement/{rating}"): case(404),
    **{("GET", f"{RATING}{place}"): case(404) for place in ("", RATED, f"{RATED}{PIECE}/file", f"{RATED}{PIECE}/pages")},
    **{("POST", f"{RATING}{place}"): case(404, sure="yes") for place in ("/declare", "/decline", "/finish", f"{RATED}/decide")},
    ("GET", "/desk/cases/hours"): case(200),
    ("POST", f"{CASE_PAGE}/hours"): case(303, foreign=404, hours="2", minutes="30"),
    ("GET", CASE_PAGE): case(200, foreign=404),
    ("GET", f"{CASE_PAGE}/log"): case(200, foreign=404),
    # Nothing is issued yet.
    ("GET", f"{CASE_PAGE}/result.json"): case(404),
    ("GET", f"{CASE_PAGE}/report.pdf"): case(404),
    # Only for who has declared, which they have when this is asked.
    ("GET", f"{CASE_PAGE}/handed-in.json"): case(200, foreign=404),
    # What was handed in cannot be taken back, and nothing is to be issued yet.
    ("POST", f"{CASE_PAGE}/take-back"): case(409, foreign=404, sure="yes"),
    ("POST", f"{CASE_PAGE}/declare"): case(303, foreign=404),
    ("POST", f"{CASE_PAGE}/accept"): case(303, foreign=404),
    ("POST", f"{CASE_PAGE}/refuse"): case(409, foreign=404, sure="yes", reason="Incomplete"),
    ("POST", f"{CASE_PAGE}/ask"): case(409, foreign=404),
    ("POST", f"{CASE_PAGE}/finish"): case(409, foreign=404),
    ("POST", f"{CASE_PAGE}/step-back"): case(303, foreign=404, sure="yes"),
    # Tim is not a reviewer.
    ("POST", f"{CASE_PAGE}/assign"): case(404, foreign=404, officer="{officer}"),
    ("POST", f"{CASE_PAGE}/issue"): case(409, foreign=404, sure="yes"),
    ("POST", f"{CASE_PAGE}/rescind"): case(409, foreign=404, sure="yes", reason="Wrong"),
    ("GET", f"{CASE_PAGE}/name"): case(404),
    ("POST", f"{CASE_PAGE}/name/confirm"): case(404, sure="yes"),
    ("POST", f"{CASE_PAGE}/name/unconfirm"): case(404),
    ("POST", f"{CASE_PAGE}/name/down"): case(404, sure="yes", reason="Wrong"),
    ("POST", f"{CASE_PAGE}/name/back"): case(404),
    ("POST", f"{CASE_PAGE}/name/aside"): case(404),
    ("GET", ITEM): case(200, foreign=404),
    ("POST", f"{ITEM}/find"): case(409, foreign=404),
    ("POST", f"{ITEM}/decide"): case(409, foreign=404, act="confirmed"),
    # This process keeps no files.
    ("GET", f"{ITEM}/pieces/{{piece}}/file"): case(404),
    ("GET", f"{ITEM}/pieces/{{piece}}/pages"): case(404),
}
