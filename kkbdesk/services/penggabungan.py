"""Puts the records of a package together with those here: planned whole, then written as one edit.

What only one side changed is taken; what both changed differently stays a question until somebody
answers it; what is unreadable, foreign or points nowhere is not taken and is named. The outcome
depends on who knew of whose writes, not on the order in which packages arrive.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from kkbdesk.exchange.padu import Keadaan, leburkan, padukan
from kkbdesk.model.fields import Record
from kkbdesk.model.ids import Kind
from kkbdesk.model.paket import Kembar
from kkbdesk.model.problem import Problem
from kkbdesk.model.versi import ADA, Cabang, Versi
from kkbdesk.model.wire import Plain, from_foreign, to_plain
from kkbdesk.queries.letak import Letak
from kkbdesk.rules.check import wrong
from kkbdesk.rules.problem import check_fields
from kkbdesk.services.gabung import (
    SINI,
    Baris,
    Ditolak,
    Kunci,
    Pertentangan,
    Putusan,
    Rencana,
    Wewenang,
)
from kkbdesk.services.kembar import (
    BISA_KEMBAR,
    Samaan,
    id_alami,
    putusan_kembar,
    rujukan,
    tergantung,
    usulan,
)
from kkbdesk.services.meja_gabung import Meja, catatan
from kkbdesk.services.saring_gabung import Saringan, boleh
from kkbdesk.store import SEMUA, Unit

_UNREADABLE = "Isinya tidak dapat dibaca sebagai catatan jenis ini."


class Penggabungan:
    """One merge inside one unit, which its caller commits or throws away."""

    def __init__(self, unit: Unit, wewenang: Wewenang, putusan: Putusan) -> None:
        self._unit = unit
        self._may = wewenang
        self._putusan = putusan
        self._meja = Meja(unit)
        self._records: dict[Kunci, Record] = {}
        self._paket: dict[Kunci, Baris] = {}
        self._pairs: dict[Kunci, set[Kunci]] = {}
        self._revived: set[Kunci] = set()
        self.rencana = Rencana()

    def jalankan(self, lines: Iterable[Baris], sama: Collection[Kunci]) -> Rencana:
        """Put everything into the unit and return what it came to.

        `sama` names, once all lines were read, the records of the package that are as they are
        here and so have no line.
        """
        rows = list(self._readable(lines))
        rows = self._as_one(rows, sama)
        self._meja.baca(row.kunci for row in rows)
        for row in rows:
            self._join(row)
        self._keep_parents()
        known: dict[Kunci, Versi | None] = {key: row.versi for key, row in self._paket.items()}
        known |= dict.fromkeys(sama, None)
        whole = {key: item for key, item in self._records.items() if self._is_whole(key)}
        Saringan(self._unit, self._meja, self._may, self.rencana, self._pairs).saring(whole, known)
        self._finish()
        self.rencana.sama += len(sama)
        return self.rencana

    def _is_whole(self, key: Kunci) -> bool:
        """Tell whether a record is to be just as the package has it."""
        row, state = self._paket.get(key), self._meja.kini.get(key)
        return row is not None and state is not None and state.isi is row.isi

    def _readable(self, lines: Iterable[Baris]) -> Iterator[Baris]:
        """Yield the lines that hold what records of their kind may hold; name the others."""
        for row in lines:
            if row.isi is not None:
                why = self._unreadable(row, row.isi)
                if why:
                    self.rencana.ditolak.append(Ditolak(row.kind, row.id, why))
                    continue
            yield row

    def _unreadable(self, row: Baris, isi: Plain) -> str:
        try:
            record = from_foreign(row.kind, {**isi, "id": row.id})
            natural = id_alami(row.kind, isi)
            for name in row.versi.cabang.keys() - {ADA}:
                for _, value in row.versi.cabang[name]:
                    other = {key: kept for key, kept in isi.items() if key != name}
                    from_foreign(
                        row.kind, {**other, "id": row.id} | ({} if value is None else {name: value})
                    )
        except (ValueError, TypeError, KeyError, ArithmeticError):
            return _UNREADABLE
        problems: tuple[Problem, ...] = wrong(list(check_fields(record, lenient=True)))
        if problems:
            return problems[0].text
        if natural in (None, row.id):
            self._records[row.kunci] = record
        return ""

    def _as_one(self, rows: list[Baris], sama: Collection[Kunci]) -> list[Baris]:
        """Return the lines with the ids that stand, by what was decided and is chosen now."""
        before = Samaan(self._unit.find(Kembar, kantor=SEMUA))
        letak = Letak(self._unit)
        for row in rows:
            if row.kind is Kind.KEMBAR:
                if row.isi is None or self._may_unite(row.isi, letak):
                    self._join(row)
                else:
                    why = "Meleburkan catatan yang bukan milik wilayah kantor pengirim."
                    self.rencana.ditolak.append(Ditolak(row.kind, row.id, why))
        rest = [row for row in rows if row.kind is not Kind.KEMBAR]
        same = self._decided()
        self._propose(
            [self._straight(row, same) for row in rest], {row.kunci for row in rest} | set(sama)
        )
        for usul in self.rencana.usul:
            if (usul.kind, usul.lain) in self._putusan.satukan:
                self._unite(usul.kind, usul.lain, usul.rekam)
        same = self._decided()
        self._move_here(before, same)
        return [self._straight(row, same) for row in rest]

    def _straight(self, row: Baris, same: Samaan) -> Baris:
        """Return a line with the ids that stand, its own and those it refers to."""
        if row.isi is None or (not same.sama and row.kunci in self._records):
            return row
        isi = same.lurus(row.kind, row.isi)
        if isi is not row.isi:
            self._records.pop(row.kunci, None)
        id = id_alami(row.kind, isi) or same.akar(row.kind, row.id)
        cabang = {
            name: tuple(
                (points, same.lurus_nilai(row.kind, name, value)) for points, value in values
            )
            for name, values in row.versi.cabang.items()
        }
        versi = replace(row.versi, cabang=cabang) if cabang else row.versi
        return replace(row, id=id, isi=isi, versi=versi, lama=row.id if id != row.id else "")

    def _may_unite(self, isi: Plain, letak: Letak) -> bool:
        if isi["jenis"] not in BISA_KEMBAR:
            return False
        kind = Kind(isi["jenis"])
        states = (self._meja.lihat((kind, isi[name])) for name in ("lain", "rekam"))
        here = [
            from_foreign(kind, {**state.isi, "id": isi[name]})
            for name, state in zip(("lain", "rekam"), states, strict=True)
            if state is not None and state.isi is not None
        ]
        return self._may.rujukan or all(
            letak.kode(record) is not None and boleh(self._may, letak, record) for record in here
        )

    def _decided(self) -> Samaan:
        """Return which ids mean one record, decisions of this merge included."""
        found: dict[str, Record] = {item.id: item for item in self._unit.find(Kembar, kantor=SEMUA)}
        for (kind, id), state in self._meja.kini.items():
            if kind is Kind.KEMBAR:
                found.pop(id, None)
                if state.isi is not None:
                    found[id] = catatan(kind, id, state.isi)
        return Samaan(item for item in found.values() if isinstance(item, Kembar))

    def _propose(self, rows: list[Baris], named: set[Kunci]) -> None:
        looked_at = [row for row in rows if row.kind in BISA_KEMBAR and row.isi is not None]
        self._meja.baca(row.kunci for row in looked_at)
        fresh = [
            self._record(row)
            for row in looked_at
            if not row.lama and self._meja.lihat(row.kunci) is None
        ]
        self.rencana.usul = usulan(self._unit, fresh, named)

    def _record(self, row: Baris) -> Record:
        known = self._records.get(row.kunci)
        return known or from_foreign(row.kind, {**(row.isi or {}), "id": row.id})

    def _unite(self, kind: Kind, lain: str, rekam: str) -> None:
        decision = putusan_kembar(kind, lain, rekam)
        isi = to_plain(decision)
        del isi["id"]
        key = Kind.KEMBAR, decision.id
        known = self._meja.lihat(key)
        versi = (known.versi if known else Versi()).dibuat(self._meja.titik)
        self._meja.kini[key] = Keadaan(isi, versi)

    def _move_here(self, before: Samaan, same: Samaan) -> None:
        """Let what is here follow decisions that are new here."""
        keys = same.berbeda(before)
        self._revived = same.berputar() - before.berputar()
        for kind, id in keys:
            state = self._meja.lihat((kind, id))
            root = same.akar(kind, id)
            if state is not None and state.isi is not None and root != id:
                self._melt(Baris(kind, root, state.isi, state.versi, id))
        for hanging in tergantung(self._unit, keys).values():
            for child in hanging:
                self._follow((child.KIND, child.id), same)
        for key in self._revived:
            self._stand(key)

    def _stand(self, key: Kunci) -> None:
        """Let a record live on that others gave up for one that was given up for it."""
        state = self._meja.lihat(key)
        if state is not None and state.isi is not None:
            versi = state.versi.ditulis((), self._meja.titik)
            self._meja.kini[key] = Keadaan(state.isi, versi)

    def _given_up(self, key: Kunci, isi: Plain | None) -> bool:
        """Tell whether a deletion only says that a record, or what names it, was given up."""
        parents = {(ref, str((isi or {}).get(name))) for name, ref in rujukan(key[0])}
        natural = isi is not None and id_alami(key[0], isi) is not None
        return key in self._revived or (natural and not parents.isdisjoint(self._revived))

    def _follow(self, key: Kunci, same: Samaan) -> None:
        state = self._meja.lihat(key)
        if state is None or state.isi is None:
            return
        isi = same.lurus(key[0], state.isi)
        changed = [name for name, value in isi.items() if state.isi.get(name) != value]
        if not changed:
            return
        versi = state.versi.ditulis(changed, self._meja.titik)
        id = id_alami(key[0], isi) or key[1]
        if id == key[1]:
            self._meja.kini[key] = Keadaan(isi, versi)
        else:
            self._melt(Baris(key[0], id, isi, versi, key[1]))

    def _join(self, row: Baris) -> None:
        if row.lama:
            self._melt(row)
            return
        self._paket[row.kunci] = row
        here = self._meja.lihat(row.kunci)
        theirs = Keadaan(row.isi, row.versi)
        merged = theirs if here is None else padukan(here, theirs)
        if here is not None and row.isi is None and self._given_up(row.kunci, here.isi):
            kept = here.versi.mengenal(merged.versi.konteks)
            self._meja.kini[row.kunci] = Keadaan(here.isi, kept)
            self._stand(row.kunci)
            return
        if here is not None:
            merged = self._decide(row.kunci, here, theirs, merged)
        self._meja.kini[row.kunci] = merged

    def _melt(self, row: Baris) -> None:
        """Put a record into another that is the same thing; under its old id it is gone.

        What remains there knows which of its writes were seen, so that a sender who has not heard
        of the decision brings nothing twice.
        """
        old = row.kind, row.lama
        former, here = self._meja.lihat(old), self._meja.lihat(row.kunci)
        gone = former is not None and former.isi is None
        seen = former.versi if former is not None and gone else Versi()
        theirs = Keadaan(row.isi, row.versi)
        merged = theirs if here is None else leburkan(here, theirs, seen)
        if here is not None:
            merged = self._decide(row.kunci, here, theirs, merged)
        self._meja.kini[row.kunci] = merged
        if self._given_up(row.kunci, merged.isi):
            self._stand(row.kunci)
        konteks = dict(seen.konteks)
        for simpul, urut in row.versi.konteks.items():
            konteks[simpul] = max(urut, konteks.get(simpul, 0))
        left = replace(seen, konteks=konteks)
        if not gone:
            left = left.dihapus(self._meja.titik, None)
            left = replace(left, sisa=former.versi.isian(former.isi) if former else None)
        self._meja.kini[old] = Keadaan(None, left)
        self._pairs.setdefault(old, set()).add(row.kunci)
        self._pairs.setdefault(row.kunci, set()).add(old)

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
                merged = self._answered(merged, name, side)
        return merged

    def _answered(self, merged: Keadaan, name: str, side: Keadaan) -> Keadaan:
        titik = self._meja.titik
        if name == ADA:
            if side.isi is None:
                return Keadaan(None, merged.versi.dihapus(titik, merged.isi))
            return Keadaan(merged.isi, merged.versi.ditulis((), titik))
        isi = {key: value for key, value in (merged.isi or {}).items() if key != name}
        value = _side(side, name)[1]
        if value is not None:
            isi[name] = value
        return Keadaan(isi, merged.versi.ditulis([name], titik))

    def _keep_parents(self) -> None:
        """Keep what is deleted on one side while the other side hangs something on it."""
        waiting = self._needed()
        while waiting:
            key = waiting.pop()
            state = self._meja.kini[key]
            if state.isi is not None:
                continue
            if state.versi.sisa is None:
                continue
            self._meja.kini[key] = self._kept(key, state.versi, *state.versi.sisa)
            waiting += self._deleted_parents(key, state.versi.sisa[0])

    def _needed(self) -> list[Kunci]:
        """Return what is to be deleted although living records of either side hang on it."""
        kini = self._meja.kini
        gone = [key for key, state in kini.items() if state.isi is None]
        if not gone:
            return []
        needed = [
            parent
            for (kind, id), state in kini.items()
            if state.isi is not None
            for parent in self._deleted_parents((kind, id), state.isi)
        ]
        here = [key for key in gone if self._meja.isi_sebelum(key) is not None]
        for key, hanging in tergantung(self._unit, here).items():
            if any((child.KIND, child.id) not in kini for child in hanging):
                needed.append(key)
        return needed

    def _deleted_parents(self, key: Kunci, isi: Plain) -> list[Kunci]:
        parents = [(ref, str(isi[name])) for name, ref in rujukan(key[0]) if isi.get(name)]
        kini = self._meja.kini
        return [parent for parent in parents if parent in kini and kini[parent].isi is None]

    def _kept(self, key: Kunci, deleted: Versi, isi: Plain, held: Versi) -> Keadaan:
        """Return a record whose deletion is in question because something needs it."""
        gone: Cabang = deleted.titik[ADA], False
        before = self._meja.sebelum(key)
        points = {point for written in held.titik.values() for point in written}
        for side in (self._paket.get(key), before):
            if side is not None and side.isi is not None:
                points.update(side.versi.titik[ADA])
        lives: Cabang = tuple(sorted(points)), True
        versi = replace(
            held, titik={**held.titik, ADA: lives[0]}, cabang={**held.cabang, ADA: (gone,)}
        ).mengenal(deleted.konteks)
        deleted_here = before is not None and before.isi is None
        sides = (gone, lives) if deleted_here else (lives, gone)
        soal = Pertentangan(*key, ADA, *sides, terpakai=True)
        asked = [item for item in self.rencana.pertentangan if (item.kind, item.id) != key]
        if before is None or gone not in before.versi.cabang.get(ADA, ()):
            asked.append(soal)
        self.rencana.pertentangan = asked
        if self._putusan.untuk(soal) is not None:
            versi = versi.ditulis((), self._meja.titik)
        return Keadaan(isi, versi)

    def _finish(self) -> None:
        for key, state in self._meja.kini.items():
            before = self._meja.sebelum(key)
            if before is None or before.versi != state.versi:
                self._unit.put_versi(*key, state.versi)
            self._count(key, before.isi if before else None, state.isi)

    def _count(self, key: Kunci, before: Plain | None, after: Plain | None) -> None:
        if before == after:
            self.rencana.sama += after is not None
        elif after is None:
            self.rencana.hapus.append(key)
        else:
            (self.rencana.baru if before is None else self.rencana.ubah).append(key)


def _side(state: Keadaan, name: str) -> Cabang:
    if name == ADA:
        return state.versi.titik[ADA], state.isi is not None
    isi, versi = state.versi.isian(state.isi) or ({}, state.versi)
    return versi.milik(name), isi.get(name)
