"""The first start asks three things and leads into an office that can print."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFrame,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from kkbdesk.desk import Desk
from kkbdesk.errors import UserError
from kkbdesk.model.clean import clean_line
from kkbdesk.model.orang import PeranOrang
from kkbdesk.services.contoh import KODE, isi_contoh
from kkbdesk.services.kantor import daftar_kantor, daftar_opd, opd_awal
from kkbdesk.store import Database
from ui.context import Named
from ui.kit import theme
from ui.kit.choices import PickField
from ui.kit.dialogs import Dialogs
from ui.kit.passphrase import Passphrase
from ui.page import button, label

_START = "Siapkan kantor"
_MORE = (
    "Mendapat paket (.kkb)? Siapkan kantor dahulu; paketnya dibuka sesudahnya di halaman Paket. "
    "Panduan: tekan F1."
)


def make_sample(database: Database, folder: Path) -> None:
    """Make the sample office in a folder."""
    with database.create(folder) as store:
        desk = Desk(store)
        desk.kantor.siapkan(KODE, contoh=True)
        isi_contoh(desk.editor, desk.today())


class FirstStart(QWidget):
    """Which kabupaten? Which agencies to start with? Who is it that starts?"""

    def __init__(
        self,
        database: Database,
        folder: Path,
        opened: Callable[[], None],
        open_sample: Callable[[], None],
        dialogs: Dialogs | None = None,
    ) -> None:
        super().__init__()
        self._dialogs = dialogs or Dialogs(self)
        self._database, self._folder, self._opened = database, folder, opened
        self.region = PickField(Named(daftar_kantor().items()), optional=False)
        self.region.setPlaceholderText("Ketik nama kabupaten/kota atau provinsi")
        self.region.setAccessibleName("Wilayah kantor")
        self.agencies = QComboBox()
        self.agencies.setAccessibleName("OPD awal")
        for key, content in daftar_opd().items():
            self.agencies.addItem(content["judul"], key)
        self._chosen = False
        self.agencies.activated.connect(self._keep_choice)
        self.region.left.connect(self._suit)
        self.person = QLineEdit(placeholderText="boleh dikosongkan")
        self.person.setAccessibleName("Nama Anda")
        self.message = label(tone="bad", wrap=True)
        self.start = button(_START, primary=True)
        self.start.clicked.connect(self._start)
        sample = button("Buka kantor contoh")
        sample.clicked.connect(lambda _=False: open_sample())
        restore = button("Pulihkan dari cadangan…", tip="Komputer baru, data lama")
        restore.clicked.connect(self.restore)
        card = QFrame()
        card.setObjectName("card")
        card.setFixedWidth(560)
        column = QVBoxLayout(card)
        column.setContentsMargins(*(theme.GAP * 4,) * 4)
        column.setSpacing(theme.GAP)
        for widget in (
            label("Selamat datang di KKB Desk", step=3),
            label(
                "Tiga pertanyaan, lalu kantor siap bekerja dan mencetak. Semuanya dapat diubah "
                "kemudian.",
                tone="muted",
                wrap=True,
            ),
            label("Kantor ini bekerja untuk wilayah mana?", step=1),
            self.region,
            label("Mulai dengan daftar OPD yang mana?", step=1),
            self.agencies,
            label("Siapa nama Anda?", step=1),
            self.person,
            label(
                "Bila diisi, Anda penyelia; orang lain, PIN dan lembar pemulihan menyusul di "
                "Pengaturan › Orang. Bila kosong, siapa pun boleh melakukan semuanya.",
                tone="muted",
                wrap=True,
            ),
            self.message,
            self.start,
            label(
                "Ingin melihat-lihat dahulu? Kantor contoh terbuka di jendela lain.",
                tone="muted",
                wrap=True,
            ),
            sample,
            label(
                "Pindah dari komputer lain? Tunjuk salinannya, misalnya di flashdisk.",
                tone="muted",
                wrap=True,
            ),
            restore,
            label(_MORE, tone="muted", wrap=True),
        ):
            column.addWidget(widget)
        holder, area = QWidget(), QScrollArea()  # for a screen that is lower than the card
        QVBoxLayout(holder).addWidget(card, 0, Qt.AlignmentFlag.AlignCenter)
        area.setWidget(holder)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(area)
        self.setFocusProxy(self.region)

    def _keep_choice(self) -> None:
        self._chosen = True

    def _suit(self) -> None:
        """Propose the list that suits the office, until somebody chose one."""
        try:
            kode = str(self.region.value())
        except ValueError:
            return
        if kode and not self._chosen:
            self.agencies.setCurrentIndex(self.agencies.findData(opd_awal(kode)))

    def restore(self) -> None:
        """Go on with the copy of another computer."""
        path = self._dialogs.open_file("Pilih salinan", "Salinan (*.sqlite *.terkunci)")
        if path is None:
            return
        try:
            copies = self._database.copies(self._folder)
            key = None
            if copies.named(path).terkunci:
                asked = Passphrase(self)
                if asked.exec() != QDialog.DialogCode.Accepted:
                    return
                key = copies.key_of(path, asked.text())
            self._database.restore(self._folder, path, key)
        except UserError as error:
            self.message.setText(str(error))
        else:
            self._opened()

    def _start(self) -> None:
        try:
            kode = str(self.region.value())
            if not kode:
                raise ValueError("Pilih wilayah kantor dahulu.")
            self.start.setText("Menyiapkan daftar wilayah…")
            self.start.setEnabled(False)
            self.repaint()
            with self._database.create(self._folder) as store:
                desk = Desk(store)
                desk.kantor.siapkan(kode, self.agencies.currentData())
                if name := clean_line(self.person.text()):
                    desk.orang.tambah({"nama": name, "peran": PeranOrang.PENYELIA})
        except (UserError, ValueError) as error:
            self.message.setText(str(error))
            self.start.setText(_START)
            self.start.setEnabled(True)
        else:
            self._opened()
