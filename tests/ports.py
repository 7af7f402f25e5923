"""A port for a server of a test."""

from __future__ import annotations

import random
import socket

# Below what systems give to outgoing connections: one of those cannot take the port between the question and its use.
PORTS = range(20_000, 32_000)


def free_port() -> int:
    """A port of this machine that is free now, and that hardly anybody else will ask for next."""
    while True:
        port = random.choice(PORTS)
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
