"""Messages to be sent: planned once, taken by one process at a time, sent at one pace, never sent twice."""
