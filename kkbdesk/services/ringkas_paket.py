"""What a merge does, in words by place and person, and as plain data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kkbdesk.model.changes import Change
from kkbdesk.model.ids import Kind
from kkbdesk.model.registry import RECORDS
from kkbdesk.services.gabung import Ditolak, Putusan, Rencana
from kkbdesk.services.kata_paket import Kata, Perubahan, Soal, tersangkut
from kkbdesk.services.kembar import Usul
from kkbdesk.store import Reader

_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Cocok:
    """Control totals of one table, as the sender counted and as counted here after the merge."""

    kind: Kind
    pengirim: Mapping[str, Any]
    sini: Mapping[str, Any]

    @property
    def sama(self) -> bool:
        """Tell whether both hold the same records with the same contents."""
        return bool(self.pengirim["sidik"] == self.sini["sidik"])


@dataclass(frozen=True, slots=True)
class TakDiambil:
    """A record that is not taken, or taken with a remark, in words."""

    tolakan: Ditolak
    judul: str
    tempat: str

    def data(self) -> dict[str, str]:
        """Return it as plain values."""
        return {
            "jenis": str(self.tolakan.kind), "id": self.tolakan.id, "judul": self.judul,
            "tempat": self.tempat, "alasan": self.tolakan.alasan,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Ringkasan:
    """A merge in words."""

    ditulis: bool
    perubahan: tuple[Perubahan, ...]
    sama: int
    soal: tuple[Soal, ...]
    terbuka: int
    """How many of the questions nobody answered."""
    usul: tuple[Usul, ...]
    ditolak: tuple[TakDiambil, ...]
    perhatian: tuple[TakDiambil, ...]
    """Records that are taken although they break a rule beside what is here."""
    total: tuple[Cocok, ...]

    def banyak(self) -> dict[str, dict[str, int]]:
        """Return per kind of record how many are new, changed, deleted."""
        counted: dict[str, Counter[str]] = {}
        for item in self.perubahan:
            counted.setdefault(item.jenis, Counter())[item.hasil] += 1
        return {noun: dict(number) for noun, number in counted.items()}

    def angka(self) -> Iterator[str]:
        """Yield how many records of each kind are new, changed, deleted."""
        for noun, number in self.banyak().items():
            yield f"{noun}: {', '.join(f'{value} {word}' for word, value in number.items())}"
        if not self.perubahan:
            yield f"Tidak ada yang berubah ({self.sama} catatan sama)."

    def kontrol(self) -> Iterator[str]:
        """Yield whether the control totals agree with the sender's."""
        wrong = [item for item in self.total if not item.sama]
        if self.total and not wrong:
            yield "Angka kontrol sama dengan hitungan pengirim."
        for item in wrong:
            there, here = item.pengirim["baris"], item.sini["baris"]
            yield f"Angka kontrol {RECORDS[item.kind].NOUN} berbeda: " + (
                f"banyaknya sama ({there}), isinya tidak; yang dibetulkan atau belum diputuskan "
                "di sini berbeda dengan yang dikirim."
                if there == here
                else f"pengirim {there} catatan, di sini {here}."
            )

    def kalimat(self) -> Iterator[str]:
        """Yield lines that say what happened, what is open, and whether the totals agree."""
        yield "Digabung." if self.ditulis else "Pratinjau; tidak ada yang ditulis."
        yield from self.angka()
        yield from _first("Pertentangan", [_asked(item) for item in self.soal])
        yield from _first("Mungkin kembar", [f"{item.nama}: {item.alasan}" for item in self.usul])
        refused = [_left(item) for item in self.ditolak]
        yield from _first("Tidak diambil", refused)
        yield from _first("Perlu dibetulkan", [_left(item) for item in self.perhatian])
        yield from self.kontrol()

    def data(self) -> dict[str, Any]:
        """Return the same as plain values."""
        return {
            "banyak": self.banyak(),
            "sama": self.sama,
            "terbuka": self.terbuka,
            "pertentangan": [
                {
                    "jenis": str(item.tanya[0]), "id": item.tanya[1], "kolom": item.tanya[2],
                    "judul": item.judul, "tempat": item.tempat,
                    "sini": item.pilihan[0].kalimat(), "paket": item.pilihan[1].kalimat(),
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
            "ditolak": [item.data() for item in self.ditolak],
            "perhatian": [item.data() for item in self.perhatian],
            "total": {
                str(item.kind): {
                    "pengirim": dict(item.pengirim), "sini": dict(item.sini), "sama": item.sama,
                }
                for item in self.total
            },
        }  # fmt: skip


def ringkas(
    reader: Reader,
    rencana: Rencana,
    putusan: Putusan,
    changes: Sequence[Change],
    total: Sequence[Cocok],
    *,
    ditulis: bool,
) -> Ringkasan:
    """Return a merge in words; the reader is the unit that holds it, committed or not."""
    shown = [change for change in changes if change.kind is not Kind.PAKET]
    asked = [
        ((item.kind, item.id, item.kolom), (item.sini, item.paket), item.terpakai)
        for item in rencana.pertentangan
    ]
    records = {(change.kind, change.id): change.before or change.after for change in shown}
    for kind, id, _ in (tanya for tanya, _, _ in asked):
        if (kind, id) not in records:
            records[kind, id] = reader.get(RECORDS[kind], id)
    known = {key: record for key, record in records.items() if record is not None}
    before = [change.before for change in shown if change.before is not None]
    named = [*rencana.ditolak, *rencana.perhatian]
    refused = [item.catatan for item in named if item.catatan is not None]
    open_to = tersangkut(known, ((tanya, cabang) for tanya, cabang, _ in asked))
    kata = Kata(reader, [*refused, *open_to, *before])
    return Ringkasan(
        ditulis,
        tuple(sorted(map(kata.perubahan, shown), key=lambda item: (item.tempat, item.jenis))),
        rencana.sama,
        tuple(
            kata.soal(tanya, known.get(tanya[:2]), cabang, terpakai=used)
            for tanya, cabang, used in asked
        ),
        sum(putusan.untuk(item) is None for item in rencana.pertentangan),
        tuple(rencana.usul),
        tuple(_told(item, kata) for item in rencana.ditolak),
        tuple(_told(item, kata) for item in rencana.perhatian),
        tuple(total),
    )


def _told(item: Ditolak, kata: Kata) -> TakDiambil:
    return TakDiambil(item, kata.judul(item.kind, item.catatan), kata.tempat(item.catatan))


def _asked(item: Soal) -> str:
    here, package = (each.kalimat() for each in item.pilihan)
    return f"{_named(item.jenis, item.judul)}, {item.kolom}: di sini {here}; di paket {package}"


def _left(item: TakDiambil) -> str:
    return f"{_named(RECORDS[item.tolakan.kind].NOUN, item.judul)}: {item.tolakan.alasan}"


def _named(noun: str, title: str) -> str:
    return title if title.casefold().startswith(noun.casefold()) else f"{noun} {title}"


def _first(title: str, lines: Sequence[str]) -> Iterator[str]:
    if lines:
        yield f"{title} ({len(lines)}):"
        yield from (f"  {line}" for line in lines[:_SHOWN])
    if len(lines) > _SHOWN:
        yield f"  dan {len(lines) - _SHOWN} lainnya"
