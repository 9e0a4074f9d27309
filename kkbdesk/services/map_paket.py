"""The folder that goes to another office: the package with receipt, letter, and what belongs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from itertools import count
from pathlib import Path

from kkbdesk import cakram
from kkbdesk.cakram import Tempat
from kkbdesk.documents import writers
from kkbdesk.errors import Cancelled, StorageFault, UserError
from kkbdesk.files import reason, safe_name
from kkbdesk.jobs import Progress, Silent
from kkbdesk.model.ids import PaketId
from kkbdesk.model.kantor import Kantor, Tingkat
from kkbdesk.model.opd import OPD
from kkbdesk.model.paket import Tujuan, sidik_pendek
from kkbdesk.services.berkas_paket import BerkasPaketService, Dibuat, Kunci
from kkbdesk.services.ekspor import EksporService
from kkbdesk.services.kertas_paket import KertasPaketService
from kkbdesk.services.laporan import Choices, LaporanService
from kkbdesk.services.naskah import MintaNaskah, NaskahService
from kkbdesk.services.paket import KE_ATAS, kode_kantor
from kkbdesk.store import Reader, Store

LAPORAN = ("matriks", "pembagian-tugas", "jumlah", "klasifikasi", "lintas-sektor",
           "daftar-kampung", "pokja")  # fmt: skip
"""The reports that a province usually asks for."""
_TABEL = "tabel.xlsx"
_SURAT = "surat-pengantar.pdf"
_TANDA_TERIMA = "tanda-terima.pdf"
_BERITA_ACARA = "berita-acara.pdf"
_LONGEST_NAME = 40
_BERSURAT = (*KE_ATAS, Tujuan.REFERENSI)
"""The purposes for which a package goes to another office, with a receipt and a letter."""
_PENERIMA = {
    Tingkat.KABUPATEN: "Kepala Perwakilan BKKBN {}",
    Tingkat.PROVINSI: "Menteri Kependudukan dan Pembangunan Keluarga/Kepala BKKBN",
    Tingkat.PUSAT: "",
}
"""Who a letter names while the keys of no receiver are known, by the level of the sender."""


@dataclass(frozen=True, slots=True)
class Kertas:
    """A paper that goes with a package."""

    nama: str
    """Of its file."""
    uraian: str
    banyak: str
    keterangan: str
    isi: bytes

    @property
    def baris(self) -> str:
        """Return it as a line of the covering letter."""
        cells = (f"{self.uraian} ({self.nama})", self.banyak, self.keterangan)
        return " | ".join(cell.replace("|", "/") for cell in cells)


@dataclass(frozen=True, slots=True)
class Map:
    """A folder that was filled."""

    folder: Path
    paket: Dibuat
    berkas: tuple[Path, ...]
    """The papers beside the package."""
    kalimat: str
    """Says that the drive may be taken away."""
    surat: MintaNaskah | None = None
    """What composed the covering letter, so that it may be entered in the register."""


class MapPaketService:
    """Fills folders."""

    def __init__(
        self,
        store: Store,
        berkas: BerkasPaketService,
        kertas: KertasPaketService,
        laporan: LaporanService,
        ekspor: EksporService,
        naskah: NaskahService,
        today: Callable[[], date],
    ) -> None:
        self._store = store
        self._berkas = berkas
        self._kertas = kertas
        self._laporan = laporan
        self._ekspor = ekspor
        self._naskah = naskah
        self._today = today

    def buat(
        self,
        tujuan: Tujuan,
        place: Path,
        *,
        lingkup: str = "",
        kunci: Kunci | None = None,
        laporan: Sequence[str] | None = None,
        progress: Progress | None = None,
    ) -> Map:
        """Make a folder named by office and day in a place, with a package and its papers.

        What goes to the province gets receipt, covering letter, tables and the usual reports
        unless others are named; what goes back to an office below receipt, letter, and the minutes
        of the last merge; for other purposes only the reports that are named. All papers that can
        be composed before are, so that what fails in them leaves nothing behind.

        Raises UserError as the package does and for an unknown report. What fails once the
        package was written raises StorageFault, which says what is there and what is not.
        """
        progress = progress or Silent()
        upward = tujuan in KE_ATAS
        names = (LAPORAN if upward else ()) if laporan is None else tuple(laporan)
        papers = list(self._laporan_pdf(names, progress))
        if upward:
            papers.append(self._tabel(progress))
        elif tujuan is Tujuan.REFERENSI:
            papers += self._berita_acara(lingkup)
        folder = self._folder(place, lingkup)
        try:
            target = self._berkas.nama(tujuan, folder, self._today(), lingkup)
            made = self._berkas.buat(
                tujuan, target, lingkup=lingkup, kunci=kunci, progress=progress
            )
        except BaseException:
            with suppress(OSError):  # the package may lie there, but could not be remembered
                folder.rmdir()
            raise
        if tujuan not in _BERSURAT:
            written = self._tulis(made, papers, None, progress)
            return Map(folder, made, tuple(written), _aman(made, written))
        papers.insert(0, self._tanda_terima(made))
        letter = self._minta_surat(made, papers)
        written = self._tulis(made, papers, letter, progress)
        return Map(folder, made, tuple(written), _aman(made, written), letter)

    def _laporan_pdf(self, names: Sequence[str], progress: Progress) -> Iterator[Kertas]:
        documents = []
        for done, name in enumerate(names):
            progress.step(done, len(names) + 1, f"Menyusun laporan: {name}")
            documents.append(self._laporan.dokumen(name, Choices()))
        titles = {report.nama: report.judul for report in self._laporan.daftar()}
        for name, document in zip(names, documents, strict=True):
            made = writers.render(document, ".pdf")
            pages = f"{made.pages} halaman"
            yield Kertas(f"laporan-{name}.pdf", titles[name], "1 berkas PDF", pages, made.content)

    def _tabel(self, progress: Progress) -> Kertas:
        content, names = self._ekspor.buku(progress)
        told = f"{len(names)} tabel, tanpa nomor telepon"
        return Kertas(_TABEL, "Tabel data Kampung KB", "1 berkas XLSX", told, content)

    def _berita_acara(self, kantor: str) -> Iterator[Kertas]:
        """Yield the minutes of the package of an office that was merged last."""
        merged = self._kertas.terakhir(kantor)
        if merged is not None:
            content = self._kertas.pdf(self._kertas.berita_acara(PaketId(merged.id)))
            title = f"Berita acara penggabungan paket nomor {merged.urut}"
            yield Kertas(_BERITA_ACARA, title, "1 berkas PDF", "Untuk ditandatangani", content)

    def _folder(self, place: Path, lingkup: str) -> Path:
        """Make a folder of a name that is free."""
        with self._store.read() as reader:
            office = reader.find(Kantor)[0]
            name = " ".join([kode_kantor(office), _singkat(reader), self._today().isoformat()])
        if lingkup:
            name += f" untuk {lingkup}"
        names = (name if number == 1 else f"{name} ({number})" for number in count(1))
        folder = next(path for each in names if not (path := place / each).exists())
        try:
            folder.mkdir()
        except OSError as error:
            raise StorageFault(f"Folder {folder} tidak dapat dibuat: {reason(error)}.") from error
        return folder

    def _tulis(
        self,
        made: Dibuat,
        papers: Sequence[Kertas],
        surat: MintaNaskah | None,
        progress: Progress,
    ) -> list[Path]:
        """Write the papers beside the package, the letter that lists them last."""
        folder = made.path.parent
        wanted = [paper.nama for paper in papers] + ([_SURAT] if surat else [])
        written: list[Path] = []

        def write(paper: Kertas) -> None:
            progress.step(len(written), len(wanted), f"Menulis {paper.nama}")
            cakram.tulis(folder / paper.nama, [paper.isi], len(paper.isi))
            written.append(folder / paper.nama)

        try:
            for paper in papers:
                write(paper)
            if surat:
                content, _ = self._naskah.pratinjau(surat)
                write(Kertas(_SURAT, "Surat pengantar", "1 lembar", "", content))
        except (UserError, Cancelled) as error:
            there = [made.path.name, *(path.name for path in written)]
            missing = [name for name in wanted if name not in there]
            why = "Dihentikan." if isinstance(error, Cancelled) else str(error)
            raise StorageFault(
                f"{why} Di folder {folder} sudah ada dan utuh: {', '.join(there)}. Belum ada: "
                f"{', '.join(missing)}. Paketnya dapat dikirim; untuk berkas yang kurang, buat "
                "lagi."
            ) from error
        return written

    def _tanda_terima(self, made: Dibuat) -> Kertas:
        content = self._kertas.pdf(self._kertas.tanda_terima_baru(made))
        told = "Dikembalikan sesudah ditandatangani"
        return Kertas(_TANDA_TERIMA, "Tanda terima paket", "1 lembar", told, content)

    def _minta_surat(self, made: Dibuat, papers: Sequence[Kertas]) -> MintaNaskah:
        """Return what composes the covering letter, which names what lies in the folder."""
        lying = [_paket(made), *papers]
        return MintaNaskah(
            "surat-pengantar",
            tanggal=self._today(),
            ketikan={
                "tujuan": self._penerima(made),
                "kiriman": "\n".join(paper.baris for paper in lying),
            },
        )

    def _penerima(self, made: Dibuat) -> str:
        if made.untuk:
            name = made.untuk[0].rpartition(" (")[0]
            return name if name.startswith("Kepala") else f"Kepala {name}"
        if made.manifest["tujuan"] not in KE_ATAS:
            return ""
        with self._store.read() as reader:
            office = reader.find(Kantor)[0]
            above = office.wilayah[:2] if office.wilayah else ""
            region = reader.wilayah([above])[above].nama if above else ""
        return _PENERIMA[office.tingkat].format(f"Provinsi {region}")


def _singkat(reader: Reader) -> str:
    """Return a short name of the office for a folder: a kabupaten's is one of its agencies."""
    office = reader.find(Kantor)[0]
    own = office.tingkat is Tingkat.KABUPATEN
    short = (item.singkatan for item in reader.find(OPD) if own and item.koordinator)
    name = next((each for each in short if each), office.nama)
    return safe_name(name, _LONGEST_NAME)


def _paket(made: Dibuat) -> Kertas:
    told = f"Nomor {made.manifest['urut']}, sidik isi {sidik_pendek(made.isi)}"
    return Kertas(made.path.name, "Paket data Kampung KB", "1 berkas", told, b"")


def _aman(made: Dibuat, written: Sequence[Path]) -> str:
    folder = made.path.parent
    safe = "; cakram aman dicabut" if cakram.tempat(folder) is Tempat.LEPAS else ""
    return f"{1 + len(written)} berkas di {folder} tersimpan, dibaca ulang dan sama{safe}."
