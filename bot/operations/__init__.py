"""Logs, metrics, readiness, background tasks, safe file writes and shutdown."""
