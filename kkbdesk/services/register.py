"""The register of documents: drafts, numbers, issue, revocation, scans."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from kkbdesk.errors import StaleEdit, UserError
from kkbdesk.model.ids import KampungId, NaskahId, PejabatId, PokjaId, new_id
from kkbdesk.model.kampung import Kampung
from kkbdesk.model.naskah import Naskah, Pejabat, PeranPejabat, StatusNaskah
from kkbdesk.model.pokja import Pokja
from kkbdesk.model.problem import Problem
from kkbdesk.rules.check import check
from kkbdesk.services.editor import Editor
from kkbdesk.services.naskah import (
    POKJA,
    MintaNaskah,
    NaskahService,
    jenis_naskah,
    minta_dari,
)
from kkbdesk.services.nomor import Nomor, nomor_berikut, nomor_janggal, urut_dari
from kkbdesk.store import Reader, Store, Unit

_SCAN = 30_000_000
"""Bytes of the largest scanned copy."""


@dataclass(frozen=True, slots=True)
class NaskahRow:
    """A line of the register."""

    id: NaskahId
    jenis: str
    judul: str
    nomor: str
    tanggal: date | None
    hal: str
    tujuan: str
    penanda: str
    status: StatusNaskah
    mulai: date | None
    selesai: date | None
    tempat: str
    """The kampung it is about."""
    pindaian: int


class RegisterService:
    """Keeps documents from draft to revocation."""

    def __init__(self, store: Store, editor: Editor, naskah: NaskahService) -> None:
        self._store = store
        self._editor = editor
        self._naskah = naskah

    def daftar(self) -> list[NaskahRow]:
        """Return all documents, newest first."""
        with self._store.read() as reader:
            officials = {item.id: item.nama for item in reader.find(Pejabat)}
            places = {item.id: item.nama for item in reader.find(Kampung)}
            groups = {item.id: item.kampung for item in reader.find(Pokja)}
            rows = [_row(item, officials, places, groups) for item in reader.find(Naskah)]
        return sorted(rows, key=lambda row: (row.tanggal or date.max, row.id), reverse=True)

    def get(self, id: NaskahId) -> tuple[Naskah, list[Problem]]:
        """Return a document of the register and what is to be looked at in it."""
        with self._store.read() as reader:
            naskah = _existing(reader, id)
            return naskah, check([naskah], reader)

    def buat(
        self, minta: MintaNaskah, *, hal: str = "", mencabut: NaskahId | None = None
    ) -> Naskah:
        """Enter a draft; its subject is that of its text unless given."""
        made = self._naskah.susun(minta)
        naskah = Naskah(
            id=NaskahId(new_id()),
            jenis=minta.jenis,
            nomor=minta.nomor,
            tanggal=minta.tanggal,
            hal=hal or made.tentang or self._subject(minta),
            pejabat=minta.pejabat,
            kampung=minta.kampung,
            pokja=minta.pokja,
            rapat=minta.rapat,
            mencabut=mencabut,
            isian=_typed(minta.ketikan),
        )
        with self._editor.edit(f"Buat {jenis_naskah(minta.jenis).judul.lower()}") as unit:
            unit.put(naskah)
        return naskah

    def _subject(self, minta: MintaNaskah) -> str:
        """Return what a document without a subject of its own is about: its letter, its meeting."""
        jenis = jenis_naskah(minta.jenis)
        with self._store.read() as reader:
            _, isian = self._naskah.isian_dengan(reader, minta)
        if jenis.bentuk.value == "surat":
            return isian.nilai.get("hal") or jenis.judul
        about = isian.nilai.get("rapat") or isian.nilai.get("maksud")
        return f"{jenis.judul}: {about}" if about else jenis.judul

    def ubah(self, naskah: Naskah, nilai: Mapping[str, Any]) -> Naskah:
        """Change some fields of a document; raises UserError for the form of an issued one."""
        frozen = {"jenis", "isian", "kampung", "pokja", "rapat"}
        if naskah.beku and frozen & nilai.keys():
            raise UserError(
                "Naskah yang sudah ditetapkan tidak berubah lagi; buat naskah perubahan."
            )
        return self._editor.change("Ubah naskah", naskah, nilai)

    def ketik(self, naskah: Naskah, ketikan: Mapping[str, str]) -> Naskah:
        """Keep what was typed into the document itself; its subject follows."""
        changed = replace(naskah, isian=_typed(ketikan))
        minta = minta_dari(changed)
        hal = self._naskah.susun(minta).tentang or self._subject(minta)
        return self.ubah(naskah, {"isian": changed.isian, "hal": hal})

    def nomor_berikut(self, jenis: str, tanggal: date) -> tuple[int | None, str]:
        """Return the next number of a kind in a year, bare and after the pattern."""
        with self._store.read() as reader:
            return nomor_berikut(reader, jenis, tanggal)

    def tetapkan(
        self, id: NaskahId, tanggal: date, nomor: str = "", urut: int | None = None
    ) -> Naskah:
        """Issue a document: number and date are given, its form is frozen.

        Without a number the program proposes the next. Raises UserError when it is issued already.
        """
        with self._editor.edit("Tetapkan naskah") as unit:
            naskah = _existing(unit, id)
            if naskah.beku:
                raise UserError("Naskah ini sudah ditetapkan.")
            if not nomor:
                urut, nomor = nomor_berikut(unit, naskah.jenis, tanggal)
            elif urut is None:
                urut = urut_dari(unit, naskah.jenis, tanggal, nomor)
            issued = replace(
                naskah,
                nomor=nomor,
                urut=urut,
                tanggal=tanggal,
                status=StatusNaskah.DITETAPKAN,
                pejabat=naskah.pejabat or _official(unit, naskah, tanggal),
            )
            minta = minta_dari(issued)
            made = self._naskah.susun_dengan(unit, minta)
            from kkbdesk.documents.beku import bekukan  # noqa: PLC0415 - loaded when needed

            frozen = bekukan(made.dokumen, self._store.put_berkas)
            digest = self._store.put_berkas(frozen.encode())
            issued = replace(
                issued,
                beku=digest,
                hal=made.tentang or issued.hal,
                tujuan=issued.tujuan or self._destination(unit, minta),
            )
            unit.put(issued)
            _tell(unit, issued)
        return issued

    def _destination(self, reader: Reader, minta: MintaNaskah) -> str:
        """Return to whom a letter goes: who was invited, or what was typed into it."""
        if jenis_naskah(minta.jenis).bentuk.value != "surat":
            return ""
        return self._naskah.isian_dengan(reader, minta)[1].nilai.get("tujuan", "")

    def ajukan(self, id: NaskahId) -> Naskah:
        """Note that a draft was handed to be signed."""
        return self._step(id, StatusNaskah.DIAJUKAN, "Ajukan naskah", (StatusNaskah.DRAF,))

    def cabut(self, id: NaskahId) -> Naskah:
        """Revoke an issued document."""
        allowed = (StatusNaskah.DITETAPKAN, StatusNaskah.BERAKHIR)
        return self._step(id, StatusNaskah.DICABUT, "Cabut naskah", allowed)

    def _step(
        self, id: NaskahId, status: StatusNaskah, label: str, allowed: Sequence[StatusNaskah]
    ) -> Naskah:
        with self._editor.edit(label) as unit:
            naskah = _existing(unit, id)
            if naskah.status not in allowed:
                raise UserError(f"{label} tidak mungkin; naskah ini {naskah.status.label.lower()}.")
            changed = replace(naskah, status=status)
            unit.put(changed)
        return changed

    def hapus(self, ids: Sequence[NaskahId]) -> None:
        """Remove drafts; raises UserError for what was issued."""
        with self._editor.edit("Hapus naskah") as unit:
            for id in ids:
                if _existing(unit, id).beku:
                    raise UserError("Naskah yang sudah ditetapkan dicabut, bukan dihapus.")
                unit.remove(Naskah, id)

    def pindai(self, id: NaskahId, nama: str, content: bytes) -> Naskah:
        """Attach a scanned copy; raises UserError for one that is too large."""
        if len(content) > _SCAN:
            raise UserError(
                f"Pindaian {nama} lebih dari 30 MB; pindai dengan resolusi lebih rendah."
            )
        digest = self._store.put_berkas(content)
        with self._editor.edit("Lampirkan pindaian") as unit:
            naskah = _existing(unit, id)
            changed = replace(naskah, pindaian=(*naskah.pindaian, f"{digest} {nama}"))
            unit.put(changed)
        return changed

    def lepas_pindaian(self, id: NaskahId, digest: str) -> None:
        """Take a scanned copy off that was attached by mistake."""
        with self._editor.edit("Lepas pindaian") as unit:
            naskah = _existing(unit, id)
            kept = tuple(entry for entry in naskah.pindaian if not entry.startswith(digest))
            unit.put(replace(naskah, pindaian=kept))

    def pindaian(self, naskah: Naskah) -> list[tuple[str, str]]:
        """Return digest and name of the scanned copies."""
        return [(entry.partition(" ")[0], entry.partition(" ")[2]) for entry in naskah.pindaian]

    def nomor(self, tahun: int) -> list[Nomor]:
        """Return per kind the numbers that are missing or used twice in a year."""
        with self._store.read() as reader:
            return nomor_janggal(reader, tahun)


def _official(reader: Reader, naskah: Naskah, tanggal: date) -> PejabatId | None:
    """Return who holds the office that signs this kind on that day, where he is recorded."""
    from kkbdesk.documents.naskah.pejabat import pejabat_di  # noqa: PLC0415 - loaded when needed

    peran = jenis_naskah(naskah.jenis).peran
    group = reader.get(Pokja, naskah.pokja) if naskah.pokja else None
    id = naskah.kampung or (group.kampung if group else None)
    kampung = reader.get(Kampung, id) if id else None
    where = kampung.desa if kampung and peran is PeranPejabat.KEPALA_DESA else None
    found = pejabat_di(reader, peran, where, tanggal)
    return found.id if found else None


def _typed(ketikan: Mapping[str, str]) -> str:
    kept = {name: text for name, text in ketikan.items() if text.strip()}
    return json.dumps(kept, ensure_ascii=False, sort_keys=True) if kept else ""


def _existing(reader: Reader, id: NaskahId) -> Naskah:
    found = reader.get(Naskah, id)
    if found is None:
        raise StaleEdit("Naskah ini sudah dihapus.")
    return found


def _row(
    naskah: Naskah,
    officials: Mapping[PejabatId, str],
    places: Mapping[KampungId, str],
    groups: Mapping[PokjaId, KampungId | None],
) -> NaskahRow:
    kampung = naskah.kampung or (groups.get(naskah.pokja) if naskah.pokja else None)
    return NaskahRow(
        id=naskah.id,
        jenis=naskah.jenis,
        judul=jenis_naskah(naskah.jenis).judul,
        nomor=naskah.nomor,
        tanggal=naskah.tanggal,
        hal=naskah.hal,
        tujuan=naskah.tujuan,
        penanda=officials.get(naskah.pejabat, "") if naskah.pejabat else "",
        status=naskah.status,
        mulai=naskah.mulai,
        selesai=naskah.selesai,
        tempat=places.get(kampung, "") if kampung else "",
        pindaian=len(naskah.pindaian),
    )


def _tell(unit: Unit, naskah: Naskah) -> None:
    """Write number and date of a decree where its subject keeps them."""
    if naskah.jenis in POKJA:
        group = unit.get(Pokja, naskah.pokja) if naskah.pokja else None
        if group is not None:
            unit.put(replace(group, sk_nomor=naskah.nomor, sk_tanggal=naskah.tanggal))
    elif naskah.jenis == "sk-pembentukan" and naskah.kampung:
        kampung = unit.get(Kampung, naskah.kampung)
        if kampung is not None:
            unit.put(replace(kampung, sk_nomor=naskah.nomor, sk_tanggal=naskah.tanggal))
