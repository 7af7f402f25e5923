"""Stores what respondents answer. This is the only package that knows SQL; its rows never leave it."""
