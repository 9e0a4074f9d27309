"""Runs all campaigns."""

from __future__ import annotations

from tests.endurance import cadangan, mati, rusak

if __name__ == "__main__":
    cadangan.main()
    rusak.main()
    mati.main()
