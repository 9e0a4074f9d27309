"""Figures, each beside what it is compared to; never part of the tests."""
