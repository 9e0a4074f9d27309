"""The first schema."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "butir",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("daftar", sa.Text(), nullable=False),
        sa.Column("kode", sa.Text(), nullable=False),
        sa.Column("nama", sa.Text(), nullable=False),
        sa.Column("induk", sa.Text(), nullable=False),
        sa.Column("keterangan", sa.Text(), nullable=False),
        sa.Column("sumber", sa.Text(), nullable=False),
        sa.Column("urut", sa.Integer(), nullable=False),
        sa.Column("mulai", sa.Integer(), nullable=True),
        sa.Column("sampai", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_butir"),
        sa.UniqueConstraint("daftar", "kode", name="uq_butir_daftar_kode"),
    )
    op.create_table(
        "draf",
        sa.Column("jenis", sa.Text(), nullable=False),
        sa.Column("rekam", sa.Text(), nullable=False),
        sa.Column("nilai", sa.Text(), nullable=False),
        sa.Column("waktu", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("jenis", "rekam", name="pk_draf"),
    )
    op.create_table(
        "jurnal",
        sa.Column("urut", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("waktu", sa.Text(), nullable=False),
        sa.Column("oleh", sa.Text(), nullable=False),
        sa.Column("jenis", sa.Text(), nullable=False),
        sa.Column("membatalkan", sa.Text(), nullable=True),
        sa.Column("jumlah", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("urut", name="pk_jurnal"),
        sa.UniqueConstraint("id", name="uq_jurnal_id"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "opd",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("nama", sa.Text(), nullable=False),
        sa.Column("singkatan", sa.Text(), nullable=False),
        sa.Column("jenis", sa.Text(), nullable=False),
        sa.Column("tupoksi", sa.Text(), nullable=False),
        sa.Column("pic", sa.Text(), nullable=False),
        sa.Column("kontak", sa.Text(), nullable=False),
        sa.Column("koordinator", sa.Boolean(), nullable=False),
        sa.Column("program", sa.Text(), nullable=False),
        sa.Column("urut", sa.Integer(), nullable=False),
        sa.Column("mulai", sa.Date(), nullable=True),
        sa.Column("selesai", sa.Date(), nullable=True),
        sa.Column("cari", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "jenis IN ('opd', 'vertikal', 'masyarakat', 'swasta')", name="ck_opd_jenis"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_opd"),
    )
    op.create_table(
        "padanan",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("jenis", sa.Text(), nullable=False),
        sa.Column("teks", sa.Text(), nullable=False),
        sa.Column("tujuan", sa.Text(), nullable=False),
        sa.CheckConstraint("jenis IN ('wilayah', 'opd', 'kolom')", name="ck_padanan_jenis"),
        sa.PrimaryKeyConstraint("id", name="pk_padanan"),
        sa.UniqueConstraint("jenis", "teks", name="uq_padanan_jenis_teks"),
    )
    op.create_table(
        "program",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("nama", sa.Text(), nullable=False),
        sa.Column("singkatan", sa.Text(), nullable=False),
        sa.Column("sasaran", sa.Text(), nullable=False),
        sa.Column("kementerian", sa.Text(), nullable=False),
        sa.Column("mulai", sa.Integer(), nullable=True),
        sa.Column("sampai", sa.Integer(), nullable=True),
        sa.Column("cari", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_program"),
    )
    op.create_table(
        "wilayah",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("nama", sa.Text(), nullable=False),
        sa.Column("mulai", sa.Date(), nullable=True),
        sa.Column("sampai", sa.Date(), nullable=True),
        sa.Column("alias", sa.Text(), nullable=False),
        sa.Column("tingkat", sa.SmallInteger(), nullable=False),
        sa.Column("cari", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_wilayah"),
    )
    op.create_table(
        "impor",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("jenis", sa.Text(), nullable=False),
        sa.Column("wilayah", sa.Text(), nullable=True),
        sa.Column("tanggal", sa.Date(), nullable=False),
        sa.Column("berkas", sa.Text(), nullable=False),
        sa.Column("isi", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["wilayah"],
            ["wilayah.id"],
            name="fk_impor_wilayah",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name="pk_impor"),
    )
    op.create_index("ix_impor_jenis_wilayah", "impor", ["jenis", "wilayah"], unique=False)
    op.create_table(
        "jumlah_desa",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("wilayah", sa.Text(), nullable=False),
        sa.Column("tahun", sa.Integer(), nullable=False),
        sa.Column("jumlah", sa.Integer(), nullable=False),
        sa.Column("sumber", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["wilayah"],
            ["wilayah.id"],
            name="fk_jumlah_desa_wilayah",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name="pk_jumlah_desa"),
    )
    op.create_index(
        "ix_jumlah_desa_wilayah_tahun", "jumlah_desa", ["wilayah", "tahun"], unique=False
    )
    op.create_table(
        "kampung",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("desa", sa.Text(), nullable=False),
        sa.Column("nama", sa.Text(), nullable=False),
        sa.Column("tanggal_pencanangan", sa.Date(), nullable=True),
        sa.Column("cakupan", sa.Text(), nullable=True),
        sa.Column("gambaran_umum", sa.Text(), nullable=False),
        sa.Column("kriteria", sa.Text(), nullable=False),
        sa.Column("lokus_stunting", sa.Boolean(), nullable=True),
        sa.Column("percontohan_kabupaten", sa.Boolean(), nullable=False),
        sa.Column("percontohan_provinsi", sa.Boolean(), nullable=False),
        sa.Column("lintang", sa.BigInteger(), nullable=True),
        sa.Column("bujur", sa.BigInteger(), nullable=True),
        sa.Column("luas", sa.BigInteger(), nullable=True),
        sa.Column("sk_nomor", sa.Text(), nullable=False),
        sa.Column("sk_tanggal", sa.Date(), nullable=True),
        sa.Column("aktif", sa.Boolean(), nullable=False),
        sa.Column("catatan", sa.Text(), nullable=False),
        sa.Column("cari", sa.Text(), nullable=False),
        sa.CheckConstraint("cakupan IN ('desa', 'dusun', 'rw')", name="ck_kampung_cakupan"),
        sa.ForeignKeyConstraint(
            ["desa"], ["wilayah.id"], name="fk_kampung_desa", initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name="pk_kampung"),
    )
    op.create_index("ix_kampung_desa", "kampung", ["desa"], unique=False)
    op.create_table(
        "kantor",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("tingkat", sa.Text(), nullable=False),
        sa.Column("wilayah", sa.Text(), nullable=True),
        sa.Column("pemerintah", sa.Text(), nullable=False),
        sa.Column("nama", sa.Text(), nullable=False),
        sa.Column("alamat", sa.Text(), nullable=False),
        sa.Column("telepon", sa.Text(), nullable=False),
        sa.Column("surel", sa.Text(), nullable=False),
        sa.Column("laman", sa.Text(), nullable=False),
        sa.Column("kode_pos", sa.Text(), nullable=False),
        sa.Column("tempat", sa.Text(), nullable=False),
        sa.Column("kepala_jabatan", sa.Text(), nullable=False),
        sa.Column("kepala_nama", sa.Text(), nullable=False),
        sa.Column("kepala_pangkat", sa.Text(), nullable=False),
        sa.Column("kepala_nip", sa.Text(), nullable=False),
        sa.Column("sebutan_desa", sa.Text(), nullable=False),
        sa.Column("kertas", sa.Text(), nullable=False),
        sa.Column("banyak_penanggung_jawab", sa.Boolean(), nullable=False),
        sa.Column("contoh", sa.Boolean(), nullable=False),
        sa.CheckConstraint("kertas IN ('f4', 'a4')", name="ck_kantor_kertas"),
        sa.CheckConstraint(
            "tingkat IN ('kabupaten', 'provinsi', 'pusat')", name="ck_kantor_tingkat"
        ),
        sa.ForeignKeyConstraint(
            ["wilayah"],
            ["wilayah.id"],
            name="fk_kantor_wilayah",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name="pk_kantor"),
    )
    op.create_table(
        "kegiatan",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("program", sa.Text(), nullable=False),
        sa.Column("nama", sa.Text(), nullable=False),
        sa.Column("indikator", sa.Text(), nullable=False),
        sa.Column("penanggung_jawab", sa.Text(), nullable=False),
        sa.Column("sumber", sa.Text(), nullable=False),
        sa.Column("urut", sa.Integer(), nullable=False),
        sa.Column("mulai", sa.Integer(), nullable=True),
        sa.Column("sampai", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["program"],
            ["program.id"],
            name="fk_kegiatan_program",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name="pk_kegiatan"),
    )
    op.create_index("ix_kegiatan_program", "kegiatan", ["program"], unique=False)
    op.create_table(
        "nama_opd",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("opd", sa.Text(), nullable=False),
        sa.Column("nama", sa.Text(), nullable=False),
        sa.Column("singkatan", sa.Text(), nullable=False),
        sa.Column("sampai", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["opd"], ["opd.id"], name="fk_nama_opd_opd", initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name="pk_nama_opd"),
    )
    op.create_index("ix_nama_opd_opd", "nama_opd", ["opd"], unique=False)
    op.create_table(
        "perubahan",
        sa.Column("jurnal", sa.Integer(), nullable=False),
        sa.Column("nomor", sa.Integer(), nullable=False),
        sa.Column("jenis", sa.Text(), nullable=False),
        sa.Column("rekam", sa.Text(), nullable=False),
        sa.Column("kampung", sa.Text(), nullable=True),
        sa.Column("sebelum", sa.Text(), nullable=True),
        sa.Column("sesudah", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["jurnal"], ["jurnal.urut"], name="fk_perubahan_jurnal"),
        sa.PrimaryKeyConstraint("jurnal", "nomor", name="pk_perubahan"),
    )
    op.create_index("ix_perubahan_kampung", "perubahan", ["kampung"], unique=False)
    op.create_index("ix_perubahan_rekam", "perubahan", ["rekam"], unique=False)
    op.create_table(
        "klasifikasi",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("kampung", sa.Text(), nullable=False),
        sa.Column("tanggal", sa.Date(), nullable=False),
        sa.Column("input_pokja", sa.Integer(), nullable=True),
        sa.Column("input_sumber_dana", sa.Integer(), nullable=True),
        sa.Column("input_poktan", sa.Integer(), nullable=True),
        sa.Column("input_sarana", sa.Integer(), nullable=True),
        sa.Column("input_pkb", sa.Integer(), nullable=True),
        sa.Column("proses_data", sa.Integer(), nullable=True),
        sa.Column("proses_operasional", sa.Integer(), nullable=True),
        sa.Column("proses_lintas_sektor", sa.Integer(), nullable=True),
        sa.Column("output_poktan", sa.Integer(), nullable=True),
        sa.Column("output_cpr", sa.Integer(), nullable=True),
        sa.Column("output_mkjp", sa.Integer(), nullable=True),
        sa.Column("output_unmet_need", sa.Integer(), nullable=True),
        sa.Column("indeks_input", sa.BigInteger(), nullable=True),
        sa.Column("indeks_proses", sa.BigInteger(), nullable=True),
        sa.Column("indeks_output", sa.BigInteger(), nullable=True),
        sa.Column("kelas", sa.Text(), nullable=False),
        sa.Column("sumber", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["kampung"],
            ["kampung.id"],
            name="fk_klasifikasi_kampung",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name="pk_klasifikasi"),
        sa.UniqueConstraint("kampung", "tanggal", name="uq_klasifikasi_kampung_tanggal"),
    )
    op.create_table(
        "matriks",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("tahun", sa.Integer(), nullable=False),
        sa.Column("kampung", sa.Text(), nullable=True),
        sa.Column("disepakati", sa.Date(), nullable=True),
        sa.Column("rapat", sa.Text(), nullable=False),
        sa.Column("terkunci", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["kampung"],
            ["kampung.id"],
            name="fk_matriks_kampung",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name="pk_matriks"),
    )
    op.create_table(
        "pokja",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("kampung", sa.Text(), nullable=True),
        sa.Column("mulai", sa.Date(), nullable=True),
        sa.Column("selesai", sa.Date(), nullable=True),
        sa.Column("sk_nomor", sa.Text(), nullable=False),
        sa.Column("sk_tanggal", sa.Date(), nullable=True),
        sa.Column("seksi", sa.Text(), nullable=False),
        sa.Column("catatan", sa.Text(), nullable=False),
        sa.Column("cari", sa.Text(), nullable=False),
        sa.CheckConstraint("seksi IN ('seksi_empat', 'seksi_delapan')", name="ck_pokja_seksi"),
        sa.ForeignKeyConstraint(
            ["kampung"],
            ["kampung.id"],
            name="fk_pokja_kampung",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name="pk_pokja"),
    )
    op.create_index("ix_pokja_kampung", "pokja", ["kampung"], unique=False)
    op.create_table(
        "sel_matriks",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("tahun", sa.Integer(), nullable=False),
        sa.Column("kampung", sa.Text(), nullable=True),
        sa.Column("program", sa.Text(), nullable=False),
        sa.Column("opd", sa.Text(), nullable=False),
        sa.Column("peran", sa.Text(), nullable=False),
        sa.Column("catatan", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "peran IN ('pendukung', 'penanggung_jawab')", name="ck_sel_matriks_peran"
        ),
        sa.ForeignKeyConstraint(
            ["kampung"],
            ["kampung.id"],
            name="fk_sel_matriks_kampung",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["opd"], ["opd.id"], name="fk_sel_matriks_opd", initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["program"],
            ["program.id"],
            name="fk_sel_matriks_program",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name="pk_sel_matriks"),
        sa.UniqueConstraint(
            "tahun", "kampung", "program", "opd", name="uq_sel_matriks_tahun_kampung_program_opd"
        ),
    )
    op.create_index(
        "ix_sel_matriks_kampung_tahun", "sel_matriks", ["kampung", "tahun"], unique=False
    )
    op.create_index("ix_sel_matriks_opd", "sel_matriks", ["opd"], unique=False)
    op.create_table(
        "variabel",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("kampung", sa.Text(), nullable=False),
        sa.Column("tanggal", sa.Date(), nullable=False),
        sa.Column("sumber_dana", sa.Integer(), nullable=True),
        sa.Column("pokja", sa.Boolean(), nullable=True),
        sa.Column("pokja_sk", sa.Boolean(), nullable=True),
        sa.Column("pokja_pelatihan", sa.Boolean(), nullable=True),
        sa.Column("pokja_jumlah", sa.Integer(), nullable=True),
        sa.Column("pokja_terlatih", sa.Integer(), nullable=True),
        sa.Column("plkb", sa.Boolean(), nullable=True),
        sa.Column("regulasi", sa.Boolean(), nullable=True),
        sa.Column("regulasi_jumlah", sa.Integer(), nullable=True),
        sa.Column("rkm", sa.Boolean(), nullable=True),
        sa.Column("penggunaan_data", sa.Boolean(), nullable=True),
        sa.Column("mekanisme", sa.Integer(), nullable=True),
        sa.Column("pus", sa.Integer(), nullable=True),
        sa.Column("penduduk", sa.Integer(), nullable=True),
        sa.Column("keluarga", sa.Integer(), nullable=True),
        sa.Column("remaja", sa.Integer(), nullable=True),
        sa.Column("memiliki_balita", sa.Integer(), nullable=True),
        sa.Column("memiliki_remaja", sa.Integer(), nullable=True),
        sa.Column("memiliki_lansia", sa.Integer(), nullable=True),
        sa.Column("bkb", sa.Integer(), nullable=True),
        sa.Column("bkr", sa.Integer(), nullable=True),
        sa.Column("bkl", sa.Integer(), nullable=True),
        sa.Column("uppka", sa.Integer(), nullable=True),
        sa.Column("pikr", sa.Integer(), nullable=True),
        sa.Column("iud", sa.Integer(), nullable=True),
        sa.Column("mow", sa.Integer(), nullable=True),
        sa.Column("mop", sa.Integer(), nullable=True),
        sa.Column("kondom", sa.Integer(), nullable=True),
        sa.Column("implan", sa.Integer(), nullable=True),
        sa.Column("suntik", sa.Integer(), nullable=True),
        sa.Column("pil", sa.Integer(), nullable=True),
        sa.Column("hamil", sa.Integer(), nullable=True),
        sa.Column("anak_segera", sa.Integer(), nullable=True),
        sa.Column("anak_kemudian", sa.Integer(), nullable=True),
        sa.Column("tidak_ingin_anak", sa.Integer(), nullable=True),
        sa.Column("sumber", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["kampung"],
            ["kampung.id"],
            name="fk_variabel_kampung",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name="pk_variabel"),
        sa.UniqueConstraint("kampung", "tanggal", name="uq_variabel_kampung_tanggal"),
    )
    op.create_table(
        "anggota",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("pokja", sa.Text(), nullable=False),
        sa.Column("nama", sa.Text(), nullable=False),
        sa.Column("kedudukan", sa.Text(), nullable=False),
        sa.Column("seksi", sa.Text(), nullable=False),
        sa.Column("opd", sa.Text(), nullable=True),
        sa.Column("unsur", sa.Text(), nullable=False),
        sa.Column("kontak", sa.Text(), nullable=False),
        sa.Column("mulai", sa.Date(), nullable=True),
        sa.Column("selesai", sa.Date(), nullable=True),
        sa.Column("terlatih", sa.Boolean(), nullable=True),
        sa.Column("cari", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["opd"], ["opd.id"], name="fk_anggota_opd", initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["pokja"], ["pokja.id"], name="fk_anggota_pokja", initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name="pk_anggota"),
    )
    op.create_index("ix_anggota_pokja", "anggota", ["pokja"], unique=False)
    # ### end Alembic commands ###
