"""A way to a server that takes its time: every piece of data arrives later, and turns are counted."""

from __future__ import annotations

import contextlib
import queue
import socket
import threading
import time
from pathlib import Path
from typing import Self


class Proxy:
    """Listens on 127.0.0.1 and hands on to a server's Unix socket; a round trip takes `delay` seconds more.

    `turns` has for each connection how often its client spoke after the server had: its round trips.
    """

    def __init__(self, server: Path, delay: float) -> None:
        self._server = server
        self._delay = delay
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self.turns: list[int] = []

    def __enter__(self) -> Self:
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._listener.close()

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                client, _ = self._listener.accept()
                client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                server = socket.socket(socket.AF_UNIX)
                server.connect(str(self._server))
                self.turns.append(0)
                _Connection(self, client, server, len(self.turns) - 1)

    def hand_on(self, connection: _Connection, source: socket.socket, target: socket.socket, *, asks: bool) -> None:
        """Read one side and queue what it says for the other."""
        later: queue.SimpleQueue[tuple[float, bytes]] = queue.SimpleQueue()
        threading.Thread(target=_deliver, args=(later, target), daemon=True).start()
        data = b"-"
        while data:
            try:
                data = source.recv(1 << 16)
            except OSError:
                data = b""
            if data and asks and not connection.asking:
                self.turns[connection.number] += 1
            connection.asking = asks
            later.put((time.monotonic() + self._delay / 2, data))


class _Connection:
    def __init__(self, proxy: Proxy, client: socket.socket, server: socket.socket, number: int) -> None:
        self.number = number
        self.asking = False
        for source, target, asks in ((client, server, True), (server, client, False)):
            threading.Thread(
                target=proxy.hand_on, args=(self, source, target), kwargs={"asks": asks}, daemon=True
            ).start()


def _deliver(later: queue.SimpleQueue[tuple[float, bytes]], target: socket.socket) -> None:
    with contextlib.suppress(OSError):
        while True:
            due, data = later.get()
            time.sleep(max(0.0, due - time.monotonic()))
            if not data:
                target.shutdown(socket.SHUT_WR)
                return
            target.sendall(data)
