"""Problems with the offers that may answer them; those to be agreed on are ticked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kkbdesk.model.ids import KampungId, PermasalahanId, TawaranId
from kkbdesk.services.tawaran import Pasangan
from ui.context import Context
from ui.kit.rows import Column
from ui.kit.table import RecordTable
from ui.page import button, label, row

NO_PAIR = (
    "Tidak ada pasangan yang dapat diusulkan. Isi permasalahan desa dan tawaran OPD dahulu; "
    "keduanya dipertemukan menurut program, kata yang sama, matriks, tupoksi, kecamatan, dan "
    "sisa tawaran."
)
_TICK = {True: "☑", False: "☐"}
_WAITING = "{} pasangan belum dicentang: pilih program permasalahan atau tawarannya dahulu."


class PairsPanel(QWidget):
    """The list of pairs; a problem is ticked with one offer at most."""

    agreed = Signal()
    every = Signal()
    """All proposals are wanted, not those of one problem or offer."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._names: Mapping[KampungId, str] = {}
        self._ticked: dict[PermasalahanId, Pasangan] = {}
        self._waiting = 0
        """How many pairs could not be ticked for want of a program."""
        self.title = label(step=1, wrap=True)
        self.back = button("Semua usulan", "chevron-left", tip="Semua pasangan yang diusulkan")
        self.back.clicked.connect(self.every)
        self.table: RecordTable[Pasangan] = RecordTable(
            "pasangan",
            self._columns(),
            _key,
            context.settings,
            empty=NO_PAIR,
        )
        self.table.view.letters = {" ": "Centang atau lepaskan"}
        self.table.view.lettered.connect(lambda _: self.toggle(self.table.chosen_rows()))
        self.table.view.clicked.connect(self._clicked)
        self.table.opened.connect(
            lambda key: context.open(f"rencana:permasalahan:{key.partition(':')[0]}")
        )
        tick = button("Centang semua yang tampak")
        tick.clicked.connect(lambda: self.tick(self.table.model.rows()))
        clear = button("Kosongkan")
        clear.clicked.connect(self.clear)
        self.table.bar.addLayout(row(tick, clear))
        self.warning = label(tone="warn", wrap=True)
        self.agree = button("", "check", primary=True, tip="Membuat rencana dan sel (Ctrl+Enter)")
        self.agree.clicked.connect(self.agreed)
        foot = row(self.warning, self.agree)
        foot.setStretchFactor(self.warning, 1)
        head = row(self.title, self.back)
        head.setStretchFactor(self.title, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(head)
        column.addWidget(self.table, 1)
        column.addLayout(foot)
        self._tell()

    def _columns(self) -> list[Column[Pasangan]]:
        return [
            Column("centang", "✓", lambda r: _TICK[self.is_ticked(r)], width=34, sought=False,
                   sort=lambda r: not self.is_ticked(r)),
            Column("peringkat", "No.", lambda r: str(r.permasalahan.peringkat or "—"),
                   sort=lambda r: r.permasalahan.peringkat, right=True, width=42, sought=False),
            Column("kampung", "Kampung", lambda r: self._names.get(r.permasalahan.kampung, ""),
                   width=110),
            Column("permasalahan", "Permasalahan",
                   lambda r: " ".join(r.permasalahan.uraian.split()), width=230),
            Column("opd", "OPD", lambda r: r.tawaran.opd, width=100),
            Column("kegiatan", "Tawaran", lambda r: r.tawaran.tawaran.kegiatan, width=210),
            Column("sisa", "Sisa desa", _room, right=True, width=75, sought=False,
                   sort=lambda r: r.tawaran.sisa_kapasitas,
                   tone=lambda r: "warn" if r.tawaran.sisa_kapasitas == 0 else ""),
            Column("alasan", "Mengapa", _why, sort=lambda r: -r.nilai, width=270,
                   tone=lambda r: "" if r.program else "warn"),
        ]  # fmt: skip

    # showing

    def show_pairs(
        self, title: str, pairs: Sequence[Pasangan], names: Mapping[KampungId, str], *, every: bool
    ) -> None:
        """Show pairs under a title; `every`: they are all proposals, to which what is ticked adds.

        What was ticked stays so.
        """
        self._names = names
        self.title.setText(title)
        self.back.setVisible(not every)
        if every:
            others = [item for item in pairs if self._other_ticked(item) is None]
            pairs = sorted([*others, *self._own_ticks(pairs)], key=_order)
        self._waiting = 0
        self.table.set_rows(pairs)
        self._tell()

    def _other_ticked(self, item: Pasangan) -> Pasangan | None:
        """Return with which other offer the problem of a pair is ticked."""
        ticked = self._ticked.get(item.permasalahan.id)
        return ticked if ticked is not None and _key(ticked) != _key(item) else None

    def _own_ticks(self, pairs: Sequence[Pasangan]) -> list[Pasangan]:
        shown = {_key(item) for item in pairs}
        return [item for item in self._ticked.values() if _key(item) not in shown]

    def keep(self, needs: Iterable[PermasalahanId], offers: Iterable[TawaranId]) -> None:
        """Forget what was ticked of other problems and offers: it was answered or removed."""
        open_needs, present = set(needs), set(offers)
        self._ticked = {
            id: item
            for id, item in self._ticked.items()
            if id in open_needs and item.tawaran.tawaran.id in present
        }

    # ticking

    def is_ticked(self, item: Pasangan) -> bool:
        """Tell whether a pair is to be agreed on."""
        ticked = self._ticked.get(item.permasalahan.id)
        return ticked is not None and _key(ticked) == _key(item)

    def ticked(self) -> list[tuple[PermasalahanId, TawaranId]]:
        """Return the pairs to be agreed on."""
        return [(id, item.tawaran.tawaran.id) for id, item in self._ticked.items()]

    def tick(self, items: Iterable[Pasangan]) -> None:
        """Tick pairs; of several for one problem the first, which fits best.

        Those without a program wait until somebody chose one.
        """
        done: set[PermasalahanId] = set()
        self._waiting = 0
        for item in items:
            if item.permasalahan.id in done:
                continue
            done.add(item.permasalahan.id)
            if item.program is None:
                self._waiting += 1
            else:
                self._ticked[item.permasalahan.id] = item
        self._refresh()

    def toggle(self, items: Sequence[Pasangan]) -> None:
        """Tick pairs, or take the ticks away where all are ticked."""
        if not all(map(self.is_ticked, items)):
            self.tick(items)
            return
        for item in items:
            self._ticked.pop(item.permasalahan.id, None)
        self._waiting = 0
        self._refresh()

    def clear(self) -> None:
        """Take all ticks away, also those out of sight."""
        self._ticked.clear()
        self._waiting = 0
        self._refresh()

    def _clicked(self, index: QModelIndex) -> None:
        if index.column() == 0:
            self.toggle([self.table.model.row(index.row())])

    def _refresh(self) -> None:
        self.table.model.refresh()
        self._tell()

    def _tell(self) -> None:
        """Say how many pairs would be agreed on, and which offers are too small for them."""
        number = len(self._ticked)
        self.agree.setText(f"Sepakati {number} pasangan" if number else "Sepakati")
        self.agree.setEnabled(bool(number))
        waiting = [_WAITING.format(self._waiting)] if self._waiting else []
        self.warning.setText(" ".join([*waiting, *_too_many(self._ticked.values())]))


def _key(item: Pasangan) -> str:
    return f"{item.permasalahan.id}:{item.tawaran.tawaran.id}"


def _order(item: Pasangan) -> tuple[int, str]:
    return item.permasalahan.peringkat or 10_000, item.permasalahan.id


def _why(item: Pasangan) -> str:
    return ", ".join(item.alasan if item.program else ("programnya belum dipilih", *item.alasan))


def _room(item: Pasangan) -> str:
    left = item.tawaran.sisa_kapasitas
    return "—" if left is None else str(left)


def _too_many(items: Iterable[Pasangan]) -> Iterable[str]:
    """Yield the offers that are to reach more villages than they suffice for."""
    places: defaultdict[TawaranId, set[KampungId]] = defaultdict(set)
    offers = {}
    for item in items:
        offers[item.tawaran.tawaran.id] = item.tawaran
        places[item.tawaran.tawaran.id].add(item.permasalahan.kampung)
    for id, offer in offers.items():
        number, left = len(places[id] - offer.kampung), offer.sisa_kapasitas
        if left is not None and number > left:
            yield f"“{offer.tawaran.kegiatan}” dicentang untuk {number} desa, tersisa {left}."
