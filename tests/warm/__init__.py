"""Processes that begin where a real start ends: forked from one that has imported the program and read its words."""
