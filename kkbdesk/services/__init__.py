"""Use cases: what the office does, each as one edit."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kkbdesk.services import bawahan as bawahan
    from kkbdesk.services import beranda as beranda
    from kkbdesk.services import berkas_paket as berkas_paket
    from kkbdesk.services import cadangan as cadangan
    from kkbdesk.services import cadangan_banding as cadangan_banding
    from kkbdesk.services import cari as cari
    from kkbdesk.services import draf as draf
    from kkbdesk.services import ekspor as ekspor
    from kkbdesk.services import impor as impor
    from kkbdesk.services import kampung as kampung
    from kkbdesk.services import kantor as kantor
    from kkbdesk.services import kertas_paket as kertas_paket
    from kkbdesk.services import kunci as kunci
    from kkbdesk.services import laporan as laporan
    from kkbdesk.services import map_paket as map_paket
    from kkbdesk.services import matriks as matriks
    from kkbdesk.services import naskah as naskah
    from kkbdesk.services import naskah_lama as naskah_lama
    from kkbdesk.services import naskah_massal as naskah_massal
    from kkbdesk.services import opd as opd
    from kkbdesk.services import orang as orang
    from kkbdesk.services import paket as paket
    from kkbdesk.services import pembaruan as pembaruan
    from kkbdesk.services import pengingat as pengingat
    from kkbdesk.services import permasalahan as permasalahan
    from kkbdesk.services import pindaian as pindaian
    from kkbdesk.services import pokja as pokja
    from kkbdesk.services import putusan_paket as putusan_paket
    from kkbdesk.services import rapat as rapat
    from kkbdesk.services import rapat_foto as rapat_foto
    from kkbdesk.services import rapat_notula as rapat_notula
    from kkbdesk.services import rapat_peserta as rapat_peserta
    from kkbdesk.services import rapat_seri as rapat_seri
    from kkbdesk.services import realisasi as realisasi
    from kkbdesk.services import referensi as referensi
    from kkbdesk.services import register as register
    from kkbdesk.services import rencana as rencana
    from kkbdesk.services import riwayat as riwayat
    from kkbdesk.services import serah_terima as serah_terima
    from kkbdesk.services import siap_naskah as siap_naskah
    from kkbdesk.services import surat_pengingat as surat_pengingat
    from kkbdesk.services import tahapan as tahapan
    from kkbdesk.services import tata_naskah as tata_naskah
    from kkbdesk.services import tawaran as tawaran
    from kkbdesk.services import teks_naskah as teks_naskah
    from kkbdesk.services import terbitan as terbitan
    from kkbdesk.services import wilayah as wilayah
else:
    from importlib import import_module

    def __getattr__(name):
        """Import a service when it is first named; a window needs few to begin with."""
        if name.startswith("__"):
            raise AttributeError(name)
        return import_module(f"{__name__}.{name}")
