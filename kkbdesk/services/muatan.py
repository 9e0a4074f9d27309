"""What goes into a package: the lines of its tables, its attachments, its control totals."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from kkbdesk.jobs import Progress
from kkbdesk.model.fields import Record, describe
from kkbdesk.model.ids import Kind
from kkbdesk.model.paket import Tujuan
from kkbdesk.model.registry import RECORDS
from kkbdesk.model.versi import Titik, Versi, ke_plain
from kkbdesk.model.wire import Plain
from kkbdesk.queries.isi_paket import (
    ISI,
    Lingkup,
    bungkus,
    catatan,
    id_hapus,
    lampiran,
    tanpa,
    termasuk,
)
from kkbdesk.queries.letak import RUJUKAN, Letak
from kkbdesk.store import Reader

Kunci = tuple[Kind, str]


@dataclass(slots=True)
class Muatan:
    """Everything a package holds, ready to be written."""

    tabel: dict[str, list[Plain]] = field(default_factory=dict)
    lampiran: set[str] = field(default_factory=set)
    kenal: dict[str, int] = field(default_factory=dict)
    """Up to where the maker has seen each node's writes."""
    catatan: int = 0
    terbuka: int = 0
    """Questions that nobody answered yet."""


class Pemuat:
    """Collects the records of a purpose, with who wrote them, as packages hold them."""

    def __init__(
        self,
        reader: Reader,
        lingkup: Lingkup,
        *,
        sejak: int = 0,
        simpul: frozenset[str] = frozenset(),
        kenal: Mapping[str, int] | None = None,
    ) -> None:
        self._reader = reader
        self._lingkup = lingkup
        self._sejak = sejak
        self._mine = simpul
        self._kenal = kenal
        """Up to where the receiver had seen each node's writes when it last sent something."""
        self._letak = Letak(reader)
        self._own = self._letak.sendiri or lingkup.kantor
        self._taken: set[Kunci] = set()
        self._versi: dict[Kind, dict[str, Versi]] = {}
        self.muatan = Muatan()

    def muat(self, progress: Progress) -> Muatan:
        """Collect everything."""
        kinds = ISI[self._lingkup.tujuan]
        for done, kind in enumerate(kinds):
            progress.step(done, len(kinds), f"Mengumpulkan: {RECORDS[kind].NOUN}")
            self._versi[kind] = self._reader.versi_jenis(kind)
            self._learn(self._versi[kind].values())
            changed = set(self._reader.versi_jenis(kind, self._sejak)) if self._sejak else None
            for record in self._living(kind):
                if changed is None or record.id in changed:
                    self._take(record)
            for id, versi in self._deleted(kind, changed):
                self._line(kind, id_hapus(kind, id, self._own), None, versi)
        if self._sejak or self._lingkup.tujuan is Tujuan.REFERENSI:
            self._hold_together()
        return self.muatan

    def _learn(self, versi: Iterable[Versi]) -> None:
        kenal = self.muatan.kenal
        for item in versi:
            for simpul, urut in item.konteks.items():
                kenal[simpul] = max(urut, kenal.get(simpul, 0))

    def _living(self, kind: Kind) -> Iterator[Record]:
        known = self._versi[kind]
        records: Iterable[Record]
        if kind in RUJUKAN or kind is Kind.WILAYAH:  # what shipped and nobody changed is everywhere
            changed = self._reader.get_many(RECORDS[kind], sorted(known)).values()
            records = (item for item in changed if termasuk(item, self._lingkup, self._letak))
        else:
            records = catatan(self._reader, self._lingkup, kind, self._letak)
        return (record for record in records if self._returns(kind, record.id))

    def _returns(self, kind: Kind, id: str) -> bool:
        """Tell whether a record goes into a package for an office below.

        It was written here, or that office has lost it: it was set back to an older copy since.
        """
        if self._lingkup.tujuan is not Tujuan.REFERENSI or kind in RUJUKAN:
            return True
        versi = self._versi[kind].get(id)
        return versi is not None and any(
            titik.simpul in self._mine or self._lost(titik)
            for points in versi.titik.values()
            for titik in points
        )

    def _lost(self, titik: Titik) -> bool:
        return self._kenal is not None and titik.urut > self._kenal.get(titik.simpul, 0)

    def _deleted(self, kind: Kind, changed: set[str] | None) -> Iterator[tuple[str, Versi]]:
        for id, versi in self._versi[kind].items():
            if versi.hapus and (changed is None or id in changed) and self._returns(kind, id):
                yield id, versi

    def _take(self, record: Record) -> None:
        kind, left_out = record.KIND, tanpa(self._lingkup.tujuan, record.KIND)
        versi = self._versi[kind].get(record.id, Versi())
        id, isi = bungkus(record, self._lingkup.kantor, left_out | versi.tak_terlihat())
        self._taken.add((kind, record.id))
        self.muatan.lampiran |= lampiran(isi)
        self.muatan.terbuka += len(versi.cabang)
        self._line(kind, id, isi, versi.tanpa_kolom(left_out & _named(kind)))

    def _line(self, kind: Kind, id: str, isi: Plain | None, versi: Versi) -> None:
        self.muatan.catatan += 1
        line: Plain = {"id": id, "isi": isi, "versi": ke_plain(versi.tanpa_sisa())}
        self.muatan.tabel.setdefault(str(kind), []).append(line)

    def _hold_together(self) -> None:
        """Add what the changed records hang on, so that no line points out of the package."""
        waiting = set(self._taken)
        while waiting:
            wanted: dict[Kind, set[str]] = {}
            for kind, id in waiting:
                record = self._reader.get(RECORDS[kind], id)
                for item in describe(RECORDS[kind]):
                    value = getattr(record, item.name) if record else None
                    ref = item.field.ref
                    if ref in self._versi and value and value in self._versi[ref]:
                        wanted.setdefault(ref, set()).add(value)
            waiting = {(kind, id) for kind, ids in wanted.items() for id in ids} - self._taken
            for kind, id in sorted(waiting):
                parent = self._reader.get(RECORDS[kind], id)
                if parent is not None:
                    self._take(parent)
                self._taken.add((kind, id))


def _named(kind: Kind) -> frozenset[str]:
    return frozenset(item.name for item in describe(RECORDS[kind]))
