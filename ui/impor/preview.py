"""What an import would do, row by row; proposals to confirm; then one button."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QListWidget,
    QListWidgetItem,
    QSplitter,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from kkbdesk.services.pratinjau import Baris, Hasil, Pratinjau
from ui.context import Context
from ui.kit import theme
from ui.kit.fields import DateField
from ui.kit.rows import Column
from ui.kit.table import RecordTable
from ui.page import button, label, row

_TEXT = Qt.ItemDataRole.UserRole
_TONES = {Hasil.BARU: "good", Hasil.BERUBAH: "warn", Hasil.SAMA: "muted", Hasil.DITOLAK: "bad"}


class PreviewPanel(QWidget):
    """Rows at the left, proposals and what vanished at the right."""

    def __init__(
        self,
        context: Context,
        confirmed: Callable[[Mapping[str, str]], None],
        dated: Callable[[date], None],
        carry_out: Callable[[], None],
        back: Callable[[], None],
    ) -> None:
        super().__init__()
        self._context = context
        self._confirmed = confirmed
        self._plan: Pratinjau | None = None
        self._dated = dated
        self.summary = label(step=1, wrap=True)
        self.day = DateField(optional=False)
        self.day.setAccessibleName("Keadaan per tanggal")
        self.day.setFixedWidth(200)
        self.day.left.connect(self._redate)
        self.notes = label(tone="muted", wrap=True)
        self.choice = QComboBox()
        self.choice.setAccessibleName("Baris yang ditampilkan")
        self.choice.currentIndexChanged.connect(self._narrow)
        self.table: RecordTable[Baris] = RecordTable(
            "impor",
            [
                Column("baris", "Baris", lambda r: str(r.baris), sort=lambda r: r.baris, right=True,
                       width=55),
                Column("hasil", "Hasil", lambda r: r.hasil.label, width=75,
                       tone=lambda r: _TONES[r.hasil]),
                Column("kode", "Kode", lambda r: r.kode, width=115),
                Column("nama", "Nama", lambda r: r.nama, width=170),
                Column("alasan", "Keterangan", _reason, width=420),
            ],
            lambda item: f"{item.baris}\x1f{item.kode}\x1f{item.nama}",
            context.settings,
            empty="Berkas ini tidak memuat baris.",
        )  # fmt: skip
        self.table.bar.insertWidget(0, self.choice)
        self.proposals = QListWidget()
        self.proposals.setAccessibleName("Usulan untuk dikonfirmasi")
        self.proposals.setWordWrap(True)
        self.gone = QListWidget()
        self.gone.setAccessibleName("Hilang dari berkas")
        self.accept = button("Terima yang dicentang", "check")
        self.accept.clicked.connect(self._accept)
        self.apply = button("Impor", "check", primary=True)
        self.apply.clicked.connect(lambda: carry_out())
        save = button("Simpan hasil…", "save", tip="Tiap baris dengan alasannya, sebagai XLSX")
        save.clicked.connect(self._save)
        cancel = button("Batal")
        cancel.clicked.connect(lambda: back())
        self.reason = label(wrap=True)
        self.table.selected.connect(self._tell)
        left = QWidget()
        below = QVBoxLayout(left)
        below.setContentsMargins(0, 0, 0, 0)
        below.addWidget(self.table, 1)
        below.addWidget(self.reason)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(left)
        split.addWidget(self._build_side())
        split.setSizes([820, 340])
        split.setStretchFactor(0, 1)
        split.setChildrenCollapsible(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP)
        column.addWidget(self.summary)
        column.addLayout(row(label("Keadaan per tanggal"), self.day, self.notes, 1))
        column.addWidget(split, 1)
        column.addLayout(row(save, 1, cancel, self.apply))

    def _build_side(self) -> QTabWidget:
        confirm = QWidget()
        column = QVBoxLayout(confirm)
        column.setContentsMargins(theme.GAP, theme.GAP, 0, 0)
        column.addWidget(
            label("Centang bila ejaan di berkas memang berarti ini.", tone="muted", wrap=True)
        )
        column.addWidget(self.proposals, 1)
        column.addLayout(row(1, self.accept))
        vanished = QWidget()
        inner = QVBoxLayout(vanished)
        inner.setContentsMargins(theme.GAP, theme.GAP, 0, 0)
        inner.addWidget(
            label(
                "Ada pada impor sejenis yang lalu, tidak ada lagi di berkas ini. Tidak dihapus.",
                tone="muted",
                wrap=True,
            )
        )
        inner.addWidget(self.gone, 1)
        self._side = QTabWidget()
        self._side.addTab(confirm, "Usulan")
        self._side.addTab(vanished, "Hilang")
        return self._side

    def show_plan(self, plan: Pratinjau) -> None:
        """Show a planned import."""
        self._plan = plan
        number = Counter(item.hasil for item in plan.baris)
        parts = [f"{number[kind]} {kind.label.lower()}" for kind in Hasil]
        self.summary.setText(
            f"{plan.jenis.label} dari {plan.berkas}: {len(plan.baris)} baris — {', '.join(parts)}"
        )
        self.day.set_value(plan.tanggal)
        self.notes.setText(" ".join(plan.catatan))
        self.notes.setVisible(bool(plan.catatan))
        self.table.set_rows(plan.baris)
        self._fill_choice(number)
        self._fill_side(plan)
        self.apply.setEnabled(bool(plan.perubahan))
        nothing = "Tidak ada yang berubah" if plan.terpakai else "Tidak ada baris yang terpakai"
        self.apply.setText("Impor" if plan.perubahan else nothing)
        self.apply.setFocus()

    def _fill_choice(self, number: Counter[Hasil]) -> None:
        self.choice.blockSignals(True)
        self.choice.clear()
        self.choice.addItem("Semua baris", "")
        for kind in Hasil:
            if number[kind]:
                self.choice.addItem(f"{kind.label} ({number[kind]})", str(kind))
        self.choice.blockSignals(False)
        self._narrow()

    def _fill_side(self, plan: Pratinjau) -> None:
        self.proposals.clear()
        for each in plan.usulan:
            item = QListWidgetItem(f"{each.teks}\n→ {each.nama} ({each.kode})")
            item.setCheckState(Qt.CheckState.Unchecked)
            item.setData(_TEXT, (each.teks, each.kode))
            self.proposals.addItem(item)
        self.accept.setEnabled(bool(plan.usulan))
        self.gone.clear()
        for lost in plan.hilang:
            self.gone.addItem(f"{lost.nama} ({lost.kode})")
        self._side.setTabText(0, f"Usulan ({len(plan.usulan)})")
        self._side.setTabText(1, f"Hilang ({len(plan.hilang)})")
        self._side.setVisible(bool(plan.usulan or plan.hilang))
        self._side.setCurrentIndex(0 if plan.usulan or not plan.hilang else 1)

    def _narrow(self) -> None:
        wanted = self.choice.currentData()
        self.table.set_only((lambda item: str(item.hasil) == wanted) if wanted else None)

    def _redate(self) -> None:
        try:
            day = self.day.value()
        except ValueError as error:
            self._context.notices.warn(str(error))
        else:
            assert isinstance(day, date)
            if self._plan is not None and day != self._plan.tanggal:
                self._dated(day)

    def _tell(self) -> None:
        """Say in full what the list has no room for."""
        self.reason.setText("\n".join(_reason(item) for item in self.table.chosen_rows()[:1]))

    def _accept(self) -> None:
        chosen = {}
        for place in range(self.proposals.count()):
            item = self.proposals.item(place)
            if item.checkState() is Qt.CheckState.Checked:
                text, code = item.data(_TEXT)
                chosen[text] = code
        if chosen:
            self._confirmed(chosen)
        else:
            self._context.notices.tell("Centang dahulu usulan yang benar.")

    def _save(self) -> None:
        plan = self._plan
        if plan is None:
            return
        path = self._context.dialogs.save_file("Simpan hasil", "hasil-impor.xlsx", "Excel (*.xlsx)")
        if path is not None:
            with self._context.guarded():
                self._context.desk.impor.tulis_hasil(plan, path.with_suffix(".xlsx"))
                self._context.notices.tell(f"Tersimpan: {path.with_suffix('.xlsx')}")


def _reason(item: Baris) -> str:
    """Return why a row was rejected, else what it changes, else what was noticed."""
    quoted = f"“{item.nilai}”"
    cell = f"{item.kolom} {quoted}: " if item.nilai and quoted not in item.alasan else ""
    changes = "; ".join(f"{each.kolom}: {each.lama} → {each.baru}" for each in item.beda)
    meant = f" Mungkin: {item.koreksi}." if item.koreksi else ""
    return " · ".join(part for part in (f"{cell}{item.alasan}{meant}", changes) if part)
