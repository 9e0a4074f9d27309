"""Documents of the office: composed, previewed, written."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from kkbdesk.documents import writers
from kkbdesk.errors import StaleEdit, UserError
from kkbdesk.files import save
from kkbdesk.model.fields import Record
from kkbdesk.model.ids import (
    KampungId,
    Kind,
    NaskahId,
    PejabatId,
    PokjaId,
    RapatId,
    TataNaskahId,
    derived_id,
)
from kkbdesk.model.kampung import Kampung
from kkbdesk.model.kantor import Kantor
from kkbdesk.model.naskah import AturanNaskah, Naskah, TataNaskah, aturan_id, zona_di
from kkbdesk.model.pokja import Pokja
from kkbdesk.queries.rapat import baca_rapat
from kkbdesk.services.bentuk_naskah import bercap, periksa_perlu, ragam_naskah, tata_naskah
from kkbdesk.store import Reader, Store

if TYPE_CHECKING:  # composing is loaded when the first document is made
    from kkbdesk.documents.blocks import Document
    from kkbdesk.documents.naskah.bahan import Bahan
    from kkbdesk.documents.naskah.isian import Isian
    from kkbdesk.documents.naskah.jenis import JenisNaskah
    from kkbdesk.documents.naskah.susun import Tersusun

ENDINGS = (".pdf", ".docx")
R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True)
class MintaNaskah:
    """Which document is wanted, for what, with what typed into it."""

    jenis: str
    kampung: KampungId | None = None
    pokja: PokjaId | None = None
    rapat: RapatId | None = None
    tanggal: date | None = None
    nomor: str = ""
    tahun: int | None = None
    """Of the matrix; the document's own by default."""
    pejabat: PejabatId | None = None
    ketikan: Mapping[str, str] = field(default_factory=dict)
    cap: str = ""
    """rancangan, salinan or nothing."""
    teks: str = ""
    """A text to be tried instead of the office's own or the shipped one."""


@dataclass(frozen=True, slots=True)
class NaskahTertulis:
    """What was written, and what it lacks."""

    berkas: Path
    halaman: int | None
    kurang: tuple[str, ...]


