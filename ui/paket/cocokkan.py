"""Keys of another office: their words are compared by telephone before they are trusted."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QCheckBox, QGridLayout, QLabel, QWidget

from kkbdesk.errors import UserError
from kkbdesk.model.orang import Tindak
from ui.context import Context
from ui.kit import theme
from ui.kit.ask import Ask
from ui.page import label

_ROW = 5


class CompareDialog(Ask):
    """The words, numbered; keys are taken only after somebody says that they are the same."""

    def __init__(
        self, sebutan: str, words: Sequence[str], former: Sequence[str], parent: QWidget
    ) -> None:
        super().__init__("Cocokkan kunci", _explained(sebutan, bool(former)), parent)
        if former:
            self.form.addRow(label("Kunci yang dikenal selama ini:", tone="muted"))
            self.form.addRow(word_grid(former))
            self.form.addRow(label("Kunci dalam berkas ini:", tone="muted"))
        self.words = word_grid(words)
        self.form.addRow(self.words)
        self.same = QCheckBox("Kesepuluh kata sama, urutannya juga; dibacakan lewat telepon")
        self.form.addRow(self.same)
        self.finish("Ganti kunci" if former else "Percayai kunci ini")
        self.same.setFocus()

    def check(self) -> None:
        """Raise ValueError until the words were compared."""
        if not self.same.isChecked():
            raise ValueError(
                "Telepon kantor itu dahulu dan cocokkan kata-katanya, lalu centang. Bila ada yang "
                "berbeda, tekan Batal."
            )


def word_grid(words: Sequence[str]) -> QWidget:
    """Return numbered words in rows of five, easy to read aloud."""
    made = QWidget()
    made.setAccessibleName(", ".join(words))
    grid = QGridLayout(made)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(theme.GAP * 2)
    for place, word in enumerate(words):
        number = label(f"{place + 1}", tone="muted")
        said = QLabel(word)
        said.setFont(theme.heading(1))
        cell = QWidget()
        inner = QGridLayout(cell)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addWidget(number, 0, 0)
        inner.addWidget(said, 0, 1)
        inner.setColumnStretch(1, 1)
        grid.addWidget(cell, place // _ROW, place % _ROW)
    return made


def _explained(sebutan: str, changed: bool) -> str:
    ask = (
        "Telepon kantor itu pada nomor yang sudah Anda kenal, bukan nomor yang datang bersama "
        "berkasnya, dan minta kata-kata kuncinya dibacakan (halaman Paket, bagian Kunci)."
    )
    if changed:
        return f"Kunci {sebutan} tidak sama dengan yang dikenal. Tanyakan mengapa diganti. {ask}"
    return f"Berkas ini berisi kunci {sebutan}. {ask}"


def take_keys(context: Context, parent: QWidget, done: Callable[[], None]) -> None:
    """Ask for a file of keys, have its words compared, take it, then go on."""
    why = context.forbidden(Tindak.ATUR_KUNCI)
    if why:
        context.notices.warn(why)
        return
    path = context.dialogs.open_file("Terima kunci kantor lain", "Kunci umum (*.txt);;Semua (*)")
    if path is None:
        return
    with context.guarded():
        keys = context.desk.kunci
        found, own = keys.lihat(path), keys.milik().umum
        if found.id == own.id:
            raise UserError("Itu kunci komputer ini sendiri; yang diterima ialah kunci yang lain.")
        same = [item for item in keys.dikenal() if item.kantor == found.kantor != own.kantor]
        former = same[0].kata if same and same[0].kata != found.kata else ()
        whose = f"{context.desk.wilayah.kantor(found.kantor)}: {found.sebutan()}"
        dialog = CompareDialog(whose, found.kata, former, parent)

        def take() -> None:
            with context.guarded():
                keys.terima(path, ganti=bool(former), kata=found.kata)
                context.notices.tell(f"Kunci {found.sebutan()} diterima.")
                done()

        dialog.accepted.connect(take)
        dialog.open()
