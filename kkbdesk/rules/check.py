"""The only entrance to the rules."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from kkbdesk.model.changes import Change
from kkbdesk.model.fields import Record
from kkbdesk.model.ids import Kind
from kkbdesk.model.problem import Problem, Severity
from kkbdesk.rules import kampung, matriks, naskah, opd, orang, pokja, rapat, rencana
from kkbdesk.rules.problem import check_fields
from kkbdesk.store import Records

_ONE: dict[Kind, Callable[[Any], Iterator[Problem]]] = {
    Kind.KAMPUNG: kampung.check_kampung,
    Kind.KLASIFIKASI: kampung.check_klasifikasi,
    Kind.VARIABEL: kampung.check_variabel,
    Kind.POKJA: pokja.check_pokja,
    Kind.ANGGOTA: pokja.check_anggota,
    Kind.OPD: opd.check_opd,
    Kind.NAMA_OPD: opd.check_nama_opd,
    Kind.MATRIKS: matriks.check_matriks,
    Kind.NASKAH: naskah.check_naskah,
    Kind.PEJABAT: naskah.check_pejabat,
    Kind.TATA_NASKAH: naskah.check_tata,
    Kind.ATURAN_NASKAH: naskah.check_aturan,
    Kind.SEL_MATRIKS: matriks.check_sel,
    Kind.SERI_RAPAT: rapat.check_seri,
    Kind.RAPAT: rapat.check_rapat,
    Kind.PESERTA: rapat.check_peserta,
    Kind.TINDAK_LANJUT: rapat.check_tindak_lanjut,
    Kind.PERMASALAHAN: rencana.check_permasalahan,
    Kind.TAWARAN: rencana.check_tawaran,
    Kind.RENCANA: rencana.check_rencana,
}
_SET: dict[Kind, Callable[[Any, Records], Iterator[Problem]]] = {
    Kind.KAMPUNG: kampung.check_kampung_set,
    Kind.KLASIFIKASI: kampung.check_klasifikasi_set,
    Kind.POKJA: pokja.check_pokja_set,
    Kind.ANGGOTA: pokja.check_anggota_set,
    Kind.NASKAH: naskah.check_naskah_set,
    Kind.OPD: opd.check_opd_set,
    Kind.ORANG: orang.check_orang_set,
    Kind.SEL_MATRIKS: matriks.check_sel_set,
    Kind.RAPAT: rapat.check_rapat_set,
    Kind.PESERTA: rapat.check_peserta_set,
    Kind.KEPUTUSAN: rapat.check_keputusan_set,
    Kind.TINDAK_LANJUT: rapat.check_tindak_lanjut_set,
    Kind.PERMASALAHAN: rencana.check_permasalahan_set,
    Kind.TAWARAN: rencana.unknown_codes,
    Kind.TAHAPAN: rencana.unknown_codes,
    Kind.RENCANA: rencana.check_rencana_set,
    Kind.REALISASI: rencana.check_realisasi_set,
    Kind.FOTO_REALISASI: rencana.check_foto_set,
}


def check_alone(record: Record) -> list[Problem]:
    """Return what is wrong with a record by itself."""
    return list(_ONE.get(record.KIND, check_fields)(record))


def check(records: Sequence[Record], reader: Records) -> list[Problem]:
    """Return what is wrong with these records, by themselves and beside all others.

    The reader must see them: inside a unit it does once they were put.
    """
    found: list[Problem] = []
    kinds: dict[Kind, list[Record]] = {}
    for record in records:
        found += check_alone(record)
        kinds.setdefault(record.KIND, []).append(record)
    for kind, group in kinds.items():
        if kind in _SET:
            found += _SET[kind](group, reader)
    return found


def check_changes(changes: Sequence[Change], reader: Records) -> list[Problem]:
    """Return what forbids or marks an edit; `changes` were already put through `reader`."""
    found = check([change.after for change in changes if change.after is not None], reader)
    if any(change.kind is Kind.SEL_MATRIKS for change in changes):
        found += matriks.check_locked(changes, reader)
    if any(change.kind is Kind.ORANG for change in changes):
        found += orang.check_penyelia(changes, reader)
    return found


def wrong(problems: Sequence[Problem]) -> tuple[Problem, ...]:
    """Return those that block."""
    return tuple(item for item in problems if item.severity is Severity.SALAH)
