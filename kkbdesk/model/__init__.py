"""Frozen records: the values that everything else passes around."""
