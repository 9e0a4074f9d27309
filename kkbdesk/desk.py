"""All services in one typed object, for screens and the command line."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Generic, Self, TypeVar, overload

from kkbdesk import services
from kkbdesk.services.editor import Editor
from kkbdesk.services.events import Hub
from kkbdesk.store import Store

T_co = TypeVar("T_co", covariant=True)


def utc_now() -> datetime:
    """Return the present moment, aware, in UTC."""
    return datetime.now(UTC)


class _Service(Generic[T_co]):
    """A service of a desk, made when it is first asked for and then kept there."""

    def __init__(self, make: Callable[[Desk], T_co]) -> None:
        self._make = make

    def __set_name__(self, _owner: type[Desk], name: str) -> None:
        self._name = name

    @overload
    def __get__(self, desk: None, _owner: type[Desk]) -> Self: ...
    @overload
    def __get__(self, desk: Desk, _owner: type[Desk]) -> T_co: ...
    def __get__(self, desk: Desk | None, _owner: type[Desk]) -> Self | T_co:
        if desk is None:
            return self
        with desk.making:  # jobs ask as well
            if self._name not in vars(desk):
                vars(desk)[self._name] = self._make(desk)
        made: T_co = vars(desk)[self._name]
        return made


class Desk:
    """One open office."""

    def __init__(self, store: Store, clock: Callable[[], datetime] = utc_now) -> None:
        self.store, self.clock = store, clock
        self.making = threading.RLock()
        self.hub = Hub()
        self.editor = Editor(store, self.hub)
        self.wewenang, self.koreksi = self.editor.wewenang, self.editor.koreksi

    orang = _Service(lambda d: services.orang.OrangService(d.store, d.editor, d.wewenang, d.clock))
    kantor = _Service(lambda d: services.kantor.KantorService(d.store, d.editor))
    wilayah = _Service(lambda d: services.wilayah.WilayahService(d.store, d.editor))
    kampung = _Service(lambda d: services.kampung.KampungService(d.store, d.editor, d.today))
    pokja = _Service(lambda d: services.pokja.PokjaService(d.store, d.editor, d.today))
    opd = _Service(lambda d: services.opd.OPDService(d.store, d.editor, d.today))
    referensi = _Service(lambda d: services.referensi.ReferensiService(d.store, d.editor))
    matriks = _Service(lambda d: services.matriks.MatriksService(d.store, d.editor, d.today))
    rapat = _Service(lambda d: services.rapat.RapatService(d.store, d.editor, d.today, d.clock))
    seri_rapat = _Service(
        lambda d: services.rapat_seri.SeriRapatService(d.store, d.editor, d.today)
    )
    peserta = _Service(lambda d: services.rapat_peserta.PesertaService(d.store, d.editor, d.today))
    notula = _Service(lambda d: services.rapat_notula.NotulaService(d.store, d.editor, d.today))
    foto_rapat = _Service(lambda d: services.rapat_foto.FotoRapatService(d.store, d.editor))
    permasalahan = _Service(
        lambda d: services.permasalahan.PermasalahanService(d.store, d.editor, d.today)
    )
    tawaran = _Service(lambda d: services.tawaran.TawaranService(d.store, d.editor, d.today))
    rencana = _Service(lambda d: services.rencana.RencanaService(d.store, d.editor, d.today))
    realisasi = _Service(lambda d: services.realisasi.RealisasiService(d.store, d.editor, d.today))
    tahapan = _Service(lambda d: services.tahapan.TahapanService(d.store, d.editor, d.today))
    terbitan = _Service(lambda d: services.terbitan.TerbitanService(d.store))
    laporan = _Service(lambda d: services.laporan.LaporanService(d.store, d.terbitan, d.today))
    naskah = _Service(lambda d: services.naskah.NaskahService(d.store, d.today))
    naskah_massal = _Service(
        lambda d: services.naskah_massal.NaskahMassalService(d.store, d.naskah, d.today)
    )
    pindaian = _Service(lambda d: services.pindaian.PindaianService(d.store, d.editor))
    register = _Service(lambda d: services.register.RegisterService(d.store, d.editor, d.naskah))
    naskah_lama = _Service(
        lambda d: services.naskah_lama.NaskahLamaService(d.store, d.editor, d.pindaian)
    )
    tata_naskah = _Service(
        lambda d: services.tata_naskah.TataNaskahService(d.store, d.editor, d.today)
    )
    teks_naskah = _Service(lambda d: services.teks_naskah.TeksNaskahService(d.store, d.naskah))
    siap_naskah = _Service(
        lambda d: services.siap_naskah.SiapNaskahService(d.store, d.register, d.today)
    )
    riwayat = _Service(lambda d: services.riwayat.RiwayatService(d.store, d.editor))
    impor = _Service(lambda d: services.impor.ImporService(d.store, d.editor, d.today))
    ekspor = _Service(lambda d: services.ekspor.EksporService(d.store, d.today))
    kunci = _Service(lambda d: services.kunci.KunciService(d.store, d.wewenang, d.clock))
    paket = _Service(lambda d: services.paket.PaketService(d.store, d.editor, d.clock))
    putusan_paket = _Service(
        lambda d: services.putusan_paket.PutusanPaketService(d.store, d.editor)
    )
    berkas_paket = _Service(
        lambda d: services.berkas_paket.BerkasPaketService(d.store, d.paket, d.kunci)
    )
    bawahan = _Service(lambda d: services.bawahan.BawahanService(d.store, d.today))
    pengingat = _Service(
        lambda d: services.pengingat.PengingatService(d.store, d.naskah, d.bawahan, d.today)
    )
    surat_pengingat = _Service(
        lambda d: services.surat_pengingat.SuratPengingatService(d.store, d.naskah, d.today)
    )
    kertas_paket = _Service(
        lambda d: services.kertas_paket.KertasPaketService(d.store, d.berkas_paket)
    )
    map_paket = _Service(
        lambda d: services.map_paket.MapPaketService(
            d.store, d.berkas_paket, d.kertas_paket, d.laporan, d.ekspor, d.naskah, d.today
        )
    )
    cari = _Service(lambda d: services.cari.CariService(d.store))
    draf = _Service(lambda d: services.draf.DrafService(d.store, d.clock))
    cadangan = _Service(lambda d: services.cadangan.CadanganService(d.store, d.clock))
    banding = _Service(lambda d: services.cadangan_banding.BandingService(d.store, d.editor))
    pembaruan = _Service(
        lambda d: services.pembaruan.PembaruanService(d.store, d.wewenang, d.banding)
    )
    serah_terima = _Service(
        lambda d: services.serah_terima.SerahTerimaService(
            d.store, d.cadangan, d.naskah, d.kunci, d.today
        )
    )
    beranda = _Service(
        lambda d: services.beranda.BerandaService(d.store, d.today, d.cadangan.keadaan)
    )

    def today(self) -> date:
        """Return the day it is for the office."""
        return self.clock().astimezone().date()

    def close(self) -> None:
        """Copy what changed, also to the second place, and close the store."""
        try:
            self.pembaruan.tinjau()
        finally:
            self.cadangan.tutup()
