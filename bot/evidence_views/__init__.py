"""Pictures of the pages of an evidence file, made by us, so that a stranger's file need not be opened."""
