"""Merged packages keep the minutes of their merging."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.add_column("paket", sa.Column("berita_acara", sa.Text(), nullable=False, server_default=""))
