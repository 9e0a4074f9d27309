"""A picture of every page and every document, light and dark, from the sample office."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize, QThread
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QApplication

from kkbdesk.desk import Desk
from kkbdesk.model.naskah import StatusNaskah
from kkbdesk.services.draf import BARU
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
LOOKS = ("terang", "gelap")

_VIEWS = ("kalender", "garis-waktu", "anggaran", BARU)
"""The views of the plan beside the first one, and its empty card."""

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
    folder.mkdir(parents=True, exist_ok=True)
    made: list[Path] = []
    for look in LOOKS:
        settings = Settings(folder / "setelan.json")
        app = application(settings, offscreen=True)
        theme.apply(app, look, theme.DEFAULT_SIZE)
        window = MainWindow(settings)
        window.resize(SIZE)
        window.show()
        QCursor.setPos(SIZE.width() - 1, SIZE.height() - 1)
        first = FirstStart(database, folder, _nothing, _nothing)
        window.show_instead(first)
        made.append(_picture(window, folder / f"00-awal-{look}.png"))
        window.attach(desk)
        sample = folder / "daftar-kampung.csv"
        sample.write_text(_IMPORTED, "utf-8")
        for number, (name, target) in enumerate(_stops(desk, sample), 1):
            window.open(target)
            _wait(window)
            made.append(_picture(window, folder / f"{number:02}-{name}-{look}.png"))
        assert window.context is not None
        finder = Finder(window.context, window)
        finder.line.setText("sinar")
        made.append(_picture(finder, folder / f"98-cari-{look}.png"))
        finder.close()
        window.detach()
        window.close()
    for name in ("setelan.json", "daftar-kampung.csv"):
        (folder / name).unlink(missing_ok=True)
    return made


def _stops(desk: Desk, sample: Path) -> list[tuple[str, str]]:
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


def _picture(widget: MainWindow | Finder, path: Path) -> Path:
    app = QApplication.instance()
    assert app is not None
    widget.show()
    for _ in range(4):
        app.processEvents()
    widget.grab().save(str(path))
    return path


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
