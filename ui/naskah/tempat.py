"""Where it is filled what a document lacks."""

from __future__ import annotations

from kkbdesk.model.naskah import Naskah

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
_SIGNATORIES = frozenset({"penanda_tangan", "kepala_desa", "pengundang", "mengetahui", "pengirim"})
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


def tempat(naskah: Naskah, nama: str) -> str:
    """Return the page and place where a field is filled; empty for the document's own page."""
    if nama in _OFFICE:
        return f"pengaturan:kantor:{_OFFICE[nama]}"
    if nama in _SIGNATORIES:
        return "pengaturan:pejabat"
    if nama in _MEETING and naskah.rapat:
        return f"rapat:{naskah.rapat}:{_MEETING[nama]}"
    if nama in _GROUP and naskah.pokja:
        return f"pokja:{naskah.pokja}"
    if nama in _GROUP and naskah.kampung:
        return f"kampung:{naskah.kampung}:pokja"
    return ""