class NaskahService:
    """Composes documents from texts and records; issued ones from their frozen form."""

    def __init__(self, store: Store, today: Callable[[], date]) -> None:
        self._store = store
        self._today = today

    def susun(self, minta: MintaNaskah) -> Tersusun:
        """Return a document and what it lacks.

        Raises UserError for an unknown kind, for what the kind needs and lacks, and for what is
        wrong with the office's own text.
        """
        with self._store.read() as reader:
            return self.susun_dengan(reader, minta)

    def susun_dengan(self, reader: Reader, minta: MintaNaskah) -> Tersusun:
        """Return a document composed from the reads of one moment."""
        from kkbdesk.documents.naskah.susun import susun  # noqa: PLC0415 - loaded when needed

        jenis = jenis_naskah(minta.jenis)
        bahan = self._bahan(reader, jenis, minta)
        teks, isian = self._isian(bahan, jenis, minta)
        made = susun(teks, isian, tata_naskah(bahan, jenis), jenis.judul)
        return replace(made, dokumen=bercap(bahan, made.dokumen, jenis, minta.cap))

    def isian_dengan(self, reader: Reader, minta: MintaNaskah) -> tuple[str, Isian]:
        """Return the text of a document, and what it is filled with."""
        jenis = jenis_naskah(minta.jenis)
        return self._isian(self._bahan(reader, jenis, minta), jenis, minta)

    def _isian(self, bahan: Bahan, jenis: JenisNaskah, minta: MintaNaskah) -> tuple[str, Isian]:
        from kkbdesk.documents.naskah.isi import isi  # noqa: PLC0415 - loaded when needed

        isian = isi(bahan, jenis, self._pictures(bahan.tata), minta.pejabat)
        ragam = ragam_naskah(bahan, jenis)
        own = baca_aturan(bahan.reader, f"{jenis.kode}-{ragam}") if ragam else bahan.aturan
        return minta.teks or own.teks or jenis.teks(ragam), isian

    def pratinjau(self, minta: MintaNaskah) -> tuple[bytes, tuple[tuple[str, str], ...]]:
        """Return the document as the PDF that prints, and name and label of what it lacks."""
        made = self.susun(minta)
        return writers.render(made.dokumen, ".pdf").content, made.kurang

    def tulis(self, minta: MintaNaskah, path: Path) -> NaskahTertulis:
        """Write a document; raises UserError, StorageFault."""
        check_ending(path)
        made = self.susun(minta)
        written = writers.write(made.dokumen, path)
        return NaskahTertulis(path, written.pages, tuple(label for _, label in made.kurang))

    def tulis_word(self, minta: MintaNaskah, path: Path) -> NaskahTertulis:
        """Fill the office's own Word file of a kind; raises UserError when there is none."""
        from kkbdesk.documents.blocks import Grid  # noqa: PLC0415
        from kkbdesk.documents.naskah.bahan import DAFTAR, LABEL, TABEL  # noqa: PLC0415
        from kkbdesk.documents.naskah.isi import isi  # noqa: PLC0415 - loaded when needed
        from kkbdesk.documents.writers.word import isi_word  # noqa: PLC0415

        if path.suffix.casefold() != ".docx":
            raise UserError(f"Berkas {path.name} harus berakhiran .docx.")
        jenis = jenis_naskah(minta.jenis)
        with self._store.read() as reader:
            bahan = self._bahan(reader, jenis, minta)
            if not bahan.aturan.word:
                raise UserError(f"{jenis.judul} belum mempunyai templat Word kantor.")
            isian = isi(bahan, jenis, self._pictures(bahan.tata), minta.pejabat)
            nilai = {name: isian.nilai.get(name, "") for name in LABEL}
            daftar = {name: isian.daftar.get(name, ()) for name in DAFTAR}
            tabel = {name: isian.tabel.get(name, Grid.empty)() for name in TABEL}
        made = isi_word(self._store.get_berkas(bahan.aturan.word), nilai, daftar, tabel)
        save(path, made.content)
        return NaskahTertulis(path, None, tuple(LABEL.get(name, name) for name in made.kosong))

    def tulis_terdaftar(self, id: NaskahId, path: Path, cap: str = "") -> NaskahTertulis:
        """Write a document of the register; an issued one as it was issued."""
        check_ending(path)
        document, kurang = self.dokumen_terdaftar(id, cap)
        written = writers.write(document, path)
        return NaskahTertulis(path, written.pages, tuple(label for _, label in kurang))

    def dokumen_terdaftar(
        self, id: NaskahId, cap: str = ""
    ) -> tuple[Document, tuple[tuple[str, str], ...]]:
        """Return a document of the register and what it lacks."""
        with self._store.read() as reader:
            naskah = baca_naskah(reader, id)
            if naskah.tercatat:
                raise UserError("Naskah ini dicatat tanpa teks; lihat pindaiannya.")
            if naskah.beku:
                from kkbdesk.documents.beku import cairkan  # noqa: PLC0415 - loaded when needed

                document = cairkan(
                    self._store.get_berkas(naskah.beku).decode(), self._store.get_berkas
                )
                jenis = jenis_naskah(naskah.jenis)
                bahan = self._bahan(reader, jenis, minta_dari(naskah))
                return bercap(bahan, document, jenis, cap), ()
            made = self.susun_dengan(reader, minta_dari(naskah, cap))
            return made.dokumen, made.kurang

    def pratinjau_terdaftar(
        self, id: NaskahId, cap: str = ""
    ) -> tuple[bytes, tuple[tuple[str, str], ...]]:
        """Return a document of the register as the PDF that prints, and what it lacks."""
        document, kurang = self.dokumen_terdaftar(id, cap)
        return writers.render(document, ".pdf").content, kurang

    def _bahan(self, reader: Reader, jenis: JenisNaskah, minta: MintaNaskah) -> Bahan:
        from kkbdesk.documents.naskah.bahan import Bahan  # noqa: PLC0415 - loaded when needed
        from kkbdesk.documents.reports.office import office_of  # noqa: PLC0415

        pokja = _got(reader, Pokja, minta.pokja)
        rapat = baca_rapat(reader, minta.rapat, self._today()) if minta.rapat else None
        if minta.rapat and rapat is None:
            raise StaleEdit("Rapat ini sudah dihapus.")
        place = minta.kampung or (pokja.kampung if pokja else None)
        place = place or (rapat.rapat.kampung if rapat else None)
        kampung = _got(reader, Kampung, place)
        periksa_perlu(jenis, kampung, rapat)
        return Bahan(
            reader=reader,
            office=office_of(reader),
            tata=baca_tata(reader),
            aturan=baca_aturan(reader, jenis.kode),
            hari_ini=self._today(),
            tanggal=minta.tanggal,
            nomor=minta.nomor,
            tahun=minta.tahun or (minta.tanggal or self._today()).year,
            kampung=kampung,
            pokja=pokja,
            rapat=rapat,
            berkas=self._store.get_berkas,
            ketikan=minta.ketikan,
        )

    def _pictures(self, tata: TataNaskah) -> dict[str, bytes]:
        names = ("lambang_negara", "lambang_daerah")
        return {
            name: self._store.get_berkas(digest)
            for name in names
            if (digest := getattr(tata, name))
        }


