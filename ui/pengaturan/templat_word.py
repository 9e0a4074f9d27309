"""A Word file of the office's own for a kind of document, with fields in double braces."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from kkbdesk.model.naskah import AturanNaskah
from kkbdesk.services.teks_naskah import TeksJenis
from ui.context import Context, read_file
from ui.page import button, label, row


class WordTemplate(QWidget):
    """Whether there is one, and buttons to load, save and drop it."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._rules: AturanNaskah | None = None
        self._text: TeksJenis | None = None
        self.state = label(tone="muted", wrap=True)
        load = button("Muat…", "folder-open", tip="Berkas .docx milik kantor")
        load.clicked.connect(self.load)
        begin = button("Contoh…", "save", tip="Berkas Word berisi semua isian jenis ini")
        begin.clicked.connect(self.begin)
        self._drop = button("Lepas", "x", tip="Tanpa templat Word")
        self._drop.clicked.connect(self.drop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(label("Templat Word kantor", step=1))
        column.addWidget(self.state)
        column.addLayout(row(begin, load, self._drop, 1))

    def show_rules(self, rules: AturanNaskah, text: TeksJenis) -> None:
        """Show whether a kind has a Word file of the office's own."""
        self._rules, self._text = rules, text
        self._drop.setEnabled(bool(rules.word))
        self.state.setText(
            "Dipakai pada Simpan › Word dari templat kantor."
            if rules.word
            else "Berkas Word dengan isian dalam kurung kurawal ganda, misalnya {{ desa }}. "
            "Mulailah dari contoh: di dalamnya semua isian dan tabel jenis ini."
        )

    def begin(self) -> None:
        """Ask where to, and write a file with everything that this kind may show."""
        if self._text is None:
            return
        name = f"templat-{self._text.kode}.docx"
        path = self._context.dialogs.save_file("Simpan contoh templat", name, "Word (*.docx)")
        if path is None:
            return
        with self._context.guarded():
            path = path.with_suffix(".docx")
            self._context.desk.teks_naskah.contoh_word(self._text, path)
            self._context.notices.tell(f"Tersimpan: {path}")

    def load(self) -> None:
        """Ask for a Word file and use it."""
        path = self._context.dialogs.open_file("Muat templat", "Word (*.docx)")
        if path is None or self._rules is None or self._text is None:
            return
        with self._context.guarded():
            content = read_file(path)
            rules = self._context.desk.tata_naskah.pasang_word(self._rules, content)
            self._context.done(f"{path.name} dipakai.")
            self.show_rules(rules, self._text)

    def drop(self) -> None:
        """Have no Word file of the office's own."""
        if self._rules is not None and self._text is not None:
            with self._context.guarded():
                ubah = self._context.desk.tata_naskah.ubah_aturan
                self.show_rules(ubah(self._rules, {"word": ""}), self._text)
                self._context.done("Templat dilepas.")
