"""Which of the offices whose keys are known may get a package."""

from __future__ import annotations

from collections.abc import Iterator

from kkbdesk.desk import Desk
from kkbdesk.model.paket import Tujuan
from kkbdesk.model.wilayah import within
from kkbdesk.services.paket import KE_ATAS


def receivers(desk: Desk, purpose: Tujuan) -> Iterator[tuple[str, str]]:
    """Yield code and name of each, the region first, since many offices bear the same name."""
    own, seen = desk.kunci.milik().umum.kantor, set()
    for item in desk.kunci.dikenal():
        if item.kantor in seen or not _fits(purpose, own, item.kantor):
            continue
        seen.add(item.kantor)
        region = desk.wilayah.kantor(item.kantor)
        mine = item.kantor == own
        yield (
            item.kantor,
            "Komputer lain kantor ini" if mine else f"{region} ({item.kantor}) — {item.nama}",
        )


def _fits(purpose: Tujuan, own: str, other: str) -> bool:
    """Tell whether an office may be the receiver of a package for this purpose."""
    if purpose in KE_ATAS:
        return other != own and (other == "pusat" or within(own, other))
    if purpose is Tujuan.REFERENSI:
        return other not in (own, "pusat") and (own == "pusat" or within(other, own))
    return other == own
