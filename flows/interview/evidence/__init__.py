"""Names the evidence behind an answer, attaches files, dates it and withdraws it."""
