"""What the minutes of a merge tell, gathered while it is done."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from kkbdesk.documents.penggabungan import Asal, Penggabungan, Pertanyaan
from kkbdesk.model.paket import Tujuan
from kkbdesk.model.registry import RECORDS
from kkbdesk.queries.angka_kontrol import Angka, angka, saat_dibuat, urutan
from kkbdesk.services.gabung import SINI, Putusan, Rencana
from kkbdesk.services.ringkas_paket import Ringkasan, TakDiambil


def asal(
    manifest: Mapping[str, Any], isi: str, pengirim: str, berkas: str, kata: tuple[str, ...]
) -> Asal:
    """Return which package it is, from whom."""
    return Asal(
        pengirim, str(manifest["kantor"]), int(manifest["urut"]),
        Tujuan(manifest["tujuan"]).label, saat_dibuat(manifest), isi, berkas,
        kata,
    )  # fmt: skip


def penggabungan(
    dari: Asal, rencana: Rencana, putusan: Putusan, told: Ringkasan, saat: datetime, oleh: str
) -> Penggabungan:
    """Return everything that the minutes tell; raises UserError where the totals are odd."""
    counts = tuple(
        (noun, number.get("baru", 0), number.get("berubah", 0), number.get("dihapus", 0))
        for noun, number in told.banyak().items()
    )
    return Penggabungan(
        dari, saat, oleh, counts, told.sama,
        tuple(_questions(rencana, putusan, told)),
        tuple(
            (
                f"{RECORDS[usul.kind].NOUN} {usul.nama}", usul.alasan,
                "disatukan" if (usul.kind, usul.lain) in putusan.satukan else "tidak disatukan",
            )
            for usul in rencana.usul
        ),
        tuple(map(_why, told.ditolak)), tuple(map(_why, told.perhatian)),
        tuple(_control(told)),
    )  # fmt: skip


def _questions(rencana: Rencana, putusan: Putusan, told: Ringkasan) -> Iterator[Pertanyaan]:
    for soal, words in zip(rencana.pertentangan, told.soal, strict=True):
        choice = putusan.untuk(soal)
        answer = "belum diputuskan"
        if choice is not None:
            answer = "dipakai yang di sini" if choice == SINI else "dipakai yang di paket"
        sini, paket = (each.kalimat() for each in words.pilihan)
        yield Pertanyaan(
            _named(words.jenis, words.judul), words.tempat, words.kolom, sini, paket, answer
        )


def _why(item: TakDiambil) -> tuple[str, str, str]:
    named = _named(RECORDS[item.tolakan.kind].NOUN, item.judul)
    return named, item.tempat, item.tolakan.alasan


def _control(told: Ringkasan) -> Iterator[tuple[Angka, Angka, bool]]:
    for item in sorted(told.total, key=lambda item: urutan(item.kind)):
        sent, here = angka(item.kind, item.pengirim), angka(item.kind, item.sini)
        if sent.baris or here.baris:
            yield sent, here, item.sama


def _named(noun: str, title: str) -> str:
    return title if title.casefold().startswith(noun.casefold()) else f"{noun} {title}"
