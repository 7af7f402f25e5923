"""How large the file of a roster may be, and what reading it may cost."""

from __future__ import annotations

from flows.campaign.roster.columns import HEADS_WITHIN
from flows.campaign.roster.preview import ROWS_AT_MOST, TEXT_AT_MOST

FILE_BYTES = 10 * 1024 * 1024
# By the directory of a ZIP file, before anything is unpacked.
UNPACKED_BYTES = 20 * 1024 * 1024
MEMBERS = 64
# Of the process that reads: its address space, its processor time, and how long we wait for it.
MEMORY_BYTES = 1024 * 1024 * 1024
PROCESSOR_S = 20
WAIT_S = 40.0
# One more than a preview takes, so that it can say that there are too many.
LINES = HEADS_WITHIN + ROWS_AT_MOST + 1
COLUMNS = 64
CELL_CHARACTERS = TEXT_AT_MOST + 1
