"""What can go wrong in a way the user can act on; everything else is a defect of the program."""

from __future__ import annotations

PUTUS = (
    "Peladen data tidak dapat dihubungi. Periksa kabel atau Wi-Fi, dan apakah peladennya menyala. "
    "Yang sudah tersimpan aman; yang belum, tetap di layar dan disimpan begitu tersambung lagi."
)
"""What is said while the server of an office is away."""


class UserError(Exception):
    """The request cannot be carried out; the message says why and what to do, in Indonesian."""


class NoOffice(UserError):
    """There is no office yet where one was looked for."""


class StaleEdit(UserError):
    """Somebody else changed the same thing in the meantime."""


class StorageFault(UserError):
    """The disk or the database refused: full, locked, read-only, damaged or too new."""


class DamagedStore(StorageFault):
    """The database file is damaged; `copies` names the verified copies, newest first."""

    def __init__(self, message: str, copies: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.copies = copies


class Cancelled(Exception):
    """The user stopped a job."""
