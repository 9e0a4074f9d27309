"""What letters of reminder to kampung and agencies say without anybody typing it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from kkbdesk.documents.naskah.bahan import Bahan
from kkbdesk.documents.naskah.jenis import PENGINGAT_KAMPUNG, PENGINGAT_OPD, JenisNaskah
from kkbdesk.model.format_id import tanggal
from kkbdesk.queries.kekurangan import kekurangan_kampung, kekurangan_opd, opd_bernama

TENGGANG = timedelta(days=14)
"""How long the receiver has."""

Lists = dict[str, tuple[str, ...]]


def pengingat(
    bahan: Bahan, jenis: JenisNaskah, nilai: Mapping[str, str]
) -> tuple[dict[str, str], Lists]:
    """Return values and lists of a letter of reminder, none for other kinds."""
    lists: Lists = {}
    if jenis.kode == PENGINGAT_KAMPUNG and bahan.kampung is not None:
        owed = kekurangan_kampung(bahan.reader, bahan.kampung.id, bahan.hari_ini)
        about = "kelengkapan Kampung Keluarga Berkualitas"
        chair = f"Ketua Pokja Kampung KB {nilai.get('kampung', '')}"
        lists["penerima"] = (f"Yth. {nilai.get('kepala_desa', '')}", chair)
    elif jenis.kode == PENGINGAT_OPD:
        opd = opd_bernama(bahan.reader, bahan.ketikan.get("opd_tujuan", ""))
        about = "rencana dan realisasi Kampung Keluarga Berkualitas"
        owed = kekurangan_opd(bahan.reader, opd.id, bahan.hari_ini) if opd else []
        lists["penerima"] = (f"Yth. Kepala {opd.nama}",) if opd else ()
    else:
        return {}, {}
    values = {
        "hal": f"Pengingat {about}",
        "tanggal_catatan": tanggal(bahan.hari_ini),
        "batas_kirim": tanggal(bahan.hari_ini + TENGGANG),
    }
    return values, {**lists, "kekurangan": tuple(owed)}
