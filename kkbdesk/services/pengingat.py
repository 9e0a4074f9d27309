"""Letters that ask the offices below for a package: one of them, or all that did not send."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from kkbdesk.documents import writers
from kkbdesk.errors import UserError
from kkbdesk.jobs import Progress, Silent
from kkbdesk.model import wilayah
from kkbdesk.model.format_id import angka, tanggal
from kkbdesk.model.kantor import Kantor
from kkbdesk.services.bawahan import UMUR, Bawahan, BawahanService, dibuat
from kkbdesk.services.naskah import ENDINGS, MintaNaskah, NaskahService
from kkbdesk.services.naskah_massal import Massal, tulis_tiap
from kkbdesk.store import Reader, Store

if TYPE_CHECKING:  # composing is loaded when the first document is made
    from kkbdesk.documents.blocks import Document

JENIS = "surat-pengingat"
TENGGANG = timedelta(days=14)
"""How long the office has."""
_DINAS = "Dinas yang membidangi pengendalian penduduk dan keluarga berencana"


class PengingatService:
    """Composes letters of reminder from what is known of the offices below."""

    def __init__(
        self,
        store: Store,
        naskah: NaskahService,
        bawahan: BawahanService,
        today: Callable[[], date],
    ) -> None:
        self._store = store
        self._naskah = naskah
        self._bawahan = bawahan
        self._today = today

    def minta(self, office: Bawahan) -> MintaNaskah:
        """Return what composes the letter to one office, for the register or a file."""
        with self._store.read() as reader:
            return self._minta(reader, office)

    def tulis(
        self,
        tujuan: Path,
        kode: Sequence[str] = (),
        *,
        umur: int = UMUR,
        ending: str = ".pdf",
        progress: Progress | None = None,
    ) -> Massal:
        """Write the letters to these offices, or to all that did not send, into a file or folder.

        Raises UserError when there is nobody to write to, StorageFault, Cancelled.
        """
        progress = progress or Silent()
        made: list[tuple[str, Document]] = []
        lacking: list[tuple[str, tuple[str, ...]]] = []
        chosen = self._chosen(kode, umur)
        with self._store.read() as reader:
            for done, office in enumerate(chosen):
                progress.step(done, len(chosen), f"Menyusun {office.nama}")
                composed = self._naskah.susun_dengan(reader, self._minta(reader, office))
                made.append((f"{JENIS}-{office.kode}-{office.nama}", composed.dokumen))
                if composed.kurang:
                    lacking.append((office.nama, tuple(label for _, label in composed.kurang)))
        if tujuan.suffix.casefold() in ENDINGS:
            writers.write_many([document for _, document in made], tujuan)
            return Massal((tujuan,), len(made), tuple(lacking), ())
        paths = tulis_tiap(made, tujuan, ending, progress)
        return Massal(tuple(paths), len(made), tuple(lacking), ())

    def _chosen(self, kode: Sequence[str], umur: int) -> list[Bawahan]:
        below = {str(item.kode): item for item in self._bawahan.daftar(umur)}
        unknown = [each for each in kode if each not in below]
        if unknown:
            raise UserError(f"“{unknown[0]}” bukan kode kantor di bawah kantor ini.")
        chosen = [below[each] for each in kode] or [
            item for item in below.values() if item.belum_mengirim
        ]
        if not chosen:
            raise UserError("Tidak ada kantor yang perlu diingatkan.")
        return chosen

    def _minta(self, reader: Reader, office: Bawahan) -> MintaNaskah:
        known = next(iter(reader.find(Kantor, kantor=office.kode)), None)
        typed = {
            "penerima": f"Yth. {_head(known, office)}",
            "hal": "Permintaan pengiriman paket data",
            "kantor_tujuan": office.nama,
            "paket_terakhir": _last(office),
            "batas_kirim": tanggal(self._today() + TENGGANG),
        }
        return MintaNaskah(JENIS, tanggal=self._today(), ketikan=typed)


def _head(kantor: Kantor | None, office: Bawahan) -> str:
    """Return the addressee: Kepala Dinas … Kabupaten Bangka Barat."""
    if kantor is not None:
        named = f"{kantor.kepala_jabatan} {_without_dinas(kantor)}"
    elif wilayah.level(office.kode) == wilayah.PROVINSI:
        named = "Kepala Perwakilan BKKBN Provinsi"
    else:
        named = f"Kepala {_DINAS}"
    return named if office.nama in named else f"{named} {office.nama}"


def _without_dinas(kantor: Kantor) -> str:
    """Return the name of an office as it follows the title of its head: Kepala Dinas …"""
    last = kantor.kepala_jabatan.rpartition(" ")[2]
    first, _, rest = kantor.nama.partition(" ")
    return rest if first == last else kantor.nama


def _last(office: Bawahan) -> str:
    if office.paket is None or office.umur is None:
        return f"sampai hari ini kami belum pernah menerima paket data dari {office.nama}"
    ago = f"{angka(office.umur)} hari yang lalu" if office.umur > 0 else "hari ini"
    return (
        f"paket data terakhir dari {office.nama} yang kami terima (nomor {office.paket.urut}) "
        f"dibuat tanggal {tanggal(dibuat(office.paket))}, {ago}"
    )
