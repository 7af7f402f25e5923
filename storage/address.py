"""Reads DATABASE_URL, with the options that hosted services print, and gives asyncpg its own form of it.

The options are those of libpq. asyncpg knows most of them, some under other names. An option that it would ignore is refused
by name.
"""

from __future__ import annotations

import re
import ssl
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NoReturn

from sqlalchemy import make_url
from sqlalchemy.engine import URL
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from storage.errors import DatabaseUnusable
from storage.sqlite_module import OneVisitSqlite

KINDS = {"sqlite": "sqlite", "postgresql": "postgresql", "postgres": "postgresql"}
SSL_MODES = frozenset({"disable", "allow", "prefer", "require", "verify-ca", "verify-full"})
# Options that asyncpg reads from an address, or passes to the server, as libpq does.
SHARED = frozenset(
    {"host", "port", "passfile", "krbsrvname", "options", "application_name", "sslpassword"}
    | {"sslmode", "sslrootcert", "sslcert", "sslkey", "sslcrl", "sslnegotiation", "target_session_attrs"}
    | {"ssl_min_protocol_version", "ssl_max_protocol_version", "connect_timeout"}
)
# Options that only libpq has, with the values that describe what asyncpg does anyway.
HARMLESS = {
    "channel_binding": frozenset({"prefer", "disable"}),
    "gssencmode": frozenset({"prefer", "disable"}),
    "sslcompression": frozenset({"0"}),
    "client_encoding": frozenset({"auto", "utf8", "utf-8", "UTF8", "UTF-8"}),
}
CHOICES = {
    "sslmode": SSL_MODES,
    "sslnegotiation": frozenset({"postgres", "direct"}),
    "target_session_attrs": frozenset({"any", "read-write", "read-only", "primary", "standby", "prefer-standby"}),
    "ssl_min_protocol_version": frozenset({"TLSv1", "TLSv1.1", "TLSv1.2", "TLSv1.3"}),
    "ssl_max_protocol_version": frozenset({"TLSv1", "TLSv1.1", "TLSv1.2", "TLSv1.3"}),
}
FILES = ("sslrootcert", "sslcert", "sslkey", "sslcrl", "passfile")
# JDBC's and asyncpg's name for sslmode.
SSL = {"true": "require", "1": "require", "on": "require", "false": "disable", "0": "disable", "off": "disable"}
# libpq names several servers between the same slashes: postgresql://USER@ONE:5432,TWO:5432/NAME
SEVERAL = re.compile(r"(?P<start>[\w+]+://(?:[^@/?]*@)?)(?P<hosts>[^/?@]*,[^/?@]*)(?P<end>.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class DatabaseAddress:
    """One database. `file` is that of an embedded one, None for a server.

    `server` is the address of a server with its checked options, `asyncpg` the arguments of `asyncpg.connect`.
    """

    name: str
    file: Path | None = None
    server: URL | None = None
    asyncpg: Mapping[str, Any] = field(default_factory=dict)

    def engine(self) -> AsyncEngine:
        """Return a new engine for this database; it is not connected yet."""
        if self.file is not None:
            return create_async_engine(URL.create("sqlite+aiosqlite", database=self.name), module=OneVisitSqlite())
        url = URL.create("postgresql+asyncpg", database=self.name)
        return create_async_engine(url, connect_args=dict(self.asyncpg), pool_pre_ping=True)


def read_address(text: str) -> DatabaseAddress:
    """Return the database of an address (`sqlite:///FILE` or `postgresql://…`).

    Raises DatabaseUnusable, naming DATABASE_URL and the option, if it is not an address or a driver would ignore an option.
    """
    url = _parsed(text)
    kind = KINDS.get(url.get_backend_name())
    if kind is None:
        raise DatabaseUnusable(f"DATABASE_URL begins with {url.get_backend_name()}://; use sqlite:///FILE or postgresql://…")
    return _embedded(url) if kind == "sqlite" else _server(url)


def _parsed(text: str) -> URL:
    several = SEVERAL.fullmatch(text)
    try:
        if several is None:
            return make_url(text)
        url = make_url(several["start"] + several["end"])
        hosts, ports = zip(*(_host_and_port(each) for each in several["hosts"].split(",")), strict=True)
        return url.update_query_dict({"host": ",".join(hosts), "port": ",".join(ports)})
    except (SQLAlchemyError, ValueError):
        # Drop the cause and its message: they may quote the password.
        raise DatabaseUnusable(
            "DATABASE_URL is not a database address; use sqlite:///FILE or postgresql://USER:PASSWORD@HOST/NAME "
            "(in USER and PASSWORD write special characters as %40, %2F, …)"
        ) from None


def _host_and_port(text: str) -> tuple[str, str]:
    host, _, port = text.rpartition(":") if re.search(r":\d*$", text) else (text, "", "")
    return host.strip("[]"), str(int(port or 5432))


def _embedded(url: URL) -> DatabaseAddress:
    if not url.database or url.database == ":memory:":
        raise DatabaseUnusable("DATABASE_URL names no file; use sqlite:///FILE")
    if url.query:
        raise DatabaseUnusable(f"DATABASE_URL: sqlite:// takes no option ({', '.join(sorted(url.query))}); leave it out")
    return DatabaseAddress(url.database, file=Path(url.database))


def _server(url: URL) -> DatabaseAddress:
    options = _options(url)
    name = options.pop("dbname", "") or url.database
    if not name:
        raise DatabaseUnusable("DATABASE_URL names no database; use postgresql://USER:PASSWORD@HOST/NAME")
    if options.keys() & {"host", "port"}:
        # Keep one host and one port: if there are two, one driver takes the first and the other the second.
        options = {"host": url.host or "", "port": str(url.port or ""), **options}
        options = {option: value for option, value in options.items() if value}
        url = url._replace(host=None, port=None)
    url = url.set(
        drivername="postgresql",
        database=name,
        username=options.pop("user", None) or url.username,
        password=options.pop("password", None) or url.password,
        query=options,
    )
    timeout = options.pop("connect_timeout", "0")
    shared = {option: value for option, value in options.items() if option in SHARED}
    arguments: dict[str, Any] = {"dsn": url.set(query=shared).render_as_string(hide_password=False)}
    if int(timeout):
        arguments["timeout"] = float(timeout)
    return DatabaseAddress(name, server=url, asyncpg=arguments)


def _options(url: URL) -> dict[str, str]:
    """Return the checked options of a server's address. Raises DatabaseUnusable naming the first that cannot be used."""
    options: dict[str, str] = {}
    for option, value in url.query.items():
        if not isinstance(value, str):
            if option not in ("host", "port"):
                _refuse(option, "is given twice; give it once")
            value = ",".join(value)
        options[option] = value
    if "ssl" in options:
        mode = options.pop("ssl")
        options.setdefault("sslmode", SSL.get(mode, mode))
    for option, value in options.items():
        _check(option, value)
    if options.get("sslrootcert") == "system":
        options["sslrootcert"] = _certificates_of_the_system(options)
    for option in FILES:
        if option in options and not Path(options[option]).is_file():
            _refuse(option, f"names {options[option]}, which is not a file that can be read")
    return options


def _check(option: str, value: str) -> None:
    if option not in SHARED | HARMLESS.keys() | {"dbname", "user", "password"}:
        _refuse(option, "is not understood by Xingjie; leave it out")
    if option in HARMLESS and value not in HARMLESS[option]:
        _refuse(option, f"cannot be honoured by Xingjie; use {' or '.join(sorted(HARMLESS[option]))}")
    if option in CHOICES and value not in CHOICES[option]:
        _refuse(option, f"must be one of {', '.join(sorted(CHOICES[option]))}")
    if option == "connect_timeout" and not value.isdecimal():
        _refuse(option, "must be a whole number of seconds")


def _certificates_of_the_system(options: Mapping[str, str]) -> str:
    """Return the file for libpq's `sslrootcert=system`, because asyncpg needs a file. libpq allows it only with verify-full."""
    if options.get("sslmode") != "verify-full":
        _refuse("sslrootcert", "may be system only beside sslmode=verify-full")
    file = ssl.get_default_verify_paths().cafile
    if file is None:
        _refuse("sslrootcert", "is system, but this system has no file of certificates; name the file")
    return file


def _refuse(option: str, why: str) -> NoReturn:
    raise DatabaseUnusable(f"DATABASE_URL: the option {option} {why}")
