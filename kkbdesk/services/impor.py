"""Imports: a workbook is planned first, shown, and then written in one step."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kkbdesk.errors import UserError
from kkbdesk.exchange import json_rapat
from kkbdesk.exchange.columns import Daftar, layouts
from kkbdesk.exchange.dates import date_above, date_in_name
from kkbdesk.exchange.grid import find_grid
from kkbdesk.exchange.headings import Table, UnknownTable, find_table, key_of
from kkbdesk.exchange.reading import read
from kkbdesk.exchange.sheets import Workbook
from kkbdesk.jobs import Progress, Silent
from kkbdesk.model.changes import ChangeSet
from kkbdesk.model.clean import clean_line
from kkbdesk.model.format_id import tanggal as tanggal_id
from kkbdesk.model.impor import JenisPadanan, Padanan
from kkbdesk.model.kampung import Kampung
from kkbdesk.model.kantor import Kantor
from kkbdesk.services.editor import Editor
from kkbdesk.services.impor_hasil import tulis_hasil
from kkbdesk.services.impor_kampung import PerencanaRegister
from kkbdesk.services.impor_masukan import Peta, buat_peta
from kkbdesk.services.impor_matriks import BukuProgram, PerencanaMatriks
from kkbdesk.services.impor_notula import PerencanaNotula, PerencanaTindakLanjut
from kkbdesk.services.impor_opd import BukuOPD, PerencanaOPD
from kkbdesk.services.impor_permasalahan import PerencanaPermasalahan
from kkbdesk.services.impor_peserta import PerencanaPeserta
from kkbdesk.services.impor_pokja import PerencanaAnggota, PerencanaPokja
from kkbdesk.services.impor_potret import PerencanaPotret
from kkbdesk.services.impor_rapat import PerencanaRapat
from kkbdesk.services.impor_realisasi import PerencanaRealisasi
from kkbdesk.services.impor_rencana import PerencanaRencana
from kkbdesk.services.impor_tawaran import PerencanaTawaran
from kkbdesk.services.impor_wilayah import PerencanaJumlahDesa, PerencanaWilayah
from kkbdesk.services.perencana import Asal, Bahan, Perencana, hasil
from kkbdesk.services.pratinjau import Hasil, Pratinjau
from kkbdesk.services.rancangan import Rancangan
from kkbdesk.store import Reader, Store

__all__ = [
    "JENIS",
    "Daftar",
    "ImporService",
    "Permintaan",
    "Peta",
    "UnknownTable",
    "buat_peta",
    "kolom_daftar",
]

_PERENCANA: dict[Daftar, type[Perencana]] = {
    Daftar.KAMPUNG: PerencanaRegister,
    Daftar.KLASIFIKASI: PerencanaPotret,
    Daftar.VARIABEL: PerencanaPotret,
    Daftar.OPD: PerencanaOPD,
    Daftar.POKJA: PerencanaPokja,
    Daftar.ANGGOTA: PerencanaAnggota,
    Daftar.MATRIKS: PerencanaMatriks,
    Daftar.WILAYAH: PerencanaWilayah,
    Daftar.JUMLAH_DESA: PerencanaJumlahDesa,
    Daftar.RAPAT: PerencanaRapat,
    Daftar.PESERTA: PerencanaPeserta,
    Daftar.NOTULA: PerencanaNotula,
    Daftar.TINDAK_LANJUT: PerencanaTindakLanjut,
    Daftar.PERMASALAHAN: PerencanaPermasalahan,
    Daftar.TAWARAN: PerencanaTawaran,
    Daftar.RENCANA: PerencanaRencana,
    Daftar.REALISASI: PerencanaRealisasi,
}

JENIS: tuple[Daftar, ...] = tuple(_PERENCANA)
"""Every kind of list that can be imported."""


def kolom_daftar(jenis: str) -> dict[str, str]:
    """Return the columns of a kind of list, key -> label."""
    return {column.key: column.label for column in layouts()[Daftar(jenis)].columns}


@dataclass(frozen=True, slots=True)
class Permintaan:
    """What the user asks for beside the file itself."""

    lembar: str | None = None
    tanggal: date | None = None
    dari_nama: bool = False
    """Whether the name of the file may date it: where somebody sees and can mend the date."""
    peta: Peta | None = None
    konfirmasi: Mapping[str, str] | None = None
    jenis: Daftar | None = None
    """Only this kind of list is looked for."""
    tahun: int | None = None
    """The year of a matrix whose workbook names none."""
    kampung: Kampung | None = None
    """The kampung of a matrix whose workbook names none."""


class ImporService:
    """Plans imports and carries them out."""

    def __init__(self, store: Store, editor: Editor, today: Callable[[], date]) -> None:
        self._store = store
        self._editor = editor
        self._today = today

    def rencana(
        self, path: Path, minta: Permintaan | None = None, progress: Progress | None = None
    ) -> Pratinjau:
        """Return what importing a file would do; nothing is written.

        Raises UserError with what to do, UnknownTable when the columns have to be mapped first,
        Cancelled.
        """
        minta, progress = minta or Permintaan(), progress or Silent()
        if minta.tanggal is not None and minta.tanggal > self._today():
            raise UserError(f"Tanggal {tanggal_id(minta.tanggal)} belum tiba.")
        with _uncollected():
            book = _book(path, minta, progress)
            with self._store.read() as reader:
                return self._plan(path, book, minta, reader, progress)

    def terapkan(self, pratinjau: Pratinjau, initiator: object | None = None) -> ChangeSet | None:
        """Write a planned import in one step, after a copy; None when it changes nothing.

        Raises StaleEdit when the data changed meanwhile where the plan touches it.
        """
        if not pratinjau.perubahan:
            return None
        self._store.copy("impor")
        with _uncollected():
            return self._editor.carry_out(pratinjau.label, pratinjau.perubahan, initiator=initiator)

    def tulis_hasil(self, pratinjau: Pratinjau, path: Path) -> None:
        """Write what becomes of each row as a workbook; raises UserError, StorageFault."""
        tulis_hasil(pratinjau, path)

    def _plan(
        self, path: Path, book: Workbook, minta: Permintaan, reader: Reader, progress: Progress
    ) -> Pratinjau:
        kantor = next(iter(reader.find(Kantor)), None)
        if kantor is None:
            raise UserError("Kantor belum disiapkan.")
        rancangan = Rancangan(reader)
        padanan = _padanan(rancangan, minta.konfirmasi or {})
        table = _table(book, minta, rancangan, padanan)
        if not table.rows:
            raise UserError(f"Lembar {table.sheet} tidak memuat baris data di bawah kepalanya.")
        day, source = self._day(minta, table, path.name)
        bahan = Bahan(
            table=table,
            rancangan=rancangan,
            kantor=kantor,
            today=self._today(),
            tanggal=day,
            tanggal_dari=source,
            berkas=clean_line(path.name),
            padanan=padanan,
            progress=progress,
            tahun=minta.tahun,
            kampung=minta.kampung,
            penolak=self._editor.koreksi.penolak(reader),
        )
        return _pratinjau(bahan, minta)

    def _day(self, minta: Permintaan, table: Table, name: str) -> tuple[date, Asal]:
        if minta.tanggal is not None:
            return minta.tanggal, Asal.DIBERI
        inside = date_above(table.above)
        if inside is not None and inside <= self._today():
            return inside, Asal.BERKAS
        named = date_in_name(name) if minta.dari_nama else None
        if named is not None and named <= self._today():
            return named, Asal.NAMA
        return self._today(), Asal.DIANGGAP


@contextmanager
def _uncollected() -> Iterator[None]:
    """Hold off the collector of cycles: thousands of records make none, and it looks at each."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _book(path: Path, minta: Permintaan, progress: Progress) -> Workbook:
    """Return the sheets of a file: of a workbook, or of JSON where meetings come in it."""
    if minta.jenis in json_rapat.DAFTAR and path.suffix.casefold() == ".json":
        return json_rapat.buku(path, minta.jenis)
    return read(path, progress)


