"""A chapter of the manual as Qt's rich text, in the colours of the look."""

from __future__ import annotations

from html import escape

from PySide6.QtGui import QImageReader

from kkbdesk.model.manual import Alinea, Bab, Gambar, Gaya, Judul, Kalimat, Kode, Tabel, Unsur
from kkbdesk.services.manual import berkas_gambar
from ui.kit import theme

PICTURE = "gambar:"
"""Before the name of a picture in addresses."""
_TAGS = {Gaya.TEBAL: "b", Gaya.MIRING: "i", Gaya.KODE: "code"}
_APART = "margin-top: 6px; margin-bottom: 6px"
_INDENT = 22
"""Pixels for each list that an item stands in."""


def gaya() -> str:
    """Return the style sheet of chapters in the present look."""
    c = theme.colours()
    return (
        f"a {{ color: {c.accent}; }} code {{ color: {c.good}; font-family: monospace; }}"
        f" th {{ background: {c.raised}; text-align: left; }}"
        f" pre {{ background: {c.raised}; font-family: monospace; }}"
        f" .muted {{ color: {c.muted}; }}"
        " h1, h2, h3 { margin-top: 18px; margin-bottom: 6px; } p { margin-top: 6px; }"
    )


def bab_html(bab: Bab, width: int) -> str:
    """Return a chapter; its pictures are no wider than so many pixels."""
    return "".join(_unsur(item, width) for item in bab.unsur)


def kalimat_html(isi: Kalimat) -> str:
    """Return running text."""
    made = []
    for ruas in isi:
        text = escape(ruas.teks)
        if tag := _TAGS.get(ruas.gaya):
            text = f"<{tag}>{text}</{tag}>"
        made.append(f'<a href="{escape(ruas.tautan)}">{text}</a>' if ruas.tautan else text)
    return "".join(made)


def _unsur(item: Unsur, width: int) -> str:
    match item:
        case Judul():
            rank, anchor = item.tingkat, f'<a name="{item.jangkar}"></a>'
            return f"<h{rank}>{anchor}{escape(item.teks)}</h{rank}>"
        case Alinea():
            return _alinea(item)
        case Tabel():
            return _tabel(item)
        case Kode():
            return f"<pre>{escape(item.teks)}</pre>"
        case Gambar():
            return _gambar(item, width)


def _alinea(item: Alinea) -> str:
    text = kalimat_html(item.isi)
    if item.tanda:
        text = f"{item.tanda}&nbsp;&nbsp;{text}"
    hang = -_INDENT + 6 if item.tanda else 0
    return f'<p style="margin-left:{item.tingkat * _INDENT}px; text-indent:{hang}px">{text}</p>'


def _tabel(item: Tabel) -> str:
    head, *body = item.baris
    rows = ["".join(f"<th>{kalimat_html(cell)}</th>" for cell in head)]
    rows += ["".join(f"<td>{kalimat_html(cell)}</td>" for cell in line) for line in body]
    lines = "".join(f"<tr>{row}</tr>" for row in rows)
    look = f"border-collapse: collapse; border-color: {theme.colours().line}; {_APART}"
    return f'<table cellspacing="0" cellpadding="5" border="1" style="{look}">{lines}</table>'


def _gambar(item: Gambar, width: int) -> str:
    path = berkas_gambar(item.nama)
    if path is None:
        return f'<p class="muted"><i>(gambar: {escape(item.keterangan)})</i></p>'
    natural = QImageReader(str(path)).size()
    wide = min(natural.width(), width)
    tall = natural.height() * wide // natural.width()
    picture = f'<img src="{PICTURE}{item.nama}" width="{wide}" height="{tall}">'
    return (
        f'<p><a href="{PICTURE}{item.nama}">{picture}</a><br>'
        f'<i class="muted">{escape(item.keterangan)} (klik untuk memperbesar)</i></p>'
    )
