"""What the joint plan waits for: answers, dates, deeds, the website, the stages of the quarter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kkbdesk.model.rencana import StatusRencana
from kkbdesk.model.ringkas import RingkasMasalah, RingkasRencana
from kkbdesk.model.saring import SaringRealisasi, SaringRencana
from kkbdesk.queries.tahapan import tahapan
from kkbdesk.services.tindakan import Tindakan
from kkbdesk.store import KampungRow, Reader

_PER_QUARTER = 2
"""Of the eight stages two are due by the end of each quarter."""


@dataclass(frozen=True, slots=True)
class AngkaRencana:
    """How the plan of a year stands, counted in the store."""

    ringkas: Sequence[RingkasRencana]
    """Without what was called off."""
    masalah: RingkasMasalah
    realisasi: int
    """Things done in the year, planned or not."""
    biaya: Decimal
    """What they cost, as far as it was said."""
    belum_diinput: int
    """Things done in any year that wait for the national website."""

    @property
    def banyak(self) -> int:
        """Return how many activities are planned."""
        return sum(each.banyak for each in self.ringkas)

    @property
    def selesai(self) -> int:
        """Return how many of them are done."""
        done = StatusRencana.SELESAI
        return sum(each.banyak for each in self.ringkas if each.status is done)

    @property
    def terlambat(self) -> int:
        """Return how many of them are late."""
        return sum(each.banyak for each in self.ringkas if each.terlambat)

    @property
    def anggaran(self) -> Decimal:
        """Return what they are to cost, each counted once, as far as it was said."""
        return sum((each.anggaran for each in self.ringkas), Decimal())


def angka_rencana(reader: Reader, today: date) -> AngkaRencana:
    """Return how the plan of this year stands."""
    plans = reader.ringkas_rencana(today.year, today)
    first, last = date(today.year, 1, 1), date(today.year, 12, 31)
    done, spent = reader.jumlah_realisasi(SaringRealisasi(dari=first, sampai=last))
    return AngkaRencana(
        tuple(each for each in plans if each.status is not StatusRencana.BATAL),
        reader.ringkas_masalah(today.year),
        done,
        spent,
        reader.jumlah_realisasi(SaringRealisasi(diinput=False))[0],
    )


def rencana(
    reader: Reader, angka: AngkaRencana, rows: Sequence[KampungRow], today: date
) -> Iterator[Tindakan]:
    """Yield what the plan of the year waits for; nothing before there is a kampung."""
    if not rows:
        return
    former, _ = reader.jumlah_rencana(SaringRencana(tahun=today.year - 1, terlambat=today))
    open_plans = [each for each in angka.ringkas if each.status is StatusRencana.DIRENCANAKAN]
    for kode, judul, jumlah, alasan, buka in (
        (
            "permasalahan-belum-terjawab", f"Permasalahan {today.year} belum terjawab",
            angka.masalah.belum_terjawab,
            "Desa menunggu; pertemukan dengan tawaran OPD atau bawa ke rapat.",
            f"rencana:permasalahan:{today.year}:belum-terjawab",
        ),
        (
            "tawaran-belum-terpakai", f"Tawaran OPD {today.year} belum terpakai",
            angka.masalah.tawaran_sisa,
            "Belum satu rencana pun berasal darinya; cocokkan dengan permasalahan desa.",
            f"rencana:pertemuan:{today.year}",
        ),
        (
            "rencana-terlambat", "Rencana lewat waktunya", angka.terlambat,
            "Catat realisasinya, beri tanggal baru, atau sebutkan alasannya.",
            f"rencana:rencana:{today.year}:terlambat",
        ),
        (
            "rencana-terlambat-lalu", f"Rencana {today.year - 1} belum dinyatakan", former,
            "Tahunnya sudah lewat; catat realisasinya, tunda, atau batalkan.",
            f"rencana:rencana:{today.year - 1}:terlambat",
        ),
        (
            "rencana-belum-dijadwalkan", "Rencana belum dijadwalkan",
            sum(each.banyak for each in open_plans if not each.terjadwal),
            f"Tetapkan bulan atau tanggalnya sebelum tahun {today.year} habis.",
            f"rencana:rencana:{today.year}:belum_dijadwalkan",
        ),
        (
            "rencana-tanpa-opd", "Rencana tanpa penanggung jawab",
            sum(each.banyak for each in open_plans if each.opd is None),
            "Tidak ada yang menjalankannya; pilih OPD.",
            f"rencana:rencana:{today.year}:tanpa-opd",
        ),
        (
            "realisasi-belum-diinput", "Realisasi belum diinput ke laman nasional",
            angka.belum_diinput,
            "Salin dari antrean menurut urutan formulirnya, lalu tandai.",
            "rencana:realisasi:antrian",
        ),
    ):  # fmt: skip
        if jumlah:
            yield Tindakan(kode, judul, jumlah, alasan, buka)
    yield from _stages(reader, angka, rows, today)


def _stages(
    reader: Reader, angka: AngkaRencana, rows: Sequence[KampungRow], today: date
) -> Iterator[Tindakan]:
    """Yield how many stages that are due by this quarter still lack something."""
    quarter = (today.month + 2) // 3
    due = tahapan(reader, today.year, today, rows, angka.ringkas)[: quarter * _PER_QUARTER]
    lacking = [row.nama for row in due if not row.selesai]
    if lacking:
        yield Tindakan(
            "tahapan-kurang", f"Tahapan sampai triwulan {'I' * quarter if quarter < 4 else 'IV'}",
            len(lacking), f"Masih kurang: {', '.join(lacking[:2])}.",
            f"rencana:tahapan:{today.year}",
        )  # fmt: skip
