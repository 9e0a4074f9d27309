"""What must hold of an office after an act was stopped somewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from zipfile import is_zipfile

from db import copies
from db.store import SqlStore
from kkbdesk.desk import Desk
from kkbdesk.model.paket import Arah
from tests.endurance.kerja import LATER, Kantor, Saksi, foto, gabung, pulihkan


def utuh(kantor: Kantor, act: Callable[[Kantor, Saksi], None], said: list[str]) -> Iterator[str]:
    """Yield what does not hold after an act was stopped."""
    with SqlStore.open(kantor.folder) as store:
        yield from store.check()
        yield from store.check_berkas()
        desk = Desk(store)
        agencies = desk.opd.daftar()
        names = {item.nama for item in agencies}
        states = {item.tupoksi for item in agencies if item.nama != LATER}
        if len(names) < 12:
            yield f"{len(names)} agencies are left"
        yield from _kept(said, names, states)
        if act is gabung and len(states) > 1 and "Ditulis di komputer lain" in states:
            yield "half a merge"
        if (LATER not in names) if act is not pulihkan else (LATER in names and "pulih" in said):
            yield f"{LATER} is {'there' if LATER in names else 'gone'}"
        if act is foto and said[1:] and not store.path_berkas(said[1].removeprefix("foto ")):
            yield "the picture is not there"
        yield from _salinan(kantor, store, said)
        yield from _cakram(kantor, desk, said)
    if left := [item.name for item in kantor.folder.rglob("*") if _unfinished(item)]:
        yield f"left {left[0]}"


def _salinan(kantor: Kantor, store: SqlStore, said: list[str]) -> Iterator[str]:
    """Yield what is wrong with copies, published states and the second place."""
    made = [item.salinan for item in store.terbitan()]
    if "terbit Triwulan" in said and not made:
        yield "what was published is not there"
    sent = copies.listed(kantor.cakram)
    if "kirim" in said and not sent:
        yield "what was sent is not there"
    for copy in [*copies.listed(kantor.folder / "cadangan"), *made, *sent]:
        yield from copies.problems(copy, kantor.kunci)


def _cakram(kantor: Kantor, desk: Desk, said: list[str]) -> Iterator[str]:
    """Yield what is wrong with what stands on the drive under its name."""
    found = list(kantor.cakram.rglob("*.kkb"))
    for path in found:
        desk.berkas_paket.periksa(path)
    told = any(item.arah is Arah.KELUAR for item in desk.paket.daftar())
    if not found and (told or any(line.startswith(("paket", "map")) for line in said)):
        yield "the package is not there"
    for path in kantor.cakram.rglob("*.pdf"):
        if not path.read_bytes().rstrip().endswith(b"%%EOF"):
            yield f"{path.name} is half there"
    for path in kantor.cakram.rglob("*.xlsx"):
        if not is_zipfile(path):
            yield f"{path.name} is half there"


def _kept(said: list[str], names: set[str], states: set[str]) -> Iterator[str]:
    wanted: dict[str, bool] = {}
    for line in said:
        what = line.removeprefix("bukan ").removeprefix("opd ")
        wanted[what] = not line.startswith("bukan ")
    last = next(reversed(wanted), "")
    for what, there in wanted.items():
        if what.startswith("OPD") and what != last and there is not (what in names):
            yield f"{what} was said to be {'there' if there else 'gone'}"
        if what.startswith("OPD") and what == last and there and what not in names | {"OPD 2"}:
            yield f"{what} was said to be there"
    if said and said[-1] == "tupoksi Diimpor" and states != {"Diimpor"}:
        yield "the import was said to be there"


def _unfinished(path: Path) -> bool:
    return bool({".sebagian", ".baru"} & set(path.suffixes))
