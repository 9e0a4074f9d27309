"""Kampung: list, record, history."""
