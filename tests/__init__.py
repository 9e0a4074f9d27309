"""Tests: behaviour that a user would recognise."""
