"""The reading process: reads one file within its limits and writes its frames to the output."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path

from kkbdesk.errors import UserError
from kkbdesk.exchange.frames import SECONDS, WRONG, Frame, send
from kkbdesk.exchange.limits import limit
from kkbdesk.exchange.safety import DAMAGED, TOO_BIG, Format, inspect

_MEMORY = 330 * 2**20
"""All villages of the country take 310 MB; beside the window that stays below 500."""
_OUTPUT = 400 * 2**20
_NO_PLACE = "Berkas tidak dapat dibaca: cakram penuh. Kosongkan ruang, lalu coba lagi."


def serve(path: Path) -> int:
    """Write the frames of a file, or one that says what is wrong with it."""
    limit(_MEMORY, SECONDS + 5, _OUTPUT)
    gc.disable()  # cells make no cycles
    with open(1, "wb", closefd=False) as output:
        try:
            for frame in _frames(path):
                send(frame, output)
        except UserError as error:
            send((WRONG, str(error)), output)
        except MemoryError:
            send((WRONG, TOO_BIG), output)
        except OSError:
            send((WRONG, _NO_PLACE), output)
        except BaseException:  # a panic of the library derives from nothing better
            send((WRONG, DAMAGED), output)
    return 0


def _frames(path: Path) -> Iterator[Frame]:
    """Import only what the format needs."""
    kind = inspect(path)
    if kind is Format.TEXT:
        from kkbdesk.exchange import text  # noqa: PLC0415

        return text.frames(path)
    from kkbdesk.exchange import excel  # noqa: PLC0415

    return excel.frames(path, kind)
