"""The keys of this office as words, and those of others that were taken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from kkbdesk.model import format_id
from kkbdesk.model.orang import Tindak
from ui.context import Context
from ui.kit import theme
from ui.kit.rows import Column
from ui.kit.table import RecordTable
from ui.page import button, label, row
from ui.paket.cocokkan import take_keys, word_grid

if TYPE_CHECKING:
    from kkbdesk.services.kunci import KunciUmum


class KeysPanel(QWidget):
    """Own words above, to be read out; the offices whose packages are taken below."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._own = ""
        self._words = QVBoxLayout()
        self.name = label(wrap=True)
        save = button(
            "Simpan kunci umum…", "save", primary=True, tip="Untuk diberikan ke kantor lain"
        )
        save.clicked.connect(self._save)
        renew = button("Ganti kunci…", tip="Pada serah terima, atau sesudah kehilangan")
        renew.clicked.connect(self._renew)
        card = QFrame()
        card.setObjectName("card")
        inner = QVBoxLayout(card)
        inner.setContentsMargins(*(theme.GAP * 2,) * 4)
        inner.addWidget(label("Kunci kantor ini", step=1))
        inner.addWidget(self.name)
        inner.addLayout(self._words)
        inner.addWidget(
            label(
                "Bacakan kata-kata ini bila kantor lain menelepon untuk mencocokkan kunci.",
                tone="muted",
                wrap=True,
            )
        )
        inner.addLayout(row(save, renew, 1))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)
        self.table = self._build_table()
        column.addWidget(self.table, 1)

    def _build_table(self) -> RecordTable[KunciUmum]:
        table: RecordTable[KunciUmum] = RecordTable(
            "paket-kunci",
            [
                Column("wilayah", "Kantor yang dikenal", self._region, width=170),
                Column("kantor", "Kode", lambda r: r.kantor, width=60),
                Column("nama", "Nama", self._called, width=200),
                Column("kata", "Kata-kata kunci", lambda r: " ".join(r.kata), width=400),
                Column("dibuat", "Dibuat", lambda r: f"{r.dibuat.astimezone():%d-%m-%Y}",
                       sort=lambda r: r.dibuat, width=90),
            ],
            lambda item: item.id.hex(),
            self._context.settings,
            empty=(
                "Belum ada kunci kantor lain. Minta berkas kunci umumnya, terima di sini, dan "
                "cocokkan kata-katanya lewat telepon. Tanpa itu paketnya ditolak."
            ),
            several=False,
        )  # fmt: skip
        self.take = button("Terima kunci…", "plus", tip="Terima kunci kantor lain (Ctrl+N)")
        self.take.clicked.connect(self.new)
        forget = button("Lupakan…", "trash-2", tip="Paket kantor itu ditolak sesudahnya (Delete)")
        forget.clicked.connect(self._forget)
        table.begin_with("Terima kunci kantor lain…", self.new)
        table.removed.connect(self._forget)
        table.bar.insertLayout(0, row(self.take, forget))
        return table

    def reload(self) -> None:
        """Read our own keys, made when there are none yet, and those of others."""
        with self._context.guarded():
            own = self._context.desk.kunci.milik().umum
            self._own = own.kantor
            self.name.setText(
                f"{own.sebutan()}, dibuat {format_id.tanggal(own.dibuat.astimezone())}"
            )
            while (item := self._words.takeAt(0)) is not None:
                widget = item.widget()
                if widget is not None:
                    widget.deleteLater()
            self._words.addWidget(word_grid(own.kata))
            self.table.set_rows(self._context.desk.kunci.dikenal())

    def arrive(self) -> None:
        """Put the cursor into the list, or on taking the first key."""
        if self.table.model.rowCount():
            self.table.arrive()
        else:
            self.take.setFocus()

    def find_here(self) -> None:
        """Put the cursor into the filter."""
        self.table.filter.setFocus()

    def new(self) -> None:
        """Take the keys of another office."""
        take_keys(self._context, self, self.reload)

    def _region(self, keys: KunciUmum) -> str:
        return self._context.desk.wilayah.kantor(keys.kantor)

    def _called(self, keys: KunciUmum) -> str:
        return f"{keys.nama} (komputer lain)" if keys.kantor == self._own else keys.nama

    def _save(self) -> None:
        desk = self._context.desk
        code = desk.kantor.get().wilayah or "pusat"
        path = self._context.dialogs.save_file(
            "Simpan kunci umum", f"kunci-{code}.txt", "Kunci umum (*.txt)"
        )
        if path is not None:
            with self._context.guarded():
                said = desk.kunci.tulis_umum(path.with_suffix(".txt"))
                self._context.notices.tell(f"{said} Kunci umum boleh dikirim lewat apa pun.")

    def _barred(self) -> bool:
        """Say why keys are not for who works now, and tell whether they are not."""
        why = self._context.forbidden(Tindak.ATUR_KUNCI)
        if why:
            self._context.notices.warn(why)
        return bool(why)

    def _renew(self) -> None:
        if self._barred():
            return
        question = (
            "Ganti kunci kantor ini? Kantor lain menolak paket baru dari sini sampai mereka "
            "menerima kunci umum yang baru dan mencocokkan kata-katanya. Paket yang dahulu dikunci "
            "untuk kunci lama tetap dapat dibuka."
        )
        if self._context.dialogs.confirm(question, "Ganti kunci"):
            with self._context.guarded():
                self._context.desk.kunci.perbarui()
                self._context.notices.tell(
                    "Kunci diganti. Simpan kunci umum yang baru dan kirim ke semua kantor.",
                    "Simpan kunci umum…",
                    self._save,
                )
        self.reload()

    def _forget(self) -> None:
        if self._barred():
            return
        rows = self.table.chosen_rows()
        if not rows:
            self._context.notices.tell("Pilih satu kantor dahulu.")
            return
        gone = rows[0]
        question = f"Lupakan kunci {gone.sebutan()}? Paket dari kantor itu ditolak sesudahnya."
        if self._context.dialogs.confirm(question, "Lupakan"):
            with self._context.guarded():
                self._context.desk.kunci.lupakan(gone.kantor)
                self._context.notices.tell(f"Kunci {gone.sebutan()} dilupakan.")
            self.reload()
