"""The people of the office, their PINs, and the recovery sheet."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QVBoxLayout

from kkbdesk.model import format_id
from kkbdesk.model.ids import Kind
from kkbdesk.model.orang import Orang, Pemulihan, PeranOrang, Tindak
from kkbdesk.services.draf import BARU
from kkbdesk.services.orang import GUNA_PIN
from ui.context import Context
from ui.kit.rows import Column
from ui.page import button, label, row
from ui.pengaturan.berdampingan import Beside
from ui.pengaturan.pin import PinDialog

FIELDS = ("nama", "peran", "aktif")
_FREE = (
    "Belum ada orang: siapa pun boleh melakukan semuanya. Tambahkan orang bila tidak semua boleh "
    "menyepakati matriks, menetapkan naskah, atau mengubah pengaturan. Orang pertama penyelia atau "
    "kepala."
)


class PeoplePanel(Beside[Orang]):
    """The list of people, and the one that is chosen."""

    def __init__(self, context: Context) -> None:
        super().__init__(
            context,
            Orang,
            FIELDS,
            [
                Column("nama", "Nama", lambda r: r.nama, width=220, tone=_tone),
                Column("peran", "Peran", lambda r: r.peran.label, width=110),
                Column("pin", "PIN", lambda r: "ada" if r.pin else "belum ada", width=90),
                Column("aktif", "Keadaan", lambda r: "" if r.aktif else "tidak aktif", width=90),
            ],
            empty=_FREE,
            add="Tambah orang",
        )
        self.pin = button("Ganti PIN…", "lock")
        self.pin.clicked.connect(self.ask_pin)
        self.sheet = button("Buat lembar pemulihan…", "printer")
        self.sheet.clicked.connect(self.make_sheet)
        self.state = label(wrap=True)
        column = self.layout()
        assert isinstance(column, QVBoxLayout)
        column.setStretch(0, 1)
        for widget in (self.state, label(GUNA_PIN, tone="muted", wrap=True)):
            column.addWidget(widget)
        column.addLayout(row(self.pin, self.sheet, 1))

    def reload(self) -> None:
        """Read all people and the state of the recovery sheet."""
        people, sheet = self._context.desk.orang.daftar(), self._context.desk.orang.lembar()
        self.show_rows(people)
        text, tone = _state(sheet, pins=any(orang.pin for orang in people))
        self.state.setText(text)
        self.state.setProperty("tone", tone)
        self.state.style().polish(self.state)
        self.pin.setEnabled(bool(people))
        may = self._context.desk.wewenang.boleh(Tindak.KELOLA_ORANG)
        self.sheet.setEnabled(bool(people) and may)

    def add_record(self, values: Mapping[str, Any]) -> Orang:
        """Add a person."""
        return self._context.desk.orang.tambah(values)

    def change_record(self, record: Orang, values: Mapping[str, Any]) -> Orang:
        """Change a person."""
        return self._context.desk.orang.ubah(record, values)

    def remove_records(self, records: list[Orang]) -> None:
        """Remove people entered wrongly."""
        self._context.desk.orang.hapus([orang.id for orang in records])

    def new(self) -> None:
        """Begin a new person; the first one is who may do everything."""
        first = not self._context.desk.orang.daftar()
        role = PeranOrang.KEPALA if first else PeranOrang.OPERATOR
        said = "Orang baru: isi namanya; PIN diatur sesudah itu."
        self.begin(self._context.drafts(Kind.ORANG, BARU), said, {"peran": role})

    def ask_pin(self) -> None:
        """Ask for another PIN of the chosen person."""
        rows = self.table.chosen_rows()
        if len(rows) != 1:
            self._context.notices.tell("Pilih satu orang dahulu.")
            return
        desk, orang = self._context.desk, rows[0]
        present = desk.wewenang.siapa()
        own = present is not None and present.id == orang.id
        dialog = PinDialog(
            orang.nama,
            partial(desk.orang.atur_pin, orang.id),
            ask_old=own and bool(orang.pin),
            parent=self,
        )
        dialog.accepted.connect(self._pin_changed)
        dialog.open()

    def _pin_changed(self) -> None:
        self._context.done("PIN diganti.")
        question = "Belum ada lembar pemulihan. Tanpanya PIN yang terlupa tidak dapat diganti."
        if self._context.desk.orang.lembar() is None and self._context.dialogs.confirm(
            question, "Buat lembar pemulihan"
        ):
            self._write_sheet()

    def make_sheet(self) -> None:
        """Make a recovery sheet, after a question when one is valid."""
        question = "Buat lembar pemulihan baru? Lembar yang lama tidak berlaku lagi."
        if self._context.desk.orang.lembar() is None or self._context.dialogs.confirm(
            question, "Buat lembar baru"
        ):
            self._write_sheet()

    def _write_sheet(self) -> None:
        path = self._context.dialogs.save_file(
            "Simpan lembar pemulihan", "lembar-pemulihan.pdf", "PDF (*.pdf)"
        )
        if path is None:
            return
        if path.suffix.casefold() != ".pdf":
            path = path.with_name(f"{path.name}.pdf")
        with self._context.guarded():
            self._context.desk.orang.tulis_lembar(path)
            self._context.notices.tell(
                f"{path.name} tersimpan. Cetak, simpan dalam amplop bersegel, hapus berkasnya.",
                "Buka untuk dicetak",
                partial(_open, path),
            )


def _open(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def _tone(orang: Orang) -> str:
    return "" if orang.aktif else "muted"


def _state(sheet: Pemulihan | None, *, pins: bool) -> tuple[str, str]:
    """Return what is to be said about the recovery sheet, and how urgently."""
    if sheet is None:
        said = "Belum ada lembar pemulihan; PIN yang terlupa tidak dapat diganti."
        return (said, "warn") if pins else ("", "")
    made = f"Lembar pemulihan dibuat {format_id.tanggal(sheet.dibuat)}"
    if sheet.dipakai:
        used = format_id.tanggal(sheet.dipakai)
        return f"{made} dan sudah dipakai {used}; buat yang baru.", "warn"
    return f"{made}.", "good"
