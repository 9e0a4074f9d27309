"""What is said of a matrix above it and below it."""

from __future__ import annotations

from kkbdesk.model import format_id
from kkbdesk.queries.matriks import Gabungan, Grid

KEYS = (
    "Spasi atau Enter menggilir kosong, √ dan ●; V, P dan 0 langsung. Panah berpindah, Shift "
    "memilih; Ctrl+C, X, V juga dengan Excel; Ctrl+D mengisi ke bawah; Delete mengosongkan."
)
HEAT = (
    "Makin pekat, makin banyak kampung; tandanya keadaan seluruh kegiatan program dan OPD itu. "
    "Angka tepi: berapa OPD per program, berapa program per OPD. Klik kampung untuk membuka "
    "matriksnya."
)
OFFICES = "OPD senama di beberapa kabupaten/kota dihitung bersama."
UNCHOSEN = "Pilih kampung untuk melihat dan mengisi matriksnya."


def agreed(grid: Grid, *, of_others: bool) -> str:
    """Return whether and where a matrix was agreed, and who may change it."""
    state = grid.keadaan
    if state is not None and state.terkunci and state.disepakati:
        where = f" dalam {state.rapat}" if state.rapat else ""
        text = f"Disepakati {format_id.tanggal(state.disepakati)}{where} dan terkunci"
    else:
        text = "Belum disepakati"
        if not of_others:
            return f"{text}; dapat diubah."
    return f"{text}; milik kantor itu, hanya dilihat di sini." if of_others else f"{text}."


def counted(combined: Gabungan, *, offices: bool) -> str:
    """Return what the numbers of a combined view count."""
    what, every = (
        ("kabupaten/kota", "kantor yang mengirim paket") if offices
        else ("kampung", "kampung aktif")
    )  # fmt: skip
    return (
        f"Tiap sel menunjukkan berapa {what} yang dijangkau. {combined.terisi} dari "
        f"{combined.semua} {every} mempunyai matriks {combined.tahun}."
    )
