"""Checks an edition and its words for `xingjie standard check`."""
