"""What a text may use, by name; a click inserts it where the cursor stands."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from kkbdesk.services.teks_naskah import Bahasa
from ui.kit import theme

_TEXT = Qt.ItemDataRole.UserRole


class Insertions(QWidget):
    """Fields, lists, parts and tables in a tree that never takes the cursor."""

    chosen = Signal(str)
    """The text to insert."""

    def __init__(self, bahasa: Bahasa) -> None:
        super().__init__()
        self.filter = QLineEdit(placeholderText="Saring…", clearButtonEnabled=True)
        self.filter.setAccessibleName("Saring isian dan bagian")
        self.filter.textChanged.connect(self._narrow)
        self.tree = QTreeWidget()
        self.tree.setAccessibleName("Isian dan bagian")
        self.tree.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.tree.setHeaderLabels(["Nama", "Artinya"])
        self.tree.setColumnWidth(0, 190)
        self.tree.itemClicked.connect(self._clicked)
        self._group("Isian", [(f"{{{name}}}", said) for name, said in bahasa.isian])
        self._group("Daftar, satu baris tersendiri", _listed(bahasa))
        self._group("Bagian", [(f"[{name}]", said) for name, said in bahasa.bagian])
        self._group("Tabel", [(f"[tabel {name}]", said) for name, said in bahasa.tabel])
        self._group(
            "Penanda tangan lain; beberapa dipisah dengan |",
            [(f"[tanda tangan {name}]", said) for name, said in bahasa.penanda],
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.GAP, 0, 0)
        column.addWidget(self.filter)
        column.addWidget(self.tree, 1)

    def _group(self, title: str, items: list[tuple[str, str]]) -> None:
        head = QTreeWidgetItem(self.tree, [title])
        head.setFirstColumnSpanned(True)
        for name, said in items:
            item = QTreeWidgetItem(head, [name, said])
            item.setToolTip(0, f"Sisipkan {name}")
            item.setToolTip(1, said)
            item.setData(0, _TEXT, f"{name}\n" if name.startswith("[") else name)
        head.setExpanded(True)

    def _narrow(self, text: str) -> None:
        words = text.casefold().split()
        for place in range(self.tree.topLevelItemCount()):
            head = self.tree.topLevelItem(place)
            assert head is not None
            for number in range(head.childCount()):
                item = head.child(number)
                assert item is not None
                hay = f"{item.text(0)} {item.text(1)}".casefold()
                item.setHidden(not all(word in hay for word in words))

    def _clicked(self, item: QTreeWidgetItem) -> None:
        text = item.data(0, _TEXT)
        if text:
            self.chosen.emit(text)


def _listed(bahasa: Bahasa) -> list[tuple[str, str]]:
    return [(f"{{{name}}}", said) for name, said in bahasa.daftar]
