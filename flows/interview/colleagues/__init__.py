"""The people of an institution, as each of them sees the others: joining, leaving, and who coordinates."""
