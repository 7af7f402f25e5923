"""DATABASE_URL as hosted services print it: the driver connects as it asks, or one sentence names the unusable option."""

from __future__ import annotations

import os
import subprocess
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from flows.dialogue import Address
from flows.interview.session import Session
from storage.address import read_address
from storage.database import migrate, open_database
from storage.errors import DatabaseUnusable
from storage.transfer.backup import back_up
from storage.transfer.copying import copy_database
from tests.people.reminded import DAY, RESPONDENT, house
from tests.storage.tls import Front, tls_front
from tests.warm.starting import python

WHO = Address("telegram", "7000000009")
ASKING = Session("zh", 500, "asking", 1)


@pytest.fixture
async def front(postgres: Any, tmp_path: Path) -> AsyncIterator[Front]:
    folder = postgres.get_postmaster_info().socket_dir
    async with tls_front(Path(folder) / ".s.PGSQL.5432", tmp_path) as front:
        yield front


# Options as hosted services print them.
OPTIONS = [
    "sslmode=require",
    "ssl=require",
    "ssl=true",
    "sslmode=require&channel_binding=prefer",
    "sslmode=verify-full&sslrootcert={certificate}",
    "sslmode=require&connect_timeout=10&application_name=stars&options=-c%20statement_timeout%3D9s&target_session_attrs=read-write",
]
SHORT = ("sslmode=verify-full&sslrootcert={certificate}",)
LONG = [pytest.param(each, marks=pytest.mark.long("with a certificate")) for each in OPTIONS if each not in SHORT]


@pytest.mark.parametrize("options", [*SHORT, *LONG])
async def test_everything_works_over_tls(front: Front, postgres: Any, tmp_path: Path, options: str) -> None:
    name = f"tls_{OPTIONS.index(options)}"
    postgres.psql(f"CREATE DATABASE {name};")
    url = front.url(name, options.format(certificate=front.certificate))
    await migrate(url)
    async with house(url) as at:
        assert await at.sessions.save(WHO, Session("zh", 0), ASKING)
        assert await at.sessions.everything(WHO)
        await at.plan(RESPONDENT, DAY)
        assert await at.given() == 1
        if "application_name" in options:
            by = postgres.psql(f"SELECT DISTINCT application_name FROM pg_stat_activity WHERE datname = '{name}';")
            assert [line.strip() for line in by.splitlines()[2:-2]] == ["stars"]
    saved = await back_up(url, tmp_path / "b.db")
    assert await copy_database(url, f"sqlite:///{tmp_path / 'copy' / 'x.db'}") == saved


async def test_a_server_with_another_certificate_is_refused(front: Front, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    async with tls_front(tmp_path, other) as stranger:
        options = f"sslmode=verify-full&sslrootcert={stranger.certificate}"
        with pytest.raises(DatabaseUnusable, match="certificate"):
            await migrate(front.url("postgres", options))
        with pytest.raises(DatabaseUnusable):
            async with open_database(front.url("postgres", "sslmode=disable")):
                pass


@pytest.mark.parametrize("what", ["nowhere", "nobody"])
async def test_an_error_of_the_server_becomes_one_sentence(postgres: Any, what: str) -> None:
    url = postgres.get_uri(database="nowhere")
    if what == "nobody":
        url = postgres.get_uri().replace("postgres:@", "nobody:@")
    with pytest.raises(DatabaseUnusable, match=what):
        await migrate(url)


@pytest.mark.parametrize(
    ("url", "asyncpg", "server"),
    [
        ("postgres://u:p%40w@h/n", "postgresql://u:p%40w@h/n", "postgresql://u:p%40w@h/n"),
        ("postgresql+asyncpg://h/n?sslmode=require", "postgresql://h/n?sslmode=require", "postgresql://h/n?sslmode=require"),
        ("postgresql://h/n?ssl=on", "postgresql://h/n?sslmode=require", "postgresql://h/n?sslmode=require"),
        ("postgresql://h/n?gssencmode=disable", "postgresql://h/n", "postgresql://h/n?gssencmode=disable"),
        ("postgresql://h/n?connect_timeout=7", "postgresql://h/n", "postgresql://h/n?connect_timeout=7"),
        ("postgresql:///?dbname=n&user=u&password=p&host=h", "postgresql://u:p@/n?host=h", "postgresql://u:p@/n?host=h"),
        ("postgresql://h:1/n?host=other", "postgresql:///n?host=other&port=1", "postgresql:///n?host=other&port=1"),
        (
            "postgresql://u:p@one:1,two/n?target_session_attrs=primary",
            "postgresql://u:p@/n?host=one%2Ctwo&port=1%2C5432&target_session_attrs=primary",
            "postgresql://u:p@/n?host=one%2Ctwo&port=1%2C5432&target_session_attrs=primary",
        ),
    ],
)
def test_the_driver_gets_its_own_form_of_the_address(url: str, asyncpg: str, server: str) -> None:
    address = read_address(url)
    assert address.asyncpg["dsn"] == asyncpg
    assert address.server is not None
    assert address.server.render_as_string(hide_password=False) == server


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("postgresql://u:S3cret@h/n?channel_binding=require", "channel_binding"),
        ("postgresql://u:S3cret@h/n?sslmode=on", "sslmode"),
        ("postgresql://u:S3cret@h/n?sslmode=require&sslmode=disable", "sslmode"),
        ("postgresql://u:S3cret@h/n?sslrootcert=/nowhere/ca.pem", "sslrootcert"),
        ("postgresql://u:S3cret@h/n?sslrootcert=system", "sslrootcert"),
        ("postgresql://u:S3cret@h/n?keepalives_idle=30", "keepalives_idle"),
        ("postgresql://u:S3cret@h/n?prepared_statement_cache_size=0", "prepared_statement_cache_size"),
        ("postgresql://u:S3cret@h/n?connect_timeout=soon", "connect_timeout"),
        ("postgresql://u:S3cret@h/n?target_session_attrs=writable", "target_session_attrs"),
        ("postgresql://u:S3cret@h", "database"),
        ("postgresql://u:S3cret@h:port/n", "address"),
        ("mysql://u:S3cret@h/n", "mysql"),
        ("sqlite://", "file"),
        ("sqlite:///:memory:", "file"),
        ("sqlite:///x.db?mode=ro", "mode"),
        ("nonsense", "address"),
    ],
)
def test_an_unusable_option_is_named_without_the_password(url: str, says: str) -> None:
    with pytest.raises(DatabaseUnusable, match=f"(?s)DATABASE_URL.*{says}") as refused:
        read_address(url)
    assert "S3cret" not in str(refused.value)


def test_every_command_prints_one_line_for_an_unusable_address(tmp_path: Path) -> None:
    url = "postgresql://u:S3cret@localhost:1/n?keepalives=1"
    for command in (["run"], ["migrate"], ["chat"], ["backup", str(tmp_path / "b.db")]):
        ran = subprocess.run(
            [*python("bot"), *command],
            env={**os.environ, "DATABASE_URL": url, "DATA_DIR": str(tmp_path), "WEB_PORT": "0"},
            capture_output=True,
            text=True,
        )
        assert (ran.returncode, ran.stderr.count("\n")) == (2, 1), ran.stderr
        assert "keepalives" in ran.stderr
        assert "S3cret" not in ran.stderr + ran.stdout
