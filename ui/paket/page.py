"""What goes to other offices, what came back, what is not decided yet?"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QStackedWidget, QWidget

from kkbdesk.model import format_id
from kkbdesk.model.changes import ChangeSet
from kkbdesk.model.ids import Kind
from ui.context import Context
from ui.page import Page, button, row
from ui.paket.bawahan import OfficesPanel
from ui.paket.kirim import SendPanel
from ui.paket.kunci import KeysPanel
from ui.paket.riwayat import packages_table
from ui.paket.terbuka import OpenQuestions
from ui.paket.terima import ReceivePanel

_PARTS = (
    ("kirim", "Kirim"),
    ("terima", "Terima"),
    ("riwayat", "Riwayat paket"),
    ("belum-diputuskan", "Belum diputuskan"),
    ("kunci", "Kunci"),
    ("kantor", "Kantor"),
)
_SEND, _RECEIVE, _HISTORY, _OPEN, _KEYS, _OFFICES = range(len(_PARTS))


class PaketPage(Page):
    """Six parts, one shown at a time; each is read when it is shown. A kabupaten has no last."""

    NAME = "paket"
    TITLE = "Paket"
    ICON = "package"
    KINDS = frozenset(Kind)

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.send = SendPanel(context)
        self.receive = ReceivePanel(context)
        self.packages = packages_table(context)
        self.open_questions = OpenQuestions(context)
        self.keys = KeysPanel(context)
        self.parts = QStackedWidget()
        self.offices = OfficesPanel(context)
        for part in (
            self.send, self.receive, self.packages, self.open_questions, self.keys, self.offices,
        ):  # fmt: skip
            self.parts.addWidget(part)
        self.receive.wanted.connect(self.go)
        self.receive.found.connect(self.send.place.show_drives)
        self.send.place.look.connect(self.receive.look)
        self.column.addLayout(self._build_bar())
        self.column.addWidget(self.parts, 1)
        self._looked = False
        if self.desk.bawahan.wilayah():  # an office above receives more than it sends
            self.buttons.button(_RECEIVE).setChecked(True)
            self.parts.setCurrentIndex(_RECEIVE)

    def _build_bar(self) -> QHBoxLayout:
        self.buttons = QButtonGroup(self)
        made: list[QWidget | int] = []
        for place, (_, title) in enumerate(_PARTS):
            each = button(title)
            each.setCheckable(True)
            each.setChecked(place == 0)
            self.buttons.addButton(each, place)
            made.append(each)
        self.buttons.idClicked.connect(self._show)
        self.buttons.button(_OFFICES).setVisible(bool(self.desk.bawahan.wilayah()))
        return row(*made, 1)

    # showing

    def reload(self) -> None:
        """Read the part that is shown, and count what is open."""
        place = self.parts.currentIndex()
        if place == _SEND:
            self.send.reload()
        elif place == _RECEIVE:
            self.receive.reload()
        elif place == _HISTORY:
            self.packages.set_rows(self.desk.paket.daftar())
        elif place == _KEYS:
            self.keys.reload()
        elif place == _OFFICES:
            self.offices.reload()
        self.open_questions.reload()
        number = len(self.open_questions.questions.questions())
        title = dict(_PARTS)["belum-diputuskan"]
        self.buttons.button(_OPEN).setText(
            f"{title} ({format_id.angka(number)})" if number else title
        )
        if not self._looked:
            self._looked = True
            self.receive.look()

    def touched(self, changeset: ChangeSet) -> None:
        """Follow a change; once a merge was taken back, what was said of it is no longer true."""
        if changeset.undoes is not None:
            self.receive.withdraw()
        self.reload()

    def _show(self, place: int) -> None:
        self.buttons.button(place).setChecked(True)
        self.parts.setCurrentIndex(place)
        self.reload()
        if place == _RECEIVE:
            self.receive.look()
        self.arrive()

    def arrive(self) -> None:
        """Put the cursor where work on the shown part begins."""
        part = self.parts.currentWidget()
        if isinstance(part, SendPanel | ReceivePanel | OpenQuestions | KeysPanel | OfficesPanel):
            part.arrive()
        else:
            self.packages.arrive()

    def go(self, target: str) -> None:
        """Show a part by name; after a colon a purpose to send for, or a file to open."""
        name, _, what = target.partition(":")
        names = [part for part, _ in _PARTS]
        if name not in names:
            return
        self._show(names.index(name))
        if name == "kirim" and what:
            self.send.choose(what)
        elif name == "terima" and what:
            self.receive.open_file(Path(what))
        elif name == "kantor" and what:
            self.offices.choose(what)

    def find_here(self) -> None:
        """Put the cursor into the filter of the list that is shown."""
        part = self.parts.currentWidget()
        if isinstance(part, ReceivePanel | OpenQuestions | KeysPanel | OfficesPanel):
            part.find_here()
        elif part is self.packages:
            self.packages.filter.setFocus()

    def new(self) -> None:
        """Begin a package, or take keys where keys are shown."""
        if self.parts.currentIndex() == _KEYS:
            self.keys.new()
        else:
            self._show(_SEND)

    def leave(self) -> bool:
        """Go back from a package to the choice of packages."""
        return self.parts.currentIndex() == _RECEIVE and self.receive.leave()


THE_PAGE = PaketPage
