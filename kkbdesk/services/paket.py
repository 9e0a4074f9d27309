"""Packages: made for the province, a field officer or a successor; read, judged and merged."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import islice
from typing import TYPE_CHECKING, Any

import kkbdesk
from kkbdesk.errors import UserError
from kkbdesk.jobs import Progress, Silent
from kkbdesk.model import wilayah
from kkbdesk.model.changes import Jenis
from kkbdesk.model.ids import Kind, PaketId, derived_id
from kkbdesk.model.kantor import Kantor
from kkbdesk.model.paket import Arah, Paket, Tujuan
from kkbdesk.model.versi import Versi, dari_plain, dari_teks, ke_teks, teks_plain
from kkbdesk.model.wilayah import within
from kkbdesk.model.wire import Plain
from kkbdesk.queries.isi_paket import ISI, Lingkup, angka_kontrol, lepas, lepas_id, tanpa
from kkbdesk.services.editor import Editor
from kkbdesk.services.gabung import Baris, Kunci, Putusan, Rencana, Wewenang
from kkbdesk.services.keadaan_paket import Keadaan, alur, keadaan
from kkbdesk.services.muatan import Muatan, Pemuat
from kkbdesk.services.penggabungan import Penggabungan
from kkbdesk.services.ringkas_paket import Cocok, Ringkasan, ringkas
from kkbdesk.store import SEMUA, Reader, Store, Unit

if TYPE_CHECKING:  # composing is loaded with the first merge
    from kkbdesk.documents.penggabungan import Penggabungan as Catatan
    from kkbdesk.documents.reports.office import Office

SKEMA = 1
"""Version of what the tables of a package hold; raised when an older program would misread it."""
KE_ATAS = (Tujuan.PROVINSI, Tujuan.PERUBAHAN)
_PUSAT = "pusat"
_AT_ONCE = 5_000
"""Lines of a package that are compared with what is known here at once."""


@dataclass(frozen=True, slots=True)
class Siap:
    """A package ready to be written: its manifest without what the container adds, and contents."""

    manifest: dict[str, Any]
    muatan: Muatan
    lingkup: Lingkup


@dataclass(frozen=True, slots=True)
class Pengirim:
    """Who sent a package: name of the office, name of the file, fingerprint of the keys."""

    nama: str
    berkas: str = ""
    kata: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Hasil:
    """What a merge did, or would do."""

    rencana: Rencana
    ringkasan: Ringkasan
    """The same in words."""
    catatan: Catatan
    """What the minutes of it tell."""

    @property
    def total(self) -> tuple[Cocok, ...]:
        """Return the control totals of both sides."""
        return self.ringkasan.total


class PaketService:
    """Makes and merges the contents of packages."""

    def __init__(self, store: Store, editor: Editor, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._editor = editor
        self._clock = clock

    def daftar(self) -> list[Paket]:
        """Return the packages made here and merged here, newest first."""
        with self._store.read() as reader:
            return sorted(reader.find(Paket), key=lambda item: item.dibuat, reverse=True)

    def siapkan(self, tujuan: Tujuan, lingkup: str = "", progress: Progress | None = None) -> Siap:
        """Collect a package: of this office, of a part of it, or for an office below (`lingkup`).

        Raises UserError when the region or purpose does not fit this office.
        """
        with self._store.read() as reader:
            office = _kantor(reader)
        scope = _lingkup(office, tujuan, lingkup)
        with self._store.read_versi(_pandangan(office, scope)) as reader:
            base = _dasar(reader) if tujuan is Tujuan.PERUBAHAN else None
            mine = frozenset(reader.simpul_semua())
            loader = Pemuat(
                reader, scope, sejak=base.posisi if base else 0, simpul=mine,
                kenal=_kenal(reader, scope.kantor),
            )  # fmt: skip
            muatan = loader.muat(progress or Silent())
            total = angka_kontrol(reader, scope) if tujuan in KE_ATAS else {}
            manifest = self._manifest(reader, office, scope, muatan, base)
        return Siap({**manifest, "total": total}, muatan, scope)

    def _manifest(
        self, reader: Reader, office: Kantor, scope: Lingkup, muatan: Muatan, base: Paket | None
    ) -> dict[str, Any]:
        made = self._clock().astimezone(UTC).isoformat(timespec="seconds")
        sent = [item for item in reader.find(Paket) if item.arah is Arah.KELUAR]
        mine = [
            item
            for item in sent
            if item.simpul == self._store.simpul
            and alur(item.tujuan, item.lingkup) == alur(scope.tujuan, scope.wilayah)
        ]
        last = max(mine, key=lambda item: item.urut, default=None)
        received = [
            item.sidik
            for item in reader.find(Paket, mitra=scope.kantor)
            if item.arah is Arah.MASUK and item.diakui
        ]
        return {
            "skema": SKEMA,
            "program": kkbdesk.__version__,
            "kantor": kode_kantor(office),
            "tingkat": str(office.tingkat),
            "wilayah": office.wilayah or "",
            "untuk_kantor": scope.kantor if scope.tujuan is Tujuan.REFERENSI else "",
            "tujuan": str(scope.tujuan),
            "lingkup": scope.wilayah,
            "simpul": self._store.simpul,
            "urut": last.urut + 1 if last else 1,
            "induk": last.sidik if last else "",
            "dasar": base.sidik if base else "",
            "posisi": reader.entries(limit=1)[0].urut,
            "periode": {"dari": base.dibuat if base else "", "sampai": made},
            "dibuat": made,
            "oleh": self._store.who,
            "kenal": muatan.kenal,
            "belum_diputuskan": muatan.terbuka,
            "tanpa": {
                str(kind): sorted(tanpa(scope.tujuan, kind))
                for kind in ISI[scope.tujuan]
                if tanpa(scope.tujuan, kind)
            },
            "diterima": received,
        }

    def catat_keluar(self, siap: Siap, sidik: str, mitra: str, nama_mitra: str) -> Paket:
        """Remember a package that was written."""
        manifest = siap.manifest
        record = Paket(
            id=PaketId(derived_id(Kind.PAKET, Arah.KELUAR, sidik)),
            arah=Arah.KELUAR,
            mitra=mitra,
            nama_mitra=nama_mitra,
            baris=siap.muatan.catatan,
            sidik=sidik,
            **_dari_manifest(manifest),
        )
        with self._editor.edit("Buat paket", jenis=Jenis.CATATAN) as unit:
            unit.put(record)
        return record

    def keadaan(self, manifest: Mapping[str, Any], sidik: str) -> list[Keadaan]:
        """Return what is to be said about a package before it is merged; raises UserError.

        Some of it forbids merging (`menolak`), the rest explains.
        """
        self._store.catat_versi()
        with self._store.read() as reader:
            office = _kantor(reader)
            return list(
                keadaan(
                    manifest, sidik, reader.find(Paket), kode_kantor(office), self._store.simpul
                )
            )

    def gabung(
        self,
        manifest: Mapping[str, Any],
        sidik: str,
        tabel: Callable[[str], Iterable[Plain]],
        putusan: Putusan,
        *,
        dari: Pengirim | None = None,
        pratinjau: bool = False,
        progress: Progress | None = None,
    ) -> Hasil:
        """Merge the tables of a package as one edit, or only tell what that would do.

        Its minutes are kept with it.

        Raises UserError when the package is not one for this office.
        """
        from kkbdesk.documents.reports.office import office_of  # noqa: PLC0415 - loaded when needed
        from kkbdesk.services.catatan_gabung import asal, penggabungan  # noqa: PLC0415

        progress = progress or Silent()
        refused = [item for item in self.keadaan(manifest, sidik) if item.menolak]
        if refused:
            raise UserError(refused[0].kalimat)
        with self._store.read() as reader:
            office = office_of(reader)
        sender, tujuan = str(manifest["kantor"]), Tujuan(manifest["tujuan"])
        dari = dari or Pengirim(sender)
        may = _wewenang(office.kantor, sender)
        label = f"Gabung paket {dari.nama} nomor {manifest['urut']}"
        with self._editor.merge(label, may.kantor, keep=not pratinjau) as unit:
            unit.catat_versi()
            same: set[Kunci] = set()
            lines = _told(baris(unit, tabel, tujuan, may, same), _banyak(manifest), progress)
            rencana = Penggabungan(unit, may, putusan).jalankan(lines, same)
            progress.step(0, 0, "Mencocokkan angka kontrol")
            total = tuple(_cocok(unit, manifest, sender)) if tujuan in KE_ATAS else ()
            again = not unit.changes() and unit.get(Paket, _id_masuk(sidik)) is not None
            masuk = _catat_masuk(unit, manifest, sidik, dari.nama, utuh=not rencana.ditolak)
            progress.step(0, 0, "Menyusun pratinjau" if pratinjau else "Menyimpan")
            told = ringkas(unit, rencana, putusan, unit.changes(), total, ditulis=not pratinjau)
            what = asal(manifest, sidik, dari.nama, dari.berkas, dari.kata)
            now = self._clock()
            catatan = penggabungan(what, rencana, putusan, told, now, self._store.who)
            if not pratinjau and not again:
                unit.put(replace(masuk, berita_acara=self._simpan(office, catatan)))
        return Hasil(rencana, told, catatan)

    def _simpan(self, office: Office, catatan: Catatan) -> str:
        """Keep the minutes of a merge as they print now, and return their digest."""
        from kkbdesk.documents.beku import bekukan  # noqa: PLC0415 - loaded when needed
        from kkbdesk.documents.penggabungan import berita_acara_gabung  # noqa: PLC0415

        document = berita_acara_gabung(office, catatan, rancangan=False)
        return self._store.put_berkas(bekukan(document, self._store.put_berkas).encode())


def baris(
    unit: Unit,
    tabel: Callable[[str], Iterable[Plain]],
    tujuan: Tujuan,
    may: Wewenang,
    same: set[Kunci],
) -> Iterator[Baris]:
    """Yield the lines of a package as this database has them; raises UserError for odd ones.

    Records of which both sides know the same go into `same` instead.
    """
    versions = _Versi()
    for kind in ISI[tujuan]:
        lines = enumerate(tabel(str(kind)), 1)
        while part := list(islice(lines, _AT_ONCE)):
            yield from _baris(unit, kind, part, may, same, versions)


class _Versi(dict[tuple[str, bool], Versi]):
    """Versions by their text and whether the record is gone; records made in one edit share one."""

    def baca(self, text: str, plain: Plain, *, hapus: bool) -> Versi:
        """Return a version; raises ValueError, TypeError or KeyError where it does not fit."""
        found = self.get((text, hapus))
        if found is None:
            found = self[text, hapus] = replace(dari_plain(plain), hapus=hapus)
        return found


def _baris(
    unit: Unit,
    kind: Kind,
    part: Sequence[tuple[int, Plain]],
    may: Wewenang,
    same: set[Kunci],
    versions: _Versi,
) -> Iterator[Baris]:
    number = part[0][0]
    try:
        read = []
        for number, plain in part:
            read.append((number, *_terurai(kind, plain, may)))
        known = unit.versi_teks(kind, [id for _, id, _, _ in read])
        for number, id, isi, versi in read:  # noqa: B007 - says which line when one is odd
            text = teks_plain(versi)
            if _dikenal(known.get(id), isi) == text:
                same.add((kind, id))
            else:
                yield Baris(kind, id, isi, versions.baca(text, versi, hapus=isi is None))
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError) as error:
        raise UserError(
            f"Isi paket tidak menurut bentuknya (tabel {kind}, baris {number}). "
            "Tidak ada yang diambil; minta paket baru dari pengirimnya."
        ) from error


def _dikenal(teks: str | None, isi: Plain | None) -> str | None:
    """Return what is known here of a record as others would be told of it."""
    if teks is None or isi is not None:
        return teks
    return ke_teks(dari_teks(teks).tanpa_sisa())


def _terurai(kind: Kind, plain: Plain, may: Wewenang) -> tuple[str, Plain | None, Plain]:
    """Return id, fields and version of a line; raises ValueError, TypeError or KeyError."""
    id, isi, versi = plain["id"], plain["isi"], plain["versi"]
    if not isinstance(id, str) or not 0 < len(id.encode()) <= 64 or "id" in (isi or {}):
        raise ValueError(id)
    if isi is None:
        return lepas_id(kind, id, may.sendiri), None, versi
    here, fields = lepas(kind, id, isi, may.sendiri)
    return here, fields, versi


def _told(lines: Iterable[Baris], total: int, progress: Progress) -> Iterator[Baris]:
    for done, line in enumerate(lines):
        if not done % 500:
            progress.step(done, total, "Membaca catatan")
        yield line
    progress.step(0, 0, "Memadukan dengan catatan di sini")


def _banyak(manifest: Mapping[str, Any]) -> int:
    """Return how many records a package holds, 0 where nobody says."""
    return sum(table["baris"] for table in manifest.get("tabel", {}).values())


def kode_kantor(kantor: Kantor) -> str:
    """Return the code by which others know an office."""
    return kantor.wilayah or _PUSAT


def _kantor(reader: Reader) -> Kantor:
    found = reader.find(Kantor)
    if not found:
        raise UserError("Kantor belum disiapkan.")
    return found[0]


def _lingkup(office: Kantor, tujuan: Tujuan, lingkup: str) -> Lingkup:
    own = kode_kantor(office)
    region = office.wilayah or ""
    if tujuan is Tujuan.REFERENSI:
        if not lingkup or lingkup == own or not within(lingkup, region):
            raise UserError(
                f"Daftar rujukan dan koreksi dibuat untuk kantor di bawah {office.nama}; "
                "sebut kode kantornya, misalnya --untuk 19.05."
            )
        return Lingkup(tujuan, lingkup, lingkup)
    if tujuan is Tujuan.KECAMATAN:
        fits = wilayah.level(lingkup) in (wilayah.KECAMATAN, wilayah.DESA)
        if not fits or not within(lingkup, region):
            raise UserError(f"Kode “{lingkup}” bukan kecamatan atau desa di wilayah {office.nama}.")
        return Lingkup(tujuan, own, lingkup)
    return Lingkup(tujuan, own, region)


def _pandangan(office: Kantor, scope: Lingkup) -> str:
    """Return as which office a package is collected: whole, it holds those below, too."""
    if scope.kantor != kode_kantor(office):
        return scope.kantor
    return SEMUA if scope.tujuan in (*KE_ATAS, Tujuan.SERAH_TERIMA) else ""


def _wewenang(office: Kantor, sender: str) -> Wewenang:
    own, region = kode_kantor(office), office.wilayah or ""
    above = sender != own and (sender == _PUSAT or within(own, sender))
    if sender == own or above:
        return Wewenang("", region, rujukan=True, sendiri=own)
    return Wewenang(sender, sender, rujukan=False, sendiri=own)


def _kenal(reader: Reader, kantor: str) -> dict[str, int] | None:
    """Return what an office had seen when it made the newest package that came from it.

    Of several of one moment nobody knows which was the last; then what all of them had seen.
    """
    came = [item for item in reader.find(Paket, mitra=kantor) if item.arah is Arah.MASUK]
    newest = max((item.dibuat for item in came), default="")
    seen: list[dict[str, int]] = [json.loads(item.kenal) for item in came if item.dibuat == newest]
    if not seen:
        return None
    return {simpul: min(each.get(simpul, 0) for each in seen) for simpul in seen[0]}


def _dasar(reader: Reader) -> Paket | None:
    """Return the newest package that the receiver said it merged."""
    known = [
        item
        for item in reader.find(Paket)
        if item.arah is Arah.KELUAR and item.diakui and item.tujuan in KE_ATAS
    ]
    return max(known, key=lambda item: item.posisi, default=None)


def _id_masuk(sidik: str) -> PaketId:
    return PaketId(derived_id(Kind.PAKET, Arah.MASUK, sidik))


def _catat_masuk(
    unit: Unit, manifest: Mapping[str, Any], sidik: str, nama_mitra: str, *, utuh: bool
) -> Paket:
    """Remember a package that was merged; only one that was taken whole is acknowledged.

    Else the sender would send what came after it, and never again what was left out. The minutes
    of an earlier merge of it stay with the record.
    """
    former = unit.get(Paket, _id_masuk(sidik))
    masuk = Paket(
        id=_id_masuk(sidik),
        arah=Arah.MASUK,
        mitra=str(manifest["kantor"]),
        nama_mitra=nama_mitra,
        baris=_banyak(manifest),
        sidik=sidik,
        diakui=utuh,
        berita_acara=former.berita_acara if former else "",
        **_dari_manifest(manifest),
    )
    unit.put(masuk)
    told = set(manifest.get("diterima", ()))
    for item in unit.find(Paket):
        if item.arah is Arah.KELUAR and item.sidik in told and not item.diakui:
            unit.put(replace(item, diakui=True))
    return masuk


def _dari_manifest(manifest: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "tujuan": Tujuan(manifest["tujuan"]),
        "lingkup": str(manifest["lingkup"]),
        "simpul": str(manifest["simpul"]),
        "urut": int(manifest["urut"]),
        "dibuat": str(manifest["dibuat"]),
        "posisi": int(manifest["posisi"]),
        "kenal": json.dumps(manifest["kenal"], sort_keys=True),
        "total": json.dumps(manifest["total"], sort_keys=True),
    }


def _cocok(unit: Unit, manifest: Mapping[str, Any], sender: str) -> Iterator[Cocok]:
    counted = angka_kontrol(unit, Lingkup(Tujuan.PROVINSI, sender, sender))
    for kind, told in manifest["total"].items():
        if kind in counted:
            yield Cocok(Kind(kind), told, counted[kind])
