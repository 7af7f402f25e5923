"""Stores the campaigns of associations: rosters, invitations, who takes part, releases."""
