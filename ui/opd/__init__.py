"""Agencies, programs and activities."""
