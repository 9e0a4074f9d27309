"""Where it is filled what a document lacks."""

from __future__ import annotations

from kkbdesk.model.naskah import Naskah, PeranPejabat
from kkbdesk.services.draf import BARU
from kkbdesk.services.naskah import jenis_naskah

FORM = {"nomor": "nomor", "tanggal": "tanggal", "tahun": "tanggal"}
"""Lacking fields that number and date of the document itself fill."""
_OFFICE = {
    "tempat": "tempat",
    "tempat_pengundangan": "tempat",
    "dinas": "nama",
    "alamat_dinas": "alamat",
    "kepala_dinas": "kepala_jabatan",
    "nama_kepala_dinas": "kepala_nama",
    "nip_kepala_dinas": "kepala_nip",
    "pangkat_kepala_dinas": "kepala_pangkat",
}
_GROUP = frozenset({"masa_bakti", "ketua_pokja", "seksi"})
_SIGNATORIES = {"kepala_desa": PeranPejabat.KEPALA_DESA, "pengundang": PeranPejabat.SEKDA}
_HEAD = ("mengetahui", "pengirim", "pihak_pertama")
"""What the head of the office signs as."""
_MEETING = {
    **dict.fromkeys(
        ("rapat", "hari_rapat", "waktu_rapat", "tempat_rapat", "acara", "acara_rapat",
         "dalam_rangka", "pimpinan", "sekretaris", "notulis", "dibuka", "ditutup", "narahubung"),
        "data",
    ),
    **dict.fromkeys(("penerima", "peserta", "jumlah_peserta"), "peserta"),
    **dict.fromkeys(("pembahasan", "keputusan", "kesepakatan"), "notula"),
}  # fmt: skip
"""Fields that a meeting fills, and the tab of its page."""


def tempat(naskah: Naskah, nama: str, desa: str = "") -> str:
    """Return the page and place where a field is filled; empty for the document's own page.

    `desa` is the code of the village that the document is about.
    """
    if nama in _OFFICE:
        return f"pengaturan:kantor:{_OFFICE[nama]}"
    if nama in ("penanda_tangan", *_HEAD, *_SIGNATORIES):
        peran = _SIGNATORIES.get(nama, jenis_naskah(naskah.jenis).peran)
        if peran is PeranPejabat.KEPALA_DINAS or nama in _HEAD:
            return "pengaturan:kantor:kepala_nama"
        where = desa if peran is PeranPejabat.KEPALA_DESA else ""
        return f"pengaturan:pejabat:{BARU}:{peran}:{where}"
    if nama in _MEETING and naskah.rapat:
        return f"rapat:{naskah.rapat}:{_MEETING[nama]}"
    if nama in _GROUP and naskah.pokja:
        return f"pokja:{naskah.pokja}"
    if nama in _GROUP and naskah.kampung:
        return f"kampung:{naskah.kampung}:pokja"
    return ""
