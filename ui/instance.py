"""One window per office: a second start hands its package to the first, and ends."""

from __future__ import annotations

import ctypes
import hashlib
import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QDeadlineTimer, QDir, QLockFile, QObject, QThread, Signal

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer, QLocalSocket

_ANSWER_MS = 5000
"""So long the first may take to answer; then it hangs, and one opens a window of one's own."""
_AGAIN_MS = 100
_LONGEST = 2**16
_TAKEN = b"1"


class Instance(QObject):
    """Knows whether this process is the first for a data folder, and speaks to the other.

    Asking costs the making of one file; what speaks is imported after the first paint, or when
    there is another.
    """

    asked = Signal(str)
    """Another start asks to be shown: the path of a package, or nothing."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        place = os.path.normcase(folder.absolute())
        who = f"{Path.home()}\n{place}".encode()
        self._name = f"kkbdesk-{hashlib.sha256(who).hexdigest()[:16]}"
        self._lock = QLockFile(QDir.temp().filePath(f"{self._name}.lock"))
        self._lock.setStaleLockTime(0)
        self._server: QLocalServer | None = None

    def first(self) -> bool:
        """Tell whether no other process has this office in a window."""
        return self._lock.tryLock(0)

    def hand_over(self, paket: Path | None) -> bool:
        """Have the first process come forward and show a package; tell whether it did."""
        from PySide6.QtNetwork import QLocalSocket  # noqa: PLC0415 - the usual start needs none

        if sys.platform == "win32":
            ctypes.WinDLL("user32").AllowSetForegroundWindow(-1)  # only who was just started may
        socket, end = QLocalSocket(), QDeadlineTimer(_ANSWER_MS)
        socket.connectToServer(self._name)
        while not socket.waitForConnected(_ANSWER_MS):
            if end.hasExpired():
                return False
            QThread.msleep(_AGAIN_MS)  # the first is still starting
            socket.connectToServer(self._name)
        socket.write(json.dumps(str(paket or "")).encode() + b"\n")
        socket.flush()
        return socket.waitForReadyRead(_ANSWER_MS) and socket.readAll().data() == _TAKEN

    def listen(self) -> None:
        """Hear of later starts; where that cannot be, they open windows of their own."""
        from PySide6.QtNetwork import QLocalServer  # noqa: PLC0415 - after the first paint

        QLocalServer.removeServer(self._name)  # of a process that was killed
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._meet)
        self._server.listen(self._name)

    def close(self) -> None:
        """Let the next start be the first."""
        if self._server is not None:
            self._server.close()
        self._lock.unlock()

    def _meet(self) -> None:
        assert self._server is not None
        socket = self._server.nextPendingConnection()
        socket.disconnected.connect(socket.deleteLater)
        socket.readyRead.connect(lambda: self._hear(socket))
        self._hear(socket)

    def _hear(self, socket: QLocalSocket) -> None:
        if socket.bytesAvailable() > _LONGEST:
            socket.abort()
        elif socket.canReadLine():
            said = json.loads(bytes(socket.readLine().data()))
            socket.write(_TAKEN)
            socket.flush()
            self.asked.emit(str(said))
