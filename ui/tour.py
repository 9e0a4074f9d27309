"""A picture of every page and every document, light and dark, from the sample office."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSize, QThread
from PySide6.QtGui import QCursor, QPixmap
from PySide6.QtWidgets import QApplication, QLabel

from kkbdesk.desk import Desk
from kkbdesk.model.naskah import StatusNaskah
from kkbdesk.model.paket import Tujuan
from kkbdesk.services.contoh import KODE
from kkbdesk.services.draf import BARU
from kkbdesk.services.manual import nama_gambar
from kkbdesk.services.naskah import MintaNaskah
from kkbdesk.settings import Settings
from kkbdesk.store import Database
from ui.app import application
from ui.awal.first import FirstStart
from ui.cari.dialog import Finder
from ui.kit import theme
from ui.main_window import MainWindow
from ui.rencana.page import PARTS

SIZE = QSize(1366, 740)
"""A full window on a 1366×768 screen with a task bar."""
SMALL = QSize(1240, 740)
"""For the manual: the least in which no page scrolls; letters can still be read on paper."""
LOOKS = ("terang", "gelap")

_STATUS = (
    r"Data: C:\Users\operator\AppData\Local\KKB Desk\data\kkbdesk.sqlite   ·   "
    "Salinan terakhir: hari ini   ·   Pengguna: operator"
)
_FIRST, _LAST = "awal", "cari"
"""The first start and the search, which no page shows."""
_VIEWS = ("kalender", "garis-waktu", "anggaran", BARU)
"""The views of the plan beside the first one, and its empty card."""

_DISTRICT, _VILLAGE = "19.05.05", "19.05.05.2008"
_DISAGREED: tuple[dict[str, Any], ...] = (
    {
        "desa": _VILLAGE, "nama": "Sinar Surya", "luas": Decimal("17.2"),
        "tanggal_pencanangan": date(2017, 11, 15),
    },
    {"desa": "19.05.05.2004", "nama": "Benteng Kota"},
)  # fmt: skip
"""What another computer of the sample office says of its villages."""

_IMPORTED = """\
Kecamatan;Desa/Kelurahan;Nama Kampung KB;Tanggal pencanangan;Luas (km²);Lokus stunting
Tempilang;Sinar Surya;Sinar Surya;15/11/2016;16,86;Ya
Jebus;Rukam;Rukam;25/7/2017;12,5;Ya
Muntok;Air Belo;Air Belo;3/4/2019;;
Kelapa;Kacung;Kacung Sejahtera;9/10/2019;8,4;Tidak
Tempilang;Benteng Kot;Benteng Kota;1/2/2020;;
Jebus;Sinar Manik;Sinar Manik;31/2/2020;;
Toboali;Rias;Rias;5/5/2019;;
"""
"""Rows of every fate: same, changed, new, new by an older name, to confirm, rejected."""


def tour(desk: Desk, database: Database, folder: Path) -> list[Path]:
    """Write the pictures of all pages of an open office into a folder and return their paths."""
    made: list[Path] = []
    for look in LOOKS:
        for number, (name, picture) in enumerate(_pictures(desk, database, folder, look, SIZE)):
            made.append(folder / f"{number:02}-{name}-{look}.png")
            picture.save(str(made[-1]))
    return made


def gambar_manual(desk: Desk, database: Database, folder: Path) -> list[Path]:
    """Write the pictures that the manual shows into a folder and return their paths."""
    wanted = nama_gambar()
    made: list[Path] = []
    for name, picture in _pictures(desk, database, folder, LOOKS[0], SMALL, wanted):
        if f"{name}.png" in wanted:
            made.append(folder / f"{name}.png")
            picture.save(str(made[-1]))
    return made


def nama_tur(desk: Desk) -> list[str]:
    """Return what the pictures of the tour are called, in their order."""
    return [_FIRST, *(name for name, _ in _stops(desk, Path(), Path())), _LAST]


def _pictures(
    desk: Desk,
    database: Database,
    folder: Path,
    look: str,
    size: QSize,
    wanted: set[str] | None = None,
) -> Iterator[tuple[str, QPixmap]]:
    """Yield name and picture of every place, or of those whose files are wanted."""
    with tempfile.TemporaryDirectory(prefix="kkbdesk-tur-") as work:
        settings = Settings(Path(work) / "setelan.json")
        sample = Path(work) / "daftar-kampung.csv"
        sample.write_text(_IMPORTED, "utf-8")
        app = application(settings, offscreen=True)
        theme.apply(app, look, theme.DEFAULT_SIZE)
        window = MainWindow(settings)
        window.resize(size)
        window.show()
        QCursor.setPos(size.width() - 1, size.height() - 1)
        window.show_instead(FirstStart(database, folder, _nothing, _nothing))
        yield _FIRST, _picture(window)
        window.attach(desk)
        desk.cadangan.buat("tangan")
        package = _package(desk, database, Path(work) / "lain")
        for name, target in _stops(desk, sample, package):
            if wanted is None or f"{name}.png" in wanted:
                window.open(target)
                _wait(window)
                if wanted is not None:
                    _say_elsewhere(window)
                yield name, _picture(window)
        assert window.context is not None
        finder = Finder(window.context, window)
        finder.line.setText("sinar")
        yield _LAST, _picture(finder)
        finder.close()
        window.detach()
        window.close()


def _package(desk: Desk, database: Database, folder: Path) -> Path:
    """Let a second computer of the office write a package that disagrees about a village."""
    village = desk.kampung.dengan_kode(_VILLAGE)
    desk.kampung.ubah(village, {"luas": Decimal("16.9"), "tanggal_pencanangan": date(2016, 11, 16)})
    with database.create(folder) as store:
        Desk(store).kantor.siapkan(KODE)
    second = Desk(database.open(folder))
    try:
        for giver, taker in ((desk, second), (second, desk)):
            giver.kunci.tulis_umum(folder / "kunci.txt")
            taker.kunci.terima(folder / "kunci.txt")
        for values in _DISAGREED:
            second.kampung.tambah(values)
        path = folder / "kkb-19.05-kecamatan.kkb"
        second.berkas_paket.buat(Tujuan.KECAMATAN, path, lingkup=_DISTRICT)
    finally:
        second.close()
    return path


def _stops(desk: Desk, sample: Path, package: Path) -> list[tuple[str, str]]:
    """Return name and target of every place worth a picture."""
    rows = desk.kampung.daftar()
    groups = [row for row in desk.pokja.daftar() if row.kampung]
    stops = [("beranda", "beranda"), ("beranda-grafik", "beranda:grafik"), ("kampung", "kampung")]
    if rows:
        best = max(rows, key=lambda row: (row.profil, row.pokja))
        stops += [
            ("kampung-profil", f"kampung:{best.id}:profil"),
            ("kampung-kelengkapan", f"kampung:{best.id}:kelengkapan"),
            ("kampung-klasifikasi", f"kampung:{best.id}:klasifikasi"),
            ("kampung-permasalahan", f"kampung:{best.id}:permasalahan"),
            ("kampung-rapat", f"kampung:{best.id}:rapat"),
            ("kampung-riwayat", f"kampung:{best.id}:riwayat"),
        ]
    stops += [("kampung-baru", f"kampung:{BARU}"), ("pokja", "pokja")]
    if groups:
        stops.append(("pokja-susunan", f"pokja:{groups[0].id}"))
    stops += [
        ("opd", "opd"),
        ("opd-program", "opd:program:3"),
        ("matriks", "matriks"),
        ("matriks-gabungan", "matriks:gabungan"),
        *((f"rencana-{part}", f"rencana:{part}") for part in PARTS),
        *((f"rencana-{view}", f"rencana:rencana:{view}") for view in _VIEWS),
        ("rapat", "rapat:daftar"),
        ("rapat-kalender", "rapat:kalender"),
        ("rapat-tindak-lanjut", "rapat:tindak-lanjut:semua"),
        ("rapat-kehadiran", "rapat:kehadiran"),
        ("rapat-seri", "rapat:seri"),
        *_meeting(desk),
        *_documents(desk),
        ("laporan", "laporan:klasifikasi"),
        ("impor", "impor"),
        ("impor-pratinjau", f"impor:berkas:{sample}"),
        ("paket-kirim", "paket:kirim"),
        ("paket-terima", "paket:terima"),
        ("paket-pratinjau", f"paket:terima:{package}"),
        ("paket-kunci", "paket:kunci"),
        ("riwayat", "riwayat"),
        ("pengaturan", "pengaturan:kantor"),
        ("pengaturan-orang", "pengaturan:orang"),
        ("pengaturan-pejabat", "pengaturan:pejabat"),
        ("pengaturan-dasar-hukum", "pengaturan:dasar-hukum"),
        ("pengaturan-tata-naskah", "pengaturan:tata"),
        ("pengaturan-teks-naskah", "pengaturan:teks:sk-pokja-desa"),
        ("pengaturan-daftar", "pengaturan:daftar"),
        ("pengaturan-wilayah", "pengaturan:wilayah"),
        ("pengaturan-data", "pengaturan:data"),
        ("pengaturan-cadangan", "pengaturan:cadangan"),
        ("pengaturan-tampilan", "pengaturan:tampilan"),
        ("pengaturan-pembaruan", "pengaturan:pembaruan"),
    ]
    return stops


def _meeting(desk: Desk) -> list[tuple[str, str]]:
    """Return the tabs of the newest meeting that was held."""
    held = [row for row in desk.rapat.daftar() if row.keputusan]
    tabs = ("data", "peserta", "notula", "foto")
    stops = [(f"rapat-{tab}", f"rapat:{row.id}:{tab}") for row in held[:1] for tab in tabs]
    return [*stops, ("rapat-baru", f"rapat:{BARU}")]


def _documents(desk: Desk) -> list[tuple[str, str]]:
    """Make a draft and an issued decree, once, and return where they are shown."""
    stops = [("naskah", "naskah:semua")]
    groups = [row for row in desk.pokja.daftar() if row.kampung]
    if groups:
        minta = MintaNaskah("sk-pokja-desa", kampung=groups[0].kampung, pokja=groups[0].id)
        stops.append(("naskah-draf", f"naskah:{desk.siap_naskah.siapkan(minta).id}"))
    issued = [row.id for row in desk.register.daftar() if row.status is StatusNaskah.DITETAPKAN]
    if not issued:
        draft = desk.siap_naskah.siapkan(MintaNaskah("sk-pembentukan"))
        issued.append(desk.register.tetapkan(draft.id, desk.today()).id)
    return [*stops, ("naskah-ditetapkan", f"naskah:{issued[0]}")]


def _picture(widget: MainWindow | Finder) -> QPixmap:
    app = QApplication.instance()
    assert app is not None
    widget.show()
    for _ in range(4):
        app.processEvents()
    return widget.grab()


def _say_elsewhere(window: MainWindow) -> None:
    """Let the status line tell of an office PC, not of the machine that draws the pictures."""
    told = window.statusBar().findChild(QLabel)
    assert told is not None
    told.setText(_STATUS)


def _wait(window: MainWindow) -> None:
    """Let a preview be built before it is pictured, ten seconds at most."""
    app = QApplication.instance()
    assert app is not None
    assert window.context is not None
    for turn in range(1000):
        app.processEvents()
        QThread.msleep(10)
        if turn > 20 and window.context.jobs.idle():
            return


def _nothing() -> None:
    """Stand in for what a picture does not do."""
