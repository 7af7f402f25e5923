"""The review of an institution's answers before a formal assessment: cases, decisions, and the verified result."""
