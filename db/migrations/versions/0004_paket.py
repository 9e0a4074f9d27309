"""Packages: whose record it is, who wrote what last, and which node this database is."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

OWNED = (
    "kantor", "opd", "nama_opd", "pokja", "matriks", "sel_matriks", "seri_rapat", "rapat",
    "tindak_lanjut", "naskah",
)  # fmt: skip


def upgrade() -> None:
    for name in OWNED:
        op.add_column(name, sa.Column("kantor", sa.Text(), nullable=False, server_default=""))
    op.add_column("jurnal", sa.Column("simpul", sa.Text(), nullable=False, server_default=""))
    # Copies of one file share the history they have in common, and no more than that.
    op.execute(
        "UPDATE jurnal SET simpul = (SELECT substr(id, 25) FROM jurnal ORDER BY urut DESC LIMIT 1)"
    )
    op.create_table(
        "paket",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("arah", sa.Text(), nullable=False),
        sa.Column("mitra", sa.Text(), nullable=False),
        sa.Column("nama_mitra", sa.Text(), nullable=False),
        sa.Column("tujuan", sa.Text(), nullable=False),
        sa.Column("lingkup", sa.Text(), nullable=False),
        sa.Column("simpul", sa.Text(), nullable=False),
        sa.Column("urut", sa.Integer(), nullable=False),
        sa.Column("sidik", sa.Text(), nullable=False),
        sa.Column("dibuat", sa.Text(), nullable=False),
        sa.Column("baris", sa.Integer(), nullable=False),
        sa.Column("posisi", sa.Integer(), nullable=False),
        sa.Column("diakui", sa.Boolean(), nullable=False),
        sa.Column("kenal", sa.Text(), nullable=False),
        sa.Column("total", sa.Text(), nullable=False),
        sa.CheckConstraint("arah IN ('keluar', 'masuk')", name="ck_paket_arah"),
        sa.CheckConstraint(
            "tujuan IN ('provinsi', 'perubahan', 'kecamatan', 'referensi', 'serah-terima')",
            name="ck_paket_tujuan",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_paket"),
    )
    op.create_table(
        "kembar",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("jenis", sa.Text(), nullable=False),
        sa.Column("lain", sa.Text(), nullable=False),
        sa.Column("rekam", sa.Text(), nullable=False),
        sa.Column("kantor", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_kembar"),
    )
    op.create_index("ix_kembar_jenis_lain", "kembar", ["jenis", "lain"], unique=False)
    op.create_table(
        "versi",
        sa.Column("jenis", sa.Text(), nullable=False),
        sa.Column("rekam", sa.Text(), nullable=False),
        sa.Column("isi", sa.Text(), nullable=False),
        sa.Column("urut", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("jenis", "rekam", name="pk_versi"),
    )
    op.create_index("ix_versi_urut", "versi", ["urut"], unique=False)
    op.create_table(
        "versi_gabung",
        sa.Column("jurnal", sa.Integer(), nullable=False),
        sa.Column("sebelum", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["jurnal"], ["jurnal.urut"], name="fk_versi_gabung_jurnal"),
        sa.PrimaryKeyConstraint("jurnal", name="pk_versi_gabung"),
    )
    op.create_table(
        "identitas",
        sa.Column("nama", sa.Text(), nullable=False),
        sa.Column("nilai", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("nama", name="pk_identitas"),
    )
