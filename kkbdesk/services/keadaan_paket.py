"""What a package is to this office: new, known, older, with a gap before it, or not for us."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from kkbdesk.model import format_id
from kkbdesk.model.paket import Arah, Paket, Tujuan
from kkbdesk.model.wilayah import within


class Hal(StrEnum):
    """What there is to say, for programs."""

    BARU = "baru"
    KEMBAR = "kembar"
    LAMA = "lama"
    TERLEWAT = "terlewat"
    CELAH = "celah"
    BERCABANG = "bercabang"
    ASING = "wilayah-asing"
    PROGRAM_LEBIH_BARU = "program-lebih-baru"
    BUKAN_UNTUK_KAMI = "bukan-untuk-kami"


@dataclass(frozen=True, slots=True)
class Keadaan:
    """One thing to say about a package, and what to do about it."""

    hal: Hal
    kalimat: str
    menolak: bool = False


def alur(tujuan: Tujuan, lingkup: str) -> str:
    """Return which numbering a package belongs to: all for the province, else one per region."""
    return "atas" if tujuan in (Tujuan.PROVINSI, Tujuan.PERUBAHAN) else f"{tujuan}:{lingkup}"


def keadaan(
    manifest: Mapping[str, Any], sidik: str, paket: Sequence[Paket], sendiri: str, simpul: str
) -> Iterator[Keadaan]:
    """Yield what is to be said, what forbids merging first."""
    refused = list(_menolak(manifest, paket, sendiri))
    yield from refused
    if refused:
        return
    came = [item for item in paket if item.arah is Arah.MASUK]
    same = next((item for item in came if item.sidik == sidik), None)
    if same is not None:
        yield Keadaan(
            Hal.KEMBAR,
            f"Paket ini ({_hari(same.dibuat)}) sudah pernah digabung. Menggabungnya lagi tidak "
            "mengubah apa pun.",
        )
        return
    others = [item for item in came if item.mitra == manifest["kantor"]]
    said = [*_urutan(manifest, others), *_cabang(manifest, others, simpul)]
    yield from said
    if not any(item.hal is Hal.LAMA for item in said):
        yield Keadaan(Hal.BARU, "Paket ini belum pernah digabung.")


def _menolak(
    manifest: Mapping[str, Any], paket: Sequence[Paket], sendiri: str
) -> Iterator[Keadaan]:
    sender, tujuan = str(manifest["kantor"]), str(manifest["tujuan"])
    if manifest["skema"] > 1 or tujuan not in set(Tujuan):
        yield Keadaan(
            Hal.PROGRAM_LEBIH_BARU,
            "Paket ini dibuat oleh KKB Desk yang lebih baru. Pasang program versi terbaru, lalu "
            "buka lagi.",
            menolak=True,
        )
        return
    above = sender == "pusat" or within(sendiri, sender)
    below = sendiri == "pusat" or within(sender, sendiri)
    if not (above or below):
        yield Keadaan(
            Hal.ASING,
            f"Kantor pengirim ({sender}) berada di luar wilayah kantor ini ({sendiri}). Tidak ada "
            "yang digabung; kirim paket ini ke provinsinya.",
            menolak=True,
        )
        return
    meant = manifest.get("untuk_kantor") or sendiri
    upward = tujuan in (Tujuan.PROVINSI, Tujuan.PERUBAHAN)
    if meant != sendiri or (sender != sendiri and (below and not above) != upward):
        yield Keadaan(
            Hal.BUKAN_UNTUK_KAMI,
            "Paket ini tidak dibuat untuk kantor ini. Minta paket dengan tujuan yang benar.",
            menolak=True,
        )
        return
    base = manifest["dasar"]
    known = {item.sidik for item in paket if item.arah is Arah.MASUK}
    if base and base not in known and sender != sendiri:
        yield Keadaan(
            Hal.CELAH,
            "Paket ini hanya memuat perubahan sejak paket yang tidak ada di sini. Minta kantor "
            "pengirim membuat paket utuh (tujuan provinsi).",
            menolak=True,
        )


def _urutan(manifest: Mapping[str, Any], others: Sequence[Paket]) -> Iterator[Keadaan]:
    stream = alur(Tujuan(manifest["tujuan"]), str(manifest["lingkup"]))
    same_node = [
        item
        for item in others
        if item.simpul == manifest["simpul"] and alur(item.tujuan, item.lingkup) == stream
    ]
    last = max(same_node, key=lambda item: item.urut, default=None)
    if last is None:
        return
    if manifest["urut"] < last.urut and _tahu(json.loads(last.kenal), manifest["kenal"]):
        yield Keadaan(
            Hal.LAMA,
            f"Paket ini lebih lama ({_hari(manifest['dibuat'])}) daripada yang sudah digabung "
            f"({_hari(last.dibuat)}). Menggabungnya tidak membatalkan yang lebih baru; biasanya "
            "tidak perlu.",
        )
    elif manifest["urut"] > last.urut + 1:
        missing = manifest["urut"] - last.urut - 1
        yield Keadaan(
            Hal.TERLEWAT,
            f"{missing} paket di antara ini dan yang terakhir digabung tidak pernah sampai di "
            "sini. Isinya tercakup dalam paket ini; tidak ada yang perlu dilakukan.",
        )


def _cabang(manifest: Mapping[str, Any], others: Sequence[Paket], simpul: str) -> Iterator[Keadaan]:
    """Tell when two machines of one office went on without knowing of each other."""
    for item in others:
        mine, theirs = json.loads(item.kenal), manifest["kenal"]
        if not _tahu(mine, theirs) and not _tahu(theirs, mine) and item.simpul != simpul:
            yield Keadaan(
                Hal.BERCABANG,
                f"Dua komputer kantor {manifest['kantor']} berjalan sendiri-sendiri: paket ini "
                f"tidak memuat isi paket {_hari(item.dibuat)}. Keduanya dapat digabung di sini; "
                "sarankan kantor itu menggabung kedua komputernya dahulu.",
            )
            return


def _tahu(one: Mapping[str, int], other: Mapping[str, int]) -> bool:
    """Tell whether the first had seen all that the second had."""
    return all(one.get(simpul, 0) >= urut for simpul, urut in other.items())


def _hari(iso: str) -> str:
    return format_id.tanggal(datetime.fromisoformat(iso).astimezone().date())
