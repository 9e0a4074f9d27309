"""The switch that lets records of another office be corrected, where such a record is shown."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QCheckBox

from kkbdesk.model.fields import Record
from ui.context import Context


class CorrectionSwitch(QCheckBox):
    """Shown beside a record that another office sent; it holds for all of them while it is on."""

    def __init__(self, context: Context, switched: Callable[[], object]) -> None:
        super().__init__("Koreksi")
        self._context = context
        self._switched = switched
        self.setToolTip(
            "Betulkan data yang dikirim kantor lain; koreksi ikut dalam paket balasan kepadanya"
        )
        self.toggled.connect(self._toggle)
        self.hide()

    def follow(self, record: Record | None) -> None:
        """Show where a record of another office is shown, as it is switched now."""
        koreksi = self._context.desk.koreksi
        self.setVisible(record is not None and koreksi.milik(record) is not None)
        self.blockSignals(True)
        self.setChecked(koreksi.nyala)
        self.setText("Koreksi menyala" if koreksi.nyala else "Koreksi")
        self.blockSignals(False)

    def _toggle(self, on: bool) -> None:
        self._context.desk.koreksi.nyala = on
        self._switched()
