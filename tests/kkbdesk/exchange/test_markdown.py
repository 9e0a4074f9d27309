"""Chapters are read from Markdown part by part."""

from __future__ import annotations

from kkbdesk.exchange.markdown import baca_bab, kalimat
from kkbdesk.model.manual import (
    Alinea,
    Gambar,
    Gaya,
    Judul,
    Kode,
    Ruas,
    Tabel,
    polos,
)

_CHAPTER = """\
# Judul bab

Alinea yang berlanjut
di baris kedua.

1. **Pertama.** Isinya:

   | a | b |
   |---|---|
   | `x\\|y` | **z** |

   Lanjutannya.
2. Kedua

![Gambar](gambar/beranda.png)

## Bagian: dua

```
dua  blanko
```
"""


def test_a_chapter_is_read_part_by_part() -> None:
    chapter = baca_bab("07-contoh", _CHAPTER)
    assert [type(part) for part in chapter.unsur] == [
        Judul, Alinea, Alinea, Tabel, Alinea, Alinea, Gambar, Judul, Kode,
    ]  # fmt: skip
    _, text, first, table, more, second, picture, head, code = chapter.unsur
    assert isinstance(text, Alinea) and polos(text.isi) == "Alinea yang berlanjut di baris kedua."
    assert isinstance(first, Alinea) and (first.tanda, first.tingkat) == ("1.", 1)
    assert isinstance(table, Tabel)
    assert [[polos(cell) for cell in line] for line in table.baris] == [["a", "b"], ["x|y", "z"]]
    assert isinstance(more, Alinea) and (more.tanda, more.tingkat) == ("", 1)
    assert isinstance(second, Alinea) and second.tanda == "2."
    assert picture == Gambar("beranda.png", "Gambar")
    assert isinstance(head, Judul) and head.jangkar == "bagian-dua"
    assert isinstance(code, Kode) and code.teks == "dua  blanko"
    assert (chapter.nomor, chapter.judul) == (7, "Judul bab")


def test_styles_and_links_are_told_apart() -> None:
    assert kalimat("Tekan **Ctrl+K**, lihat [Paket](16-paket.md#kunci) dan *ini* `itu`.") == (
        Ruas("Tekan "),
        Ruas("Ctrl+K", Gaya.TEBAL),
        Ruas(", lihat "),
        Ruas("Paket", tautan="16-paket.md#kunci"),
        Ruas(" dan "),
        Ruas("ini", Gaya.MIRING),
        Ruas(" "),
        Ruas("itu", Gaya.KODE),
        Ruas("."),
    )


def test_lines_far_to_the_right_are_typed_as_they_stand() -> None:
    chapter = baca_bab(
        "01", "# A\n\n1. Ketik:\n\n       satu\n         dua\n\n   Lalu\n   lanjut.\n"
    )
    _, item, typed, more = chapter.unsur
    assert isinstance(item, Alinea) and item.tanda == "1."
    assert typed == Kode("satu\n  dua")
    assert isinstance(more, Alinea) and polos(more.isi) == "Lalu lanjut."
