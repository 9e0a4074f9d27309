"""What the yearly report is made of, read once for all its chapters."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from kkbdesk.documents.report import Parameters
from kkbdesk.documents.reports.office import Office
from kkbdesk.documents.reports.realisasi import unplanned
from kkbdesk.documents.reports.regional import Regional, regional
from kkbdesk.documents.reports.rencana import anggaran, rows_of
from kkbdesk.model import wilayah
from kkbdesk.model.format_id import angka, rupiah, terbilang
from kkbdesk.model.ids import KampungId
from kkbdesk.model.kampung import Klasifikasi, Variabel
from kkbdesk.model.permasalahan import Permasalahan
from kkbdesk.queries.permasalahan import Jawaban, PermasalahanRow, baris_permasalahan
from kkbdesk.queries.realisasi import RealisasiRow
from kkbdesk.queries.rencana import KeadaanRencana, RencanaRow, jumlah
from kkbdesk.store import KampungRow, Reader


@dataclass(frozen=True, slots=True)
class Bahan:
    """Everything of the year."""

    reader: Reader
    parameters: Parameters
    office: Office
    wilayah: Regional
    rencana: Sequence[RencanaRow]
    """The plan without what was called off."""
    depan: Sequence[RencanaRow]
    """That of the next year."""
    lain: Sequence[RealisasiRow]
    """What was done without a plan."""
    masalah: Sequence[PermasalahanRow]
    kelas: Mapping[KampungId, Klasifikasi]
    """The newest class of each kampung up to the day."""
    kelas_lalu: Mapping[KampungId, Klasifikasi]
    """The newest up to the end of the year before."""
    data: Mapping[KampungId, Variabel]
    """The newest figures of each kampung that are of the year."""

    @property
    def tahun(self) -> int:
        """Return the year."""
        return self.parameters.tahun

    @property
    def kampung(self) -> Sequence[KampungRow]:
        """Return the active kampung of the day."""
        return self.wilayah.pada.rows

    @property
    def nama_provinsi(self) -> str:
        """Return the province that the region lies in."""
        code = wilayah.ancestor(self.office.kode, wilayah.PROVINSI)
        return self.reader.wilayah([code])[code].nama if code else ""

    @property
    def selesai(self) -> int:
        """Return how many planned activities are done."""
        return sum(row.keadaan is KeadaanRencana.SELESAI for row in self.rencana)

    @property
    def terpakai(self) -> Decimal | None:
        """Return what was spent, planned or not, None where nobody said so."""
        planned = jumlah(row.biaya for row in self.rencana)
        return jumlah([planned, jumlah(row.realisasi.biaya for row in self.lain)])

    @property
    def tercakup(self) -> int:
        """Return how many villages have a kampung."""
        return len({row.desa for row in self.kampung})

    def ringkas(self) -> str:
        """Return the year in three sentences, money in words too."""
        planned = anggaran(self.rencana)
        texts = [
            f"Pada akhir masa laporan terdapat {angka(len(self.kampung))} Kampung Keluarga "
            f"Berkualitas di {angka(self.tercakup)} desa/kelurahan.",
            f"Dari {angka(len(self.rencana))} kegiatan yang direncanakan, {angka(self.selesai)} "
            f"selesai; di luar rencana terlaksana {angka(len(self.lain))} kegiatan.",
        ]
        if planned is not None:
            texts.append(f"Anggaran yang direncanakan {uang_terbilang(planned)}.")
        if self.terpakai is not None:
            texts.append(f"Anggaran yang terpakai {uang_terbilang(self.terpakai)}.")
        return " ".join(texts)

    def kekurangan(self) -> list[str]:
        """Return what is still open at the end, in words."""
        late = sum(row.keadaan is KeadaanRencana.TERLAMBAT for row in self.rencana)
        waiting = sum(row.jawaban is Jawaban.BELUM for row in self.masalah)
        counted = (
            (sum(row.pokja < 0 for row in self.kampung), "Kampung KB tanpa Pokja"),
            (sum(not row.sk_nomor for row in self.kampung), "Kampung KB tanpa SK penetapan"),
            (late, "kegiatan lewat waktunya tanpa realisasi"),
            (waiting, "permasalahan desa belum terjawab"),
            (len(self.kampung) - len(self.kelas), "Kampung KB belum diklasifikasi"),
        )
        return [f"{angka(number)} {what}" for number, what in counted if number > 0]


def baca(reader: Reader, parameters: Parameters, office: Office) -> Bahan:
    """Return what the year's report is made of."""
    day = min(parameters.per, date(parameters.tahun, 12, 31))
    parameters = replace(parameters, per=day)
    table = regional(reader, parameters)
    ids = {row.id for row in table.pada.rows}
    former = date(parameters.tahun - 1, 12, 31)
    needs = [
        item for item in reader.find(Permasalahan, tahun=parameters.tahun) if item.kampung in ids
    ]
    figures = reader.latest(Variabel, day)
    return Bahan(
        reader,
        parameters,
        office,
        table,
        rows_of(reader, parameters),
        rows_of(reader, replace(parameters, tahun=parameters.tahun + 1)),
        unplanned(reader, parameters),
        baris_permasalahan(reader, needs, parameters.today),
        {id: item for id, item in reader.latest(Klasifikasi, day).items() if id in ids},
        {id: item for id, item in reader.latest(Klasifikasi, former).items() if id in ids},
        {
            id: item
            for id, item in figures.items()
            if id in ids and item.tanggal.year == parameters.tahun
        },
    )


def uang_terbilang(value: Decimal) -> str:
    """Return an amount in figures and words."""
    money = int(value)
    return f"{rupiah(money)} ({terbilang(money)} rupiah)"


def menurut_program(rows: Sequence[PermasalahanRow]) -> dict[str, list[PermasalahanRow]]:
    """Return problems by the name of their program, in its order."""
    groups: defaultdict[str, list[PermasalahanRow]] = defaultdict(list)
    for row in rows:
        groups[row.program or "(belum dipilih)"].append(row)
    return dict(sorted(groups.items()))
