"""Words in criteria that have an “and” or a 和 in them and still name one fact, each with the reason.

One look answers such a fact: it is one paper, one table or one act. If a reader could say “the first yes, the second no”, it
is two criteria instead. `bot.checks.criteria` takes these words out of a fact, in capitals or not, before it looks
for words that join two facts.
"""

from __future__ import annotations

from collections.abc import Mapping

PAPER = "the contents of one paper"
TABLE = "two columns of one table"
ASSETS = "kept, shared and counted together"

ONE_FACT: Mapping[str, Mapping[str, str]] = {
    # Chinese lists such things with 、, so it needs no exception.
    "zh": {},
    "en": {
        "which companies we serve and which services we offer": "one decision",
        "which companies we will serve and what we will get done": PAPER,
        "every team and service": "one table of shares",
        "unit cost and benefit": TABLE,
        "which companies it helps and how": "one thought",
        "users, content and process": PAPER,
        "content, users, fees and contacts": PAPER,
        "use and cost per item": TABLE,
        "interruptions, losses and leaks": TABLE,
        "rooms and tools": ASSETS,
        "pass and satisfaction rates": TABLE,
        "delay and overspending": TABLE,
        "people, money and rooms": "one act of arranging, and the contents of one paper",
        "before and after": "one comparison",
        "rooms, equipment and expert lists": ASSETS,
        "what the main assets are and where": "one list",
        "keeper and condition": TABLE,
        "borrowing and return": "two ends of one entry",
        "use and years in service": TABLE,
        "duties and skills": "what one post asks for",
        "complaints and mistakes": "one kind of case, handled by one rule",
        "handling time and repeat mistakes": TABLE,
        "requests and on-time rates": TABLE,
        "reach and on-time replies": TABLE,
        "company comments and checks": "one column of one table",
        "companies served and events held": TABLE,
        "papers and notes": "what is kept of one case",
        "case write-ups, answers and samples": "the contents of one library",
        "checked and updated": "one round of checking",
        "duties and steps": PAPER,
        "staff and companies": TABLE,
    },
}
