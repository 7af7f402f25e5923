"""Backups, and copies from one database into another."""
