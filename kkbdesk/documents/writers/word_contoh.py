"""A Word file to begin an own template with: every field, list and table that a kind shows."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence

from docx import Document

_EXPLAINED = (
    "Susun berkas ini sesuka kantor: salin isian yang diperlukan ke tempatnya, hapus yang lain, "
    "lalu muat di Pengaturan › Naskah › Teks naskah › Nomor dan Word. Isian dalam kurung kurawal "
    "diganti data; yang belum ada tercetak sebagai titik-titik."
)


def contoh_word(
    judul: str,
    isian: Sequence[tuple[str, str]],
    daftar: Sequence[tuple[str, str]],
    tabel: Mapping[str, Sequence[str]],
) -> bytes:
    """Return the file: names and meanings of fields and of lists, and tables with their headings.

    What it holds is itself a template that can be filled.
    """
    document = Document()
    document.add_heading(judul, 1)
    document.add_paragraph(_EXPLAINED)
    fields = document.add_table(rows=0, cols=2, style="Table Grid")
    for name, label in isian:
        cells = fields.add_row().cells
        cells[0].text, cells[1].text = label, f"{{{{ {name} }}}}"
    for name, label in daftar:
        document.add_heading(label, 2)
        for text in (f"{{%p for baris in {name} %}}", "{{ baris }}", "{%p endfor %}"):
            document.add_paragraph(text)
    for name, headings in tabel.items():
        document.add_heading(f"Tabel {name}", 2)
        grid = document.add_table(rows=4, cols=max(1, len(headings)), style="Table Grid")
        for place, heading in enumerate(headings):
            grid.cell(0, place).text = heading.capitalize()
            grid.cell(2, place).text = f"{{{{ baris.k{place + 1} }}}}"
        grid.cell(1, 0).text = f"{{%tr for baris in tabel_{name} %}}"
        grid.cell(3, 0).text = "{%tr endfor %}"
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()
