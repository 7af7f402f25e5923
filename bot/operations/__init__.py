"""What keeps a process healthy: logs, metrics, readiness, retention, disk, shutdown."""
