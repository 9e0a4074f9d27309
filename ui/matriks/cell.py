"""What stands behind the chosen cell, down to decision and photo; each line leads to its place."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from html import escape

from PySide6.QtCore import QSize, QUrl
from PySide6.QtGui import QPixmap, QTextDocument
from PySide6.QtWidgets import QTextBrowser

from kkbdesk.errors import UserError
from kkbdesk.model import format_id
from kkbdesk.model.ids import KampungId
from kkbdesk.queries.matriks import Letak
from kkbdesk.queries.realisasi import RealisasiRow
from kkbdesk.queries.rencana import KeadaanRencana, RencanaRow
from kkbdesk.services.matriks import IsiSel
from ui.context import Context
from ui.kit import theme
from ui.kit.jobs import Reading
from ui.kit.photos import thumbnail

_SMALL = QSize(84, 63)
_PHOTOS = 4
"""So many pictures of a deed are shown here."""
_TONES = {
    KeadaanRencana.TERLAMBAT: "bad", KeadaanRencana.SELESAI: "good",
    KeadaanRencana.DITUNDA: "warn", KeadaanRencana.BATAL: "muted",
}  # fmt: skip


class CellPanel(QTextBrowser):
    """A page of links, read beside other work for the cell where the cursor rests."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self._asked: object = None
        self._head = ""
        self._small: dict[str, QPixmap] = {}
        self.setAccessibleName("Di balik sel ini")
        self.setOpenLinks(False)
        self.anchorClicked.connect(lambda url: context.open(url.toString()))

    def show_head(self, head: str) -> None:
        """Show what is known at once, and nothing behind it yet."""
        self._asked = None
        self._head = head
        self.setHtml(head)

    def read(self, year: int, kampung: KampungId | None, letak: Letak, kantor: str) -> None:
        """Read what stands behind a cell and show it, unless another was asked for meanwhile."""
        self._asked = asked = object()
        matrices = self.context.desk.matriks
        begin = f"rencana:rencana:{year}:baru-sel:{':'.join(letak)}:{kampung or ''}"

        def read() -> IsiSel:
            return matrices.isi_sel(year, kampung, letak, kantor)

        def done(found: IsiSel) -> None:
            if self._asked is asked:
                self.setHtml(self._head + "".join(_parts(found, begin, self._photo)))

        self.context.jobs.start(Reading("", read), done, owner=self)

    def _photo(self, digest: str) -> bool:
        """Make a picture ready for the page; tell whether it can be shown."""
        if digest not in self._small:
            try:
                content = self.context.desk.realisasi.isi_foto(digest)
            except UserError:  # told where the deed is opened
                return False
            self._small[digest] = thumbnail(content, _SMALL, self.devicePixelRatioF())
        made = self._small[digest]
        kind = QTextDocument.ResourceType.ImageResource.value
        self.document().addResource(kind, QUrl(f"foto:{digest}"), made)
        return not made.isNull()


def _parts(found: IsiSel, begin: str, photo: Callable[[str], bool]) -> Iterator[str]:
    """Yield the parts of the page; `begin` is where a plan for the cell is begun."""
    if found.sel is not None and found.sel.catatan:
        yield f"<p>{escape(found.sel.catatan)}</p>"
    yield from _agreement(found)
    yield _head("Rencana", len(found.rencana), format_money(found.rencana))
    for plan in found.rencana:
        yield _plan(plan)
    if not found.rencana:
        yield _link(begin, "Belum ada; rencanakan")
    yield _head("Realisasi", len(found.realisasi), "")
    for deed in found.realisasi:
        yield _deed(deed, photo)
    if not found.realisasi:
        yield _toned("Belum ada.", "muted")
    if found.tindak_lanjut:
        yield _head("Tindak lanjut OPD ini", len(found.tindak_lanjut), "")
    for duty, meeting in found.tindak_lanjut:
        term = f", tenggat {format_id.tanggal_pendek(duty.tenggat)}" if duty.tenggat else ""
        link = _link(f"rapat:tindak-lanjut:{duty.id}", duty.uraian)
        rest = f"{duty.status.label.lower()}{term} · {meeting.nama}"
        yield _entry(link, _toned(rest, "muted"))


def _agreement(found: IsiSel) -> Iterator[str]:
    state, meeting = found.keadaan, found.rapat
    yield _head("Kesepakatan", 0, "")
    if state is None or not state.terkunci or state.disepakati is None:
        yield _toned("Matriks ini belum disepakati.", "muted")
    else:
        yield f"Disepakati {format_id.tanggal(state.disepakati)}"
        if meeting is None and state.rapat:
            yield f" dalam {escape(state.rapat)}"
    if meeting is not None and found.keputusan is not None:
        day = format_id.tanggal_pendek(meeting.tanggal)
        yield f"<br>{_link(f'rapat:{meeting.id}:notula', f'{meeting.nama}, {day}')}"
        yield f"<br>{escape(found.keputusan.isi)}"


def _plan(row: RencanaRow) -> str:
    item = row.rencana
    tone = _TONES.get(row.keadaan, "accent")
    parts = [_toned(row.keadaan.label.lower(), tone), escape(item.waktu or "belum dijadwalkan")]
    if row.lokasi:
        parts.append(escape(row.lokasi))
    if item.anggaran is not None:
        share = (
            f", terpakai {format_id.persen(row.persen_anggaran)}%" if row.persen_anggaran else ""
        )
        parts.append(f"{format_id.rupiah(item.anggaran)}{share}")
    return _entry(_link(f"rencana:rencana:{item.id}", item.kegiatan), " · ".join(parts))


def _deed(row: RealisasiRow, photo: Callable[[str], bool]) -> str:
    item = row.realisasi
    parts = [format_id.tanggal(item.tanggal), escape(row.kampung or item.tempat)]
    if item.peserta is not None:
        parts.append(f"{format_id.angka(item.peserta)} orang")
    if item.biaya is not None:
        parts.append(format_id.rupiah(item.biaya))
    if row.rencana is None:
        parts.append("di luar rencana")
    shown = "&nbsp;".join(
        f'<a href="rencana:realisasi:{item.id}:foto"><img src="foto:{foto.berkas}" '
        f'width="{_SMALL.width()}"></a>'
        for foto in row.foto[:_PHOTOS]
        if photo(foto.berkas)
    )
    link = _link(f"rencana:realisasi:{item.id}", item.judul)
    return _entry(link, " · ".join(filter(None, parts)), shown)


def format_money(rows: tuple[RencanaRow, ...]) -> str:
    """Return the budget of planned activities together, empty where none has one."""
    known = [row.rencana.anggaran for row in rows if row.rencana.anggaran is not None]
    return format_id.rupiah(sum(known)) if known else ""


def _head(title: str, number: int, more: str) -> str:
    count = f" ({number})" if number else ""
    rest = f" · {more}" if more else ""
    return f"<h4 style='margin: 8px 0 2px 0'>{title}{count}{rest}</h4>"


def _entry(*lines: str) -> str:
    return f"<p style='margin: 0 0 6px 0'>{'<br>'.join(filter(None, lines))}</p>"


def _link(target: str, text: str) -> str:
    return f'<a href="{escape(target)}">{escape(text)}</a>'


def _toned(text: str, tone: str) -> str:
    colour = getattr(theme.colours(), tone)
    return f"<span style='color: {colour}'>{escape(text)}</span>"