def daftar_jenis() -> list[JenisNaskah]:
    """Return all kinds in the order in which they are offered; no office is needed for it."""
    from kkbdesk.documents.naskah.jenis import JENIS  # noqa: PLC0415 - loaded when needed

    return list(JENIS.values())


def jenis_naskah(kode: str) -> JenisNaskah:
    """Return a kind by its code; raises UserError."""
    found = {jenis.kode: jenis for jenis in daftar_jenis()}
    if kode not in found:
        raise UserError(f"Naskah “{kode}” tidak dikenal; pilih salah satu: {', '.join(found)}.")
    return found[kode]


def baca_naskah(reader: Reader, id: NaskahId) -> Naskah:
    """Return a document of the register; raises StaleEdit when there is none."""
    found = reader.get(Naskah, id)
    if found is None:
        raise StaleEdit("Naskah ini tidak ada; mungkin sudah dihapus.")
    return found


def baca_tata(reader: Reader) -> TataNaskah:
    """Return how the office's documents look; the defaults where nothing was changed."""
    found = reader.find(TataNaskah)
    if found:
        return found[0]
    kantor = next(iter(reader.find(Kantor)), None)
    return TataNaskah(
        id=TataNaskahId(derived_id(Kind.TATA_NASKAH, "kantor")),
        zona=zona_di(kantor.wilayah if kantor else None),
    )


def baca_aturan(reader: Reader, jenis: str) -> AturanNaskah:
    """Return what the office made its own of a kind of document."""
    id = aturan_id(jenis)
    return reader.get(AturanNaskah, id) or AturanNaskah(id=id, jenis=jenis)


def minta_dari(naskah: Naskah, cap: str = "") -> MintaNaskah:
    """Return what composes a document of the register."""
    ketikan: dict[str, str] = json.loads(naskah.isian) if naskah.isian else {}
    year = ketikan.get("tahun_matriks", "")
    return MintaNaskah(
        jenis=naskah.jenis,
        kampung=naskah.kampung,
        pokja=naskah.pokja,
        rapat=naskah.rapat,
        tanggal=naskah.tanggal,
        nomor=naskah.nomor,
        pejabat=naskah.pejabat,
        tahun=int(year) if year.isdecimal() and len(year) == 4 else None,
        ketikan=ketikan,
        cap=cap,
    )


def check_ending(path: Path) -> None:
    """Raise UserError for a file that is neither PDF nor DOCX."""
    if path.suffix.casefold() not in ENDINGS:
        known = ", ".join(ENDINGS)
        raise UserError(f"Berkas {path.name} harus berakhiran salah satu dari: {known}.")


def _got(reader: Reader, record_type: type[R], id: str | None) -> R | None:
    """Return the record that a document is made for; raises StaleEdit when it is gone."""
    if id is None:
        return None
    found = reader.get(record_type, id)
    if found is None:
        raise StaleEdit(f"{record_type.NOUN} ini sudah dihapus.")
    return found
