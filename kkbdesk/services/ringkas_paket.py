"""What a merge does, in words by place and person, and as plain data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from kkbdesk.exchange.padu import terakhir
from kkbdesk.model import format_id
from kkbdesk.model.fields import Described, Record, described
from kkbdesk.model.ids import Kind
from kkbdesk.model.registry import RECORDS
from kkbdesk.model.versi import ADA, Cabang
from kkbdesk.model.wire import from_plain, to_plain
from kkbdesk.queries.names import Names
from kkbdesk.services.gabung import Ditolak, Pertentangan
from kkbdesk.services.kembar import Usul
from kkbdesk.services.paket import Cocok, Hasil
from kkbdesk.store import Reader

_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Soal:
    """One question in words."""

    soal: Pertentangan
    judul: str
    kolom: str
    sini: str
    paket: str

    def kalimat(self) -> str:
        """Return the question as one line."""
        return f"{self.judul}, {self.kolom}: di sini {self.sini}; di paket {self.paket}"


@dataclass(frozen=True, slots=True)
class Ringkasan:
    """A merge in words."""

    ditulis: bool
    banyak: dict[str, dict[str, int]]
    """Per kind of record: new, changed, deleted."""
    sama: int
    soal: tuple[Soal, ...]
    usul: tuple[Usul, ...]
    ditolak: tuple[tuple[str, Ditolak], ...]
    total: tuple[Cocok, ...]

    def kalimat(self) -> Iterator[str]:
        """Yield lines that say what happened, what is open, and whether the totals agree."""
        yield "Digabung." if self.ditulis else "Pratinjau; tidak ada yang ditulis."
        for noun, number in self.banyak.items():
            parts = [f"{value} {word}" for word, value in number.items() if value]
            yield f"{noun}: {', '.join(parts)}"
        if not self.banyak:
            yield f"Tidak ada yang berubah ({self.sama} catatan sama)."
        yield from _first("Pertentangan", [item.kalimat() for item in self.soal])
        yield from _first("Mungkin kembar", [f"{item.nama}: {item.alasan}" for item in self.usul])
        yield from _first(
            "Tidak diambil", [f"{name}: {item.alasan}" for name, item in self.ditolak]
        )
        wrong = [item for item in self.total if not item.sama]
        if self.total and not wrong:
            yield "Angka kontrol sama dengan hitungan pengirim."
        for item in wrong:
            yield (
                f"Angka kontrol {RECORDS[item.kind].NOUN} berbeda: pengirim "
                f"{item.pengirim['baris']} catatan, di sini {item.sini['baris']}."
            )

    def data(self) -> dict[str, Any]:
        """Return the same as plain values."""
        return {
            "banyak": self.banyak,
            "sama": self.sama,
            "pertentangan": [
                {
                    "jenis": str(item.soal.kind), "id": item.soal.id, "kolom": item.soal.kolom,
                    "judul": item.judul, "sini": item.sini, "paket": item.paket,
                }
                for item in self.soal
            ],
            "usul": [
                {
                    "jenis": str(item.kind), "lain": item.lain, "rekam": item.rekam,
                    "nama": item.nama, "alasan": item.alasan,
                }
                for item in self.usul
            ],
            "ditolak": [
                {"jenis": str(item.kind), "id": item.id, "judul": name, "alasan": item.alasan}
                for name, item in self.ditolak
            ],
            "total": {
                str(item.kind): {
                    "pengirim": dict(item.pengirim), "sini": dict(item.sini), "sama": item.sama,
                }
                for item in self.total
            },
        }  # fmt: skip


def ringkas(hasil: Hasil, reader: Reader) -> Ringkasan:
    """Return a merge in words; the reader sees the store as it is after (or without) it."""
    plan = hasil.rencana
    counted: dict[str, Counter[str]] = {}
    for word, keys in (("baru", plan.baru), ("berubah", plan.ubah), ("dihapus", plan.hapus)):
        for kind, _ in keys:
            counted.setdefault(RECORDS[kind].NOUN, Counter())[word] += 1
    keys = [(item.kind, item.id) for item in plan.pertentangan]
    names = _Words(reader, keys + [(item.kind, item.id) for item in plan.ditolak])
    return Ringkasan(
        hasil.ditulis,
        {noun: dict(number) for noun, number in counted.items()},
        plan.sama,
        tuple(names.question(item) for item in plan.pertentangan),
        tuple(plan.usul),
        tuple((names.title(item.kind, item.id), item) for item in plan.ditolak),
        hasil.total,
    )


class _Words:
    """Names the records that questions are about."""

    def __init__(self, reader: Reader, keys: Sequence[tuple[Kind, str]]) -> None:
        ids: dict[Kind, set[str]] = {}
        for kind, id in keys:
            ids.setdefault(kind, set()).add(id)
        self._records: dict[tuple[Kind, str], Record] = {
            (kind, record.id): record
            for kind, wanted in ids.items()
            for record in reader.get_many(RECORDS[kind], wanted).values()
        }
        self._names = Names(reader)
        self._names.learn(self._records.values())

    def title(self, kind: Kind, id: str) -> str:
        noun = RECORDS[kind].NOUN
        record = self._records.get((kind, id))
        return f"{noun} {self._names.title(record)}".strip() if record else noun

    def question(self, soal: Pertentangan) -> Soal:
        title = self.title(soal.kind, soal.id)
        if soal.kolom == ADA:
            return Soal(soal, title, "catatan ini", _kept(soal.sini), _kept(soal.paket))
        item = described(RECORDS[soal.kind], soal.kolom)
        return Soal(
            soal, title, item.field.label, self._said(soal, item, soal.sini),
            self._said(soal, item, soal.paket),
        )  # fmt: skip

    def _said(self, soal: Pertentangan, item: Described, value: Cabang) -> str:
        record = self._records.get((soal.kind, soal.id))
        shown = "kosong"
        if value[1] is not None and record is not None:
            plain = {**to_plain(record), soal.kolom: value[1]}
            held = getattr(from_plain(soal.kind, plain), soal.kolom)
            shown = f"“{self._names.show(item, held)}”"
        return f"{shown}{_since(value)}"


def _kept(value: Cabang) -> str:
    return f"{'dipertahankan' if value[1] else 'dihapus'}{_since(value)}"


def _since(value: Cabang) -> str:
    """Return when it was written, as people say it."""
    waktu = terakhir(value[0]).waktu
    if not waktu:
        return ""
    day = datetime.fromisoformat(f"{waktu}+00:00").astimezone().date()
    return f" sejak {format_id.tanggal(day)}"


def _first(title: str, lines: Sequence[str]) -> Iterator[str]:
    if lines:
        yield f"{title} ({len(lines)}):"
        yield from (f"  {line}" for line in lines[:_SHOWN])
    if len(lines) > _SHOWN:
        yield f"  dan {len(lines) - _SHOWN} lainnya"
