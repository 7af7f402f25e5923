"""Puts TLS in front of a PostgreSQL server that has none, as a hosted service does. Plain connections are refused."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

# PostgreSQL's protocol: a client asks for encryption with 8 bytes (the length and one of these); the answer is one letter.
TLS_WANTED, KERBEROS_WANTED = 80877103, 80877104
HOST = "localhost"


@dataclass(frozen=True, slots=True)
class Front:
    """The TLS port of the server, and its certificate."""

    port: int
    certificate: Path

    def url(self, database: str, options: str) -> str:
        """Return an address as a hosted service prints it."""
        return f"postgresql://postgres@{HOST}:{self.port}/{database}?{options}"


@asynccontextmanager
async def tls_front(socket: Path, folder: Path) -> AsyncIterator[Front]:
    """Serve the PostgreSQL behind a Unix socket over TLS only; the certificate is written to `folder`."""
    certificate, key = _certificate(folder)
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate, key)

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError, asyncio.IncompleteReadError):
            if await _begun(reader, writer, context):
                await _joined(reader, writer, socket)
        writer.close()

    server = await asyncio.start_server(serve, HOST, 0)
    try:
        yield Front(server.sockets[0].getsockname()[1], certificate)
    finally:
        server.close()


async def _begun(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, context: ssl.SSLContext) -> bool:
    while True:
        wanted = int.from_bytes((await reader.readexactly(8))[4:])
        if wanted == KERBEROS_WANTED:
            writer.write(b"N")
            continue
        if wanted != TLS_WANTED:
            return False
        writer.write(b"S")
        await writer.drain()
        await writer.start_tls(context)
        return True


async def _joined(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, socket: Path) -> None:
    inner_reader, inner_writer = await asyncio.open_unix_connection(str(socket))
    await asyncio.gather(_piped(reader, inner_writer), _piped(inner_reader, writer))


async def _piped(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(OSError):
        while data := await reader.read(65_536):
            writer.write(data)
            await writer.drain()
    writer.close()


def _certificate(folder: Path) -> tuple[Path, Path]:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, HOST)])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(HOST)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    certificate, private = folder / "server.crt", folder / "server.key"
    certificate.write_bytes(made.public_bytes(Encoding.PEM))
    private.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    return certificate, private
