"""Evidence behind an answer: named, attached, dated, withdrawn."""
