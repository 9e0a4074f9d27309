"""Who works now, and whether that person may do what is asked."""

from __future__ import annotations

from collections.abc import Sequence

from kkbdesk.errors import UserError
from kkbdesk.model.changes import Change
from kkbdesk.model.ids import Kind, OrangId
from kkbdesk.model.orang import Orang, Tindak
from kkbdesk.rules.orang import orang_sebelum, pemegang, tindak_dalam, tindak_pada
from kkbdesk.services.events import Changed
from kkbdesk.store import HANYA_BACA, Hak, Records, Store

_PERLU_HAK = {
    Tindak.UBAH_PENGATURAN: Hak.KELOLA,
    Tindak.KELOLA_ORANG: Hak.KELOLA,
    Tindak.PULIHKAN_CADANGAN: Hak.KELOLA,
}
"""Acts for which a server must let its user do more than write; each server enforces it itself."""


class Wewenang:
    """Asked by the editor about every edit, and by services about acts that are none.

    In an office without people everybody may do everything.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._outside = store.who
        self._id: OrangId | None = None

    def masuk(self, orang: Orang) -> None:
        """Let this person work from now on; edits carry the name."""
        self._id = orang.id
        self._store.who = orang.nama

    def keluar(self) -> None:
        """Let nobody in particular work from now on."""
        self._id = None
        self._store.who = self._outside

    def segarkan(self) -> None:
        """Follow what became of the person: another name, or none of the office's any more."""
        present = self.siapa()
        if present is None:
            self.keluar()
        else:
            self.masuk(present)

    def dengar(self, event: Changed) -> None:
        """Follow an edit of the people."""
        if event.changeset.touches(Kind.ORANG):
            self.segarkan()

    def siapa(self) -> Orang | None:
        """Return who works, None for nobody of the office's people."""
        return _found(self._people(), self._id)

    def boleh(self, tindak: Tindak) -> bool:
        """Tell whether an act is allowed now."""
        return self._allows(tindak, self._people())

    def perlu(self, tindak: Tindak) -> None:
        """Raise UserError, which says who may, unless an act is allowed now."""
        self._demand(tindak, self._people())

    def larangan(self, kind: Kind) -> str:
        """Return why records of a kind may not be changed now, empty when they may."""
        if self._store.hak is Hak.BACA:
            return HANYA_BACA.format(self._outside)
        tindak = tindak_pada(kind)
        people = self._people() if tindak else []
        return "" if tindak is None or self._allows(tindak, people) else self._why(tindak, people)

    def periksa(self, changes: Sequence[Change], records: Records) -> None:
        """Raise UserError when an edit that is not yet committed does what is not allowed.

        What an edit does is read off its changes, so no way to write leads past it: an import, a
        decision of a meeting, a step back in the history, undo.
        """
        acts = tindak_dalam(changes, self._id)
        if acts:
            people = orang_sebelum(changes, records)
            for tindak in acts:
                self._demand(tindak, people)

    def _people(self) -> list[Orang]:
        with self._store.read() as reader:
            return reader.find(Orang)

    def _allows(self, tindak: Tindak, people: Sequence[Orang]) -> bool:
        if self._store.hak.value < _PERLU_HAK.get(tindak, Hak.TULIS).value:
            return False
        return not people or _found(people, self._id) in pemegang(tindak, people)

    def _demand(self, tindak: Tindak, people: Sequence[Orang]) -> None:
        if not self._allows(tindak, people):
            if self._store.hak.value < _PERLU_HAK.get(tindak, Hak.TULIS).value:
                raise UserError(self._why(tindak, people))
            way = "Ganti orang, lalu ulangi; pada baris perintah: --orang NAMA."
            raise UserError(f"{self._why(tindak, people)} {way}")

    def _why(self, tindak: Tindak, people: Sequence[Orang]) -> str:
        least = _PERLU_HAK.get(tindak, Hak.TULIS)
        if self._store.hak.value < least.value:
            group = "kkb_admin" if least is Hak.KELOLA else "kkb_tulis"
            return (
                f"{tindak.label} tidak boleh dilakukan pengguna basis data “{self._outside}”. "
                f"Mintalah pengelola peladen memasukkannya ke kelompok {group}."
            )
        able = ", ".join(map(_called, pemegang(tindak, people)))
        who = _found(people, self._id)
        now = f"masuk sebagai {_called(who)}" if who else "belum masuk"
        return f"{tindak.label} hanya dapat dilakukan {able}. Anda {now}."


def _found(people: Sequence[Orang], id: OrangId | None) -> Orang | None:
    return next((orang for orang in people if orang.id == id and orang.aktif), None)


def _called(orang: Orang) -> str:
    return f"{orang.nama} ({orang.peran.label.lower()})"
