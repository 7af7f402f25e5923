"""The memory: the only place that knows SQL; its rows never leave it."""
