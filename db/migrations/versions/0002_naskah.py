"""Documents and meetings."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "aturan_naskah",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("jenis", sa.Text(), nullable=False),
        sa.Column("kode", sa.Text(), nullable=False),
        sa.Column("pola", sa.Text(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("tembusan", sa.Text(), nullable=False),
        sa.Column("teks", sa.Text(), nullable=False),
        sa.Column("word", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_aturan_naskah"),
    )
    op.create_table(
        "dasar_hukum",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("jenis", sa.Text(), nullable=False),
        sa.Column("instansi", sa.Text(), nullable=False),
        sa.Column("nomor", sa.Text(), nullable=False),
        sa.Column("tahun", sa.Integer(), nullable=True),
        sa.Column("tanggal", sa.Date(), nullable=True),
        sa.Column("judul", sa.Text(), nullable=False),
        sa.Column("lembaran", sa.Text(), nullable=False),
        sa.Column("tambahan", sa.Text(), nullable=False),
        sa.Column("berita", sa.Text(), nullable=False),
        sa.Column("perubahan", sa.Text(), nullable=False),
        sa.Column("naskah", sa.Text(), nullable=False),
        sa.Column("aktif", sa.Boolean(), nullable=False),
        sa.Column("sumber", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "jenis IN ('uu', 'pp', 'perpres', 'permen', 'perban', 'perda_provinsi', 'pergub', 'perda', 'perbup', 'perdes', 'inpres', 'kepmen', 'se', 'surat')",
            name="ck_dasar_hukum_jenis",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_dasar_hukum"),
    )
    op.create_table(
        "tata_naskah",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("hukum_kertas", sa.Text(), nullable=False),
        sa.Column("hukum_atas", sa.BigInteger(), nullable=False),
        sa.Column("hukum_bawah", sa.BigInteger(), nullable=False),
        sa.Column("hukum_kiri", sa.BigInteger(), nullable=False),
        sa.Column("hukum_kanan", sa.BigInteger(), nullable=False),
        sa.Column("hukum_huruf", sa.BigInteger(), nullable=False),
        sa.Column("hukum_rahmat", sa.Boolean(), nullable=False),
        sa.Column("surat_kertas", sa.Text(), nullable=False),
        sa.Column("surat_atas", sa.BigInteger(), nullable=False),
        sa.Column("surat_bawah", sa.BigInteger(), nullable=False),
        sa.Column("surat_kiri", sa.BigInteger(), nullable=False),
        sa.Column("surat_kanan", sa.BigInteger(), nullable=False),
        sa.Column("surat_huruf", sa.BigInteger(), nullable=False),
        sa.Column("posisi_alamat", sa.Text(), nullable=False),
        sa.Column("judul_notula", sa.Text(), nullable=False),
        sa.Column("zona", sa.Text(), nullable=False),
        sa.Column("ttd_elektronik", sa.Boolean(), nullable=False),
        sa.Column("telepon_hadir", sa.Boolean(), nullable=False),
        sa.Column("lambang_negara", sa.Text(), nullable=False),
        sa.Column("lambang_daerah", sa.Text(), nullable=False),
        sa.CheckConstraint("hukum_kertas IN ('f4', 'a4')", name="ck_tata_naskah_hukum_kertas"),
        sa.CheckConstraint(
            "posisi_alamat IN ('kiri', 'kanan')", name="ck_tata_naskah_posisi_alamat"
        ),
        sa.CheckConstraint("surat_kertas IN ('f4', 'a4')", name="ck_tata_naskah_surat_kertas"),
        sa.CheckConstraint("zona IN ('wib', 'wita', 'wit')", name="ck_tata_naskah_zona"),
        sa.PrimaryKeyConstraint("id", name="pk_tata_naskah"),
    )
    op.create_table(
        "pejabat",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("peran", sa.Text(), nullable=False),
        sa.Column("wilayah", sa.Text(), nullable=True),
        sa.Column("jabatan", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("atas_nama", sa.Text(), nullable=False),
        sa.Column("untuk_beliau", sa.Text(), nullable=False),
        sa.Column("nama", sa.Text(), nullable=False),
        sa.Column("nama_polos", sa.Text(), nullable=False),
        sa.Column("pangkat", sa.Text(), nullable=False),
        sa.Column("nip", sa.Text(), nullable=False),
        sa.Column("mulai", sa.Date(), nullable=True),
        sa.Column("selesai", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "peran IN ('kepala_daerah', 'sekda', 'kabag_hukum', 'kepala_dinas', 'camat', 'kepala_desa')",
            name="ck_pejabat_peran",
        ),
        sa.CheckConstraint("status IN ('definitif', 'plt', 'plh', 'pj')", name="ck_pejabat_status"),
        sa.ForeignKeyConstraint(
            ["wilayah"],
            ["wilayah.id"],
            name="fk_pejabat_wilayah",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name="pk_pejabat"),
    )
    op.create_table(
        "seri_rapat",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("nama", sa.Text(), nullable=False),
        sa.Column("tingkat", sa.Text(), nullable=False),
        sa.Column("wilayah", sa.Text(), nullable=True),
        sa.Column("kampung", sa.Text(), nullable=True),
        sa.Column("bulan", sa.Integer(), nullable=False),
        sa.Column("minggu", sa.Text(), nullable=False),
        sa.Column("hari", sa.Text(), nullable=False),
        sa.Column("pukul", sa.Text(), nullable=False),
        sa.Column("tempat", sa.Text(), nullable=False),
        sa.Column("mulai", sa.Date(), nullable=True),
        sa.Column("selesai", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "hari IN ('senin', 'selasa', 'rabu', 'kamis', 'jumat', 'sabtu', 'minggu')",
            name="ck_seri_rapat_hari",
        ),
        sa.CheckConstraint(
            "minggu IN ('pertama', 'kedua', 'ketiga', 'keempat', 'terakhir')",
            name="ck_seri_rapat_minggu",
        ),
        sa.CheckConstraint(
            "tingkat IN ('kabupaten', 'kecamatan', 'desa')", name="ck_seri_rapat_tingkat"
        ),
        sa.ForeignKeyConstraint(
            ["kampung"],
            ["kampung.id"],
            name="fk_seri_rapat_kampung",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["wilayah"],
            ["wilayah.id"],
            name="fk_seri_rapat_wilayah",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name="pk_seri_rapat"),
    )
    op.create_table(
        "rapat",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("nama", sa.Text(), nullable=False),
        sa.Column("tingkat", sa.Text(), nullable=False),
        sa.Column("wilayah", sa.Text(), nullable=True),
        sa.Column("kampung", sa.Text(), nullable=True),
        sa.Column("seri", sa.Text(), nullable=True),
        sa.Column("tanggal", sa.Date(), nullable=False),
        sa.Column("mulai", sa.Text(), nullable=False),
        sa.Column("selesai", sa.Text(), nullable=False),
        sa.Column("tempat", sa.Text(), nullable=False),
        sa.Column("tautan", sa.Text(), nullable=False),
        sa.Column("dasar", sa.Text(), nullable=False),
        sa.Column("acara", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("pimpinan", sa.Text(), nullable=False),
        sa.Column("sekretaris", sa.Text(), nullable=False),
        sa.Column("notulis", sa.Text(), nullable=False),
        sa.Column("jam_buka", sa.Text(), nullable=False),
        sa.Column("jam_tutup", sa.Text(), nullable=False),
        sa.Column("narahubung", sa.Text(), nullable=False),
        sa.Column("catatan", sa.Text(), nullable=False),
        sa.Column("cari", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "status IN ('direncanakan', 'terlaksana', 'batal')", name="ck_rapat_status"
        ),
        sa.CheckConstraint(
            "tingkat IN ('kabupaten', 'kecamatan', 'desa')", name="ck_rapat_tingkat"
        ),
        sa.ForeignKeyConstraint(
            ["kampung"],
            ["kampung.id"],
            name="fk_rapat_kampung",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["seri"], ["seri_rapat.id"], name="fk_rapat_seri", initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["wilayah"],
            ["wilayah.id"],
            name="fk_rapat_wilayah",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name="pk_rapat"),
    )
    op.create_index("ix_rapat_kampung", "rapat", ["kampung"], unique=False)
    op.create_index("ix_rapat_tanggal", "rapat", ["tanggal"], unique=False)
    op.create_table(
        "foto_rapat",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("rapat", sa.Text(), nullable=False),
        sa.Column("berkas", sa.Text(), nullable=False),
        sa.Column("keterangan", sa.Text(), nullable=False),
        sa.Column("urut", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["rapat"],
            ["rapat.id"],
            name="fk_foto_rapat_rapat",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name="pk_foto_rapat"),
    )
    op.create_index("ix_foto_rapat_rapat", "foto_rapat", ["rapat"], unique=False)
    op.create_table(
        "keputusan",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("rapat", sa.Text(), nullable=False),
        sa.Column("isi", sa.Text(), nullable=False),
        sa.Column("matriks", sa.Integer(), nullable=True),
        sa.Column("urut", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["rapat"],
            ["rapat.id"],
            name="fk_keputusan_rapat",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name="pk_keputusan"),
    )
    op.create_index("ix_keputusan_rapat", "keputusan", ["rapat"], unique=False)
    op.create_table(
        "naskah",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("jenis", sa.Text(), nullable=False),
        sa.Column("nomor", sa.Text(), nullable=False),
        sa.Column("urut", sa.Integer(), nullable=True),
        sa.Column("tanggal", sa.Date(), nullable=True),
        sa.Column("hal", sa.Text(), nullable=False),
        sa.Column("tujuan", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("pejabat", sa.Text(), nullable=True),
        sa.Column("mulai", sa.Date(), nullable=True),
        sa.Column("selesai", sa.Date(), nullable=True),
        sa.Column("kampung", sa.Text(), nullable=True),
        sa.Column("pokja", sa.Text(), nullable=True),
        sa.Column("rapat", sa.Text(), nullable=True),
        sa.Column("mencabut", sa.Text(), nullable=True),
        sa.Column("pindaian", sa.Text(), nullable=False),
        sa.Column("isian", sa.Text(), nullable=False),
        sa.Column("beku", sa.Text(), nullable=False),
        sa.Column("catatan", sa.Text(), nullable=False),
        sa.Column("cari", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "status IN ('draf', 'diajukan', 'ditetapkan', 'dicabut', 'berakhir')",
            name="ck_naskah_status",
        ),
        sa.ForeignKeyConstraint(
            ["kampung"],
            ["kampung.id"],
            name="fk_naskah_kampung",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["mencabut"],
            ["naskah.id"],
            name="fk_naskah_mencabut",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["pejabat"],
            ["pejabat.id"],
            name="fk_naskah_pejabat",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["pokja"], ["pokja.id"], name="fk_naskah_pokja", initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["rapat"], ["rapat.id"], name="fk_naskah_rapat", initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name="pk_naskah"),
    )
    op.create_index("ix_naskah_kampung", "naskah", ["kampung"], unique=False)
    op.create_index("ix_naskah_pokja", "naskah", ["pokja"], unique=False)
    op.create_index("ix_naskah_rapat", "naskah", ["rapat"], unique=False)
    op.create_table(
        "pembahasan",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("rapat", sa.Text(), nullable=False),
        sa.Column("pembicara", sa.Text(), nullable=False),
        sa.Column("isi", sa.Text(), nullable=False),
        sa.Column("urut", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["rapat"],
            ["rapat.id"],
            name="fk_pembahasan_rapat",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name="pk_pembahasan"),
    )
    op.create_index("ix_pembahasan_rapat", "pembahasan", ["rapat"], unique=False)
    op.create_table(
        "peserta",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("rapat", sa.Text(), nullable=False),
        sa.Column("nama", sa.Text(), nullable=False),
        sa.Column("jabatan", sa.Text(), nullable=False),
        sa.Column("instansi", sa.Text(), nullable=False),
        sa.Column("opd", sa.Text(), nullable=True),
        sa.Column("anggota", sa.Text(), nullable=True),
        sa.Column("jk", sa.Text(), nullable=True),
        sa.Column("kontak", sa.Text(), nullable=False),
        sa.Column("kehadiran", sa.Text(), nullable=False),
        sa.Column("wakil", sa.Text(), nullable=False),
        sa.Column("alasan", sa.Text(), nullable=False),
        sa.Column("tamu", sa.Boolean(), nullable=False),
        sa.Column("urut", sa.Integer(), nullable=False),
        sa.CheckConstraint("jk IN ('laki_laki', 'perempuan')", name="ck_peserta_jk"),
        sa.CheckConstraint(
            "kehadiran IN ('diundang', 'hadir', 'diwakili', 'tidak_hadir')",
            name="ck_peserta_kehadiran",
        ),
        sa.ForeignKeyConstraint(
            ["anggota"],
            ["anggota.id"],
            name="fk_peserta_anggota",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["opd"], ["opd.id"], name="fk_peserta_opd", initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["rapat"], ["rapat.id"], name="fk_peserta_rapat", initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name="pk_peserta"),
    )
    op.create_index("ix_peserta_anggota", "peserta", ["anggota"], unique=False)
    op.create_index("ix_peserta_rapat", "peserta", ["rapat"], unique=False)
    op.create_table(
        "tindak_lanjut",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("rapat", sa.Text(), nullable=False),
        sa.Column("uraian", sa.Text(), nullable=False),
        sa.Column("opd", sa.Text(), nullable=True),
        sa.Column("penanggung_jawab", sa.Text(), nullable=False),
        sa.Column("tenggat", sa.Date(), nullable=True),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("tanggal_selesai", sa.Date(), nullable=True),
        sa.Column("bukti", sa.Text(), nullable=False),
        sa.Column("berkas", sa.Text(), nullable=False),
        sa.Column("urut", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "status IN ('terbuka', 'selesai', 'batal')", name="ck_tindak_lanjut_status"
        ),
        sa.ForeignKeyConstraint(
            ["opd"], ["opd.id"], name="fk_tindak_lanjut_opd", initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["rapat"],
            ["rapat.id"],
            name="fk_tindak_lanjut_rapat",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name="pk_tindak_lanjut"),
    )
    op.create_index("ix_tindak_lanjut_rapat", "tindak_lanjut", ["rapat"], unique=False)
