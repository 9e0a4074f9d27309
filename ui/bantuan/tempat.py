"""Which part of the manual tells of which part of the window."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QStackedWidget, QTabWidget, QWidget

TEMPAT = {
    "ui.awal.first": "01-mulai#menyiapkan-kantor",
    "ui.awal.masuk": "14-orang#masuk-dan-ganti-orang",
    "ui.awal.damaged": "08-data#bila-berkas-data-rusak",
    "ui.bantuan": "01-mulai#bantuan",
    "ui.bantuan.laporan_masalah": "08-data#laporan-masalah",
    "ui.beranda": "22-beranda",
    "ui.beranda.grafik": "22-beranda#grafik",
    "ui.cari": "01-mulai#jendela",
    "ui.impor": "06-impor#mengimpor",
    "ui.kampung": "02-kampung",
    "ui.kampung.record": "02-kampung#halaman-satu-kampung",
    "ui.kampung.klasifikasi": "02-kampung#halaman-satu-kampung",
    "ui.kampung.kelengkapan": "22-beranda#kelengkapan-satu-kampung",
    "ui.kampung.permasalahan": "20-permintaan#permasalahan",
    "ui.kampung.rapat": "11-rapat",
    "ui.kampung.rencana": "19-rencana#rencana",
    "ui.laporan": "07-laporan",
    "ui.matriks": "05-matriks",
    "ui.matriks.cell": "05-matriks#apa-yang-terjadi-dengan-sebuah-sel",
    "ui.naskah": "12-naskah",
    "ui.naskah.baru": "12-naskah#membuat",
    "ui.naskah.massal": "12-naskah#membuat",
    "ui.naskah.catat": "12-naskah#naskah-lama",
    "ui.naskah.record": "12-naskah#mengisi",
    "ui.opd": "04-opd#opd-dan-mitra",
    "ui.opd.program": "04-opd#program-dan-kegiatan",
    "ui.paket": "16-paket",
    "ui.paket.bawahan": "18-provinsi#siapa-belum-mengirim",
    "ui.paket.cocokkan": "13-kunci#bertukar-kunci-sekali-saja",
    "ui.paket.kirim": "16-paket#mengirim",
    "ui.paket.kunci": "13-kunci",
    "ui.paket.pratinjau": "16-paket#menerima",
    "ui.paket.sandi": "13-kunci#paket-dengan-kata-sandi",
    "ui.paket.terbuka": "16-paket#belum-diputuskan",
    "ui.paket.terima": "16-paket#menerima",
    "ui.paket.riwayat": "16-paket#riwayat-paket",
    "ui.pengaturan": "09-pengaturan",
    "ui.pengaturan.cadangan": "15-cadangan",
    "ui.pengaturan.data": "08-data#salinan",
    "ui.pengaturan.naskah": "12-naskah#menyesuaikan-pengaturan-naskah",
    "ui.pengaturan.orang": "14-orang",
    "ui.kit.shortcuts": "25-pintasan",
    "ui.pengaturan.pembaruan": "26-pembaruan",
    "ui.pengaturan.pemulihan": "15-cadangan#memulihkan",
    "ui.pengaturan.pin": "14-orang#pin",
    "ui.pokja": "03-pokja",
    "ui.pokja.succession": "03-pokja#anggota",
    "ui.rapat": "11-rapat",
    "ui.rapat.people": "11-rapat#peserta",
    "ui.rapat.minutes": "11-rapat#notula",
    "ui.rapat.photos": "11-rapat#foto-dan-bukti",
    "ui.rencana": "19-rencana",
    "ui.rencana.rencana": "19-rencana#rencana",
    "ui.rencana.permasalahan": "20-permintaan#permasalahan",
    "ui.rencana.tawaran": "20-permintaan#tawaran",
    "ui.rencana.pertemuan": "20-permintaan#pertemuan",
    "ui.rencana.realisasi": "21-realisasi#daftar",
    "ui.rencana.realisasi_rekam": "21-realisasi#mencatat",
    "ui.rencana.realisasi_foto": "21-realisasi#foto",
    "ui.rencana.realisasi_terlambat": "21-realisasi#terlambat",
    "ui.rencana.antrian": "21-realisasi#antrian-laman-nasional",
    "ui.rencana.tahapan": "19-rencana#tahapan",
    "ui.riwayat": "08-data#riwayat",
}
"""Module of the window, or its package, to chapter and heading."""


def tempat(widget: QWidget | None, page: QWidget | None) -> str:
    """Return chapter and heading for a widget: its own, or of what holds it below its page."""
    holders: list[QWidget | None] = []
    while widget is not None and widget is not page:
        if isinstance(widget, QTabWidget | QStackedWidget):
            holders.append(widget.currentWidget())
        holders.append(widget)
        widget = widget.parentWidget()
    return _nearest(holders)


def tempat_halaman(page: QWidget) -> str:
    """Return chapter and heading for what a page shows now."""
    stacks = [stack for stack in page.findChildren(QStackedWidget) if stack.isVisible()]
    return _nearest([*(stack.currentWidget() for stack in reversed(stacks)), page])


def _nearest(widgets: Sequence[QWidget | None]) -> str:
    """Return the place of the first that has one of its own, else that of a whole package."""
    keys = [key for key in map(_key, widgets) if key]
    return TEMPAT[max(keys, key=lambda key: key.count("."))] if keys else ""


def _key(widget: QWidget | None) -> str:
    module = type(widget).__module__
    while module and module not in TEMPAT:
        module = module.rpartition(".")[0]
    return module
