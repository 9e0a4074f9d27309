"""All reports, in the order in which they are offered."""

from __future__ import annotations

from kkbdesk.documents.report import Report
from kkbdesk.documents.reports import (
    agenda,
    bulanan,
    jumlah,
    kampung,
    klasifikasi,
    lintas_sektor,
    matriks,
    opd,
    permasalahan,
    pokja,
    profil,
    realisasi,
    rencana,
    tahapan,
    tahunan,
    tumpang_tindih,
)

REPORTS: dict[str, Report] = {
    report.nama: report
    for report in (
        matriks.SHEET,
        matriks.COMBINED,
        opd.REPORT,
        jumlah.REPORT,
        klasifikasi.REPORT,
        lintas_sektor.REPORT,
        kampung.REPORT,
        profil.REPORT,
        pokja.REPORT,
        agenda.REPORT,
        permasalahan.REPORT,
        permasalahan.FORM,
        rencana.PLAN,
        rencana.CALENDAR,
        rencana.COMMITMENTS,
        tumpang_tindih.REPORT,
        realisasi.REPORT,
        bulanan.REPORT,
        tahunan.REPORT,
        tahapan.STAGES,
        tahapan.COMPLETE,
    )
}
