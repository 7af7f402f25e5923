"""Names what can go wrong with a database, for the rest of the program.

    Exception
     ├─ DatabaseUnusable   it cannot be opened, read or written: one sentence tells the operator why
     └─ Unstored           one request was not carried out and may be made again: the respondent is told

Errors of SQLite, asyncpg and SQLAlchemy become one of these two where they arise. Requests for respondents raise Unstored;
opening, probing and copying a database raise DatabaseUnusable. Only the error of a faulty request (IntegrityError and its like)
stays as it is.
"""

from __future__ import annotations


class DatabaseUnusable(Exception):
    """The database cannot be used; the message says why and what to do."""


class Unstored(Exception):
    """The database could not be used just now. Nothing of this request is stored; it may be made again."""
