"""What an association learns from its reviews: figures that come in releases, from which nobody can read one institution."""
