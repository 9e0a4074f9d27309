"""Who is invited to a meeting, who came, who was sent instead, who stayed away and why."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from kkbdesk.model.ids import KampungId, OPDId, PesertaId, RapatId, new_id
from kkbdesk.model.kampung import Kampung
from kkbdesk.model.opd import OPD, JenisOPD
from kkbdesk.model.pokja import Anggota
from kkbdesk.model.rapat import Kehadiran, Peserta, Rapat
from kkbdesk.model.wilayah import normal, within
from kkbdesk.queries.opd import nama_ke_opd, opd_pada
from kkbdesk.queries.pokja import susunan_di, susunan_pada
from kkbdesk.queries.rapat import datang
from kkbdesk.queries.referensi import nama_butir
from kkbdesk.services.editor import Editor, put_values
from kkbdesk.services.rapat_inti import ada, terlaksana, urut_berikut
from kkbdesk.store import Reader, Store, Unit


class PesertaService:
    """Keeps the people of meetings."""

    def __init__(self, store: Store, editor: Editor, today: Callable[[], date]) -> None:
        self._store = store
        self._editor = editor
        self._today = today

    def undang_pokja(self, rapat: RapatId, kampung: KampungId | None) -> int:
        """Invite the members in office of a working group on the day of the meeting.

        None is the office's own group. Who is invited already is left out; return how many came on
        the list.
        """
        with self._editor.edit("Undang anggota Pokja") as unit:
            meeting = ada(unit, Rapat, rapat)
            group = susunan_di(unit, kampung, meeting.tanggal)
            seats = group.anggota if group else ()
            return _invite(unit, rapat, _members(unit, rapat, seats))

    def undang_ketua(self, rapat: RapatId) -> int:
        """Invite the chairs of the kampung's working groups, of the meeting's own region.

        Return how many came on the list.
        """
        with self._editor.edit("Undang ketua Pokja kampung") as unit:
            meeting = ada(unit, Rapat, rapat)
            villages = unit.get_many(Kampung, _kampung_of(unit, meeting))
            return _invite(unit, rapat, _chairs(unit, meeting, villages))

    def undang_opd(self, rapat: RapatId, opd: Sequence[OPDId] | None = None) -> int:
        """Invite agencies (all of the day by default), each by its contact person or its head.

        An agency for which somebody is invited already is left out; return how many came on the
        list.
        """
        with self._editor.edit("Undang OPD") as unit:
            meeting = ada(unit, Rapat, rapat)
            present = opd_pada(unit, meeting.tanggal)
            chosen = [item for item in present if opd is None or item.id in opd]
            spoken_for = {item.opd for item in unit.find(Peserta, rapat=rapat)}
            return _invite(
                unit,
                rapat,
                [_of_agency(rapat, item) for item in chosen if item.id not in spoken_for],
            )

    def undang_seperti(self, rapat: RapatId, sebelumnya: RapatId) -> int:
        """Invite the people of an earlier meeting again, guests left out; return how many."""
        with self._editor.edit("Undang peserta rapat sebelumnya") as unit:
            former = sorted(unit.find(Peserta, rapat=sebelumnya), key=lambda item: item.urut)
            return _invite(
                unit,
                rapat,
                [
                    replace(
                        item, id=_new(), rapat=rapat, kehadiran=Kehadiran.DIUNDANG, wakil="",
                        alasan="",
                    )
                    for item in former
                    if not item.tamu
                ],
            )  # fmt: skip

    def tambah(
        self,
        rapat: RapatId,
        baris: Sequence[Mapping[str, Any]],
        *,
        initiator: object | None = None,
    ) -> list[Peserta]:
        """Add people in one step; an agency is recognised by its name. Raises RuleViolation."""
        with self._editor.edit("Tambah peserta rapat", initiator=initiator) as unit:
            names = nama_ke_opd(unit)
            first = urut_berikut(unit, Peserta, rapat)
            made = [
                kenali(Peserta(id=_new(), rapat=rapat, urut=urut, **nilai), names)
                for urut, nilai in enumerate(baris, first)
            ]
            for item in made:
                unit.put(item)
            self._held(unit, rapat, made)
        return made

    def ubah(
        self, peserta: Peserta, nilai: Mapping[str, Any], *, initiator: object | None = None
    ) -> Peserta:
        """Change some fields of a participant; raises RuleViolation, StaleEdit.

        Naming who came instead says that he was represented; changing the attendance forgets what
        no longer fits it.
        """
        values = dict(nilai)
        if values.get("wakil") and "kehadiran" not in values:
            values["kehadiran"] = Kehadiran.DIWAKILI
        if "kehadiran" in values:
            values = {**kosongkan(values["kehadiran"]), **values}
        with self._editor.edit("Ubah peserta rapat", initiator=initiator) as unit:
            made = put_values(unit, peserta, values)
            self._held(unit, made.rapat, [made])
        return made

    def tandai(self, ids: Sequence[PesertaId], kehadiran: Kehadiran) -> int:
        """Mark the attendance of people in one step; return how many it changed."""
        with self._editor.edit(f"Catat kehadiran: {kehadiran.label.lower()}") as unit:
            present = unit.get_many(Peserta, ids).values()
            changed = [item for item in present if item.kehadiran is not kehadiran]
            marked = [
                replace(item, kehadiran=kehadiran, **kosongkan(kehadiran)) for item in changed
            ]
            for item in marked:
                unit.put(item)
            for rapat in {item.rapat for item in marked}:
                self._held(unit, rapat, marked)
        return len(changed)

    def hapus(self, ids: Sequence[PesertaId]) -> None:
        """Remove people from the list."""
        with self._editor.edit("Hapus peserta rapat") as unit:
            for id in ids:
                unit.remove(Peserta, id)

    def satu(self, id: PesertaId) -> Peserta:
        """Return a participant; raises StaleEdit when gone."""
        with self._store.read() as reader:
            return ada(reader, Peserta, id)

    def sebelumnya(self, rapat: RapatId) -> Rapat | None:
        """Return the newest earlier meeting of the same people, None where there is none."""
        with self._store.read() as reader:
            meeting = ada(reader, Rapat, rapat)
            same = reader.find(
                Rapat, tingkat=meeting.tingkat, wilayah=meeting.wilayah, kampung=meeting.kampung
            )
        earlier = [item for item in same if item.tanggal < meeting.tanggal]
        return max(earlier, key=lambda item: item.tanggal, default=None)

    def _held(self, unit: Unit, rapat: RapatId, people: Iterable[Peserta]) -> None:
        if any(datang(item) for item in people):
            terlaksana(unit, rapat, self._today())


def _new() -> PesertaId:
    return PesertaId(new_id())


def kosongkan(kehadiran: Kehadiran) -> dict[str, Any]:
    """Return the fields that an attendance leaves empty."""
    cleared: dict[str, Any] = {} if kehadiran is Kehadiran.DIWAKILI else {"wakil": ""}
    if kehadiran in (Kehadiran.HADIR, Kehadiran.DIUNDANG):
        cleared["alasan"] = ""
    return cleared


def kenali(peserta: Peserta, names: Mapping[str, OPDId]) -> Peserta:
    """Return a participant with the agency that the name of his office means."""
    found = names.get(normal(peserta.instansi)) if peserta.opd is None else None
    return replace(peserta, opd=found) if found else peserta


def _invite(unit: Unit, rapat: RapatId, people: Iterable[Peserta]) -> int:
    """Put people on the list who are not on it, by person or by name and office."""
    present = unit.find(Peserta, rapat=rapat)
    seats = {item.anggota for item in present if item.anggota}
    names = {(normal(item.nama), normal(item.instansi)) for item in present}
    urut = urut_berikut(unit, Peserta, rapat)
    number = 0
    for item in people:
        key = normal(item.nama), normal(item.instansi)
        if item.anggota in seats or key in names:
            continue
        names.add(key)
        unit.put(replace(item, urut=urut + number))
        number += 1
    return number


def _members(reader: Reader, rapat: RapatId, seats: Iterable[Anggota]) -> list[Peserta]:
    positions = nama_butir(reader).get("kedudukan", {})
    sections = nama_butir(reader).get("seksi", {})
    seats = list(seats)
    agencies = reader.get_many(OPD, {seat.opd for seat in seats if seat.opd})
    people = []
    for seat in seats:
        agency = agencies.get(seat.opd) if seat.opd else None
        position = positions.get(seat.kedudukan, seat.kedudukan)
        words = (position, sections.get(seat.seksi, seat.seksi))
        people.append(
            Peserta(
                id=_new(),
                rapat=rapat,
                nama=seat.nama,
                jabatan=" ".join(word for word in words if word),
                instansi=agency.nama if agency else seat.unsur,
                opd=seat.opd,
                anggota=seat.id,
                kontak=seat.kontak,
            )
        )
    return people


def _kampung_of(reader: Reader, meeting: Rapat) -> list[KampungId]:
    """Return the active kampung of those who meet."""
    return [
        item.id
        for item in reader.find(Kampung, aktif=True)
        if within(item.desa, meeting.wilayah or "") and meeting.kampung in (None, item.id)
    ]


def _chairs(reader: Reader, meeting: Rapat, villages: Mapping[str, Kampung]) -> Iterator[Peserta]:
    groups = susunan_pada(reader, meeting.tanggal)
    for village in sorted(villages.values(), key=lambda item: item.desa):
        group = groups.get(village.id)
        seats = group.anggota if group else ()
        chair = next((seat for seat in seats if seat.kedudukan == "ketua"), None)
        if chair is not None:
            yield Peserta(
                id=_new(),
                rapat=meeting.id,
                nama=chair.nama,
                jabatan="Ketua Pokja",
                instansi=f"Kampung KB {village.nama}",
                anggota=chair.id,
                kontak=chair.kontak,
            )


def _of_agency(rapat: RapatId, opd: OPD) -> Peserta:
    state = opd.jenis in (JenisOPD.OPD, JenisOPD.VERTIKAL)
    head = f"{'Kepala' if state else 'Pimpinan'} {opd.nama}"
    return Peserta(
        id=_new(),
        rapat=rapat,
        nama=opd.pic or head,
        jabatan="Kader binaan/PIC" if opd.pic else "",
        instansi=opd.nama,
        opd=opd.id,
        kontak=opd.kontak if opd.pic else "",
    )
