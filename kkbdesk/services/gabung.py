"""Puts the records of a package together with those here: planned whole, then written as one edit.

What only one side changed is taken; what both changed differently stays a question until somebody
answers it; what breaks a rule or points nowhere is not taken and is named. The outcome depends on
who knew of whose writes, not on the order in which packages arrive.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from kkbdesk.exchange.padu import Keadaan, padukan, terakhir
from kkbdesk.model.fields import Record, describe
from kkbdesk.model.ids import Kind
from kkbdesk.model.matriks import Matriks, SelMatriks, matriks_id
from kkbdesk.model.registry import RECORDS
from kkbdesk.model.versi import ADA, Cabang, Titik, Versi
from kkbdesk.model.wilayah import within
from kkbdesk.model.wire import Plain, from_plain, to_plain
from kkbdesk.queries.letak import Letak
from kkbdesk.rules.check import check
from kkbdesk.rules.check import wrong as blocking
from kkbdesk.services.kembar import Peleburan, Usul, usulan
from kkbdesk.store import Unit

Kunci = tuple[Kind, str]
SINI, PAKET = "sini", "paket"


@dataclass(frozen=True, slots=True)
class Baris:
    """One line of a package, its id and office as this database has them."""

    kind: Kind
    id: str
    isi: Plain | None
    versi: Versi


@dataclass(frozen=True, slots=True)
class Pertentangan:
    """A field (or the record itself) on which both sides decided without knowing of each other."""

    kind: Kind
    id: str
    kolom: str
    """The field, or `@` for keeping or deleting the record."""
    sini: Cabang
    paket: Cabang
    terpakai: bool = False
    """Whether the other side hung something on a record that was deleted, so it has to stay."""

    def nilai(self, pilih: str) -> Any:
        """Return the value of a side."""
        return (self.sini if pilih == SINI else self.paket)[1]


@dataclass(frozen=True, slots=True)
class Ditolak:
    """A record that was not taken, and why."""

    kind: Kind
    id: str
    alasan: str
    catatan: Record | None = None
    """The record as the package has it, where it can be read."""


@dataclass(frozen=True, slots=True)
class Putusan:
    """What people chose: per question, else for all of them; None leaves them open."""

    tiap: Mapping[tuple[Kind, str, str], str] = field(default_factory=dict)
    semua: str | None = None
    satukan: frozenset[Kunci] = frozenset()
    """New records of the package that are the same thing as one here."""
    terlihat: Mapping[tuple[Kind, str, str], tuple[Cabang, ...]] | None = None
    """Both values of each question as they were seen; one that is another by now stays open."""

    def untuk(self, soal: Pertentangan) -> str | None:
        """Return the choice for one question, None for one that stays open."""
        key = soal.kind, soal.id, soal.kolom
        seen = (soal.sini, soal.paket) if self.terlihat is None else self.terlihat.get(key, ())
        if not serupa(soal.kolom, seen, (soal.sini, soal.paket)):
            return None
        choice = self.tiap.get(key, self.semua)
        if soal.terpakai and choice is not None and not soal.nilai(choice):
            return None
        return choice


def serupa(kolom: str, seen: Sequence[Cabang], now: Sequence[Cabang]) -> bool:
    """Tell whether a question is still the one that was seen.

    A value that was written again is the same; a record that was is not, for it says other things.
    """
    if kolom == ADA:
        return tuple(seen) == tuple(now)
    return [value for _, value in seen] == [value for _, value in now]


@dataclass(frozen=True, slots=True)
class Wewenang:
    """What a sender may bring: records of this office and region; `rujukan` also the lists."""

    kantor: str
    wilayah: str
    rujukan: bool
    sendiri: str
    """Code of the office here."""


@dataclass(slots=True)
class Rencana:
    """What a merge does, all of it, before anything is committed."""

    baru: list[Kunci] = field(default_factory=list)
    ubah: list[Kunci] = field(default_factory=list)
    hapus: list[Kunci] = field(default_factory=list)
    sama: int = 0
    pertentangan: list[Pertentangan] = field(default_factory=list)
    usul: list[Usul] = field(default_factory=list)
    ditolak: list[Ditolak] = field(default_factory=list)


class Penggabungan:
    """One merge inside one unit, which its caller commits or throws away."""

    def __init__(self, unit: Unit, wewenang: Wewenang, putusan: Putusan) -> None:
        self._unit = unit
        self._may = wewenang
        self._putusan = putusan
        self._titik = unit.titik()
        self._lebur = Peleburan(unit, self._titik)
        self._keadaan: dict[Kunci, Keadaan] = {}
        self._before: dict[Kunci, Keadaan | None] = {}
        self._paket: dict[Kunci, Baris] = {}
        self.rencana = Rencana()

    def jalankan(self, lines: Iterable[Baris]) -> Rencana:
        """Put everything into the unit and return what it came to."""
        rows = list(self._lebur.dengan_yang_lama(lines))
        self.rencana.usul = usulan(self._unit, rows)
        chosen = {
            (usul.kind, usul.lain): usul.rekam
            for usul in self.rencana.usul
            if (usul.kind, usul.lain) in self._putusan.satukan
        }
        rows = list(self._lebur.satukan(rows, chosen))
        self._read(rows)
        for row in rows:
            self._join(row)
        while self._keep_parents():
            pass
        foreign = self._foreign(
            _record(*key, before.isi)
            for key in self._keadaan
            if (before := self._before.get(key)) is not None and before.isi is not None
        )
        self._put()
        foreign |= self._foreign(
            record
            for kind, id in self._keadaan
            if (record := self._unit.get(RECORDS[kind], id)) is not None
        )
        self._lebur.rujukan_di_sini()
        self._refuse(foreign)
        self._finish()
        return self.rencana

    def _read(self, rows: Iterable[Baris]) -> None:
        """Learn what is here of all that the package names."""
        ids: dict[Kind, list[str]] = {}
        for row in rows:
            ids.setdefault(row.kind, []).append(row.id)
            self._paket[row.kind, row.id] = row
        for kind, wanted in ids.items():
            found = self._unit.get_many(RECORDS[kind], wanted)
            known = self._unit.versi((str(kind), id) for id in wanted)
            for id in wanted:
                versi = known.get((str(kind), id))
                self._before[kind, id] = _state(found.get(id), versi)

    def _join(self, row: Baris) -> None:
        key = row.kind, row.id
        here = self._keadaan.get(key, self._before[key])
        theirs = Keadaan(row.isi, row.versi)
        merged = theirs if here is None else padukan(here, theirs)
        if here is not None:
            merged = self._decide(key, here, theirs, merged)
        self._keadaan[key] = merged

    def _decide(self, key: Kunci, here: Keadaan, theirs: Keadaan, merged: Keadaan) -> Keadaan:
        """Name what became a question, and write the answers that were given."""
        for name, others in list(merged.versi.cabang.items()):
            if name in here.versi.cabang and set(map(repr, others)) <= set(
                map(repr, here.versi.cabang[name])
            ):
                continue
            soal = Pertentangan(*key, name, _side(here, name), _side(theirs, name))
            self.rencana.pertentangan.append(soal)
            choice = self._putusan.untuk(soal)
            if choice is not None:
                side = here if choice == SINI else theirs
                merged = _answered(merged, name, side, self._titik)
        return merged

    def _keep_parents(self) -> bool:
        """Keep what is deleted on one side while the other side hangs something new on it."""
        needed = self._needed()
        kept = False
        for key in list(needed):
            state = self._keadaan.get(key) or self._stored(key)
            if state is None or state.isi is not None:
                continue
            source = self._paket.get(key)
            before = self._before.get(key)
            isi = (source.isi if source else None) or (before.isi if before else None)
            if isi is None:
                continue
            gone: Cabang = state.versi.titik[ADA], False
            known = source.versi if source and source.isi else before.versi if before else Versi()
            versi = _kept(known, state.versi, needed[key], gone)
            self._before.setdefault(key, None)
            sides: tuple[Cabang, Cabang] = ((needed[key],), True), gone
            deleted_here = before is not None and before.isi is None
            one, other = reversed(sides) if deleted_here else sides
            soal = Pertentangan(*key, ADA, one, other, terpakai=True)
            self.rencana.pertentangan = [
                item for item in self.rencana.pertentangan if (item.kind, item.id) != key
            ] + [soal]
            if self._putusan.untuk(soal) is not None:
                versi = versi.ditulis((), self._titik)
            self._keadaan[key] = Keadaan(isi, versi)
            kept = True
        return kept

    def _needed(self) -> dict[Kunci, Titik]:
        """Return what living records of either side hang on, with the newest write that does."""
        needed: dict[Kunci, Titik] = {}
        for (kind, _), state in self._keadaan.items():
            if state.isi is None:
                continue
            at = terakhir(state.versi.titik[ADA])
            for item in describe(RECORDS[kind]):
                value = state.isi.get(item.name)
                if item.field.ref is not None and value:
                    key = item.field.ref, str(value)
                    needed[key] = max(needed.get(key, at), at, key=Titik.urutan)
        deleted = [
            key
            for key, state in self._keadaan.items()
            if state.isi is None and (before := self._before[key]) and before.isi is not None
        ]
        for key, hanging in self._lebur.tergantung(deleted).items():
            for child in hanging:
                if child in self._keadaan and self._keadaan[child].isi is None:
                    continue
                versi = self._unit.versi([(str(child[0]), child[1])])
                at = terakhir(versi.get((str(child[0]), child[1]), Versi()).titik[ADA])
                needed[key] = max(needed.get(key, at), at, key=Titik.urutan)
        return needed

    def _stored(self, key: Kunci) -> Keadaan | None:
        kind, id = key
        versi = self._unit.versi([(str(kind), id)]).get((str(kind), id))
        return _state(self._unit.get(RECORDS[kind], id), versi)

    def _put(self) -> None:
        for key in list(self._keadaan):
            kind, id = key
            isi = self._keadaan[key].isi
            if isi is None:
                self._unit.remove(RECORDS[kind], id)
                continue
            try:
                self._unit.put(_record(kind, id, isi))
            except (ValueError, TypeError, KeyError, ArithmeticError):
                self._drop(key, "Isinya tidak dapat dibaca sebagai catatan jenis ini.")

    def _refuse(self, foreign: set[Kunci]) -> None:
        """Take back what the sender may not bring, what breaks a rule, what points nowhere."""
        for key in foreign & self._keadaan.keys():
            self._drop(key, "Bukan milik wilayah kantor pengirim.")
        self._refuse_locked()
        while self._refuse_wrong() or self._refuse_dangling():
            pass

    def _foreign(self, records: Iterable[Record]) -> set[Kunci]:
        letak = Letak(self._unit)
        return {(item.KIND, item.id) for item in records if not self._allowed(item, letak)}

    def _allowed(self, record: Record, letak: Letak) -> bool:
        code = letak.kode(record)
        if code is None:
            return self._may.rujukan or record.KIND in (Kind.BUTIR, Kind.KEGIATAN)
        return within(code, self._may.wilayah)

    def _refuse_locked(self) -> None:
        """Keep out changes to a matrix that was agreed and locked here, unknown to the sender."""
        for (kind, id), row in list(self._paket.items()):
            if kind is not Kind.SEL_MATRIKS or (kind, id) not in self._keadaan:
                continue
            record = self._unit.get(SelMatriks, id)
            before = self._before.get((kind, id))
            former = _record(kind, id, before.isi) if before and before.isi else None
            cell = record or former
            if not isinstance(cell, SelMatriks) or record == former:
                continue
            state = matriks_id(cell.tahun, cell.kampung)
            locked = self._stored((Kind.MATRIKS, state))
            now = self._unit.get(Matriks, state)
            if now is None or not now.terkunci or locked is None:
                continue
            at = locked.versi.milik("terkunci")
            told = self._paket.get((Kind.MATRIKS, state))
            knowing = [row.versi, told.versi] if told is not None else [row.versi]
            if not any(versi.tahu(point) for versi in knowing for point in at):
                self._drop((kind, id), "Matriks ini sudah disepakati dan dikunci di sini.")

    def _refuse_wrong(self) -> bool:
        living = [
            record
            for kind, id in self._keadaan
            if (record := self._unit.get(RECORDS[kind], id)) is not None
        ]
        found = False
        for problem in blocking(check(living, self._unit)):
            if (problem.kind, problem.id) in self._keadaan:
                self._drop((problem.kind, problem.id), problem.text)
                found = True
        return found

    def _refuse_dangling(self) -> bool:
        found = False
        for key, target in list(self._references()):
            kind, id = target
            if self._unit.get(RECORDS[kind], id) is not None:
                continue
            if key in self._keadaan:
                noun = RECORDS[kind].NOUN
                self._drop(key, f"Merujuk ke {noun} yang tidak ada di sini maupun di paket.")
            else:
                self._drop(target, f"Masih dipakai oleh {RECORDS[key[0]].NOUN} di sini.")
            found = True
        return found

    def _references(self) -> Iterator[tuple[Kunci, Kunci]]:
        for kind, id in self._before:
            record = self._unit.get(RECORDS[kind], id)
            if record is None:
                continue
            for item in describe(RECORDS[kind]):
                value = getattr(record, item.name)
                if item.field.ref is not None and value:
                    yield (kind, id), (item.field.ref, str(value))

    def _drop(self, key: Kunci, why: str) -> None:
        """Leave a record as it was here; the next package brings it again."""
        kind, id = key
        before = self._before.get(key)
        if before is None or before.isi is None:
            self._unit.remove(RECORDS[kind], id)
        else:
            self._unit.put(_record(kind, id, before.isi))
        self._keadaan.pop(key, None)
        self.rencana.ditolak.append(Ditolak(kind, id, why, self._told(key)))
        self.rencana.pertentangan = [
            item for item in self.rencana.pertentangan if (item.kind, item.id) != key
        ]

    def _told(self, key: Kunci) -> Record | None:
        """Return a record as the package or this database has it, None for what is none."""
        row, before = self._paket.get(key), self._before.get(key)
        isi = (row.isi if row else None) or (before.isi if before else None)
        try:
            return _record(*key, isi) if isi else None
        except (ValueError, TypeError, KeyError, ArithmeticError):
            return None

    def _finish(self) -> None:
        for (kind, id), state in self._keadaan.items():
            before = self._before.get((kind, id))
            if before is None or before.versi != state.versi:
                self._unit.put_versi(kind, id, state.versi)
            self._count((kind, id), before.isi if before else None, state.isi)
        for (kind, id), versi in self._lebur.versi.items():
            self._unit.put_versi(kind, id, versi)

    def _count(self, key: Kunci, before: Plain | None, after: Plain | None) -> None:
        if before == after:
            self.rencana.sama += after is not None
        elif after is None:
            self.rencana.hapus.append(key)
        else:
            (self.rencana.baru if before is None else self.rencana.ubah).append(key)


def _record(kind: Kind, id: str, isi: Plain) -> Record:
    return from_plain(kind, {**isi, "id": id})


def _state(record: Record | None, versi: Versi | None) -> Keadaan | None:
    if record is None:
        return None if versi is None else Keadaan(None, versi)
    isi = to_plain(record)
    del isi["id"]
    return Keadaan(isi, versi or Versi())


def _kept(known: Versi, deleted: Versi, titik: Titik, gone: Cabang) -> Versi:
    """Return the version of a record whose deletion is in question because something needs it."""
    konteks = dict(deleted.konteks)
    konteks[titik.simpul] = max(titik.urut, konteks.get(titik.simpul, 0))
    return replace(
        known,
        konteks=konteks,
        titik={**known.titik, ADA: (titik,)},
        cabang={**known.cabang, ADA: (gone,)},
        hapus=False,
    )


def _side(state: Keadaan, name: str) -> Cabang:
    if name == ADA:
        return state.versi.titik[ADA], state.isi is not None
    return state.versi.milik(name), (state.isi or {}).get(name)


def _answered(merged: Keadaan, name: str, side: Keadaan, titik: Titik) -> Keadaan:
    if name == ADA:
        if side.isi is None:
            return Keadaan(None, merged.versi.dihapus(titik))
        return Keadaan(merged.isi, merged.versi.ditulis((), titik))
    isi = {key: value for key, value in (merged.isi or {}).items() if key != name}
    value = _side(side, name)[1]
    if value is not None:
        isi[name] = value
    return Keadaan(isi, merged.versi.ditulis([name], titik))
