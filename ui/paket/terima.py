"""A package is chosen, judged, seen, and merged."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QApplication, QFrame, QStackedWidget, QVBoxLayout, QWidget

from kkbdesk.cakram import Cakram, besar
from kkbdesk.errors import UserError
from kkbdesk.model import format_id
from kkbdesk.model.paket import Tujuan
from kkbdesk.services.berkas_paket import CalonPaket, Kode, Pemeriksaan, Penolakan
from kkbdesk.services.gabung import Putusan
from kkbdesk.services.paket import Hasil
from ui.context import Context
from ui.kit import theme
from ui.kit.rows import Column
from ui.kit.table import RecordTable
from ui.page import button, label, row
from ui.paket.cocokkan import take_keys
from ui.paket.kertas import save_minutes
from ui.paket.pratinjau import MergePreview
from ui.paket.sandi import PassphraseDialog
from ui.paket.tugas import FindPackages, MergePackage, OpenPackage

_CHOOSE, _SAID, _PREVIEW = range(3)
_FILES = "Paket (*.kkb);;Semua berkas (*)"
_FOLDER = "paket/dari"
_REPLAN_MS = 400
_PURPOSES = {str(item): item.label for item in Tujuan}


class ReceivePanel(QWidget):
    """Three steps in one place: which package, what there is to say of it, what it would do."""

    wanted = Signal(str)
    """Another part of the page is asked for, by name."""
    found = Signal(object)
    """The removable drives, as they were found."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._path: Path | None = None
        self._sandi = ""
        self._merging = False
        self._merged_isi = ""
        """Digest of the package that was just merged."""
        self._from_below, self._sender_code, self._named = False, "", ""
        self._replan = QTimer(self, singleShot=True, interval=_REPLAN_MS)
        self._replan.timeout.connect(lambda: self._open(fresh=False))
        self.preview = MergePreview(context)
        self.preview.merged.connect(self._merge)
        self.preview.cancelled.connect(self.restart)
        self.preview.planned.connect(self._replan.start)
        self.stack = QStackedWidget()
        self.stack.addWidget(self._build_choice())
        self.stack.addWidget(self._build_said())
        self.stack.addWidget(self.preview)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.stack)

    def _build_choice(self) -> QWidget:
        self.table: RecordTable[CalonPaket] = RecordTable(
            "paket-temuan",
            [
                Column("nama", "Berkas", lambda r: r.path.name, width=240),
                Column("kantor", "Dari kantor", self._sender, width=200,
                       tone=lambda r: "" if r.kantor else "bad"),
                Column("tujuan", "Untuk apa", lambda r: _PURPOSES.get(r.tujuan, r.tujuan),
                       width=240),
                Column("urut", "Nomor", lambda r: r.urut, right=True, width=60),
                Column("waktu", "Ditulis", lambda r: f"{r.waktu.astimezone():%d-%m-%Y %H.%M}",
                       sort=lambda r: r.waktu, width=145),
                Column("ukuran", "Ukuran", lambda r: besar(r.ukuran), sort=lambda r: r.ukuran,
                       right=True, width=80),
                Column("keadaan", "Keadaan",
                       lambda r: "tampaknya sudah digabung" if r.digabung else "", width=180,
                       tone=lambda _: "muted"),
            ],
            lambda item: str(item.path),
            self._context.settings,
            empty=(
                "Tidak ada paket di flashdisk atau cakram lepas lain. Pasang flashdisknya lalu "
                "tekan Cari lagi, atau pilih folder atau berkas tempat paketnya disimpan."
            ),
            several=False,
        )  # fmt: skip
        self.table.opened.connect(lambda name: self.open_file(Path(name)))
        again, self.other = button("Cari lagi", "search"), button("Pilih berkas…", "file-text")
        folder = button("Pilih folder…", "folder-open", tip="Misalnya tempat unduhan dari surel")
        again.clicked.connect(self.look)
        folder.clicked.connect(self._choose_folder)
        self.other.clicked.connect(self._choose)
        self.begin = button("Buka paket", "arrow-right", primary=True, tip="Enter pada daftar")
        self.begin.clicked.connect(self._open_chosen)
        self.table.selected.connect(self._enable)
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(
            label(
                "Paket di cakram lepas dan di folder yang dipilih. Membuka belum mengubah apa "
                "pun: Anda melihat dahulu apa yang berubah dan memilih bila dua kantor mengisi "
                "hal yang sama berbeda.",
                tone="muted",
                wrap=True,
            )
        )
        column.addWidget(self.table, 1)
        column.addLayout(row(again, folder, self.other, 1, self.begin))
        return made

    def _build_said(self) -> QFrame:
        self.headline, self.said = label(step=2, wrap=True), label(wrap=True)
        self.keys = button("Terima kunci pengirim…", "lock-open", primary=True)
        self.keys.clicked.connect(self._take_keys)
        self.decide = button("Putuskan yang terbuka", "arrow-right")
        self.decide.clicked.connect(lambda: self.wanted.emit("belum-diputuskan"))
        self.answer = button("Buat paket balasan", "arrow-right")
        self.answer.clicked.connect(
            lambda: self.wanted.emit(f"kirim:{Tujuan.REFERENSI}:{self._sender_code}")
        )
        self.minutes = button("Simpan berita acara…", "save")
        self.minutes.clicked.connect(self._save_minutes)
        self.back = button("Kembali ke daftar paket")
        self.back.clicked.connect(self.restart)
        card = QFrame()
        card.setObjectName("card")
        column = QVBoxLayout(card)
        column.setContentsMargins(*(theme.GAP * 3,) * 4)
        column.setSpacing(theme.GAP * 2)
        column.addWidget(self.headline)
        column.addWidget(self.said)
        column.addLayout(row(self.keys, self.decide, self.answer, self.minutes, self.back, 1))
        column.addStretch(1)
        return card

    # choosing

    def look(self) -> None:
        """Look at the removable drives, and into the folder that was chosen last."""
        last: str = self._context.settings.get(_FOLDER, "")
        folders = [Path(last)] if last else []
        self._context.jobs.start(FindPackages(self._context.desk, folders), self._found)

    def _choose_folder(self) -> None:
        folder = self._context.dialogs.open_folder("Pilih folder berisi paket")
        if folder is not None:
            self._context.settings.set(_FOLDER, str(folder))
            self.look()

    def _sender(self, item: CalonPaket) -> str:
        if not item.kantor:
            return "bukan paket"
        return f"{self._context.desk.wilayah.kantor(item.kantor)} ({item.kantor})"

    def _found(self, result: tuple[list[Cakram], list[CalonPaket]]) -> None:
        drives, packages = result
        self.table.set_rows(packages)
        self._enable()
        self.found.emit(drives)

    def _enable(self) -> None:
        self.begin.setEnabled(bool(self.table.chosen()))

    def _choose(self) -> None:
        path = self._context.dialogs.open_file("Buka paket", _FILES)
        if path is not None:
            self.open_file(path)

    def _open_chosen(self) -> None:
        for name in self.table.chosen():
            self.open_file(Path(name))

    def open_file(self, path: Path) -> None:
        """Judge a package and plan its merge."""
        self._path, self._sandi, self._merged_isi = path, "", ""
        self._open(fresh=True)

    def restart(self) -> None:
        """Go back to choosing a package."""
        self._replan.stop()
        self._path = None
        self.stack.setCurrentIndex(_CHOOSE)
        self.look()
        self.arrive()

    def withdraw(self) -> None:
        """Go back to choosing from what was said of a merge."""
        if self.stack.currentIndex() == _SAID:
            self.restart()

    def leave(self) -> bool:
        """Go back to choosing; tell whether one was elsewhere."""
        if self.stack.currentIndex() == _CHOOSE:
            return False
        self.restart()
        return True

    def arrive(self) -> None:
        """Put the cursor where work begins."""
        match self.stack.currentIndex():
            case 0:
                if self.table.model.rowCount():
                    self.table.arrive()
                else:
                    self.other.setFocus()
            case 1:
                (self.back if self.keys.isHidden() else self.keys).setFocus()
            case _:
                self.preview.arrive()

    def find_here(self) -> None:
        """Put the cursor into the filter of the list that is shown."""
        if self.stack.currentIndex() == _PREVIEW:
            self.preview.find_here()
        else:
            self.table.filter.setFocus()

    # planning

    def reload(self) -> None:
        """Plan again what is shown, since the data changed."""
        under_way = self._merging and not self._context.jobs.idle()
        if self.stack.currentIndex() == _PREVIEW and not under_way:
            self._open(fresh=False)

    def _open(self, *, fresh: bool) -> None:
        if self._path is None:
            return
        putusan = Putusan() if fresh else self.preview.putusan()
        self._context.jobs.start(
            OpenPackage(self._context.desk, self._path, self._sandi, putusan),
            lambda made: self._opened(*made, fresh=fresh),
            failed=self._failed,
        )

    def _opened(self, found: Pemeriksaan, plan: Hasil | None, *, fresh: bool) -> None:
        own = self._context.desk.kantor.get().wilayah or "pusat"
        upward = found.manifest["tujuan"] in (Tujuan.PROVINSI, Tujuan.PERUBAHAN)
        self._sender_code = found.pengirim.kantor
        self._from_below = upward and self._sender_code != own
        region = self._context.desk.wilayah.kantor(self._sender_code)
        self._named = f"{region} ({self._sender_code}), paket nomor {found.manifest['urut']}"
        if plan is None:
            refused = [item.kalimat for item in found.keadaan if item.menolak]
            self._say("Paket ini tidak dapat digabung", " ".join(refused))
            return
        headline = f"{self._named}, {_made(found)}"
        self.preview.show_plan(headline, _state(found), plan.ringkasan, fresh=fresh)
        self.stack.setCurrentIndex(_PREVIEW)
        if fresh or QApplication.focusWidget() is None:
            self.preview.arrive()

    def _failed(self, error: BaseException) -> None:
        code = error.kode if isinstance(error, Penolakan) else None
        if code in (Kode.PERLU_SANDI, Kode.SANDI_SALAH):
            self._ask_passphrase(str(error))
        elif code is Kode.KUNCI_TAK_DIKENAL:
            self._say("Pengirim belum dikenal", str(error), keys=True)
        elif isinstance(error, UserError):
            self._say("Paket tidak dapat dibuka", str(error))
        else:
            raise error

    def _ask_passphrase(self, said: str) -> None:
        dialog = PassphraseDialog(said, self.window())

        def again() -> None:
            self._sandi = dialog.passphrase()
            self._open(fresh=True)

        dialog.accepted.connect(again)
        dialog.open()

    def _take_keys(self) -> None:
        take_keys(self._context, self.window(), lambda: self._open(fresh=True))

    def _say(
        self, headline: str, said: str, *, keys: bool = False, decide: bool = False,
        answer: bool = False,
    ) -> None:  # fmt: skip
        self.headline.setText(headline)
        self.said.setText(said)
        self.keys.setVisible(keys)
        self.decide.setVisible(decide)
        self.answer.setVisible(answer)
        self.minutes.setVisible(bool(self._merged_isi))
        self.stack.setCurrentIndex(_SAID)
        self.arrive()

    # merging

    def _merge(self) -> None:
        if self._path is None:
            return
        putusan, waiting = self.preview.putusan(), self.preview.questions.open_questions()
        self._merging = True
        self._replan.stop()
        self._context.jobs.start(
            MergePackage(self._context.desk, self._path, self._sandi, putusan),
            lambda made: self._merged(made, waiting),
        )

    def _save_minutes(self) -> None:
        found = self._context.desk.kertas_paket.dengan_sidik(self._merged_isi)
        save_minutes(self._context, found)

    def _merged(self, made: Hasil, waiting: int) -> None:
        self._merging, self._merged_isi = False, made.catatan.asal.isi
        told = made.ringkasan
        appeared = told.terbuka - waiting
        lines = [*told.angka(), *told.kontrol()]
        if told.ditolak:
            lines.append(f"{len(told.ditolak)} catatan tidak diambil.")
        if told.perhatian:
            lines.append(f"{len(told.perhatian)} catatan diambil dan perlu dibetulkan.")
        if told.terbuka:
            lines.append(f"{told.terbuka} pertentangan tetap terbuka dan dapat diputuskan nanti.")
        if appeared > 0:
            lines.append(
                f"{appeared} di antaranya baru muncul sesudah pratinjau, karena datanya berubah "
                "sementara itu."
            )
        self._say(
            f"Digabung: {self._named}", "\n".join(lines), decide=bool(told.terbuka),
            answer=self._from_below,
        )  # fmt: skip
        self._path = None
        self.back.setFocus()
        waits = f" {told.terbuka} pertentangan tetap terbuka." if told.terbuka else ""
        self._context.done(f"Paket digabung: {len(told.perubahan)} catatan.{waits}")


def _made(found: Pemeriksaan) -> str:
    local = datetime.fromisoformat(found.manifest["dibuat"]).astimezone()
    return f"{format_id.tanggal(local.date())} {local:%H.%M}"


def _state(found: Pemeriksaan) -> str:
    purpose = _PURPOSES.get(found.manifest["tujuan"], found.manifest["tujuan"])
    lines = [f"{found.pengirim.nama}.", f"{purpose}.", *(item.kalimat for item in found.keadaan)]
    if not found.terkunci:
        lines.append("Paket ini tidak dikunci; siapa pun yang memegangnya dapat membacanya.")
    return " ".join(lines)
