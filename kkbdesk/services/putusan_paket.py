"""Questions that merges left open: listed, and decided later so that the decision travels."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from kkbdesk.errors import StaleEdit, UserError
from kkbdesk.model.fields import Record
from kkbdesk.model.ids import Kind
from kkbdesk.model.orang import Tindak
from kkbdesk.model.registry import RECORDS
from kkbdesk.model.versi import ADA, Cabang, Versi
from kkbdesk.model.wire import to_plain
from kkbdesk.services.editor import Editor
from kkbdesk.services.gabung import serupa
from kkbdesk.services.kata_paket import Kata, Soal, dengan, tersangkut
from kkbdesk.services.kembar import tergantung
from kkbdesk.store import Reader, Store, Unit


class PutusanPaketService:
    """Knows what nobody decided on yet."""

    def __init__(self, store: Store, editor: Editor) -> None:
        self._store = store
        self._editor = editor

    def daftar(self) -> list[Soal]:
        """Return the open questions in words, by place; the first value is the one shown now."""
        with self._store.read() as reader:
            found = reader.versi_terbuka()
            records = _records(reader, found)
            asked = {
                (kind, id, name): _values(records[kind, id], versi, name)
                for (kind, id), versi in found.items()
                if (kind, id) in records
                for name in versi.cabang
            }
            kata = Kata(reader, tersangkut(records, asked.items()))
            said = [
                kata.soal(tanya, records[tanya[:2]], values, terpakai=False)
                for tanya, values in asked.items()
            ]
        return sorted(said, key=lambda item: (item.tempat, item.jenis, item.judul, item.kolom))

    def putuskan(self, jawaban: Sequence[tuple[Soal, int]]) -> None:
        """Decide questions as one edit: each by the place of its chosen value.

        Raises StaleEdit when one is not as it was shown, UserError when it is not for this person
        to do, or a record that something hangs on would be deleted; RuleViolation as every edit.
        """
        self._editor.wewenang.perlu(Tindak.GABUNG_PAKET)
        by_record: dict[tuple[Kind, str], list[tuple[Soal, int]]] = {}
        for soal, place in jawaban:
            by_record.setdefault(soal.tanya[:2], []).append((soal, place))
        label = f"Putuskan {len(jawaban)} pertentangan"
        with self._editor.edit(label, koreksi=True) as unit:
            unit.catat_versi()
            known = unit.versi((str(kind), id) for kind, id in by_record)
            for (kind, id), chosen in by_record.items():
                _decide(unit, kind, id, known.get((str(kind), id), Versi()), chosen)


def _decide(
    unit: Unit, kind: Kind, id: str, versi: Versi, chosen: Sequence[tuple[Soal, int]]
) -> None:
    record = unit.get(RECORDS[kind], id)
    for soal, _ in chosen:
        name = soal.tanya[2]
        if record is None or not serupa(name, soal.cabang, _values(record, versi, name)):
            raise StaleEdit(
                f"{soal.jenis} {soal.judul} ({soal.kolom}) sudah berubah sementara itu. Periksa "
                "lagi pertentangannya, lalu putuskan."
            )
    assert record is not None
    titik = unit.titik()
    if any(soal.tanya[2] == ADA and not soal.cabang[place][1] for soal, place in chosen):
        _remove(unit, chosen[0][0])
        held = to_plain(record)
        del held["id"]
        unit.put_versi(kind, id, versi.dihapus(titik, held))
        return
    for soal, place in chosen:
        name, value = soal.tanya[2], soal.cabang[place][1]
        if name != ADA:
            record = _put(record, soal, value)
    unit.put(record)
    names = [soal.tanya[2] for soal, _ in chosen if soal.tanya[2] != ADA]
    unit.put_versi(kind, id, versi.ditulis(names, titik))


def _put(record: Record, soal: Soal, value: Any) -> Record:
    made = dengan(record, soal.tanya[2], value)
    if made is None:
        raise UserError(
            f"{soal.jenis} {soal.judul}: nilai {soal.kolom} dari paket tidak dapat dibaca. Pilih "
            "yang lain, atau isi sendiri di halamannya."
        )
    return made


def _remove(unit: Unit, soal: Soal) -> None:
    kind, id, _ = soal.tanya
    hanging = tergantung(unit, [(kind, id)]).get((kind, id), [])
    if hanging:
        nouns = ", ".join(sorted({child.NOUN for child in hanging}))
        raise UserError(
            f"{soal.jenis} {soal.judul} masih dipakai {len(hanging)} catatan ({nouns}). Hapus itu "
            "dahulu, atau pertahankan catatan ini."
        )
    unit.remove(RECORDS[kind], id)


def _values(record: Record, versi: Versi, name: str) -> tuple[Cabang, ...]:
    """Return the value shown and those that compete with it."""
    if name == ADA:
        shown: Cabang = versi.titik[ADA], True
    else:
        shown = versi.milik(name), to_plain(record).get(name)
    return shown, *versi.cabang.get(name, ())


def _records(
    reader: Reader, found: Mapping[tuple[Kind, str], Versi]
) -> dict[tuple[Kind, str], Record]:
    ids: dict[Kind, list[str]] = {}
    for kind, id in found:
        ids.setdefault(kind, []).append(id)
    return {
        (kind, id): record
        for kind, wanted in ids.items()
        for id, record in reader.get_many(RECORDS[kind], wanted).items()
    }
