"""A Word file of the office's own for a kind of document, with fields in double braces."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from kkbdesk.model.naskah import AturanNaskah
from ui.context import Context, read_file
from ui.page import button, label, row


class WordTemplate(QWidget):
    """Whether there is one, and buttons to load, save and drop it."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._rules: AturanNaskah | None = None
        self.state = label(tone="muted", wrap=True)
        load = button("Muat…", "folder-open", tip="Berkas .docx milik kantor")
        load.clicked.connect(self.load)
        self._drop = button("Lepas", "x", tip="Tanpa templat Word")
        self._drop.clicked.connect(self.drop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(label("Templat Word kantor", step=1))
        column.addWidget(self.state)
        column.addLayout(row(load, self._drop, 1))

    def show_rules(self, rules: AturanNaskah) -> None:
        """Show whether a kind has a Word file of the office's own."""
        self._rules = rules
        self._drop.setEnabled(bool(rules.word))
        self.state.setText(
            "Dipakai pada Simpan › Word dari templat kantor."
            if rules.word
            else "Berkas Word dengan isian dalam kurung kurawal ganda, misalnya {{ desa }}."
        )

    def load(self) -> None:
        """Ask for a Word file and use it."""
        path = self._context.dialogs.open_file("Muat templat", "Word (*.docx)")
        if path is None or self._rules is None:
            return
        with self._context.guarded():
            content = read_file(path)
            rules = self._context.desk.tata_naskah.pasang_word(self._rules, content)
            self._context.done(f"{path.name} dipakai.")
            self.show_rules(rules)

    def drop(self) -> None:
        """Have no Word file of the office's own."""
        if self._rules is not None:
            with self._context.guarded():
                ubah = self._context.desk.tata_naskah.ubah_aturan
                self.show_rules(ubah(self._rules, {"word": ""}))
                self._context.done("Templat dilepas.")
