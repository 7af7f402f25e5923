"""How large a picture of a page is, how many are made at once, and what making them may cost."""

from __future__ import annotations

# The longer side, in pixels: a page of A4 then has some 150 dots an inch, enough to read its small print.
LONGER_SIDE = 1800
PAGES_AT_ONCE = 10
# Beyond this many a document is only said to have more.
PAGES_COUNTED = 200
# Of all pictures of one answer together; the first is always given.
PICTURES_BYTES = 24 * 1024 * 1024
# What is read of an answer: the pictures, one more of the largest size there is, and what frames them.
ANSWER_BYTES = PICTURES_BYTES + 4 * LONGER_SIDE * LONGER_SIDE + 64 * 1024
# Of the process that draws: its address space, its processor time, and how long we wait for it.
MEMORY_BYTES = 1024 * 1024 * 1024
PROCESSOR_S = 20
WAIT_S = 40.0
# How many such processes run at the same time.
AT_ONCE = 2
