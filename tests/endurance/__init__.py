"""Campaigns that take minutes; run by `make endurance`."""
