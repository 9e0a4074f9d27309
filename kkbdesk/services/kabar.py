"""What is new in each version, in the words of those who use it."""

from __future__ import annotations

from functools import cache

from kkbdesk.model.manual import Bab, Judul, Unsur
from kkbdesk.services.manual import halaman


@cache
def semua_kabar() -> Bab:
    """Return the news of all versions, the newest first."""
    return halaman("kabar.md")


def sejak(kabar: Bab, versi: str) -> Bab:
    """Return the news after a version that was used; all of them where there are none."""
    kept: list[Unsur] = [Judul(1, kabar.judul)]
    for head, below in kabar.bagian():
        if head.tingkat > 1 and _numbers(head.teks) > _numbers(versi):
            kept += [head, *below]
    return Bab(kabar.nama, tuple(kept)) if len(kept) > 1 else kabar


def _numbers(versi: str) -> tuple[int, ...]:
    """Return the numbers of `Versi 0.2.0`, none where there are none."""
    return tuple(int(part) for part in versi.rpartition(" ")[2].split(".")) if versi else ()
