"""Packages: sent, received, decided on; keys."""
