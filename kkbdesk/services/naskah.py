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
from kkbdesk.model.naskah import (
    AturanNaskah,
    Naskah,
    PeranPejabat,
    TataNaskah,
    aturan_id,
    zona_di,
)
from kkbdesk.model.pokja import Pokja
from kkbdesk.queries.rapat import RapatLengkap, baca_rapat
from kkbdesk.store import Reader, Store

if TYPE_CHECKING:  # composing is loaded when the first document is made
    from kkbdesk.documents.blocks import Document
    from kkbdesk.documents.naskah.bahan import Bahan
    from kkbdesk.documents.naskah.isian import Isian
    from kkbdesk.documents.naskah.jenis import JenisNaskah
    from kkbdesk.documents.naskah.susun import Tersusun
    from kkbdesk.documents.naskah.tata import Cap, Tata

ENDINGS = (".pdf", ".docx")
POKJA = ("sk-pokja-desa", "sk-pokja-kabupaten")
"""Kinds whose number and date the working group keeps."""
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
        made = susun(teks, isian, _looks(bahan, jenis, minta.cap), jenis.judul)
        return replace(made, dokumen=_marked(reader, made.dokumen, jenis, minta.cap, bahan.per))

    def isian_dengan(self, reader: Reader, minta: MintaNaskah) -> tuple[str, Isian]:
        """Return the text of a document, and what it is filled with."""
        jenis = jenis_naskah(minta.jenis)
        return self._isian(self._bahan(reader, jenis, minta), jenis, minta)

    def _isian(self, bahan: Bahan, jenis: JenisNaskah, minta: MintaNaskah) -> tuple[str, Isian]:
        from kkbdesk.documents.naskah.isi import isi  # noqa: PLC0415 - loaded when needed

        isian = isi(bahan, jenis, self._pictures(bahan.tata), minta.pejabat)
        ragam = _variant(bahan, jenis)
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
            naskah = reader.get(Naskah, id)
            if naskah is None:
                raise StaleEdit("Naskah ini sudah dihapus.")
            if naskah.beku:
                from kkbdesk.documents.beku import cairkan  # noqa: PLC0415 - loaded when needed

                document = cairkan(
                    self._store.get_berkas(naskah.beku).decode(), self._store.get_berkas
                )
                jenis, day = jenis_naskah(naskah.jenis), naskah.tanggal or self._today()
                return _marked(reader, document, jenis, cap, day), ()
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
        _check_needs(jenis, kampung, rapat)
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


def _check_needs(jenis: JenisNaskah, kampung: Kampung | None, rapat: RapatLengkap | None) -> None:
    from kkbdesk.documents.naskah.jenis import Perlu  # noqa: PLC0415 - loaded when needed

    if jenis.perlu is Perlu.KAMPUNG and kampung is None:
        raise UserError(f"{jenis.judul} memerlukan kampung; sebutkan kode desanya.")
    if jenis.perlu is Perlu.RAPAT and rapat is None:
        raise UserError(f"{jenis.judul} memerlukan rapat; sebutkan rapatnya.")


def _variant(bahan: Bahan, jenis: JenisNaskah) -> str:
    """Return which text of a kind with several fits what the document is made for."""
    if jenis.kode in POKJA:
        return "perubahan" if bahan.ketikan.get("nomor_lama") else ""
    if jenis.kode != "berita-acara":
        return ""
    if bahan.rapat is not None:
        return "matriks" if any(item.matriks for item in bahan.rapat.keputusan) else "rapat"
    return "musyawarah" if bahan.kampung is not None else ""


def _cap(cap: str) -> Cap:
    from kkbdesk.documents.naskah.tata import Cap  # noqa: PLC0415 - loaded when needed

    return {"": Cap.TANPA, "rancangan": Cap.RANCANGAN, "salinan": Cap.SALINAN}[cap]


def _marked(
    reader: Reader, document: Document, jenis: JenisNaskah, cap: str, per: date
) -> Document:
    """Return a document marked as what it is printed as; a copy of a decree is certified."""
    from kkbdesk.documents.naskah.pejabat import penanda  # noqa: PLC0415 - loaded when needed
    from kkbdesk.documents.naskah.salinan import salinan  # noqa: PLC0415
    from kkbdesk.documents.naskah.tata import Bentuk, Cap  # noqa: PLC0415
    from kkbdesk.documents.reports.office import office_of  # noqa: PLC0415

    mark = _cap(cap)
    if mark is not Cap.SALINAN:
        return replace(document, mark=mark.value or document.mark)
    decreed = jenis.bentuk in (Bentuk.KEPUTUSAN, Bentuk.PERATURAN)
    if not decreed or jenis.peran is PeranPejabat.KEPALA_DESA:
        return salinan(document, None)
    title, role = "Kepala Bagian Hukum", PeranPejabat.KABAG_HUKUM
    return salinan(document, penanda(reader, office_of(reader), role, title, per, polos=False))


def _looks(bahan: Bahan, jenis: JenisNaskah, cap: str) -> Tata:
    from kkbdesk.documents.naskah import tata  # noqa: PLC0415 - loaded when needed

    mark = _cap(cap)
    village = bahan.desa if jenis.peran is PeranPejabat.KEPALA_DESA else None
    owner = bahan.office.kantor.nama
    written = mark.value or ("CONTOH" if bahan.office.kantor.contoh else "")
    if jenis.bentuk not in (tata.Bentuk.KEPUTUSAN, tata.Bentuk.PERATURAN):
        return tata.tata_surat(bahan.tata, jenis.bentuk, owner, cap=written)
    return tata.tata_hukum(bahan.tata, jenis.bentuk, owner, cap=written, desa=village is not None)
