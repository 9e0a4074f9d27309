"""The register of documents: drafts, numbers, issue, revocation, scans."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from kkbdesk.errors import UserError
from kkbdesk.model.ids import KampungId, NaskahId, PejabatId, PokjaId, new_id
from kkbdesk.model.kampung import Kampung
from kkbdesk.model.naskah import NASKAH_POKJA, Naskah, Pejabat, PeranPejabat, StatusNaskah
from kkbdesk.model.pokja import Pokja
from kkbdesk.model.problem import Problem
from kkbdesk.rules.check import check
from kkbdesk.services.editor import Editor, put_values
from kkbdesk.services.naskah import (
    MintaNaskah,
    NaskahService,
    baca_naskah,
    jenis_naskah,
    minta_dari,
)
from kkbdesk.services.nomor import Nomor, nomor_berikut, nomor_janggal, urut_dari
from kkbdesk.services.tentang_naskah import catat, forget, tell
from kkbdesk.store import Reader, Store


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
    """On the present day."""
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

    def daftar(self, kantor: str = "") -> list[NaskahRow]:
        """Return all documents of an office, newest first."""
        with self._store.read(kantor) as reader:
            officials = {item.id: item.nama for item in reader.find(Pejabat)}
            places = {item.id: item.nama for item in reader.find(Kampung)}
            groups = {item.id: item.kampung for item in reader.find(Pokja)}
            rows = [_row(item, officials, places, groups, reader) for item in reader.find(Naskah)]
        return sorted(rows, key=lambda row: (row.tanggal or date.max, row.id), reverse=True)

    def get(self, id: NaskahId) -> tuple[Naskah, list[Problem]]:
        """Return a document of the register and what is to be looked at in it."""
        with self._store.read() as reader:
            naskah = baca_naskah(reader, id)
            return naskah, check([naskah], reader)

    def buat(
        self, minta: MintaNaskah, *, hal: str = "", mencabut: NaskahId | None = None
    ) -> Naskah:
        """Enter a draft; its subject is that of its text unless given."""
        made = self._naskah.susun(minta)
        group = self._group(minta.pokja)
        naskah = Naskah(
            id=NaskahId(new_id()),
            jenis=minta.jenis,
            nomor=minta.nomor,
            tanggal=minta.tanggal,
            hal=hal or made.tentang or self._subject(minta),
            pejabat=minta.pejabat,
            selesai=group.selesai if group and minta.jenis in NASKAH_POKJA else None,
            kampung=minta.kampung or (group.kampung if group else None),
            pokja=minta.pokja,
            rapat=minta.rapat,
            mencabut=mencabut,
            isian=_typed(minta.ketikan),
        )
        with self._editor.edit(f"Buat {jenis_naskah(minta.jenis).judul.lower()}") as unit:
            unit.put(naskah)
        return naskah

    def _group(self, id: PokjaId | None) -> Pokja | None:
        if id is None:
            return None
        with self._store.read() as reader:
            return reader.get(Pokja, id)

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
        """Change some fields of a document; raises UserError for the form of an issued one.

        What was entered from paper tells number and date on.
        """
        frozen = {"jenis", "isian", "kampung", "pokja", "rapat"}
        if naskah.beku and frozen & nilai.keys():
            raise UserError(
                "Naskah yang sudah ditetapkan tidak berubah lagi; buat naskah perubahan."
            )
        with self._editor.edit("Ubah naskah") as unit:
            changed = put_values(unit, naskah, nilai)
            if changed.tercatat and {"nomor", "tanggal"} & nilai.keys():
                forget(unit, naskah)
                changed = catat(unit, changed)
        return changed

    def ketik(self, naskah: Naskah, ketikan: Mapping[str, str]) -> Naskah:
        """Keep what was typed into the document itself; its subject follows."""
        changed = replace(naskah, isian=_typed(ketikan))
        minta = minta_dari(changed)
        hal = self._naskah.susun(minta).tentang or self._subject(minta)
        return self.ubah(naskah, {"isian": changed.isian, "hal": hal})

    def nomor_berikut(
        self, jenis: str, tanggal: date, kampung: KampungId | None = None
    ) -> tuple[int | None, str]:
        """Return the next number of a kind in a year, bare and after the pattern."""
        with self._store.read() as reader:
            return nomor_berikut(reader, jenis, tanggal, kampung)

    def tetapkan(
        self, id: NaskahId, tanggal: date, nomor: str = "", urut: int | None = None
    ) -> Naskah:
        """Issue a document: number and date are given, its form is frozen.

        Without a number the program proposes the next. Raises UserError when it is issued already.
        """
        with self._editor.edit("Tetapkan naskah") as unit:
            naskah = baca_naskah(unit, id)
            if naskah.beku or naskah.tercatat:
                raise UserError("Naskah ini sudah ditetapkan.")
            if not nomor:
                urut, nomor = nomor_berikut(unit, naskah.jenis, tanggal, naskah.kampung)
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
            tell(unit, issued)
        return issued

    def _destination(self, reader: Reader, minta: MintaNaskah) -> str:
        """Return to whom a letter goes: who was invited, or what was typed into it."""
        if jenis_naskah(minta.jenis).bentuk.value != "surat":
            return ""
        return self._naskah.isian_dengan(reader, minta)[1].nilai.get("tujuan", "")

    def ajukan(self, id: NaskahId) -> Naskah:
        """Note that a draft was handed to be signed."""
        with self._editor.edit("Ajukan naskah") as unit:
            naskah = baca_naskah(unit, id)
            if naskah.status is not StatusNaskah.DRAF:
                state = naskah.status.label.lower()
                raise UserError(f"Ajukan naskah tidak mungkin; naskah ini {state}.")
            changed = replace(naskah, status=StatusNaskah.DIAJUKAN)
            unit.put(changed)
        return changed

    def cabut(self, id: NaskahId) -> Naskah:
        """Revoke an issued document; what named its number names the one before it, or none."""
        with self._editor.edit("Cabut naskah") as unit:
            naskah = baca_naskah(unit, id)
            if naskah.status is not StatusNaskah.DITETAPKAN:
                state = naskah.status.label.lower()
                raise UserError(f"Cabut naskah tidak mungkin; naskah ini {state}.")
            changed = replace(naskah, status=StatusNaskah.DICABUT)
            unit.put(changed)
            forget(unit, changed)
        return changed

    def hapus(self, ids: Sequence[NaskahId]) -> None:
        """Remove drafts, and what was entered wrongly; raises UserError for what was issued."""
        with self._editor.edit("Hapus naskah") as unit:
            for id in ids:
                naskah = baca_naskah(unit, id)
                if naskah.beku:
                    raise UserError("Naskah yang sudah ditetapkan dicabut, bukan dihapus.")
                unit.remove(Naskah, id)
                if naskah.tercatat:
                    forget(unit, naskah)

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


def _row(
    naskah: Naskah,
    officials: Mapping[PejabatId, str],
    places: Mapping[KampungId, str],
    groups: Mapping[PokjaId, KampungId | None],
    reader: Reader,
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
        status=naskah.keadaan(reader.today()),
        mulai=naskah.mulai,
        selesai=naskah.selesai,
        tempat=places.get(kampung, "") if kampung else "",
        pindaian=len(naskah.pindaian),
    )
