"""Needs, offers, the joint plan, what was done, stages."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.create_table(
        "tawaran",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("tahun", sa.Integer(), nullable=False),
        sa.Column("opd", sa.Text(), nullable=False),
        sa.Column("program", sa.Text(), nullable=True),
        sa.Column("kegiatan", sa.Text(), nullable=False),
        sa.Column("sasaran_peserta", sa.Text(), nullable=False),
        sa.Column("rincian_sasaran", sa.Text(), nullable=False),
        sa.Column("wilayah", sa.Text(), nullable=True),
        sa.Column("kapasitas", sa.Integer(), nullable=True),
        sa.Column("anggaran", sa.BigInteger(), nullable=True),
        sa.Column("sumber_dana", sa.Text(), nullable=False),
        sa.Column("catatan", sa.Text(), nullable=False),
        sa.Column("kantor", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["opd"], ["opd.id"], name="fk_tawaran_opd", initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["program"],
            ["program.id"],
            name="fk_tawaran_program",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["wilayah"],
            ["wilayah.id"],
            name="fk_tawaran_wilayah",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name="pk_tawaran"),
    )
    op.create_index("ix_tawaran_opd", "tawaran", ["opd"], unique=False)
    op.create_index("ix_tawaran_tahun", "tawaran", ["tahun"], unique=False)
    op.create_table(
        "rencana",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("tahun", sa.Integer(), nullable=False),
        sa.Column("program", sa.Text(), nullable=False),
        sa.Column("kegiatan", sa.Text(), nullable=False),
        sa.Column("kegiatan_inpres", sa.Text(), nullable=True),
        sa.Column("opd", sa.Text(), nullable=True),
        sa.Column("tempat", sa.Text(), nullable=False),
        sa.Column("mulai", sa.Date(), nullable=True),
        sa.Column("selesai", sa.Date(), nullable=True),
        sa.Column("pasti", sa.Boolean(), nullable=False),
        sa.Column("sasaran_peserta", sa.Text(), nullable=False),
        sa.Column("rincian_sasaran", sa.Text(), nullable=False),
        sa.Column("target", sa.BigInteger(), nullable=True),
        sa.Column("satuan", sa.Text(), nullable=False),
        sa.Column("anggaran", sa.BigInteger(), nullable=True),
        sa.Column("sumber_dana", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("alasan", sa.Text(), nullable=False),
        sa.Column("tawaran", sa.Text(), nullable=True),
        sa.Column("catatan", sa.Text(), nullable=False),
        sa.Column("kantor", sa.Text(), nullable=False),
        sa.Column("cari", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "status IN ('direncanakan', 'selesai', 'ditunda', 'batal')",
            name="ck_rencana_status",
        ),
        sa.ForeignKeyConstraint(
            ["kegiatan_inpres"],
            ["kegiatan.id"],
            name="fk_rencana_kegiatan_inpres",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["opd"], ["opd.id"], name="fk_rencana_opd", initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["program"],
            ["program.id"],
            name="fk_rencana_program",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["tawaran"],
            ["tawaran.id"],
            name="fk_rencana_tawaran",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name="pk_rencana"),
    )
    op.create_index("ix_rencana_mulai", "rencana", ["mulai"], unique=False)
    op.create_index("ix_rencana_opd_tahun", "rencana", ["opd", "tahun"], unique=False)
    op.create_index("ix_rencana_tahun_mulai", "rencana", ["tahun", "mulai"], unique=False)
    op.create_index(
        "ix_rencana_tahun_program_mulai", "rencana", ["tahun", "program", "mulai"], unique=False
    )
    op.create_index("ix_rencana_tawaran", "rencana", ["tawaran"], unique=False)
    op.create_table(
        "lokasi_rencana",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("rencana", sa.Text(), nullable=False),
        sa.Column("kampung", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["kampung"],
            ["kampung.id"],
            name="fk_lokasi_rencana_kampung",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["rencana"],
            ["rencana.id"],
            name="fk_lokasi_rencana_rencana",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name="pk_lokasi_rencana"),
    )
    op.create_index("ix_lokasi_rencana_kampung", "lokasi_rencana", ["kampung"], unique=False)
    op.create_index("ix_lokasi_rencana_rencana", "lokasi_rencana", ["rencana"], unique=False)
    op.create_table(
        "pendukung_rencana",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("rencana", sa.Text(), nullable=False),
        sa.Column("opd", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["opd"],
            ["opd.id"],
            name="fk_pendukung_rencana_opd",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["rencana"],
            ["rencana.id"],
            name="fk_pendukung_rencana_rencana",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name="pk_pendukung_rencana"),
    )
    op.create_index("ix_pendukung_rencana_opd", "pendukung_rencana", ["opd"], unique=False)
    op.create_index("ix_pendukung_rencana_rencana", "pendukung_rencana", ["rencana"], unique=False)
    op.create_table(
        "permasalahan",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("kampung", sa.Text(), nullable=False),
        sa.Column("tahun", sa.Integer(), nullable=False),
        sa.Column("peringkat", sa.Integer(), nullable=True),
        sa.Column("program", sa.Text(), nullable=True),
        sa.Column("uraian", sa.Text(), nullable=False),
        sa.Column("dasar", sa.Text(), nullable=False),
        sa.Column("rencana", sa.Text(), nullable=True),
        sa.Column("catatan", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["kampung"],
            ["kampung.id"],
            name="fk_permasalahan_kampung",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["program"],
            ["program.id"],
            name="fk_permasalahan_program",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["rencana"],
            ["rencana.id"],
            name="fk_permasalahan_rencana",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name="pk_permasalahan"),
    )
    op.create_index(
        "ix_permasalahan_kampung_tahun", "permasalahan", ["kampung", "tahun"], unique=False
    )
    op.create_index("ix_permasalahan_rencana", "permasalahan", ["rencana"], unique=False)
    op.create_index("ix_permasalahan_tahun", "permasalahan", ["tahun"], unique=False)
    op.create_table(
        "realisasi",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("rencana", sa.Text(), nullable=True),
        sa.Column("kampung", sa.Text(), nullable=True),
        sa.Column("judul", sa.Text(), nullable=False),
        sa.Column("tanggal", sa.Date(), nullable=False),
        sa.Column("tempat", sa.Text(), nullable=False),
        sa.Column("uraian", sa.Text(), nullable=False),
        sa.Column("program", sa.Text(), nullable=True),
        sa.Column("kegiatan_inpres", sa.Text(), nullable=True),
        sa.Column("seksi", sa.Text(), nullable=False),
        sa.Column("sasaran_peserta", sa.Text(), nullable=False),
        sa.Column("laki_laki", sa.Integer(), nullable=True),
        sa.Column("perempuan", sa.Integer(), nullable=True),
        sa.Column("capaian", sa.BigInteger(), nullable=True),
        sa.Column("biaya", sa.BigInteger(), nullable=True),
        sa.Column("kendala", sa.Text(), nullable=False),
        sa.Column("diinput", sa.Date(), nullable=True),
        sa.Column("kantor", sa.Text(), nullable=False),
        sa.Column("cari", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["kampung"],
            ["kampung.id"],
            name="fk_realisasi_kampung",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["kegiatan_inpres"],
            ["kegiatan.id"],
            name="fk_realisasi_kegiatan_inpres",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["program"],
            ["program.id"],
            name="fk_realisasi_program",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["rencana"],
            ["rencana.id"],
            name="fk_realisasi_rencana",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name="pk_realisasi"),
    )
    op.create_index("ix_realisasi_kampung", "realisasi", ["kampung"], unique=False)
    op.create_index("ix_realisasi_rencana", "realisasi", ["rencana"], unique=False)
    op.create_index("ix_realisasi_tanggal", "realisasi", ["tanggal"], unique=False)
    op.create_table(
        "opd_realisasi",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("realisasi", sa.Text(), nullable=False),
        sa.Column("opd", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["opd"],
            ["opd.id"],
            name="fk_opd_realisasi_opd",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["realisasi"],
            ["realisasi.id"],
            name="fk_opd_realisasi_realisasi",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name="pk_opd_realisasi"),
    )
    op.create_index("ix_opd_realisasi_opd", "opd_realisasi", ["opd"], unique=False)
    op.create_index("ix_opd_realisasi_realisasi", "opd_realisasi", ["realisasi"], unique=False)
    op.create_table(
        "foto_realisasi",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("realisasi", sa.Text(), nullable=False),
        sa.Column("berkas", sa.Text(), nullable=False),
        sa.Column("saat", sa.Text(), nullable=False),
        sa.Column("keterangan", sa.Text(), nullable=False),
        sa.Column("urut", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "saat IN ('sebelum', 'kegiatan', 'sesudah')", name="ck_foto_realisasi_saat"
        ),
        sa.ForeignKeyConstraint(
            ["realisasi"],
            ["realisasi.id"],
            name="fk_foto_realisasi_realisasi",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name="pk_foto_realisasi"),
    )
    op.create_index("ix_foto_realisasi_realisasi", "foto_realisasi", ["realisasi"], unique=False)
    op.create_table(
        "tahapan",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("tahun", sa.Integer(), nullable=False),
        sa.Column("tahap", sa.Text(), nullable=False),
        sa.Column("selesai", sa.Date(), nullable=True),
        sa.Column("catatan", sa.Text(), nullable=False),
        sa.Column("kantor", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_tahapan"),
    )
    op.create_index("ix_tahapan_tahun", "tahapan", ["tahun"], unique=False)
