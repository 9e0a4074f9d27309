"""Texts of documents: parts, fields, and sentences about what is wrong with them."""

from __future__ import annotations

import pytest

from kkbdesk.documents.naskah.jenis import JENIS
from kkbdesk.documents.naskah.periksa import periksa_teks
from kkbdesk.documents.naskah.teks import baca_teks, ganti, isian_dalam
from kkbdesk.errors import UserError
from resources.files import resource


def shipped() -> list[str]:
    folder = resource("naskah")
    return sorted(path.name for path in folder.iterdir() if path.name.endswith(".txt"))


@pytest.mark.parametrize("name", shipped())
def test_every_shipped_text_asks_only_for_what_there_is(name: str) -> None:
    text = resource("naskah", name).read_text("utf-8")
    periksa_teks(text)
    assert baca_teks(text)


def test_every_kind_has_a_text() -> None:
    for jenis in JENIS.values():
        assert jenis.teks()


def test_parts_hold_lines_and_lists_below_them() -> None:
    (part,) = baca_teks("[diktum]\nTugas:\n- mendata\n-- keluarga\n- melapor\n")
    assert part.nama == "diktum"
    assert [(line.dalam, line.teks) for line in part.baris] == [
        (0, "Tugas:"), (1, "mendata"), (2, "keluarga"), (1, "melapor"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("[diktu]\nx", "Baris 1: bagian [diktu] tidak dikenal. Mungkin [diktum]."),
        ("tanpa bagian", "Baris 1: teks harus diawali nama bagian"),
        ("[paragraf]\nDi {dessa}", "Baris 2: isian {dessa} tidak dikenal. Mungkin {desa}."),
        ("[paragraf]\nDi { desa }", "Baris 2: { desa } bukan isian."),
        ("[paragraf]\nDi {{desa}}", "Baris 2: {{desa}} bukan isian."),
        ("[paragraf]\nDi {desa", "Baris 2: {desa bukan isian."),
        (
            "[paragraf]\nx\n[tabel angota]",
            "Baris 3: tabel “angota” tidak dikenal. Mungkin",
        ),
        ("[tanda tangan pimpinan | camat]", "Baris 1: penanda tangan “camat” tidak dikenal."),
        ("[paragraf]\n{__class__}", "Baris 2: isian {__class__} tidak dikenal."),
    ],
)
def test_what_is_wrong_is_named_with_its_line(text: str, sentence: str) -> None:
    with pytest.raises(UserError, match=r".") as caught:
        periksa_teks(text)
    assert sentence in str(caught.value)


def test_fields_in_capitals_are_written_in_capitals() -> None:
    assert ganti("{desa} dan {DESA}", {"desa": "Desa Makmur"}.__getitem__) == (
        "Desa Makmur dan DESA MAKMUR"
    )


def test_what_a_field_holds_is_never_a_field_again() -> None:
    assert ganti("{a}", {"a": "{b}"}.__getitem__) == "{b}"


def test_fields_are_listed_with_their_lines() -> None:
    assert list(isian_dalam("[judul]\n{DESA} {tahun}")) == [(2, "DESA"), (2, "tahun")]
