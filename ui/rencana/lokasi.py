"""The kampung of a planned activity and the agencies that join it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFormLayout, QPushButton, QSizePolicy, QWidget

from kkbdesk.model.ids import KampungId, OPDId
from kkbdesk.model.rencana import RencanaLengkap
from ui.context import Context
from ui.kit import theme
from ui.kit.choices import ManyField
from ui.kit.tick_tree import Leaf, TickTree
from ui.page import label

_SHOWN = 3


class PlacesAndPartners(QWidget):
    """Two fields: one opens a tree of kampung by kecamatan, one a menu of agencies."""

    changed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.kampung: tuple[KampungId, ...] = ()
        self.pendukung: tuple[OPDId, ...] = ()
        self.places = QPushButton()
        self.places.setObjectName("places")
        self.places.setAccessibleName("Kampung KB")
        self.places.clicked.connect(self.choose)
        self.places.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._form = QFormLayout(self)
        self._form.setHorizontalSpacing(theme.GAP * 2)
        self._form.setVerticalSpacing(theme.GAP // 2)
        self._form.setContentsMargins(0, 0, 0, 0)
        self._partners: ManyField | None = None
        self._offered: dict[str, str] = {}
        self._form.addRow(self._head("Kampung KB"), self.places)
        self._offer()

    @staticmethod
    def _head(text: str) -> QWidget:
        made = label(text)
        made.setObjectName("label")
        made.setFixedWidth(150)
        return made

    def _offer(self) -> None:
        """Offer the agencies that there are now."""
        today = self._context.desk.today()
        offered = {
            str(item.id): item.singkat
            for item in self._context.desk.opd.daftar()
            if item.aktif(today) or item.id in self.pendukung
        }
        if self._partners is not None and offered == self._offered:
            return
        self._offered = offered
        if self._partners is not None:
            self._form.removeRow(1)
        made = self._partners = ManyField([(id, name, "") for id, name in offered.items()])
        made.setAccessibleName("OPD pendukung")
        made.left.connect(self._joined)
        self._form.addRow(self._head("OPD pendukung"), made)

    def begin(self, draft: Mapping[str, str]) -> None:
        """Begin a new activity, with what was chosen before it could be saved."""
        self.kampung = tuple(KampungId(id) for id in draft.get("kampung", "").split(",") if id)
        self.pendukung = tuple(OPDId(id) for id in draft.get("pendukung", "").split(",") if id)
        self.setEnabled(True)
        self._show(self._names())

    def propose(self, kampung: KampungId) -> None:
        """Choose a kampung for a new activity, unless some were chosen before."""
        self.kampung = self.kampung or (kampung,)
        self._show(self._names())

    def as_draft(self) -> dict[str, str]:
        """Return what is chosen as it is kept until it can be saved."""
        chosen = {"kampung": ",".join(self.kampung), "pendukung": ",".join(self.pendukung)}
        return {name: text for name, text in chosen.items() if text}

    def show_plan(self, shown: RencanaLengkap, names: Sequence[str], barred: str) -> None:
        """Show those of an activity, with the names of its kampung."""
        self.kampung = tuple(sorted(shown.kampung))
        self.pendukung = tuple(sorted(shown.pendukung))
        self.setEnabled(not barred)
        self._show(names)

    def _names(self) -> list[str]:
        """Return the names of the chosen kampung."""
        rows = self._context.desk.kampung.daftar() if self.kampung else []
        return sorted(item.nama for item in rows if item.id in self.kampung)

    def _show(self, names: Sequence[str]) -> None:
        self._offer()
        assert self._partners is not None
        self._partners.set_value(self.pendukung)
        if not names:
            text = "Pilih kampung…"
        elif len(names) > _SHOWN:
            text = f"{len(names)} kampung: {', '.join(names[:_SHOWN])}…"
        else:
            text = ", ".join(names)
        self.places.setText(text)
        self.places.setToolTip("\n".join(names[:40]))

    def choose(self) -> None:
        """Open the tree of kampung."""
        rows = self._context.desk.kampung.daftar()
        leaves = [
            Leaf(item.id, item.nama, f"Kecamatan {item.kecamatan}")
            for item in rows
            if item.aktif or item.id in self.kampung
        ]
        dialog = TickTree("Kampung kegiatan ini", leaves, self.kampung, self)

        def agreed() -> None:
            self.kampung = tuple(KampungId(id) for id in dialog.chosen())
            self._show(self._names())
            self.changed.emit()

        dialog.accepted.connect(agreed)
        dialog.open()
        dialog.line.setFocus()

    def _joined(self) -> None:
        assert self._partners is not None
        value = self._partners.value()
        self.pendukung = tuple(OPDId(id) for id in value) if isinstance(value, tuple) else ()
        self.changed.emit()
