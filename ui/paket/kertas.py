"""The minutes of a merge, saved for signing."""

from __future__ import annotations

from kkbdesk.model.ids import PaketId
from kkbdesk.model.paket import Arah, Paket
from ui.context import Context

_KINDS = "PDF (*.pdf);;Word (*.docx)"


def save_minutes(context: Context, paket: Paket | None) -> None:
    """Ask where to save the minutes of a merged package, and write them."""
    if paket is None or paket.arah is not Arah.MASUK:
        context.notices.tell("Pilih satu paket yang digabung di sini; itu yang berberita acara.")
        return
    name = f"berita-acara-{paket.mitra}-{paket.urut}.pdf"
    path = context.dialogs.save_file("Simpan berita acara", name, _KINDS)
    if path is None:
        return
    if path.suffix.casefold() not in (".pdf", ".docx"):
        path = path.with_name(f"{path.name}.pdf")
    with context.guarded():
        papers = context.desk.kertas_paket
        papers.tulis(papers.berita_acara(PaketId(paket.id)), path)
        context.notices.tell(f"Berita acara disimpan di {path}.")
