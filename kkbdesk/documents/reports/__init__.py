"""The standing reports."""
