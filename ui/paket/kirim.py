"""A package is made: what for, for whom, where to, and what will be in it."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, QTimer, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from kkbdesk.errors import UserError
from kkbdesk.model.kantor import Tingkat
from kkbdesk.model.paket import Tujuan
from kkbdesk.services.berkas_paket import Dibuat, Kunci
from kkbdesk.services.kiriman import Kiriman
from kkbdesk.services.map_paket import Map
from kkbdesk.services.naskah import MintaNaskah
from kkbdesk.services.paket import KE_ATAS
from ui.context import Context, Regions
from ui.kit import theme
from ui.kit.choices import PickField
from ui.kit.scroll import Scroll
from ui.page import button, label, row
from ui.paket.isi import ContentsCard
from ui.paket.penerima import receivers
from ui.paket.tempat import PlaceField
from ui.paket.tugas import FillFolder, MakePackage, TellPackage, Wanted

_SANDI, _TERBUKA = "sandi", "terbuka"
_WAIT_MS = 300
_SHORTEST = 10
"""Characters that a passphrase has at least."""
_EXPLAINED = {
    Tujuan.PROVINSI: "Semua catatan kantor ini yang diperlukan provinsi.",
    Tujuan.PERUBAHAN: "Hanya yang berubah sejak paket terakhir yang diakui provinsi.",
    Tujuan.KECAMATAN: "Satu wilayah untuk dibawa dan diisi petugas; hasilnya digabung lagi.",
    Tujuan.REFERENSI: "Daftar rujukan, dan apa yang dibetulkan di sini pada data kantor itu.",
    Tujuan.SERAH_TERIMA: "Semuanya, juga setelan, untuk penerus atau komputer pengganti.",
}
_PAPERS = {
    Tujuan.PROVINSI: "Beserta surat, laporan, dan tabel",
    Tujuan.PERUBAHAN: "Beserta surat, laporan, dan tabel",
    Tujuan.REFERENSI: "Beserta surat dan berita acara",
}
"""What goes along with a package, by purpose."""
_OPEN = (
    "Paket tanpa kunci dapat dibaca siapa pun yang memegang flashdisknya, juga bila hilang. Di "
    "dalamnya ada nama orang. Kehilangan data seperti itu wajib dilaporkan. Buat tanpa kunci?"
)


class SendPanel(QWidget):
    """Choices at the left, contents at the right."""

    made = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._told: Kiriman | None = None
        self._told_for: tuple[Tujuan, str] | None = None
        self._timer = QTimer(self, singleShot=True, interval=_WAIT_MS)
        self._timer.timeout.connect(self._tell)
        self.contents = ContentsCard()
        split = row(self._build_form(), self.contents)
        split.setStretch(0, 5)
        split.setStretch(1, 4)
        split.setSpacing(theme.GAP * 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(split, 1)

    def _build_form(self) -> Scroll:
        self._build_fields()
        self.make = button("Buat paket", "package", primary=True)
        self.make.clicked.connect(self._make)
        self.problem, self.result = label(wrap=True, tone="warn"), label(wrap=True, tone="good")
        to = label("&Ke mana")
        to.setBuddy(self.place)
        self.form = QFormLayout()
        self.form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.DontWrapRows)
        self.form.setVerticalSpacing(theme.GAP)
        self.form.addRow("&Untuk apa", self.purpose)
        self.form.addRow("", self.explained)
        self.form.addRow("&Wilayah", self.region)
        self.form.addRow("Untuk &siapa", self.receiver)
        self.form.addRow("", self.locked)
        self.form.addRow("Kata san&di", self.phrase_row)
        self.form.addRow(to, self.place)
        self.form.addRow("", self.papers)
        self.form.addRow("", self.problem)
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, theme.GAP, 0)
        column.addLayout(self.form)
        column.addLayout(row(1, self.make))
        column.addWidget(self.result)
        column.addStretch(1)
        return Scroll(holder)

    def _build_fields(self) -> None:
        self.purpose = QComboBox()
        office = self._context.desk.kantor.get()
        self._above = "pusat" if office.tingkat is Tingkat.PROVINSI else "provinsi"
        for item in Tujuan:
            nobody = item in KE_ATAS and office.tingkat is Tingkat.PUSAT
            below = item is Tujuan.REFERENSI and office.tingkat is Tingkat.KABUPATEN
            if not (nobody or below):
                self.purpose.addItem(item.label.replace("provinsi", self._above), str(item))
        self.purpose.currentIndexChanged.connect(self._purpose_chosen)
        self.purpose.activated.connect(lambda _: self.result.clear())
        self.explained = label(wrap=True, tone="muted")
        self.region = PickField(Regions(self._context.desk, 0), optional=False)
        self.region.setPlaceholderText("Ketik nama atau kode kecamatan atau desa")
        self.region.left.connect(self._changed)
        self.receiver = QComboBox()
        self.receiver.currentIndexChanged.connect(self._receiver_chosen)
        self.locked = label(wrap=True, tone="muted")
        self.phrase = QLineEdit()
        self.phrase.textChanged.connect(self._enable)
        propose = button("Usulkan")
        propose.clicked.connect(self.propose)
        self.phrase_row = QWidget()
        inner = row(self.phrase, propose)
        inner.setContentsMargins(0, 0, 0, 0)
        self.phrase_row.setLayout(inner)
        self.papers = QCheckBox()
        self.papers.setToolTip(
            "Satu folder dengan tanda terima dan surat pengantar, untuk dicetak dan dibaca tanpa "
            "program ini; tanpa nomor telepon"
        )
        self.papers.setChecked(True)
        self.place = PlaceField(self._context)
        self.place.chosen.connect(self._enable)
        for widget, name in (
            (self.purpose, "Untuk apa"), (self.receiver, "Untuk siapa"),
            (self.region, "Wilayah"), (self.phrase, "Kata sandi"),
        ):  # fmt: skip
            widget.setAccessibleName(name)
        for combo in (self.purpose, self.receiver):
            combo.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            combo.setMinimumContentsLength(16)

    # showing

    def reload(self) -> None:
        """Offer the offices that are known now, and count afresh."""
        self._told_for = None
        self._purpose_chosen()

    def choose(self, purpose: str) -> None:
        """Choose a purpose by its name, and after a colon an office that gets the package."""
        name, _, office = purpose.partition(":")
        self.purpose.setCurrentIndex(max(0, self.purpose.findData(name)))
        self.receiver.setCurrentIndex(max(0, self.receiver.findData(office)))

    def arrive(self) -> None:
        """Put the cursor on the first choice."""
        self.purpose.setFocus()

    def tujuan(self) -> Tujuan:
        """Return what the package is for."""
        return Tujuan(self.purpose.currentData())

    def _purpose_chosen(self) -> None:
        purpose = self.tujuan()
        self.explained.setText(_EXPLAINED[purpose].replace("provinsi", self._above))
        self.form.setRowVisible(self.region, purpose is Tujuan.KECAMATAN)
        self.form.setRowVisible(self.papers, purpose in _PAPERS)
        self.papers.setText(_PAPERS.get(purpose, ""))
        chosen = self.receiver.currentData()
        with QSignalBlocker(self.receiver), self._context.guarded():
            self.receiver.clear()
            for code, name in receivers(self._context.desk, purpose):
                self.receiver.addItem(name, code)
            if purpose is not Tujuan.REFERENSI:  # what goes back is for one office
                self.receiver.addItem("Siapa pun yang tahu kata sandinya", _SANDI)
                self.receiver.addItem("Siapa pun (tanpa kunci)", _TERBUKA)
            self.receiver.setCurrentIndex(max(0, self.receiver.findData(chosen)))
        self._receiver_chosen()

    def _receiver_chosen(self) -> None:
        how = self.receiver.currentData()
        self.form.setRowVisible(self.phrase_row, how == _SANDI)
        self.locked.setText(
            {
                _SANDI: (
                    "Sampaikan lewat telepon, jangan bersama paketnya."
                    if self.receiver.findData(_SANDI) > 0
                    else "Belum ada kunci penerima (bagian Kunci), maka dikunci dengan kata sandi. "
                    "Sampaikan lewat telepon, jangan bersama paketnya."
                ),
                _TERBUKA: "Siapa pun yang memegang berkasnya dapat membacanya.",
            }.get(how, "Dikunci; hanya kantor itu dan kantor ini yang dapat membukanya.")
        )
        if how == _SANDI and not self.phrase.text():
            self.propose()
        self._changed()

    def propose(self) -> None:
        """Put a passphrase of words into its field."""
        self.phrase.setText(self._context.desk.kunci.usul_sandi())

    # what will be in it

    def _changed(self) -> None:
        self._enable()
        self._timer.start()

    def _lingkup(self) -> str:
        """Return the region or office that the package is limited to; raises ValueError."""
        purpose = self.tujuan()
        if purpose is Tujuan.REFERENSI:
            return str(self.receiver.currentData() or "")
        return str(self.region.value() or "") if purpose is Tujuan.KECAMATAN else ""

    def _tell(self) -> None:
        """Count what a package of these choices would hold, when that is another than is shown."""
        wanted = self._wanted()
        if wanted is None:
            self._told_for = None
            self.contents.show_problem(self._missing())
        if wanted is None or self._told_for == (wanted.tujuan, wanted.lingkup):
            self._enable()
            return
        self._told_for = wanted.tujuan, wanted.lingkup
        self._context.jobs.start(
            TellPackage(self._context.desk, wanted), self._show_contents, failed=self._not_told
        )

    def _not_told(self, error: BaseException) -> None:
        if not isinstance(error, UserError):
            raise error
        self._told = None
        self.contents.show_problem(str(error))
        self._enable()

    def _show_contents(self, told: Kiriman) -> None:
        if self._told_for is None:  # something was unchosen while it was counted
            return
        self._told = told
        self.contents.show_contents(told)
        self._enable()

    # making

    def _wanted(self) -> Wanted | None:
        """Return what is asked for, None while something is missing."""
        how = str(self.receiver.currentData() or "")
        try:
            region = self._lingkup()
        except ValueError:
            return None
        purpose = self.tujuan()
        if purpose in (Tujuan.REFERENSI, Tujuan.KECAMATAN) and not region:
            return None
        lock = Kunci(
            "" if how in (_SANDI, _TERBUKA) else how,
            " ".join(self.phrase.text().split()) if how == _SANDI else "",
            how == _TERBUKA,
        )
        return Wanted(purpose, region, lock)

    def _enable(self) -> None:
        """Say what is missing, and offer to make the package when nothing is."""
        missing = self._missing()
        self.problem.setText(missing)
        self.problem.setVisible(bool(missing))
        wanted = self._wanted()
        told = wanted is not None and self._told_for == (wanted.tujuan, wanted.lingkup)
        self.make.setEnabled(not missing and told and self._told is not None)

    def _missing(self) -> str:
        purpose, how = self.tujuan(), self.receiver.currentData()
        if purpose is Tujuan.REFERENSI and not how:
            return (
                "Terima dahulu kunci kantor di bawah (bagian Kunci); paket ini untuk satu kantor."
            )
        if self._wanted() is None:
            return "Pilih kecamatan atau desa dari daftar yang muncul ketika mengetik."
        if how == _SANDI and len(self.phrase.text().strip()) < _SHORTEST:
            return f"Kata sandi sedikitnya {_SHORTEST} tanda."
        if self.place.folder() is None:
            return "Pasang flashdisk, atau pilih folder tujuan."
        return ""

    def _make(self) -> None:
        wanted, folder = self._wanted(), self.place.folder()
        if wanted is None or folder is None:
            return
        if wanted.kunci.terbuka and not self._context.dialogs.confirm(_OPEN, "Buat tanpa kunci"):
            return
        self.result.setText("")
        desk, jobs = self._context.desk, self._context.jobs
        if wanted.tujuan in _PAPERS and self.papers.isChecked():
            jobs.start(FillFolder(desk, wanted, folder), lambda made: self._filled(made, wanted))
        else:
            target = desk.berkas_paket.nama(wanted.tujuan, folder, desk.today(), wanted.lingkup)
            jobs.start(
                MakePackage(desk, wanted, target),
                lambda made: self._done(made, made.kalimat, wanted),
            )

    def _filled(self, made: Map, wanted: Wanted) -> None:
        self._done(
            made.paket, made.kalimat, wanted,
            "Kertas di sampingnya tidak dikunci; hanya paketnya.",
        )  # fmt: skip
        if (letter := made.surat) is not None:
            self._context.notices.tell(
                f"{made.kalimat} Surat pengantarnya belum bernomor.",
                "Catat di Naskah",
                lambda: self._enter(letter),
                stays=True,
            )

    def _enter(self, letter: MintaNaskah) -> None:
        """Enter the covering letter in the register, where it gets its number."""
        with self._context.guarded():
            self._context.open(f"naskah:{self._context.desk.register.buat(letter).id}")

    def _done(self, made: Dibuat, said: str, wanted: Wanted, *more: str) -> None:
        lines = [said, str(made.path)]
        if made.untuk:
            lines.append(f"Dikunci untuk {', '.join(made.untuk)}.")
        elif wanted.kunci.sandi:
            lines.append(f"Kata sandinya: {wanted.kunci.sandi}")
        self.result.setText("\n".join([*lines, *more]))
        self._context.notices.tell(said)
        self._told_for = None
        self._tell()
        self.made.emit()
