"""The version of the program: a new one from a file, what is new in it, and the way back."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QDialog, QPlainTextEdit, QVBoxLayout, QWidget

from kkbdesk import cakram
from kkbdesk.cakram import besar
from kkbdesk.jobs import Progress
from kkbdesk.model.orang import Tindak
from kkbdesk.services.pembaruan import (
    AKHIRAN,
    CalonPembaruan,
    Ganti,
    Kembali,
    PembaruanService,
    Periksa,
    Tahap,
)
from ui.context import Context
from ui.kit import theme
from ui.kit.jobs import Reading
from ui.kit.rows import Column
from ui.kit.table import RecordTable
from ui.page import button, label, row
from ui.pengaturan.pemulihan import Shown, consequences

_FILES = f"Pembaruan (*{AKHIRAN});;Semua berkas (*)"
_READY = "Dapat dipasang"


class _Judge:
    """Compares an update package with what its publisher signed."""

    title = "Memeriksa pembaruan…"
    writes = False

    def __init__(self, service: PembaruanService, path: Path) -> None:
        self._service, self._path = service, path

    def run(self, progress: Progress) -> Periksa:
        """Return what it is."""
        return self._service.periksa(self._path, progress)


class _Install:
    """Lays a version beside this one and tries it; editing need not wait."""

    title = "Memasang pembaruan…"
    writes = False

    def __init__(self, service: PembaruanService, path: Path) -> None:
        self._service, self._path = service, path

    def run(self, progress: Progress) -> Ganti:
        """Return what now waits for the program to be closed."""
        return self._service.pasang(self._path, progress)


class UpdatePanel(QWidget):
    """What runs, what waits, what is kept; packages on drives; what is new in the chosen one."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._service = context.desk.pembaruan
        self._judged: Periksa | None = None
        self._busy = False
        self.state = label(wrap=True)
        self.switch = button("Tutup dan ganti sekarang", "check", primary=True)
        self.switch.clicked.connect(context.switch_version)
        self.cancel = button("Batalkan", "x", tip="Tetap memakai versi ini")
        self.cancel.clicked.connect(self._cancel)
        self.back = button("", "undo-2", tip="Tunjukkan akibatnya dahulu")
        self.back.clicked.connect(self.plan_back)
        self.table: RecordTable[CalonPembaruan] = RecordTable(
            "pembaruan",
            [
                Column("versi", "Versi", lambda r: r.versi, width=80),
                Column("berkas", "Berkas", lambda r: str(r.path), width=360),
                Column("ukuran", "Ukuran", lambda r: besar(r.ukuran), sort=lambda r: r.ukuran,
                       right=True, width=90),
                Column("keadaan", "Keadaan", lambda r: r.larangan or _READY, width=420,
                       tone=lambda r: "warn" if r.larangan else "good"),
            ],
            lambda r: str(r.path),
            context.settings,
            empty=(
                "Tidak ada berkas pembaruan di flashdisk. Pasang flashdisknya lalu tekan Cari "
                "lagi, atau pilih berkasnya."
            ),
            several=False,
        )  # fmt: skip
        self.table.opened.connect(lambda name: self.judge(Path(name)))
        again, other = button("Cari lagi", "search"), button("Pilih berkas…", "file-text")
        again.clicked.connect(self.look)
        other.clicked.connect(self._choose)
        look = button("Periksa", "arrow-right", tip="Enter pada daftar")
        look.clicked.connect(self._judge_chosen)
        self.said = label(wrap=True)
        self.news = QPlainTextEdit(readOnly=True)
        self.news.setAccessibleName("Yang baru")
        self.news.setTabChangesFocus(True)
        self.install = button("Pasang", "download", primary=True)
        self.install.clicked.connect(self._install)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.GAP * 2, 0, 0)
        column.addWidget(self.state)
        column.addLayout(row(self.switch, self.cancel, self.back, 1))
        column.addWidget(label("Pembaruan di flashdisk", step=1))
        column.addWidget(self.table, 1)
        column.addLayout(row(again, other, look, 1))
        column.addWidget(self.said)
        column.addWidget(self.news, 1)
        column.addLayout(row(1, self.install))

    # looking

    def reload(self) -> None:
        """Read what runs, waits and is kept."""
        service = self._service
        waits = service.program.menunggu() if service.program else None
        before = "" if waits else service.sebelumnya()
        lines = [f"KKB Desk {service.kini}."]
        if waits is not None:
            target = waits.ke if waits.tahap is Tahap.SIAP else waits.dari
            lines.append(f"Versi {target} sudah siap; program berganti begitu ditutup.")
        if before:
            lines.append(f"Versi sebelumnya, {before}, masih disimpan.")
        self.state.setText(" ".join(lines))
        self.switch.setVisible(waits is not None)
        self.cancel.setVisible(waits is not None)
        self.back.setVisible(bool(before))
        self.back.setText(f"Kembali ke {before}…")
        self._show_news()

    def _show_news(self) -> None:
        judged, ganti = self._judged, self._service.ganti()
        if judged is not None:
            size = besar(judged.terbuka)
            head = f"Versi {judged.versi}, ditandatangani penerbit, {size} bila terpasang."
            self._tell(f"{head} {judged.larangan}".strip(), judged.catatan)
        elif ganti is not None and ganti.tahap is Tahap.SELESAI:
            self._tell(f"Yang baru di versi {ganti.ke}:", ganti.catatan)
        else:
            self._tell("", "")
        self.install.setVisible(judged is not None and not judged.larangan)
        self.install.setEnabled(not self._busy)
        if judged is not None:
            self.install.setText(f"Pasang {judged.versi}")

    def _tell(self, said: str, news: str) -> None:
        self.said.setText(said)
        self.said.setVisible(bool(said))
        self.news.setPlainText(news.strip())
        self.news.setVisible(bool(news))

    def look(self) -> None:
        """Look at the removable drives."""
        service = self._service
        job = Reading(
            "Mencari pembaruan di cakram lepas…",
            lambda: service.temukan([drive.folder for drive in cakram.terpasang()]),
        )
        self._context.jobs.start(job, self._found, owner=self)

    def _found(self, found: Sequence[CalonPembaruan]) -> None:
        self.table.set_rows(list(found))

    def _choose(self) -> None:
        path = self._context.dialogs.open_file("Pilih berkas pembaruan", _FILES)
        if path is not None:
            self.judge(path)

    def _judge_chosen(self) -> None:
        chosen = next(iter(self.table.chosen_rows()), None)
        if chosen is None:
            self._context.notices.warn("Pilih berkas dalam daftar dahulu.")
        else:
            self.judge(chosen.path)

    def judge(self, path: Path) -> None:
        """Compare a package with what was signed, and show what is new in it."""
        self._judged = None
        self._show_news()
        self._context.jobs.start(_Judge(self._service, path), self._was_judged, owner=self)

    def _was_judged(self, judged: Periksa) -> None:
        self._judged = judged
        self._show_news()
        if judged.larangan:
            self._context.notices.warn(judged.larangan)
        else:
            self.install.setFocus()

    # installing

    def _install(self) -> None:
        if self._judged is None:
            return
        if why := self._context.forbidden(Tindak.PASANG_PEMBARUAN):
            self._context.notices.warn(why)
            return
        self._set_busy(True)
        job = _Install(self._service, self._judged.path)
        self._context.jobs.start(job, self._installed, failed=self._failed, owner=self)

    def _installed(self, ganti: Ganti) -> None:
        self._judged = None
        self._set_busy(False)
        self.reload()
        self._context.notices.tell(
            f"KKB Desk {ganti.ke} terpasang dan lulus uji. Program berganti begitu ditutup.",
            "Tutup dan ganti sekarang",
            self._context.switch_version,
            stays=True,
        )

    def _failed(self, error: BaseException) -> None:
        self._set_busy(False)
        with self._context.guarded():
            raise error

    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        self.install.setEnabled(not busy)

    def _cancel(self) -> None:
        with self._context.guarded():
            self._service.batalkan()
            self.reload()

    # going back

    def plan_back(self) -> None:
        """Show what going back would do, then ask."""
        job = Reading("Membandingkan…", self._service.rancang_kembali)
        self._context.jobs.start(job, self._ask_back, owner=self)

    def _ask_back(self, planned: Kembali) -> None:
        if GoBack(planned, self).exec() == QDialog.DialogCode.Accepted:
            job = Reading("Menguji versi sebelumnya…", partial(self._service.kembali, planned))
            self._context.jobs.start(job, lambda _: self._context.switch_version(), owner=self)


class GoBack(Shown):
    """What becomes of the data when one goes back."""

    def __init__(self, planned: Kembali, parent: QWidget) -> None:
        super().__init__(
            f"Kembali ke KKB Desk {planned.ke}", f"Tutup dan kembali ke {planned.ke}", parent
        )
        if planned.banding is None:
            head = "Bentuk data tidak berubah sejak versi itu, maka data tetap seperti sekarang."
            lines = ["Tidak ada yang hilang."]
        else:
            moment = f"{planned.banding.salinan.saat:%d-%m-%Y %H.%M}"
            head = (
                f"Versi {planned.ke} tidak mengenal bentuk data yang sekarang, maka data "
                f"dikembalikan ke salinan dari {moment}. Yang dicatat sesudah itu hilang dari "
                "data; data yang sekarang disimpan di sampingnya dengan nama lain."
            )
            lines = consequences(planned.banding)
        self.column.addWidget(label(head, wrap=True))
        self.told.setPlainText("\n".join(lines))
        self.agree.clicked.connect(self.accept)
        self.finish()
