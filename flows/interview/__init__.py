"""Runs an interview: the machine of stages, and for each subject its screens and the effects of its replies."""
