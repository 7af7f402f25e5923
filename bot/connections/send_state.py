"""Asks the kernel how many of a connection's outgoing bytes have arrived, and whether more are on their way."""

from __future__ import annotations

import asyncio
import socket
import struct
import sys
from dataclasses import dataclass

# Linux' struct tcp_info: packets sent and not acknowledged, bytes acknowledged, bytes not sent yet.
UNACKED, BYTES_ACKED, NOT_SENT = struct.Struct("24xI"), struct.Struct("120xQ"), struct.Struct("144xI")
TCP_INFO_BYTES = 148


@dataclass(frozen=True, slots=True)
class SendState:
    """`arrived` bytes have been acknowledged by the other side; `is_pending` if more are on their way."""

    arrived: int
    is_pending: bool


def send_state(transport: asyncio.Transport | None) -> SendState:
    """Return what is known of a connection's outgoing bytes. Without Linux' counters only our own buffer counts."""
    if transport is None:
        return SendState(0, is_pending=False)
    buffered = transport.get_write_buffer_size() > 0
    connection = transport.get_extra_info("socket")
    if sys.platform != "linux" or connection is None or connection.family == socket.AF_UNIX:
        return SendState(0, buffered)
    try:
        told = connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_INFO, TCP_INFO_BYTES)
    except OSError:
        return SendState(0, buffered)
    if len(told) < TCP_INFO_BYTES:  # an old kernel
        return SendState(0, buffered)
    waiting = UNACKED.unpack_from(told)[0] + NOT_SENT.unpack_from(told)[0]
    return SendState(BYTES_ACKED.unpack_from(told)[0], buffered or waiting > 0)
