"""The minutes of a merge hold whatever a package brings."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal

from kkbdesk.desk import Desk
from kkbdesk.documents import writers
from kkbdesk.documents.penggabungan import (
    Asal,
    Penggabungan,
    Pertanyaan,
    berita_acara_gabung,
    bernomor,
)
from kkbdesk.documents.reports.office import office_of
from kkbdesk.model.ids import Kind
from kkbdesk.queries.angka_kontrol import Angka
from tests.support.documents import NAUGHTY
from tests.support.paper import outside, pages, squeezed, word_text

NOW = datetime(2026, 5, 20, 2, 0, tzinfo=UTC)
ASAL = Asal("Dinas Contoh", "19.05", 7, "Seluruh data", NOW, "ab" * 32, "a.kkb", ("baju", "ikan"))


def minutes(desk: Desk, isi: Penggabungan) -> tuple[bytes, str]:
    """Return the minutes as PDF, and the text of them in Word without blanks."""
    with desk.store.read() as reader:
        document = berita_acara_gabung(office_of(reader), isi, rancangan=False)
    word = word_text(writers.render(document, ".docx").content)
    return writers.render(document, ".pdf").content, squeezed(word)


def test_everything_is_told_on_as_many_pages_as_it_takes(desk: Desk) -> None:
    soal = tuple(
        Pertanyaan(f"Kampung {number}", text, "Nama", text, text, "belum diputuskan")
        for number in range(10)
        for text in NAUGHTY
    )
    isi = Penggabungan(
        ASAL, NOW, "Nama Operator", (("Kampung KB", 1, 2, 3),), 40, soal,
        (("OPD Contoh", "Nama sama.", "disatukan"),),
        (("Rapat Contoh", "Desa Satu", "Bukan milik wilayah kantor pengirim."),),
        (("Pokja Contoh", "Desa Dua", "Sudah ada Pokja yang berjalan."),),
        ((Angka(Kind.KAMPUNG, 2, (("Luas", Decimal("16.8600")),)), Angka(Kind.KAMPUNG, 1), False),),
    )  # fmt: skip
    made, word = minutes(desk, isi)
    found = pages(made)
    assert len(found) > 5
    assert not outside(made, 10)
    for told in (squeezed("".join(found)), word):
        for text in (
            "Kampung 9", "disatukan", "Bukan milik wilayah", "E. Diambil, tetapi perlu dibetulkan",
            "Sudah ada Pokja yang berjalan.", "16,86", "berbeda dengan hitungan pengirim: Kampung",
            "Nama Operator", "baju ikan",
        ):  # fmt: skip
            assert squeezed(text) in told, text


def test_what_did_not_happen_is_said_too(desk: Desk) -> None:
    made, word = minutes(desk, Penggabungan(ASAL, NOW, "", (), 5, (), (), (), (), ()))
    told = squeezed("".join(pages(made)))
    for text in (
        "Tidak ada catatan yang berubah.", "Tidak ada isian yang diisi berbeda",
        "Tidak ada catatan baru yang mirip", "Semua catatan paket diambil.",
        "Tidak ada catatan yang menyalahi aturan", "tidak membawa angka kontrol",
    ):  # fmt: skip
        assert squeezed(text) in told
        assert squeezed(text) in word


def test_a_number_of_the_register_takes_its_place(desk: Desk) -> None:
    with desk.store.read() as reader:
        document = berita_acara_gabung(
            office_of(reader), Penggabungan(ASAL, NOW, "", (), 0, (), (), (), (), ()),
            rancangan=True,
        )  # fmt: skip
    assert bernomor(document, "") == document
    told = squeezed(pages(writers.render(bernomor(document, "7/2026"), ".pdf").content)[0])
    assert "NOMOR7/2026" in told
    assert "RANCANGAN" in told
