"""Beside the preview: state, what is lacking, number and date, what may be typed, scans."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from kkbdesk.model.ids import Kind
from kkbdesk.model.naskah import NASKAH_POKJA, Naskah, StatusNaskah
from kkbdesk.model.problem import Problem
from kkbdesk.services.naskah import jenis_naskah
from ui.context import Context
from ui.kit import theme
from ui.kit.form import Form
from ui.kit.scroll import Scroll
from ui.naskah.isian import TypedFields
from ui.naskah.pindaian import Scans
from ui.page import button, label, row

REGISTER = (
    "hal", "nomor", "tanggal", "pejabat", "mulai", "selesai", "mencabut", "tujuan", "catatan",
)  # fmt: skip
_ISSUED = ("nomor", "tanggal", "pejabat", "mencabut", "tujuan")
"""Fields that an issued document no longer lets change."""
_TONES = {
    StatusNaskah.DRAF: "",
    StatusNaskah.DIAJUKAN: "warn",
    StatusNaskah.DITETAPKAN: "good",
    StatusNaskah.DICABUT: "bad",
    StatusNaskah.BERAKHIR: "muted",
}
_OPEN = (StatusNaskah.DRAF, StatusNaskah.DIAJUKAN)


class Actions(Protocol):
    """What the page of the document does for its panel."""

    def naskah(self) -> Naskah | None:
        """Return the document that is shown."""
        ...

    def save_form(self, values: Mapping[str, Any]) -> Naskah:
        """Keep fields of the register."""
        ...

    def type(self, typed: dict[str, str]) -> None:
        """Keep what was typed into the document."""
        ...

    def fill(self, nama: str) -> None:
        """Go to where a lacking field is filled."""
        ...

    def submit(self) -> None:
        """Note that the draft was handed to be signed."""
        ...

    def issue(self) -> None:
        """Give number and form for good."""
        ...

    def revoke(self) -> None:
        """Revoke an issued document."""
        ...

    def open_history(self) -> None:
        """Show the history of this document."""
        ...


class DocumentPanel(Scroll):
    """Everything of a document that is not its picture."""

    def __init__(self, context: Context, actions: Actions) -> None:
        super().__init__()
        self._context, self._actions = context, actions
        self._naskah: Naskah | None = None
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumWidth(420)
        self.form = Form(Naskah, REGISTER, context, context.notices.warn)
        self.typed = TypedFields(actions.type)
        self.scans = Scans(context, actions.naskah)
        self._typed_title = label("Isian naskah", step=1)
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(theme.GAP, 0, theme.GAP, 0)
        column.setSpacing(theme.GAP)
        column.addWidget(self._build_state())
        column.addWidget(self._build_lacking())
        column.addWidget(self._typed_title)
        column.addWidget(self.typed)
        column.addWidget(label("Nomor, tanggal, masa berlaku", step=1))
        column.addWidget(self.form)
        column.addWidget(self.scans)
        column.addStretch(1)
        self.setWidget(holder)

    def _build_state(self) -> QFrame:
        self.state = label(step=1)
        self._subject = label(tone="muted", wrap=True)
        self.submit = button("Ajukan", "arrow-right", tip="Catat bahwa naskah sudah diajukan")
        self.submit.clicked.connect(lambda: self._actions.submit())
        self.issue = button(
            "Tetapkan", "check", primary=True, tip="Beri nomor; bentuknya tidak berubah lagi"
        )
        self.issue.clicked.connect(lambda: self._actions.issue())
        self.revoke = button("Cabut", "x", tip="Catat bahwa naskah dicabut")
        self.revoke.clicked.connect(lambda: self._actions.revoke())
        self.amend = button("SK perubahan", "pencil", tip="Buat keputusan yang mengubahnya")
        self.amend.clicked.connect(self._amend)
        history = button("Riwayat", "history", tip="Riwayat naskah ini")
        history.clicked.connect(lambda: self._actions.open_history())
        card = QFrame()
        card.setObjectName("card")
        column = QVBoxLayout(card)
        column.addWidget(self.state)
        column.addWidget(self._subject)
        column.addLayout(row(self.submit, self.issue, self.revoke, self.amend, 1, history))
        return card

    def _build_lacking(self) -> QFrame:
        self.lacking = QFrame()
        self.lacking.setObjectName("card")
        column = QVBoxLayout(self.lacking)
        self._lacking_title = label(step=1)
        column.addWidget(self._lacking_title)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(4)
        column.addLayout(self._lines)
        self.lacking.hide()
        return self.lacking

    # showing

    def show_document(self, naskah: Naskah, problems: Sequence[Problem], *, fresh: bool) -> None:
        """Show a document; `fresh` also refills fields that hold a draft or the cursor."""
        self._naskah = naskah
        frozen = bool(naskah.beku)
        composed = not frozen and not naskah.tercatat
        if fresh:
            self.verticalScrollBar().setValue(0)
            self.lacking.hide()
            drafts = self._context.drafts(Kind.NASKAH, naskah.id)
            self.form.show_record(naskah, self._actions.save_form, drafts, problems)
        else:
            self.form.refresh(naskah, problems)
        self._fit_form(naskah, frozen=frozen)
        fields = self._context.desk.teks_naskah.isian(naskah) if composed else []
        self.typed.show_fields(fields, fresh=fresh)
        self.typed.setVisible(bool(fields))
        self._typed_title.setVisible(bool(fields))
        self.scans.show_scans(naskah)
        self._show_state(naskah)

    def _fit_form(self, naskah: Naskah, *, frozen: bool) -> None:
        """Show the fields that mean something for this kind, and the number it would get."""
        jenis = jenis_naskah(naskah.jenis)
        letter = jenis.bentuk.value == "surat"
        lasting = jenis.bentuk.value in ("keputusan", "peraturan", "lembar")
        for name, shown in (
            ("hal", naskah.tercatat), ("tujuan", letter), ("nomor", bool(jenis.pola)),
            ("mulai", lasting), ("selesai", lasting),
            ("mencabut", jenis.bentuk.value in ("keputusan", "peraturan")),
        ):  # fmt: skip
            self.form.show_field(name, shown=shown)
        self.form.lock(*(_ISSUED if frozen else ()))
        begun = naskah.status in _OPEN
        self.form.hint("tujuan", "menurut suratnya, bila tidak diisi" if begun else "")
        self.form.hint("pejabat", "menurut jabatannya, bila tidak diisi" if begun else "")
        if jenis.pola and begun:
            day = naskah.tanggal or self._context.desk.today()
            next_one = self._context.desk.register.nomor_berikut
            _, number = next_one(naskah.jenis, day, naskah.kampung)
            self.form.hint("nomor", f"{number}, bila tidak diisi")

    def _show_state(self, naskah: Naskah) -> None:
        status = naskah.keadaan(self._context.desk.today())
        made = " — dicatat dari naskah yang sudah ada" if naskah.tercatat else ""
        self.state.setText(f"{status.label}{made}")
        self.state.setProperty("tone", _TONES[status])
        self.state.style().unpolish(self.state)
        self.state.style().polish(self.state)
        self._subject.setText(naskah.hal)
        begun = naskah.status in _OPEN
        self.submit.setVisible(naskah.status is StatusNaskah.DRAF)
        self.issue.setVisible(begun)
        issued = naskah.status is StatusNaskah.DITETAPKAN
        self.revoke.setVisible(issued)
        self.amend.setVisible(issued and naskah.jenis in NASKAH_POKJA and naskah.pokja is not None)

    def show_lacking(self, kurang: Sequence[tuple[str, str]]) -> None:
        """List what the document lacks, each a way to where it is filled."""
        self._clear_lines()
        number = self.form.field("nomor").raw()
        shown = [(name, text) for name, text in kurang if name != "nomor" or number]
        self._lacking_title.setText(f"Belum terisi ({len(shown)})")
        for name, text in shown:
            self._add_line(text, partial(self._actions.fill, name))
        self.lacking.setVisible(bool(shown))

    def show_seen(self, *, seen: bool) -> None:
        """Say when there is no picture of what was made elsewhere."""
        self.lacking.hide()
        if seen:
            return
        self._clear_lines()
        scan = self.scans.scan()
        self._lacking_title.setText(
            "Pindaian tidak dapat ditampilkan" if scan else "Belum dipindai"
        )
        said = f"Buka {scan.nama}" if scan else "Lampirkan pindaiannya"
        self._add_line(said, self.scans.open_chosen if scan else self.scans.attach)
        self.lacking.show()

    def show_fault(self, text: str) -> None:
        """Say why there is no preview, with the way to where it is mended."""
        self._clear_lines()
        self._lacking_title.setText("Naskah tidak dapat disusun")
        self._lines.addWidget(label(text, tone="bad", wrap=True))
        assert self._naskah is not None
        where = f"pengaturan:teks:{self._naskah.jenis}"
        self._add_line("Periksa teks naskah", lambda: self._context.open(where))
        self.lacking.show()

    def _add_line(self, text: str, do: Callable[[], None]) -> None:
        made = QPushButton(text)
        made.setObjectName("line")
        made.setIcon(theme.icon("triangle-alert", tone="warn"))
        made.clicked.connect(lambda: do())
        self._lines.addWidget(made)

    def _clear_lines(self) -> None:
        while self._lines.count():
            old = self._lines.takeAt(0)
            widget = old.widget() if old else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def lines(self) -> list[QPushButton]:
        """Return the lines of what is lacking."""
        found = [self._lines.itemAt(place) for place in range(self._lines.count())]
        widgets = [item.widget() for item in found if item is not None]
        return [widget for widget in widgets if isinstance(widget, QPushButton)]

    def arrive(self) -> None:
        """Put the cursor where work begins: into the first field to type, else into the date."""
        empty = self.typed.empty() if self.typed.isVisibleTo(self) else []
        if empty:
            self.typed.focus(empty[0])
        else:
            self.form.focus("catatan" if self._naskah and self._naskah.beku else "tanggal")

    def _amend(self) -> None:
        assert self._naskah is not None
        self._context.open(f"naskah:perubahan:{self._naskah.pokja}")
