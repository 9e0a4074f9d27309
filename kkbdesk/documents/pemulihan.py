"""The recovery sheet: one page with the code that helps when a PIN is forgotten."""

from __future__ import annotations

from datetime import date

from kkbdesk.documents.blocks import (
    Align,
    Column,
    Document,
    Grid,
    Heading,
    Item,
    KeyValues,
    Listing,
    Paragraph,
    Row,
)
from kkbdesk.documents.reports.office import office_of
from kkbdesk.model.format_id import tanggal
from kkbdesk.store import Reader

_USE = (
    "Buka KKB Desk, pilih nama Anda, lalu Lupa PIN.",
    "Ketik kode di atas. Huruf besar atau kecil, tanda hubung dan spasi tidak berpengaruh.",
    "Ketik PIN baru dua kali. Anda langsung masuk, dan riwayat mencatatnya.",
    "Buat lembar baru di Pengaturan › Orang; lembar ini lalu tidak berlaku dan dimusnahkan.",
)
_KEEP = (
    "Masukkan ke dalam amplop bersegel yang disimpan kepala kantor, bukan di dekat komputer.",
    "Hapus berkas PDF-nya sesudah dicetak.",
    "Siapa pun yang memegang lembar ini dapat masuk sebagai siapa pun di kantor.",
)


def lembar_pemulihan(reader: Reader, kode: str, hari: date) -> Document:
    """Return the sheet that holds a code; raises UserError when the office was never set up."""
    office = office_of(reader)
    return office.document(
        ("LEMBAR PEMULIHAN", "KKB DESK"),
        (
            KeyValues((("Kantor", office.kantor.nama), ("Dibuat", tanggal(hari)))),
            Paragraph("Dengan kode ini orang yang lupa PIN-nya dapat membuat PIN baru."),
            Grid((Column("Kode pemulihan", 175, Align.CENTER, size=20),), (Row((kode,)),)),
            Heading("Bila ada yang lupa PIN"),
            Listing(tuple(map(Item, _USE))),
            Heading("Menyimpan lembar ini"),
            Listing(tuple(map(Item, _KEEP))),
            office.signed(hari),
        ),
    )
