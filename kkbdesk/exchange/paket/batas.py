"""How much a package may hold; whatever is larger is refused before it is taken in."""

from __future__ import annotations

BERKAS_PAKET = 2**30
"""Bytes of a whole package."""
BERKAS_SANDI = 64 * 2**20
"""Bytes of the contents of one locked with a passphrase, which is held in memory."""
ISI = 2**31 - 1
"""Bytes of all members when unpacked."""
MANIFES = 8 * 2**20
TABEL = 512 * 2**20
BANYAK_TABEL = 64
BARIS = 2**20
"""Bytes of one line."""
BANYAK_BARIS = 5_000_000
"""Lines of all tables together."""
LAMPIRAN = 64 * 2**20
BANYAK_LAMPIRAN = 20_000
NISBAH = 200
"""Times that a member may swell when unpacked."""
DALAM = 16
"""Levels of brackets in one line."""
KEPALA_AGE = 64 * 2**10
"""Bytes before the encrypted part, where the receivers are listed."""
KERJA_SANDI = 20
"""Power of two of the work for a passphrase; 20 takes a gigabyte of memory for some seconds."""
KUNCI_UMUM = 16 * 2**10
"""Bytes of a file of public keys."""
POTONG = 2**18
"""Bytes read at a time."""
