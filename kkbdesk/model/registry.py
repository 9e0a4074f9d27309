"""Which record class belongs to which kind."""

from __future__ import annotations

from kkbdesk.model.fields import Record
from kkbdesk.model.ids import Kind
from kkbdesk.model.impor import Impor, Padanan
from kkbdesk.model.kampung import Kampung, Klasifikasi, Variabel
from kkbdesk.model.kantor import Kantor
from kkbdesk.model.matriks import Matriks, SelMatriks
from kkbdesk.model.naskah import AturanNaskah, DasarHukum, Naskah, Pejabat, TataNaskah
from kkbdesk.model.opd import OPD, NamaOPD
from kkbdesk.model.orang import Orang, Pemulihan
from kkbdesk.model.paket import Kembar, Paket
from kkbdesk.model.permasalahan import Permasalahan
from kkbdesk.model.pokja import Anggota, Pokja
from kkbdesk.model.program import Butir, Kegiatan, Program
from kkbdesk.model.rapat import (
    FotoRapat,
    Keputusan,
    Pembahasan,
    Peserta,
    Rapat,
    SeriRapat,
    TindakLanjut,
)
from kkbdesk.model.realisasi import FotoRealisasi, OPDRealisasi, Realisasi
from kkbdesk.model.rencana import LokasiRencana, PendukungRencana, Rencana
from kkbdesk.model.tahapan import Tahapan
from kkbdesk.model.tawaran import Tawaran
from kkbdesk.model.wilayah import JumlahDesa, Wilayah

RECORDS: dict[Kind, type[Record]] = {
    record_type.KIND: record_type
    for record_type in (
        Wilayah, JumlahDesa, Kantor, Kampung, Klasifikasi, Variabel, Pokja, Anggota, OPD, NamaOPD,
        Program, Kegiatan, Butir, Matriks, SelMatriks, Impor, Padanan, Pejabat,
        DasarHukum, TataNaskah, AturanNaskah, SeriRapat, Rapat, Naskah, Peserta, Pembahasan,
        Keputusan, TindakLanjut, FotoRapat, Orang, Pemulihan, Paket, Kembar,
        Tawaran, Rencana, LokasiRencana, PendukungRencana, Permasalahan, Realisasi, OPDRealisasi,
        FotoRealisasi, Tahapan,
    )
}  # fmt: skip
