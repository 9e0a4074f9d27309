"""Questions that stayed open after merges, decided whenever somebody knows."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from kkbdesk.model import format_id
from kkbdesk.model.orang import Tindak
from ui.context import Context
from ui.page import button, label, row
from ui.paket.soal import QuestionsPanel
from ui.paket.tugas import Decide


class OpenQuestions(QWidget):
    """The list, and a button that writes all answers as one edit."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.questions = QuestionsPanel(
            context,
            "paket-terbuka",
            ("Yang tampil", "Yang lain"),
            "Tidak ada yang menunggu putusan. Pertentangan yang dibiarkan terbuka saat menggabung "
            "paket berkumpul di sini.",
        )
        self.questions.answered.connect(self._tell)
        self.told = label(wrap=True)
        self.save = button("Simpan putusan", "check", primary=True)
        self.save.clicked.connect(self._save)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(
            label(
                "Sampai diputuskan, nilai yang lebih baru tampil di semua halaman. Putusan ikut "
                "terkirim bersama paket berikutnya.",
                tone="muted",
                wrap=True,
            )
        )
        column.addWidget(self.questions, 1)
        bottom = row(self.told, self.save)
        bottom.setStretch(0, 1)
        column.addLayout(bottom)
        self._tell()

    def reload(self) -> None:
        """Read the open questions."""
        self.questions.show_questions(self._context.desk.putusan_paket.daftar())

    def arrive(self) -> None:
        """Put the cursor into the list."""
        self.questions.table.arrive()

    def find_here(self) -> None:
        """Put the cursor into the filter."""
        self.questions.table.filter.setFocus()

    def _tell(self) -> None:
        chosen = len(self.questions.answers())
        barred = self._context.forbidden(Tindak.GABUNG_PAKET)
        self.save.setEnabled(bool(chosen) and not barred)
        number = format_id.angka(len(self.questions.questions()))
        self.told.setText(barred or f"{format_id.angka(chosen)} dari {number} sudah dipilih.")

    def _save(self) -> None:
        answers = self.questions.answers()
        asked = [item for item in self.questions.questions() if item.kunci in answers]
        self._context.jobs.start(
            Decide(self._context.desk, [(item, answers[item.kunci]) for item in asked]), self._saved
        )

    def _saved(self, number: int) -> None:
        self._context.done(f"{format_id.angka(number)} pertentangan diputuskan.")
        self.reload()
        self.arrive()
