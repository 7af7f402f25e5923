"""Calculates with ratings: evidence, stars, gaps, plan, trend, and the order of the questions."""
