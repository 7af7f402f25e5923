"""Tells coordinators of what happens in reviews."""
