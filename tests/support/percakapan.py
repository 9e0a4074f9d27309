"""Every dialog of the program, made over the sample office as its page would make it."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QDialog

import ui
from kkbdesk.model.ids import OrangId, ProgramId, new_id
from kkbdesk.model.orang import Orang, PeranOrang
from kkbdesk.queries.permasalahan import UsulanPermasalahan
from kkbdesk.services.cadangan_banding import Banding
from kkbdesk.services.pembaruan import Kembali
from tests.support.window import context_of
from ui.awal.masuk import Recovery
from ui.bantuan.gambar import Enlarged
from ui.bantuan.kabar import Kabar
from ui.bantuan.laporan_masalah import LaporanMasalah
from ui.bantuan.manual import ManualWindow
from ui.bantuan.tentang import Tentang
from ui.cari.dialog import Finder
from ui.kit.crash import Crash
from ui.kit.passphrase import NewPassphrase, Passphrase
from ui.kit.photos import PhotoView
from ui.kit.shortcuts import ShortcutList, pintasan
from ui.kit.tick_tree import Leaf, TickTree
from ui.main_window import MainWindow
from ui.matriks.agreement import Agreement
from ui.naskah.baru import NewDocument
from ui.naskah.catat import OldDocument
from ui.naskah.massal import MassalDialog
from ui.opd.rename import Rename
from ui.paket.cocokkan import CompareDialog
from ui.paket.sandi import PassphraseDialog
from ui.pengaturan.pembaruan import GoBack
from ui.pengaturan.pemulihan import Handover, Restore, TakePart
from ui.pengaturan.pin import PinDialog
from ui.pokja.succession import Succession
from ui.rencana.dialogs import ChooseMeeting, ChoosePlan, Proposals
from ui.rencana.realisasi_terlambat import NewTime, Reason

_DAY = date(2026, 5, 20)
_WORDS = tuple(["air", "api", "bumi", "daun", "emas", "gula", "hujan", "ikan", "jala", "kayu"])


def _orang(window: MainWindow) -> QDialog:
    orang = Orang(id=OrangId(new_id()), nama="Nama Operator", peran=PeranOrang.OPERATOR)
    return Recovery(orang, context_of(window).desk.orang, window)


def _usulan(window: MainWindow) -> QDialog:
    kampung = context_of(window).desk.kampung.daftar()[0].id
    found = [
        UsulanPermasalahan(kampung, 2026, ProgramId(str(number)), f"Masalah {number}", "Data 2025")
        for number in range(1, 4)
    ]
    return Proposals("Sinar Surya", found, window)


def _plan(window: MainWindow) -> QDialog:
    context = context_of(window)
    need = next(iter(context.desk.permasalahan.daftar(2026))).permasalahan
    return ChoosePlan(context, need, window)


def _compared(window: MainWindow) -> Banding:
    desk = context_of(window).desk
    desk.store.copy("uji")
    kampung = desk.kampung.berkas(desk.kampung.daftar()[0].id).kampung
    desk.kampung.ubah(kampung, {"nama": f"{kampung.nama} Baru"})
    return desk.banding.bandingkan(desk.store.copies.listed()[0])


def _photo(window: MainWindow) -> QDialog:
    made = PhotoView([("", "Foto 1"), ("", "Foto 2")], lambda _digest: b"", window)
    made.show_at(0)
    return made


def _back(window: MainWindow) -> Kembali:
    compared = _compared(window)
    return Kembali("0.0.9", compared.salinan, compared, 0)


def _manual(window: MainWindow) -> QDialog:
    made = ManualWindow(window.settings, window)
    made.show_place("05-matriks")
    return made


def _report(window: MainWindow) -> QDialog:
    store = context_of(window).desk.store
    return LaporanMasalah(store.path.parent, store, window.dialogs, window)


DIALOGS: tuple[Callable[[MainWindow], QDialog], ...] = (
    lambda window: Finder(context_of(window), window),
    lambda window: ShortcutList(pintasan(window, "Beranda"), window),
    lambda window: Agreement(2026, _DAY, unlock=False, parent=window),
    lambda window: NewDocument(context_of(window), window),
    lambda window: OldDocument(context_of(window), window),
    lambda window: MassalDialog(context_of(window), window),
    lambda window: Rename("Dinas Kesehatan", "Dinkes", _DAY, window),
    lambda window: CompareDialog("Kantor: kunci", _WORDS, _WORDS[::-1], window),
    lambda window: PassphraseDialog("Paket ini terkunci.", window),
    lambda window: PinDialog("Nama Operator", lambda _a, _b: None, ask_old=True, parent=window),
    lambda window: Succession("Nama Ketua", _DAY, window),
    lambda window: ChooseMeeting(context_of(window), 2, window),
    lambda window: NewTime("penyuluhan", 2026, _DAY, window),
    lambda window: Reason("penyuluhan", window),
    lambda _window: Crash("Jejak", Path("log.txt")),
    Passphrase,
    lambda window: NewPassphrase(12, window),
    lambda window: TickTree("Pilih", [Leaf("1", "Satu", "A"), Leaf("2", "Dua", "B")], (), window),
    Handover,
    _orang,
    _usulan,
    _plan,
    _photo,
    lambda window: Restore(_compared(window), window),
    lambda window: TakePart(context_of(window), _compared(window), None, window),
    lambda window: GoBack(_back(window), window),
    lambda window: Kabar("", window),
    Tentang,
    lambda window: Enlarged("beranda.png", window),
    _manual,
    _report,
)


def dialog_types() -> set[type[QDialog]]:
    """Return every kind of dialog that the program has, the bases of others left out."""
    for found in pkgutil.walk_packages(ui.__path__, "ui."):
        importlib.import_module(found.name)
    return {each for each in _below(QDialog) if each.__module__.startswith("ui.")}


def _below(kind: type[QDialog]) -> Iterator[type[QDialog]]:
    for each in kind.__subclasses__():
        if each.__subclasses__():
            yield from _below(each)
        else:
            yield each
