"""The people of the office: who there is, who comes in, what helps when a PIN is forgotten."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from kkbdesk.documents import writers
from kkbdesk.errors import StaleEdit, UserError
from kkbdesk.model.ids import OrangId, new_id
from kkbdesk.model.orang import Orang, Pemulihan, Tindak, pemulihan_id
from kkbdesk.model.wilayah import normal
from kkbdesk.services.editor import Editor
from kkbdesk.services.rahasia import (
    baca_kode,
    cocok,
    hash_dari,
    kode_baru,
    periksa_pin,
    tunggu,
)
from kkbdesk.services.wewenang import Wewenang
from kkbdesk.store import Hak, Rahasia, Reader, Store

GUNA_PIN = (
    "PIN menjaga dari kekeliruan dan rekan yang ingin tahu. PIN tidak menjaga dari orang yang "
    "mengambil komputer atau menyalin berkas datanya; untuk itu enkripsi cakram (BitLocker)."
)
"""What PINs are for, as it is said wherever one is asked for or given."""


class OrangService:
    """Keeps the people and lets them in."""

    def __init__(
        self, store: Store, editor: Editor, wewenang: Wewenang, clock: Callable[[], datetime]
    ) -> None:
        self._store = store
        self._editor = editor
        self._wewenang = wewenang
        self._clock = clock

    def daftar(self) -> list[Orang]:
        """Return all people by name, those who left last."""
        with self._store.read() as reader:
            return sorted(
                reader.find(Orang), key=lambda orang: (not orang.aktif, normal(orang.nama))
            )

    def dengan_nama(self, nama: str) -> Orang:
        """Return a person by name; raises UserError that lists the names."""
        people = self.daftar()
        found = [orang for orang in people if normal(orang.nama) == normal(nama)]
        if not found:
            known = ", ".join(orang.nama for orang in people) or "belum ada orang"
            raise UserError(f"Orang “{nama}” tidak terdaftar; yang ada: {known}.")
        return found[0]

    def perlu_masuk(self) -> bool:
        """Tell whether somebody has to say who he is before working; who may only read need not."""
        if self._store.hak is Hak.BACA:
            return False
        return bool(self.daftar()) and self._wewenang.siapa() is None

    def masuk(self, id: OrangId, pin: str = "") -> Orang:
        """Let a person in; raises UserError for one who left and for a wrong PIN."""
        orang = self._active(id)
        if orang.pin:
            self._open(orang.pin, pin, "PIN")
        self._wewenang.masuk(orang)
        return orang

    def masuk_langsung(self) -> None:
        """Let the only person of an office in who has no PIN; there is nothing to ask."""
        active = [orang for orang in self.daftar() if orang.aktif]
        if len(active) == 1 and not active[0].pin:
            self._wewenang.masuk(active[0])

    def keluar(self) -> None:
        """Let whoever works go."""
        self._wewenang.keluar()

    def tambah(self, nilai: Mapping[str, Any], pin: str = "") -> Orang:
        """Add a person, with a PIN or without; the first one is let in at once."""
        made = Orang(id=OrangId(new_id()), pin=self._kept_pin(pin), **nilai)
        if not self.daftar():
            self._wewenang.masuk(made)
        try:
            with self._editor.edit("Tambah orang") as unit:
                unit.put(made)
        except UserError:
            self._wewenang.segarkan()
            raise
        return made

    def ubah(self, orang: Orang, nilai: Mapping[str, Any]) -> Orang:
        """Change some fields of a person."""
        return self._editor.change("Ubah orang", orang, nilai)

    def hapus(self, ids: Sequence[OrangId]) -> None:
        """Remove people entered wrongly; the history keeps their names."""
        with self._editor.edit("Hapus orang") as unit:
            for id in ids:
                unit.remove(Orang, id)

    def atur_pin(self, id: OrangId, pin: str, lama: str = "") -> None:
        """Give a person another PIN, or with an empty one none; raises UserError.

        Whoever changes the own PIN has to know the present one.
        """
        orang = self._active(id)
        present = self._wewenang.siapa()
        if present is None or present.id != id:
            self._wewenang.perlu(Tindak.KELOLA_ORANG)
        elif orang.pin:
            self._open(orang.pin, lama, "PIN lama")
        self._put_pin(orang, pin, f"Ganti PIN {orang.nama}")

    def lembar(self) -> Pemulihan | None:
        """Return the recovery sheet that is valid now."""
        with self._store.read() as reader:
            return reader.get(Pemulihan, pemulihan_id())

    def tulis_lembar(self, path: Path) -> None:
        """Write a new recovery sheet as a PDF, from when on the former is void.

        Raises UserError, StorageFault; the former sheet stays valid then.
        """
        from kkbdesk.documents.pemulihan import lembar_pemulihan  # noqa: PLC0415 - when needed

        self._wewenang.perlu(Tindak.KELOLA_ORANG)
        if path.suffix.casefold() != ".pdf":
            raise UserError(f"Berkas {path.name} harus berakhiran .pdf.")
        code, day = kode_baru(), self._clock().astimezone().date()
        with self._store.read() as reader:
            document = lembar_pemulihan(reader, code, day)
        secret = self._keep(code)
        with self._editor.edit("Buat lembar pemulihan") as unit:
            unit.put(Pemulihan(id=pemulihan_id(), dibuat=day, kode=secret))
            writers.write(document, path)

    def pulihkan(self, kode: str, id: OrangId, pin: str) -> Orang:
        """Give a person a new PIN by the code of the recovery sheet, and let him in.

        The code stays valid until the next sheet is made, so that nobody is locked out; that it
        was used stands in the history. Raises UserError.
        """
        sheet, orang = self.lembar(), self._active(id)
        if sheet is None:
            raise UserError("Kantor ini belum mempunyai lembar pemulihan.")
        periksa_pin(pin)
        self._open(sheet.kode, baca_kode(kode), "Kode pemulihan")
        self._wewenang.masuk(orang)
        used = replace(sheet, dipakai=self._clock().astimezone().date())
        self._put_pin(orang, pin, f"Pulihkan PIN {orang.nama} dengan lembar pemulihan", used)
        return orang

    def _put_pin(self, orang: Orang, pin: str, label: str, *more: Pemulihan) -> None:
        secret = self._kept_pin(pin)
        with self._editor.edit(label) as unit:
            unit.put(replace(_existing(unit, orang.id), pin=secret))
            for record in more:
                unit.put(record)

    def _kept_pin(self, pin: str) -> str:
        if not pin:
            return ""
        periksa_pin(pin)
        return self._keep(pin)

    def _keep(self, text: str) -> str:
        secret = Rahasia(new_id(), hash_dari(text))
        self._store.put_rahasia(secret)
        return secret.id

    def _open(self, id: str, text: str, what: str) -> None:
        """Raise UserError unless a text meets a secret; whoever misses often has to wait."""
        secret = self._store.get_rahasia(id)
        if secret is None:
            raise UserError(f"{what} tidak tersimpan pada data ini; pakai lembar pemulihan.")
        if wait := tunggu(secret, self._clock()):
            raise UserError(f"{what} terlalu sering salah. Coba lagi sesudah {wait} detik.")
        if cocok(secret.hash, text):
            if secret.meleset:
                self._store.put_rahasia(replace(secret, meleset=0, terakhir=None))
            return
        missed = replace(secret, meleset=secret.meleset + 1, terakhir=self._clock())
        self._store.put_rahasia(missed)
        wait = tunggu(missed, self._clock())
        again = f" Coba lagi sesudah {wait} detik." if wait else " Periksa, lalu coba lagi."
        raise UserError(f"{what} salah.{again}")

    def _active(self, id: OrangId) -> Orang:
        with self._store.read() as reader:
            orang = _existing(reader, id)
        if not orang.aktif:
            raise UserError(f"{orang.nama} tidak aktif lagi.")
        return orang


def _existing(reader: Reader, id: OrangId) -> Orang:
    found = reader.get(Orang, id)
    if found is None:
        raise StaleEdit("Orang ini sudah dihapus.")
    return found
