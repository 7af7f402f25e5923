"""Files that back an answer: what they are, how much is kept, and where."""
