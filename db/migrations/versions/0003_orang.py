"""People of the office."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "orang",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("nama", sa.Text(), nullable=False),
        sa.Column("peran", sa.Text(), nullable=False),
        sa.Column("aktif", sa.Boolean(), nullable=False),
        sa.Column("pin", sa.Text(), nullable=False),
        sa.CheckConstraint("peran IN ('operator', 'penyelia', 'kepala')", name="ck_orang_peran"),
        sa.PrimaryKeyConstraint("id", name="pk_orang"),
    )
    op.create_table(
        "pemulihan",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("dibuat", sa.Date(), nullable=False),
        sa.Column("dipakai", sa.Date(), nullable=True),
        sa.Column("kode", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_pemulihan"),
    )
    op.create_table(
        "rahasia",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.Column("meleset", sa.Integer(), nullable=False),
        sa.Column("terakhir", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_rahasia"),
    )
