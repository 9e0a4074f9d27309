"""Chapters of the yearly report that tell how things are: coverage, bodies, matrix, measures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from kkbdesk.documents.blocks import (
    Align,
    Block,
    Chart,
    Column,
    Grid,
    Paragraph,
    Row,
    RowKind,
    Value,
)
from kkbdesk.documents.reports.regional import Region, date_notes, percent
from kkbdesk.documents.reports.tahunan_bahan import Bahan
from kkbdesk.model.format_id import angka, tanggal
from kkbdesk.model.kampung import Klasifikasi
from kkbdesk.model.matriks import Peran
from kkbdesk.model.naskah import Naskah, StatusNaskah
from kkbdesk.model.pokja import Anggota, Pokja
from kkbdesk.queries import grafik
from kkbdesk.queries import permasalahan as ukuran
from kkbdesk.queries.matriks import baca_gabungan, baca_grid
from kkbdesk.queries.referensi import butir
from kkbdesk.queries.rencana import persen
from kkbdesk.queries.wilayah import jumlah_desa_dalam

_UNRATED = "Belum ada"


def keadaan(bahan: Bahan) -> Iterator[Block]:
    """Yield coverage and growth per part of the region."""
    table, per = bahan.wilayah, bahan.parameters.per
    counted = jumlah_desa_dalam(bahan.reader, table.kode, table.office.bagian[0], per)
    villages = {region.kode: counted.get(region.kode, (0, ""))[0] for region in table.regions}
    villages[table.kode] = sum(villages.values())
    since = table.pada.sejak

    def cells(region: Region) -> tuple[Value, ...]:
        new = sum(since[row.id].year == bahan.tahun for row in region.kampung)
        covered = len({row.desa for row in region.kampung})
        desa = villages[region.kode]
        return desa, len(region.kampung), new, covered, percent(covered, desa)

    focus = sum(bool(row.lokus_stunting) for row in bahan.kampung)
    unknown = sum(row.lokus_stunting is None for row in bahan.kampung)
    yield Paragraph(
        f"Sampai {tanggal(per)} terdapat {angka(len(bahan.kampung))} Kampung Keluarga Berkualitas "
        f"di {angka(bahan.tercakup)} dari {angka(villages[table.kode])} desa/kelurahan. "
        f"{angka(focus)} di antaranya lokus stunting; pada {angka(unknown)} hal itu belum "
        "diketahui."
    )
    yield Grid(
        columns=(
            *table.columns,
            Column("Desa/kelurahan", 26, Align.RIGHT),
            Column("Kampung KB", 24, Align.RIGHT),
            Column(f"Tambahan {bahan.tahun}", 24, Align.RIGHT),
            Column("Desa tercakup", 24, Align.RIGHT),
            Column("%", 20, Align.RIGHT),
        ),
        rows=table.rows(cells),
        notes=tuple(date_notes(table.pada, bahan.parameters)),
    )
    yield Chart(grafik.cakupan(bahan.reader, bahan.kampung, per))


def regulasi(bahan: Bahan) -> Iterator[Block]:
    """Yield working groups per part of the region, and what was decreed in the year."""
    reader, per = bahan.reader, bahan.parameters.per
    ids = {row.id for row in bahan.kampung}
    running = {
        group.id: group.kampung
        for group in reader.find(Pokja)
        if group.berjalan(per) and group.kampung in ids
    }
    seats = [seat for seat in reader.find(Anggota) if seat.pokja in running and seat.menjabat(per)]
    trained = Counter(running[seat.pokja] for seat in seats if seat.terlatih)

    def cells(region: Region) -> tuple[Value, ...]:
        with_group = [row for row in region.kampung if row.pokja >= 0]
        return (
            len(region.kampung), len(with_group), sum(row.pokja_sk for row in with_group),
            sum(row.pokja for row in with_group),
            sum(trained[row.id] for row in with_group),
            sum(bool(row.sk_nomor) for row in region.kampung),
        )  # fmt: skip

    yield Grid(
        columns=(
            *bahan.wilayah.columns,
            Column("Kampung KB", 22, Align.RIGHT),
            Column("Ada Pokja", 20, Align.RIGHT),
            Column("Pokja ber-SK", 22, Align.RIGHT),
            Column("Anggota", 20, Align.RIGHT),
            Column("Terlatih", 20, Align.RIGHT),
            Column("SK penetapan", 24, Align.RIGHT),
        ),
        rows=bahan.wilayah.rows(cells),
    )
    decreed = [
        item
        for item in reader.find(Naskah, status=StatusNaskah.DITETAPKAN)
        if item.jenis.startswith(("sk-", "perbup", "perdes"))
        and item.tanggal is not None
        and item.tanggal.year == bahan.tahun
    ]
    yield Paragraph(
        f"Dalam tahun {bahan.tahun} ditetapkan {angka(len(decreed))} keputusan atau peraturan "
        "tentang Kampung Keluarga Berkualitas menurut register."
    )
    if decreed:
        yield Grid(
            columns=(Column("Nomor", 50), Column("Tanggal", 28), Column("Tentang", 100)),
            rows=tuple(
                Row((item.nomor, item.tanggal, item.hal))
                for item in sorted(decreed, key=lambda item: (str(item.tanggal), item.nomor))
            ),
        )


def matriks(bahan: Bahan) -> Iterator[Block]:
    """Yield who takes part in each program, in the office's matrix and in those of kampung."""
    reader, today = bahan.reader, bahan.parameters.today
    grid = baca_grid(reader, bahan.tahun, None, today)
    combined = baca_gabungan(reader, bahan.tahun, today)
    state = grid.keadaan
    agreed = state is not None and state.terkunci
    when = f" pada {tanggal(state.disepakati)}" if state and state.disepakati else ""
    yield Paragraph(
        f"Matriks tahun {bahan.tahun} {'sudah' if agreed else 'belum'} disepakati{when}. "
        f"{angka(combined.terisi)} dari {angka(combined.semua)} Kampung Keluarga Berkualitas "
        "mempunyai matriks sendiri."
    )
    names = {item.id: item.singkat for item in grid.opd}

    def who(program: str, peran: Peran) -> str:
        found = (
            names.get(opd, "?")
            for (row, opd), cell in grid.sel.items()
            if row == program and cell.peran is peran
        )
        return ", ".join(sorted(found))

    yield Grid(
        columns=(
            Column("Program", 62),
            Column("Penanggung jawab", 36),
            Column("Pelaksana pendukung", 62),
            Column("OPD", 14, Align.RIGHT),
        ),
        rows=tuple(
            Row(
                (
                    f"{item.id}. {item.singkat}", who(item.id, Peran.PENANGGUNG_JAWAB),
                    who(item.id, Peran.PENDUKUNG), grid.jumlah_program(item.id),
                )
            )
            for item in grid.program
        ),
    )  # fmt: skip


