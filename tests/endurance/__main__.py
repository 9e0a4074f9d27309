"""Runs all campaigns."""

from __future__ import annotations

from tests.endurance import cadangan, mati, pembaruan, rusak

if __name__ == "__main__":
    cadangan.main()
    rusak.main()
    pembaruan.main()
    mati.main()
