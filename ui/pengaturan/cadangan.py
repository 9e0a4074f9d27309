"""The copies of the office: made, checked, tried, brought back; the second place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal

from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from kkbdesk.model import format_id
from kkbdesk.model.cadangan import Kunci, Salinan
from kkbdesk.services.cadangan import SANDI_TERPENDEK, Diperiksa, Keadaan, Uji
from kkbdesk.services.cadangan_banding import Banding
from ui.context import Context
from ui.kit import theme
from ui.kit.jobs import Reading
from ui.kit.passphrase import NewPassphrase, Passphrase
from ui.kit.rows import Column
from ui.kit.table import RecordTable
from ui.page import button, label, row
from ui.pengaturan.pemulihan import Handover, Restore, TakePart

Compared = Callable[[Banding, Kunci | None], None]
"""What follows once a copy was compared with the present data."""


class CopiesPanel(QWidget):
    """What is known of the copies, what can be done with all, and the list of them."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._cadangan = context.desk.cadangan
        self._checked: dict[str, str] = {}
        self.state = label(wrap=True)
        self.paused = label(tone="warn", wrap=True)
        self.well = button("Semua baik", "check")
        self.well.clicked.connect(self._all_well)
        self.make = button("Buat sekarang", "save", primary=True)
        self.make.clicked.connect(self.make_now)
        self.place = button("Pilih tempat kedua…", "folder-open", tip="Misalnya flash disk")
        self.place.clicked.connect(self.choose_place)
        self.leave = button("Lepas tempat", "x", tip="Tidak mengirim ke tempat kedua lagi")
        self.leave.clicked.connect(self._leave_place)
        self.check = button("Periksa semua", "check", tip="Buka dan periksa setiap salinan")
        self.check.clicked.connect(self.check_all)
        self.trial = button("Uji", "archive-restore", tip="Pulihkan yang terpilih untuk percobaan")
        self.trial.clicked.connect(self.try_chosen)
        self.restore = button("Pulihkan…", "undo-2", tip="Tunjukkan akibatnya dahulu")
        self.restore.clicked.connect(self.restore_chosen)
        self.part = button("Ambil sebagian…", "git-compare", tip="Satu kampung atau satu catatan")
        self.part.clicked.connect(self.take_part)
        handover = button("Serah terima…", "file-text", tip="Untuk operator baru")
        handover.clicked.connect(self.hand_over)
        self.table: RecordTable[Salinan] = RecordTable(
            "cadangan",
            [
                Column("nomor", "No.", lambda r: str(r.nomor), sort=lambda r: r.nomor, right=True,
                       width=60),
                Column("saat", "Dibuat", lambda r: f"{r.saat:%d-%m-%Y %H.%M}",
                       sort=lambda r: r.saat, width=130),
                Column("sebab", "Sebab", lambda r: r.sebab, width=150),
                Column("ukuran", "Ukuran", lambda r: _megabytes(r.ukuran),
                       sort=lambda r: r.ukuran, right=True, width=80),
                Column("tempat", "Tempat", self._where, width=220),
                Column("keadaan", "Keadaan", self._found, width=200, tone=self._tone),
            ],
            lambda r: str(r.berkas),
            context.settings,
            empty=f"Belum ada salinan. {_FIRST[bool(context.desk.store.peladen)]}",
            several=False,
        )  # fmt: skip
        self.table.begin_with("Buat salinan pertama", self.make_now)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.GAP * 2, 0, 0)
        column.addWidget(self.state)
        column.addLayout(row(self.paused, 1, self.well))
        column.addLayout(row(self.make, self.place, self.leave, self.check, 1, handover))
        column.addWidget(self.table, 1)
        column.addLayout(row(self.trial, self.restore, self.part, 1))
        shared = context.desk.store.peladen
        self.restore.setVisible(not shared)
        column.addWidget(label(_ON_SERVER if shared else _BY_ITSELF, tone="muted", wrap=True))

    def reload(self) -> None:
        """Read what is known at once, the list beside it: a second place may answer slowly."""
        known = self._cadangan.keadaan()
        lines = said(known)
        if self._context.desk.store.peladen and known.tempat is None:
            lines = lines[:1]  # nothing is lost with this computer
        self.state.setText("\n".join(lines))
        self.paused.setText(
            f"Data dipulihkan {known.jeda}. Penjarangan dan pengiriman berhenti sampai dinyatakan "
            "baik."
            if known.jeda
            else ""
        )
        self.paused.setVisible(bool(known.jeda))
        self.well.setVisible(bool(known.jeda))
        self.leave.setEnabled(known.tempat is not None)
        self._context.jobs.start(Reading("", self._cadangan.daftar), self.table.set_rows)

    def make_now(self) -> None:
        """Make a copy, here and at the second place."""
        job = Reading("Membuat salinan…", lambda: self._cadangan.buat("tangan"))
        self._context.jobs.start(job, self._made)

    def _made(self, made: Salinan) -> None:
        self.reload()
        self._context.notices.tell(f"Salinan nomor {made.nomor} dibuat dan diperiksa.")

    def choose_place(self) -> None:
        """Ask for the second place and whether it is to be encrypted; send the newest there."""
        folder = self._context.dialogs.open_folder("Tempat cadangan kedua")
        if folder is None:
            return
        asked = NewPassphrase(SANDI_TERPENDEK, self)
        if asked.exec() != QDialog.DialogCode.Accepted:
            return
        sandi = asked.text()
        job = Reading(
            f"Mengirim salinan ke {folder}…", lambda: self._cadangan.pilih_tempat(folder, sandi)
        )
        self._context.jobs.start(job, self._sent)

    def _sent(self, made: Salinan) -> None:
        self.reload()
        self._context.notices.tell(f"Salinan {made.nomor} ada di {made.berkas.parent}.")

    def _leave_place(self) -> None:
        if self._context.dialogs.confirm("Tidak mengirim ke tempat kedua lagi?", "Lepas"):
            self._cadangan.lepas_tempat()
            self.reload()

    def _all_well(self) -> None:
        self._cadangan.semua_baik()
        self.reload()

    def check_all(self) -> None:
        """Open and check every copy."""
        job = Reading("Memeriksa salinan…", self._cadangan.periksa)
        self._context.jobs.start(job, self._all_checked)

    def _all_checked(self, found: Sequence[Diperiksa]) -> None:
        self._checked = {
            str(item.salinan.berkas): "; ".join(item.masalah) or "baik" for item in found
        }
        self.table.set_rows([item.salinan for item in found])
        bad = [item for item in found if item.masalah]
        if not bad:
            self._context.notices.tell(f"{len(found)} salinan baik.")
            return
        good = next((item.salinan for item in found if not item.masalah), None)
        newest = f"Yang baik terbaru: nomor {good.nomor}." if good else "Tidak ada yang baik."
        self._context.notices.warn(f"{len(bad)} salinan rusak. {newest}")

    def try_chosen(self) -> None:
        """Restore the chosen copy, or the newest, on trial."""
        chosen = self.chosen()
        sandi = self._passphrase(chosen) if chosen else ""
        if sandi is None:
            return
        job = Reading("Menguji salinan…", lambda: self._cadangan.uji(chosen, sandi))
        self._context.jobs.start(job, self._tried)

    def _tried(self, tried: Uji) -> None:
        self.reload()
        if tried.masalah:
            self._context.notices.warn(f"{tried.salinan} tidak lulus uji: {tried.masalah[0]}.")
        else:
            self._context.notices.tell(f"{tried.salinan} dapat dipulihkan dan isinya baik.")

    def restore_chosen(self) -> None:
        """Show what restoring the chosen copy would change, then ask."""
        self._compare(self._ask_restore)

    def _ask_restore(self, compared: Banding, key: Kunci | None) -> None:
        if Restore(compared, self).exec() == QDialog.DialogCode.Accepted:
            self._context.restore(compared.salinan, key)

    def take_part(self) -> None:
        """Show what differs in the chosen copy and bring one thing back."""
        self._compare(self._ask_part)

    def _ask_part(self, compared: Banding, key: Kunci | None) -> None:
        TakePart(self._context, compared, key, self).exec()

    def _compare(self, then: Compared) -> None:
        chosen = self.chosen()
        if chosen is None:
            self._context.notices.warn("Pilih salinan dalam daftar dahulu.")
            return
        sandi = self._passphrase(chosen)
        if sandi is None:
            return
        with self._context.guarded():
            key = self._cadangan.kunci_untuk(chosen, sandi)
            job = Reading(
                "Membandingkan…", lambda: self._context.desk.banding.bandingkan(chosen, key)
            )
            self._context.jobs.start(job, lambda compared: then(compared, key))

    def _passphrase(self, copy: Salinan) -> str | None:
        """Ask for the passphrase of a copy that the remembered key may not open; None: gave up."""
        if not copy.terkunci or self._cadangan.terbuka(copy):
            return ""
        asked = Passphrase(self)
        return asked.text() if asked.exec() == QDialog.DialogCode.Accepted else None

    def hand_over(self) -> None:
        """Write what a new operator is handed."""
        asked = Handover(self)
        if asked.exec() != QDialog.DialogCode.Accepted:
            return
        folder = self._context.dialogs.open_folder("Folder serah terima")
        if folder is not None:
            with self._context.guarded():
                made = self._context.desk.serah_terima.tulis(folder, *asked.names())
                self._context.notices.tell(f"{made.berkas[0].name} ditulis ke {folder}.")
                self.reload()

    def chosen(self) -> Salinan | None:
        """Return the copy that is chosen in the list."""
        return next(iter(self.table.chosen_rows()), None)

    def _where(self, copy: Salinan) -> str:
        here = copy.berkas.parent == self._context.desk.store.path.parent / "cadangan"
        place = "komputer ini" if here else "tempat kedua"
        return f"{place}, terkunci" if copy.terkunci else place

    def _found(self, copy: Salinan) -> str:
        return self._checked.get(str(copy.berkas), "diperiksa saat dibuat")

    def _tone(self, copy: Salinan) -> str:
        found = self._checked.get(str(copy.berkas), "")
        return {"": "", "baik": "good"}.get(found, "bad")