def indikator(bahan: Bahan) -> Iterator[Block]:
    """Yield the shares that the figures of kampung tell, each over those where both are known."""
    yield Paragraph(
        f"{angka(len(bahan.data))} dari {angka(len(bahan.kampung))} Kampung Keluarga Berkualitas "
        f"mempunyai data dasar tahun {bahan.tahun}. Setiap indikator dihitung hanya dari kampung "
        "yang kedua angkanya diketahui."
    )
    yield Grid(
        columns=(
            Column("Indikator", 74),
            Column("Kampung KB", 24, Align.RIGHT),
            Column("Bagian", 26, Align.RIGHT),
            Column("Dari", 26, Align.RIGHT),
            Column("%", 20, Align.RIGHT),
        ),
        rows=tuple(Row((item.nama, *_measured(bahan, item))) for item in ukuran.indikator()),
    )


def _measured(bahan: Bahan, item: ukuran.Indikator) -> tuple[Value, ...]:
    known = [
        (part, whole)
        for each in bahan.data.values()
        if (part := ukuran.jumlah_kolom(each, item.bagian)) is not None
        and (whole := ukuran.jumlah_kolom(each, item.dari)) is not None
    ]
    if not known:
        return 0, None, None, None
    part, whole = (sum(column, Decimal()) for column in zip(*known, strict=True))
    return len(known), int(part), int(whole), persen(part, whole)


def klasifikasi(bahan: Bahan) -> Iterator[Block]:
    """Yield how classes changed over the year."""
    names = {item.kode: item.nama for item in butir(bahan.reader, "kelas")} | {"": _UNRATED}
    moves = Counter(
        (_class(bahan.kelas_lalu.get(row.id)), _class(bahan.kelas.get(row.id)))
        for row in bahan.kampung
    )
    yield Paragraph(
        f"Baris adalah kelas pada akhir {bahan.tahun - 1}, kolom adalah kelas pada "
        f"{tanggal(bahan.parameters.per)}."
    )
    lines = [
        Row(
            (
                f"{name} ({bahan.tahun - 1})", *(moves[kode, each] for each in names),
                sum(moves[kode, each] for each in names),
            )
        )
        for kode, name in names.items()
    ]  # fmt: skip
    sums = [sum(moves[kode, each] for kode in names) for each in names]
    lines.append(Row(("Jumlah", *sums, sum(sums)), RowKind.TOTAL))
    columns = (Column(name, 29, Align.RIGHT) for name in names.values())
    yield Grid((Column("", 38), *columns, Column("Jumlah", 18, Align.RIGHT)), tuple(lines))
    yield Chart(grafik.kelas(bahan.reader, bahan.parameters.per))


def _class(record: Klasifikasi | None) -> str:
    return record.kelas if record else ""


def daftar(bahan: Bahan) -> Grid:
    """Return every kampung with what it has."""
    names = {item.kode: item.nama for item in butir(bahan.reader, "kelas")}
    return Grid(
        columns=(
            Column("No", 10, Align.CENTER),
            Column("Kode", 26),
            Column("Kampung KB", 46),
            Column("Desa/kelurahan", 42),
            Column("Kecamatan", 36),
            Column("Pencanangan", 24),
            Column("Klasifikasi", 26),
            Column("Nomor SK", 36),
            Column("Anggota Pokja", 18, Align.RIGHT),
            Column("Lintas sektor", 16, Align.RIGHT),
        ),
        rows=tuple(
            Row(
                (
                    number, row.desa, row.nama, row.nama_desa, row.kecamatan,
                    row.tanggal_pencanangan, names.get(row.kelas, _UNRATED), row.sk_nomor,
                    row.pokja if row.pokja >= 0 else None, row.lintas_sektor,
                )
            )
            for number, row in enumerate(bahan.kampung, 1)
        ),
        size=8.5,
    )  # fmt: skip
