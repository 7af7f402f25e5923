"""What goes wrong with a database, as the rest of the program sees it.

    Exception
     ├─ DatabaseUnusable   it cannot be opened, read or used as it is: said to the operator, in one sentence
     └─ Unstored           one change was not stored, and the database may be well again soon: said to the respondent

The drivers' own errors are turned into these two where they arise: in `tap` for what respondents do, in `address`, `own_file`,
`schema_version` and `transfer` for everything else.
"""

from __future__ import annotations


class DatabaseUnusable(Exception):
    """The database cannot be used; the message says why and what to do."""


class Unstored(Exception):
    """The database could not be used just now: of this request nothing is stored, and it may be made again."""
