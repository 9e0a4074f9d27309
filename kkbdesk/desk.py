"""All services in one typed object, for screens and the command line."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

from kkbdesk.services.bawahan import BawahanService
from kkbdesk.services.beranda import BerandaService
from kkbdesk.services.berkas_paket import BerkasPaketService
from kkbdesk.services.cadangan import CadanganService
from kkbdesk.services.cadangan_banding import BandingService
from kkbdesk.services.cari import CariService
from kkbdesk.services.draf import DrafService
from kkbdesk.services.editor import Editor
from kkbdesk.services.ekspor import EksporService
from kkbdesk.services.events import Hub
from kkbdesk.services.impor import ImporService
from kkbdesk.services.kampung import KampungService
from kkbdesk.services.kantor import KantorService
from kkbdesk.services.kertas_paket import KertasPaketService
from kkbdesk.services.kunci import KunciService
from kkbdesk.services.laporan import LaporanService
from kkbdesk.services.map_paket import MapPaketService
from kkbdesk.services.matriks import MatriksService
from kkbdesk.services.naskah import NaskahService
from kkbdesk.services.naskah_lama import NaskahLamaService
from kkbdesk.services.naskah_massal import NaskahMassalService
from kkbdesk.services.opd import OPDService
from kkbdesk.services.orang import OrangService
from kkbdesk.services.paket import PaketService
from kkbdesk.services.pembaruan import PembaruanService
from kkbdesk.services.pengingat import PengingatService
from kkbdesk.services.permasalahan import PermasalahanService
from kkbdesk.services.pindaian import PindaianService
from kkbdesk.services.pokja import PokjaService
from kkbdesk.services.putusan_paket import PutusanPaketService
from kkbdesk.services.rapat import RapatService
from kkbdesk.services.rapat_foto import FotoRapatService
from kkbdesk.services.rapat_notula import NotulaService
from kkbdesk.services.rapat_peserta import PesertaService
from kkbdesk.services.rapat_seri import SeriRapatService
from kkbdesk.services.realisasi import RealisasiService
from kkbdesk.services.referensi import ReferensiService
from kkbdesk.services.register import RegisterService
from kkbdesk.services.rencana import RencanaService
from kkbdesk.services.riwayat import RiwayatService
from kkbdesk.services.serah_terima import SerahTerimaService
from kkbdesk.services.siap_naskah import SiapNaskahService
from kkbdesk.services.surat_pengingat import SuratPengingatService
from kkbdesk.services.tahapan import TahapanService
from kkbdesk.services.tata_naskah import TataNaskahService
from kkbdesk.services.tawaran import TawaranService
from kkbdesk.services.teks_naskah import TeksNaskahService
from kkbdesk.services.terbitan import TerbitanService
from kkbdesk.services.wilayah import WilayahService
from kkbdesk.store import Store


def utc_now() -> datetime:
    """Return the present moment, aware, in UTC."""
    return datetime.now(UTC)


class Desk:
    """One open office."""

    def __init__(self, store: Store, clock: Callable[[], datetime] = utc_now) -> None:
        self.store, self.clock = store, clock
        self.hub = Hub()
        self.editor = Editor(store, self.hub)
        self.wewenang, self.koreksi = self.editor.wewenang, self.editor.koreksi
        self.orang = OrangService(store, self.editor, self.wewenang, clock)
        self.kantor = KantorService(store, self.editor)
        self.wilayah = WilayahService(store, self.editor)
        self.kampung = KampungService(store, self.editor, self.today)
        self.pokja = PokjaService(store, self.editor, self.today)
        self.opd = OPDService(store, self.editor, self.today)
        self.referensi = ReferensiService(store, self.editor)
        self.matriks = MatriksService(store, self.editor, self.today)
        self.rapat = RapatService(store, self.editor, self.today, clock)
        self.seri_rapat = SeriRapatService(store, self.editor, self.today)
        self.peserta = PesertaService(store, self.editor, self.today)
        self.notula = NotulaService(store, self.editor, self.today)
        self.foto_rapat = FotoRapatService(store, self.editor)
        self.permasalahan = PermasalahanService(store, self.editor, self.today)
        self.tawaran = TawaranService(store, self.editor, self.today)
        self.rencana = RencanaService(store, self.editor, self.today)
        self.realisasi = RealisasiService(store, self.editor, self.today)
        self.tahapan = TahapanService(store, self.editor, self.today)
        self.laporan = LaporanService(store, TerbitanService(store), self.today)
        self.naskah = NaskahService(store, self.today)
        self.naskah_massal = NaskahMassalService(store, self.naskah, self.today)
        self.pindaian = PindaianService(store, self.editor)
        self.register = RegisterService(store, self.editor, self.naskah)
        self.naskah_lama = NaskahLamaService(store, self.editor, self.pindaian)
        self.tata_naskah = TataNaskahService(store, self.editor, self.today)
        self.teks_naskah = TeksNaskahService(store, self.naskah)
        self.siap_naskah = SiapNaskahService(store, self.register, self.today)
        self.riwayat = RiwayatService(store, self.editor)
        self.impor = ImporService(store, self.editor, self.today)
        self.ekspor = EksporService(store, self.today)
        self.kunci = KunciService(store, self.wewenang, clock)
        self.paket = PaketService(store, self.editor, clock)
        self.putusan_paket = PutusanPaketService(store, self.editor)
        self.berkas_paket = BerkasPaketService(store, self.paket, self.kunci)
        self.terbitan = TerbitanService(store)
        self.bawahan = BawahanService(store, self.today)
        self.pengingat = PengingatService(store, self.naskah, self.bawahan, self.today)
        self.surat_pengingat = SuratPengingatService(store, self.naskah, self.today)
        self.kertas_paket = KertasPaketService(store, self.berkas_paket)
        self.map_paket = MapPaketService(
            store, self.berkas_paket, self.kertas_paket, self.laporan, self.ekspor, self.naskah,
            self.today,
        )  # fmt: skip
        self.cari, self.draf = CariService(store), DrafService(store, clock)
        self.cadangan = CadanganService(store, clock)
        self.banding = BandingService(store, self.editor)
        self.pembaruan = PembaruanService(store, self.wewenang, self.banding)
        self.serah_terima = SerahTerimaService(
            store, self.cadangan, self.naskah, self.kunci, self.today
        )
        self.beranda = BerandaService(store, self.today, self.cadangan.keadaan)

    def today(self) -> date:
        """Return the day it is for the office."""
        return self.clock().astimezone().date()

    def close(self) -> None:
        """Copy what changed, also to the second place, and close the store."""
        self.cadangan.tutup()
