"""Bundled files: reference lists, fonts, icons, manual."""
