"""Figures about the reviews of an association: when a release is made, and what was published."""
