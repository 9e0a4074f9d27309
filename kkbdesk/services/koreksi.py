"""Records that another office sent are read-only here, except corrections, which travel back."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from kkbdesk.errors import UserError
from kkbdesk.model.changes import Change
from kkbdesk.model.fields import Record
from kkbdesk.model.ids import Kind
from kkbdesk.model.kantor import Kantor
from kkbdesk.queries.letak import Letak
from kkbdesk.queries.milik import pemilik
from kkbdesk.store import SEMUA, Reader, Store

_MANY = 200
"""So many changes are worth reading all kampung at once."""


class Koreksi:
    """Asked by the editor about every edit; `nyala` while somebody corrects."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.nyala = False

    def milik(self, record: Record) -> Kantor | None:
        """Return the office that sent what is here of a record, None where it is this office's."""
        with self._store.read() as reader:
            if not _holds_others(reader):
                return None
            return _Pemilik(reader, many=False).dari(record)

    def larangan(self, record: Record) -> str:
        """Return why a record may not be changed now, empty when it may."""
        owner = None if self.nyala else self.milik(record)
        return f"{_why(owner)} Nyalakan Koreksi untuk membetulkannya." if owner else ""

    def periksa(self, changes: Sequence[Change], reader: Reader) -> bool:
        """Tell whether an edit corrects records of other offices; raises UserError unless `nyala`.

        The reader must see the outcome of the edit.
        """
        owner = next(_foreign(changes, reader), None)
        if owner is not None and not self.nyala:
            raise UserError(
                f"{_why(owner)} Nyalakan Koreksi untuk membetulkannya di sini; pada baris "
                "perintah: --koreksi."
            )
        return owner is not None

    def penolak(self, reader: Reader) -> Callable[[Change], str]:
        """Return what tells why a planned change of an import cannot be, "" where it can."""
        if self.nyala or not _holds_others(reader):
            return lambda _change: ""
        owners = _Pemilik(reader, many=True)

        def why(change: Change) -> str:
            owner = owners.pengubah(change)
            return f"{_why(owner)} Baris ini hanya dapat diambil dengan Koreksi." if owner else ""

        return why


class _Pemilik:
    """Finds the office that records belong to."""

    def __init__(self, reader: Reader, *, many: bool) -> None:
        self._reader = reader
        self._letak = Letak(reader, sekaligus=many)
        self._known: dict[str, Kantor | None] = {}

    def dari(self, record: Record) -> Kantor | None:
        if record.KIND is Kind.WILAYAH:  # the list of the ministry is nobody's own
            return None
        kode = self._letak.kode(record)
        if not kode or kode == self._letak.sendiri:
            return None
        if kode[:5] not in self._known:
            self._known[kode[:5]] = pemilik(self._reader, kode)
        return self._known[kode[:5]]

    def pengubah(self, change: Change) -> Kantor | None:
        found = (self.dari(record) for record in (change.before, change.after) if record)
        return next((owner for owner in found if owner is not None), None)


def _foreign(changes: Sequence[Change], reader: Reader) -> Iterator[Kantor]:
    if not changes or not _holds_others(reader):
        return
    owners = _Pemilik(reader, many=len(changes) > _MANY)
    for change in changes:
        owner = owners.pengubah(change)
        if owner is not None:
            yield owner


def _holds_others(reader: Reader) -> bool:
    return reader.sebagai(SEMUA).count(Kantor) > 1


def _why(owner: Kantor) -> str:
    return f"Data ini milik {owner.nama} ({owner.kantor}), yang mengirimnya dalam paket."
