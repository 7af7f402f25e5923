"""Checks that a public key is safe to check a seal with."""

from __future__ import annotations

# Curve25519's prime, and the y of the points whose order divides 8 (RFC 8032; orders 4, 1, 2, 8 and 8).
PRIME = 2**255 - 19
Y_OF_ORDER_8 = 0x7A03AC9277FDC74EC6CC392CFA53202A0F67100D760B3CBA4FD84D3D706A17C7
SMALL_ORDER = frozenset({0, 1, PRIME - 1, Y_OF_ORDER_8, PRIME - Y_OF_ORDER_8})


def is_sound(public_key: bytes) -> bool:
    """Return whether 32 bytes are an Ed25519 key that only its owner can sign for.

    With a point of small order one signature fits many messages, and anybody can find one. OpenSSL accepts such keys, and also
    a y of PRIME or more, which equals a smaller one. No honest program makes such keys.
    """
    y = int.from_bytes(public_key, "little") & (2**255 - 1)  # the highest bit is the sign of x
    return y < PRIME and y not in SMALL_ORDER
