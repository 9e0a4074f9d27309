"""Versions say themselves whether something waits for a decision."""

from __future__ import annotations

import json

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

_versi = sa.table("versi", *map(sa.column, ("jenis", "rekam", "isi", "terbuka")))


def upgrade() -> None:
    op.add_column(
        "versi", sa.Column("terbuka", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    connection = op.get_bind()
    rows = connection.execute(
        sa.select(_versi.c.jenis, _versi.c.rekam, _versi.c.isi).where(_versi.c.isi.contains('"c":'))
    )
    waiting = [row for row in rows.all() if json.loads(row.isi).get("c")]
    for row in waiting:
        connection.execute(
            sa.update(_versi)
            .where(_versi.c.jenis == row.jenis, _versi.c.rekam == row.rekam)
            .values(terbuka=sa.true())
        )
    op.create_index(
        "ix_versi_terbuka",
        "versi",
        ["terbuka"],
        sqlite_where=sa.text("terbuka = 1"),
        postgresql_where=sa.text("terbuka"),
    )
