"""Those who sign a document, above whom stands where and when."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kkbdesk.documents.blocks import KOSONG, Signatures, Signer
from kkbdesk.documents.naskah.isian import Pengisi
from kkbdesk.documents.naskah.tata import Bentuk, Tata
from kkbdesk.errors import UserError


@dataclass(frozen=True, slots=True)
class TandaTangan:
    """Makes signatures, and remembers whose names are missing."""

    pengisi: Pengisi
    tata: Tata

    def pejabat(self, *, lagi: bool = False) -> Signatures:
        """Return the signatory of the document; `lagi` at the end of an attachment."""
        signer = self.pengisi.isian.penanda[""]
        if not signer.nama:
            self.pengisi.kurang.setdefault("penanda_tangan", "Nama penanda tangan")
        signer = replace(signer, atas=() if lagi else self._when())
        return Signatures((signer,), bold=False, kotak=self.tata.kotak)

    def para(self, peran: str) -> Signatures:
        """Return those of roles parted by `|` beside each other; raises UserError."""
        signers = tuple(self._signer(name.strip()) for name in peran.split("|"))
        return Signatures(signers, per_row=len(signers), bold=False)

    def pengundang(self) -> Signatures:
        """Return who promulgates a regulation."""
        value = self.pengisi
        signer = self.pengisi.isian.penanda["pengundang"]
        where, day = value("tempat_pengundangan"), value("tanggal_pengundangan")
        above = (f"Diundangkan di {where}", f"pada tanggal {day}")
        return Signatures((replace(signer, atas=above),), bold=False, kiri=True)

    def _signer(self, name: str) -> Signer | None:
        if not name:
            return None
        found = self.pengisi.isian.penanda.get(name)
        if found is None:
            raise UserError(f"Penanda tangan “{name}” tidak dikenal.")
        if not found.nama and found.jabatan.strip(KOSONG):
            title = found.jabatan.splitlines()[-1].rstrip(",")
            self.pengisi.kurang.setdefault(name, f"Nama {title.title()}")
        return found

    def _when(self) -> tuple[str, ...]:
        where, day = self.pengisi("tempat"), self.pengisi("tanggal")
        if self.tata.hukum:
            return f"Ditetapkan di {where}", f"pada tanggal {day}"
        if self.tata.bentuk is Bentuk.LAPORAN:
            return f"Dibuat di {where}", f"pada tanggal {day}"
        return () if self.tata.bentuk is Bentuk.SURAT else (f"{where}, {day}",)
