"""Reports, previewed and printed."""
