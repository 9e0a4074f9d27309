"""The manifest: what the container itself writes and checks in it; the rest is its user's."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from kkbdesk.exchange.paket import batas
from kkbdesk.exchange.paket.arsip import Anggota, besar
from kkbdesk.exchange.paket.kunci import KunciUmum, is_kantor
from kkbdesk.exchange.paket.penolakan import Kode, Penolakan

FORMAT = "kkb-paket"
VERSI = 1
SENDIRI = ("format", "versi", "pengirim", "untuk", "tabel", "berkas")
"""What the container fills in."""
_TUJUAN = re.compile(r"[a-z][a-z0-9.-]{0,39}")
_DIGEST = re.compile(r"[0-9a-f]{64}")
_KIND = re.compile(r"[a-z][a-z0-9_]{0,39}")


def susun(
    isi: Mapping[str, Any],
    pengirim: KunciUmum,
    untuk: list[str],
    tabel: Mapping[str, Anggota],
    berkas: Mapping[str, Anggota],
) -> dict[str, Any]:
    """Return the whole manifest; raises ValueError where its user's part does not fit."""
    if set(SENDIRI) & set(isi) or isi["kantor"] != pengirim.kantor:
        raise ValueError("manifest")
    made = {
        **isi,
        "format": FORMAT,
        "versi": VERSI,
        "pengirim": {
            "nama": pengirim.nama, "tanda": pengirim.minisign, "enkripsi": pengirim.enkripsi,
        },
        "untuk": untuk,
        "tabel": {
            kind: {"baris": item.baris, "ukuran": item.ukuran, "sha256": item.sha256}
            for kind, item in tabel.items()
        },
        "berkas": {digest: item.ukuran for digest, item in berkas.items()},
    }  # fmt: skip
    isian(made)
    return made


def isian(manifest: Mapping[str, Any]) -> dict[str, str]:
    """Return what the cover repeats of a manifest; raises ValueError, KeyError, TypeError."""
    kantor, tujuan, urut = manifest["kantor"], manifest["tujuan"], manifest["urut"]
    if not is_kantor(kantor) or not _TUJUAN.fullmatch(tujuan) or not 0 <= _int(urut) < 2**31:
        raise ValueError("manifest")
    return {"kantor": kantor, "tujuan": tujuan, "urut": str(urut)}


def anggota(manifest: Mapping[str, Any], nama: str) -> dict[str, Anggota]:
    """Return the members that a manifest lists, by name; raises as `isian`, and Penolakan."""
    tabel, berkas = manifest["tabel"], manifest["berkas"]
    if len(tabel) > batas.BANYAK_TABEL or len(berkas) > batas.BANYAK_LAMPIRAN:
        raise besar(nama, "terlalu banyak tabel atau lampiran")
    found: dict[str, Anggota] = {}
    for kind, item in tabel.items():
        found[nama_tabel(kind)] = Anggota(
            _most(item["ukuran"], batas.TABEL, nama), _digest(item["sha256"]), _int(item["baris"])
        )
    if sum(item.baris for item in found.values()) > batas.BANYAK_BARIS:
        raise besar(nama, "terlalu banyak baris")
    for digest, size in berkas.items():
        found[nama_berkas(digest)] = Anggota(_most(size, batas.LAMPIRAN, nama), _digest(digest))
    return found


def nama_tabel(kind: str) -> str:
    """Return the name of a table's member; raises ValueError."""
    if not _KIND.fullmatch(kind):
        raise ValueError(kind)
    return f"tabel/{kind}.jsonl"


def nama_berkas(digest: str) -> str:
    """Return the name of an attachment's member; raises ValueError."""
    return f"berkas/{_digest(digest)}"


def cocok(manifest: Mapping[str, Any], penanda: KunciUmum, tercantum: Mapping[str, str]) -> bool:
    """Tell whether a manifest is of the office that signed, and of the package it signed."""
    sender = manifest["pengirim"]
    return (
        sender["tanda"] == penanda.minisign
        and manifest["kantor"] == penanda.kantor
        and isian(manifest) == {name: tercantum[name] for name in ("kantor", "tujuan", "urut")}
    )


def periksa_versi(manifest: Mapping[str, Any], nama: str) -> None:
    """Raise Penolakan for a manifest of a later form, ValueError for none of ours."""
    if manifest["format"] != FORMAT:
        raise ValueError("format")
    if _int(manifest["versi"]) > VERSI:
        raise Penolakan(Kode.PROGRAM_LEBIH_BARU, nama=nama)


def _int(value: object) -> int:
    if type(value) is not int or value < 0:
        raise ValueError(value)
    return value


def _most(value: object, most: int, nama: str) -> int:
    if _int(value) > most:
        raise besar(nama, "satu anggotanya")
    return _int(value)


def _digest(text: object) -> str:
    if not isinstance(text, str) or not _DIGEST.fullmatch(text):
        raise ValueError(text)
    return text
