"""Reviews while the real server is killed: nothing lost, nothing doubled, no half-issued result."""