def _padanan(
    rancangan: Rancangan, konfirmasi: Mapping[str, str]
) -> dict[JenisPadanan, dict[str, str]]:
    """Return what was confirmed before, and over it what is confirmed now."""
    known: dict[JenisPadanan, dict[str, str]] = {jenis: {} for jenis in JenisPadanan}
    for item in rancangan.semua(Padanan).values():
        known[item.jenis][item.teks] = item.tujuan
    for jenis in (JenisPadanan.WILAYAH, JenisPadanan.OPD):
        known[jenis].update(konfirmasi)
    return known


def _table(
    book: Workbook,
    minta: Permintaan,
    rancangan: Rancangan,
    padanan: Mapping[JenisPadanan, Mapping[str, str]],
) -> Table:
    remembered: dict[Daftar, dict[str, str]] = {}
    for text, key in padanan[JenisPadanan.KOLOM].items():
        name, _, heading = text.partition(": ")
        remembered.setdefault(Daftar(name), {})[heading] = key
    daftar = minta.jenis
    if minta.peta is not None:
        daftar = minta.peta.jenis
        remembered.setdefault(daftar, {}).update(
            {key_of(heading): key for heading, key in minta.peta.kolom.items()}
        )
    try:
        return find_table(book, sheet=minta.lembar, daftar=daftar, remembered=remembered)
    except UnknownTable:
        if daftar not in (None, Daftar.MATRIKS):
            raise
        grid = find_grid(
            book,
            sheet=minta.lembar,
            is_agency=BukuOPD(rancangan, padanan[JenisPadanan.OPD]).dikenal,
            is_program=BukuProgram(rancangan).dikenal,
        )
        if grid is None:
            raise
        return grid


def _pratinjau(bahan: Bahan, minta: Permintaan) -> Pratinjau:
    perencana = _PERENCANA[bahan.table.daftar](bahan)
    rows = perencana.rencanakan()
    if minta.peta is not None:
        for heading, key in minta.peta.kolom.items():
            text = f"{minta.peta.jenis}: {key_of(heading)}"
            perencana.ingat(JenisPadanan.KOLOM, text, key)
    told = tuple(hasil(rows, bahan.rancangan))
    usable = any(row.hasil is not Hasil.DITOLAK for row in told)
    note = f"Keadaan per {tanggal_id(bahan.tanggal)} ({bahan.tanggal_dari.value})."
    notes = () if bahan.table.daftar in json_rapat.DAFTAR else (note,)
    return Pratinjau(
        berkas=bahan.berkas,
        lembar=bahan.table.sheet,
        jenis=bahan.table.daftar,
        tanggal=bahan.tanggal,
        baris=told,
        hilang=tuple(perencana.hilang),
        catatan=(*notes, *perencana.catatan),
        perubahan=bahan.rancangan.changes() if usable else (),
    )
