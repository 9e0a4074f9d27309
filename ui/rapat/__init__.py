"""Meetings: planned, held, minuted, followed up."""
