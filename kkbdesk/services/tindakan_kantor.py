"""What the office itself waits for: its data, its people, its copies, its packages."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from kkbdesk.model import format_id
from kkbdesk.model.fields import described
from kkbdesk.model.kantor import Kantor, Tingkat
from kkbdesk.model.orang import Orang, Pemulihan, pemulihan_id
from kkbdesk.model.paket import Arah, Paket
from kkbdesk.services.bawahan import DARI_BAWAH, UMUR, belum_mengirim, dibuat
from kkbdesk.services.cadangan import Keadaan
from kkbdesk.services.tindakan import PATIENCE, Tindakan
from kkbdesk.store import Reader

WEEK = timedelta(days=7)
UNTRIED = timedelta(days=45)
"""How old the last trial of a copy may be; one is made every month."""
_CADANGAN = "pengaturan:cadangan"


def pengenalan(reader: Reader) -> Iterator[Tindakan]:
    """Yield what letterheads lack, and that a forgotten PIN could lock somebody out."""
    yield from _office(reader)
    yield from _people(reader)
    drafts = len(reader.draf())
    if drafts:
        yield Tindakan(
            "draf", "Isian belum tersimpan", drafts,
            "Lengkapi atau betulkan agar tersimpan.", "draf",
        )  # fmt: skip


def antarkantor(reader: Reader, today: date) -> Iterator[Tindakan]:
    """Yield what other offices wait for, or are waited for."""
    yield from _packages(reader)
    yield from _offices(reader, today)


def penyimpanan(reader: Reader, known: Keadaan, today: date) -> Iterator[Tindakan]:
    """Yield what copies wait for, and the package to the office above."""
    yield from _copies(reader, known, today)
    yield from _unsent(reader, today)


def _office(reader: Reader) -> Iterator[Tindakan]:
    for kantor in reader.find(Kantor):
        missing = [
            described(Kantor, name).field.label.lower()
            for name in ("alamat", "tempat", "kepala_nama", "kepala_nip")
            if not getattr(kantor, name)
        ]
        if missing:
            yield Tindakan(
                "kantor-belum", "Data kantor belum lengkap", len(missing),
                f"Untuk kop dan tanda tangan: {', '.join(missing)}.", "pengaturan:kantor",
            )  # fmt: skip


def _people(reader: Reader) -> Iterator[Tindakan]:
    """Yield that a forgotten PIN could lock somebody out, or that the sheet is no secret now."""
    if not any(orang.pin for orang in reader.find(Orang)):
        return
    sheet = reader.get(Pemulihan, pemulihan_id())
    if sheet is None or sheet.dipakai:
        why = "Kodenya sudah dipakai" if sheet else "Tanpanya PIN yang terlupa tidak tertolong"
        yield Tindakan(
            "lembar-pemulihan", "Buat lembar pemulihan", 0,
            f"{why}; cetak, simpan dalam amplop bersegel.", "pengaturan:orang",
        )  # fmt: skip


def _copies(reader: Reader, known: Keadaan, today: date) -> Iterator[Tindakan]:
    """An office that has worked for a week is asked for what keeps its work safe."""
    newest, kantor = reader.entries(limit=1), reader.find(Kantor)
    first = reader.entries(before=2, limit=1)
    if not first or any(item.contoh for item in kantor):
        return
    worked = today - _day(first[0].at)
    if known.jeda:
        yield Tindakan(
            "cadangan-jeda", "Pemulihan belum dinyatakan baik", 0,
            f"Sejak {known.jeda}; pengiriman dan penjarangan salinan berhenti.", _CADANGAN,
        )  # fmt: skip
    if known.diuji and known.diuji.masalah:
        yield Tindakan(
            "cadangan-gagal", "Cadangan tidak lulus uji", len(known.diuji.masalah),
            f"Terakhir diuji {_said(known.diuji.saat)}: {known.diuji.masalah[0]}.", _CADANGAN,
        )  # fmt: skip
    if worked > WEEK:
        yield from _old_copies(known, _day(newest[0].at), today)


def _old_copies(known: Keadaan, edited: date, today: date) -> Iterator[Tindakan]:
    if not known.terakhir or edited - _day(known.terakhir) > WEEK:
        last = f"Cadangan terakhir {_said(known.terakhir)}" if known.terakhir else "Belum ada"
        yield Tindakan(
            "cadangan-lama", "Cadangan sudah lama", 0,
            f"{last}; buat sekarang.", _CADANGAN,
        )  # fmt: skip
    if known.diuji and today - _day(known.diuji.saat) > UNTRIED:
        yield Tindakan(
            "cadangan-belum-diuji", "Cadangan lama tidak diuji", 0,
            f"Terakhir diuji {_said(known.diuji.saat)}.", _CADANGAN,
        )  # fmt: skip
    yield from _second_place(known, today)


def _second_place(known: Keadaan, today: date) -> Iterator[Tindakan]:
    if known.tempat is None:
        yield Tindakan(
            "cadangan-kedua", "Belum ada tempat cadangan kedua", 0,
            "Bila komputer ini rusak atau hilang, datanya ikut hilang. Pilih flash disk.",
            _CADANGAN,
        )  # fmt: skip
    elif known.terkirim is None or today - _day(known.terkirim) > PATIENCE:
        last = _said(known.terkirim) if known.terkirim else "belum pernah"
        yield Tindakan(
            "cadangan-kirim", "Cadangan kedua sudah lama", 0,
            f"Terakhir dikirim ke {known.tempat}: {last}. Pasang cakramnya.", _CADANGAN,
        )  # fmt: skip


def _day(moment: datetime) -> date:
    return moment.astimezone().date()


def _said(moment: datetime) -> str:
    return format_id.tanggal(_day(moment))


def _packages(reader: Reader) -> Iterator[Tindakan]:
    waiting = sum(len(versi.cabang) for versi in reader.versi_terbuka().values())
    if waiting:
        yield Tindakan(
            "belum-diputuskan", "Pertentangan paket belum diputuskan", waiting,
            "Dua kantor mengisi hal yang sama berbeda; pilih salah satunya.",
            "paket:belum-diputuskan",
        )  # fmt: skip


def _offices(reader: Reader, today: date) -> Iterator[Tindakan]:
    missing = belum_mengirim(reader, today)
    if missing:
        yield Tindakan(
            "kantor-belum-mengirim", "Kantor belum mengirim paket", len(missing),
            f"Misalnya {missing[0]}; kirim surat pengingat.", "paket:kantor:belum",
        )  # fmt: skip


def _unsent(reader: Reader, today: date) -> Iterator[Tindakan]:
    """Yield that the office above waits for a package, once there is a month of work to send."""
    kantor = next(iter(reader.find(Kantor, kantor="")), None)
    if kantor is None or kantor.contoh or kantor.tingkat is Tingkat.PUSAT:
        return
    first = reader.entries(before=2, limit=1)
    if not first or (today - _day(first[0].at)).days <= UMUR:
        return
    sent = [
        dibuat(item)
        for item in reader.find(Paket)
        if item.arah is Arah.KELUAR and item.tujuan in DARI_BAWAH
    ]
    last = max(sent, default=None)
    if last is None or (today - last).days > UMUR:
        said = f"Terakhir dikirim {format_id.tanggal(last)}" if last else "Belum pernah dikirim"
        yield Tindakan(
            "paket-belum-dikirim", "Paket belum dikirim", 0,
            f"{said}; buat paket bulan ini.", "paket:kirim",
        )  # fmt: skip
