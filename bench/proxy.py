"""A way to a server that takes its time: every piece of data arrives later, and round trips are counted."""

from __future__ import annotations

import contextlib
import queue
import socket
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Self


class Proxy:
    """Listens on 127.0.0.1 and hands on to a server's Unix socket; a round trip takes `delay` seconds more.

    `turns` has for each connection how often the server answered what its client had said: its round trips.
    """

    def __init__(self, server: Path, delay: float) -> None:
        self._server = server
        self._delay = delay
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._threads: list[threading.Thread] = []
        self.port: int = self._listener.getsockname()[1]
        self.turns: list[int] = []

    def __enter__(self) -> Self:
        self._threads.append(threading.Thread(target=self._accept))
        self._threads[0].start()
        return self

    def __exit__(self, *_: object) -> None:
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join()
        self._listener.close()

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            thread = threading.Thread(target=self._serve, args=(client, len(self.turns)))
            self.turns.append(0)
            self._threads.append(thread)
            thread.start()

    def _serve(self, client: socket.socket, number: int) -> None:
        with client, socket.socket(socket.AF_UNIX) as server:
            client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            server.connect(str(self._server))
            asked = threading.Event()

            def count(data: bytes) -> None:
                if data and asked.is_set():
                    asked.clear()
                    self.turns[number] += 1

            ways = (
                threading.Thread(target=self._hand_on, args=(client, server, lambda _: asked.set())),
                threading.Thread(target=self._hand_on, args=(server, client, count)),
            )
            for way in ways:
                way.start()
            for way in ways:
                way.join()

    def _hand_on(self, source: socket.socket, target: socket.socket, heard: Callable[[bytes], None]) -> None:
        """Read one side to its end and queue what it says for the other."""
        later: queue.SimpleQueue[tuple[float, bytes]] = queue.SimpleQueue()
        delivery = threading.Thread(target=_deliver, args=(later, target))
        delivery.start()
        data = b"-"
        while data:
            try:
                data = source.recv(1 << 16)
            except OSError:
                data = b""
            heard(data)
            later.put((time.monotonic() + self._delay / 2, data))
        delivery.join()


def _deliver(later: queue.SimpleQueue[tuple[float, bytes]], target: socket.socket) -> None:
    with contextlib.suppress(OSError):
        while True:
            due, data = later.get()
            time.sleep(max(0.0, due - time.monotonic()))
            if not data:
                target.shutdown(socket.SHUT_WR)
                return
            target.sendall(data)