_FIRST = {
    False: "Salinan pertama dibuat saat program ditutup.",
    True: "Dibuat di komputer ini bila diminta, dan sebelum impor.",
}
_BY_ITSELF = (
    "Salinan dibuat dan diperiksa sendiri: tiap 30 menit bekerja, saat ditutup, sebelum impor, "
    "pemulihan dan pembaruan. Disimpan: semua hari ini, lalu 12 harian, 10 mingguan, 9 bulanan."
)
_ON_SERVER = (
    "Data kantor ada di peladen; pengelolanya yang mencadangkan dan memulihkannya dengan pg_dump. "
    "Di sini dibuat salinan seluruh kantor sebagai berkas di komputer ini, bila diminta dan "
    "sebelum impor. Sebagian isinya dapat diambil kembali; untuk seluruhnya lihat panduan."
)


def said(known: Keadaan) -> list[str]:
    """Return what is known of the copies in sentences."""
    last = f"{known.terakhir:%d-%m-%Y %H.%M}" if known.terakhir else "belum ada"
    lines = [f"Salinan terakhir: {last}."]
    if known.tempat is None:
        lines.append(
            "Tempat kedua: belum dipilih. Bila komputer ini rusak atau hilang, datanya ikut hilang."
        )
    else:
        sent = f"{known.terkirim.astimezone():%d-%m-%Y %H.%M}" if known.terkirim else "belum pernah"
        lock = ", terkunci frasa sandi" if known.bersandi else ""
        lines.append(f"Tempat kedua: {known.tempat}{lock}; terakhir dikirim {sent}.")
    if known.diuji is None:
        lines.append("Terakhir diuji: belum pernah; diuji sendiri sebulan sekali.")
    else:
        came = f"gagal: {known.diuji.masalah[0]}" if known.diuji.masalah else "baik"
        lines.append(f"Terakhir diuji: {known.diuji.saat.astimezone():%d-%m-%Y %H.%M}, {came}.")
    return lines


def _megabytes(size: int) -> str:
    return f"{format_id.angka(round(Decimal(size) / 1_048_576, 1))} MB"
