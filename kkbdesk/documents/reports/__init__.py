"""The reports, one module for what belongs together."""
