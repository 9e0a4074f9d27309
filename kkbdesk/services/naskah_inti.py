"""What services ask of the register inside an edit of something else."""

from __future__ import annotations

from kkbdesk.errors import UserError
from kkbdesk.model.fields import Record
from kkbdesk.model.naskah import Naskah
from kkbdesk.store import Records


def tolak_bernaskah(records: Records, record_type: type[Record], field: str, id: str) -> None:
    """Raise UserError when a document names this record, for a document outlives an oversight."""
    papers = records.find(Naskah, **{field: id})
    if papers:
        raise UserError(
            f"{record_type.NOUN} ini disebut dalam naskah “{papers[0].hal}”; hapus naskah itu "
            "dahulu, atau biarkan."
        )
