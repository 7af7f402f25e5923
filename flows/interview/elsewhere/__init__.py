"""Carrying on in another browser, on another device or on another face."""
