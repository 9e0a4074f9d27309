"""Letters of reminder to kampung and agencies: to those that owe something, in one file."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from datetime import date
from pathlib import Path

from kkbdesk.documents import writers
from kkbdesk.errors import UserError
from kkbdesk.jobs import Progress, Silent
from kkbdesk.model.ids import KampungId
from kkbdesk.queries.kekurangan import kekurangan_opd
from kkbdesk.queries.kelengkapan import BAGIAN, kelengkapan
from kkbdesk.queries.opd import opd_pada
from kkbdesk.services.naskah import MintaNaskah, NaskahService, check_ending
from kkbdesk.services.naskah_massal import Massal
from kkbdesk.store import Reader, Store

PENGINGAT_KAMPUNG, PENGINGAT_OPD = "surat-pengingat-kampung", "surat-pengingat-opd"


class SuratPengingatService:
    """Writes to those that owe something; who owes nothing gets no letter."""

    def __init__(self, store: Store, naskah: NaskahService, today: Callable[[], date]) -> None:
        self._store = store
        self._naskah = naskah
        self._today = today

    def kampung(
        self,
        tujuan: Path,
        ids: Collection[KampungId] | None = None,
        *,
        progress: Progress | None = None,
    ) -> Massal:
        """Write to all active kampung, or to these.

        Raises UserError when none of them owes anything, StorageFault, Cancelled.
        """
        return self._write(tujuan, lambda reader: self._villages(reader, ids), progress or Silent())

    def opd(self, tujuan: Path, *, progress: Progress | None = None) -> Massal:
        """Write to all agencies of today; raises as `kampung` does."""
        return self._write(tujuan, self._agencies, progress or Silent())

    def _write(
        self,
        tujuan: Path,
        wanted: Callable[[Reader], Iterator[tuple[str, MintaNaskah]]],
        progress: Progress,
    ) -> Massal:
        check_ending(tujuan)
        made, lacking = [], []
        with self._store.read() as reader:
            asked = list(wanted(reader))
            for done, (name, minta) in enumerate(asked):
                progress.step(done, len(asked), f"Menyusun {name}")
                composed = self._naskah.susun_dengan(reader, minta)
                made.append(composed.dokumen)
                if composed.kurang:
                    lacking.append((name, tuple(label for _, label in composed.kurang)))
        if not made:
            raise UserError("Tidak ada yang perlu diingatkan; semuanya lengkap.")
        progress.step(len(made), len(made), f"Menulis {tujuan.name}")
        writers.write_many(made, tujuan)
        return Massal((tujuan,), len(made), tuple(lacking), ())

    def _villages(
        self, reader: Reader, ids: Collection[KampungId] | None
    ) -> Iterator[tuple[str, MintaNaskah]]:
        today = self._today()
        for row in kelengkapan(reader, today.year, today):
            if row.lengkap < len(BAGIAN) and (ids is None or row.id in ids):
                yield row.kampung, MintaNaskah(PENGINGAT_KAMPUNG, kampung=row.id, tanggal=today)

    def _agencies(self, reader: Reader) -> Iterator[tuple[str, MintaNaskah]]:
        today = self._today()
        for item in opd_pada(reader, today):
            if not item.koordinator and kekurangan_opd(reader, item.id, today):
                typed = {"opd_tujuan": item.nama}
                yield item.nama, MintaNaskah(PENGINGAT_OPD, tanggal=today, ketikan=typed)
