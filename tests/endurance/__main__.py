"""Runs all campaigns."""

from __future__ import annotations

from tests.endurance import cadangan, mati

if __name__ == "__main__":
    cadangan.main()
    mati.main()
