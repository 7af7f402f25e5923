"""The files that run Xingjie elsewhere: read by a parser, by Docker's own where it is, and held against the code they name."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml  # type: ignore[import-untyped]

from bot.operations.metrics import REGISTRY
from bot.settings import Settings
from bot.telegram.outgoing import errors
from bot.telegram.outgoing.errors import TelegramError

ROOT = Path(__file__).parent.parent
INSTRUCTIONS = {
    "ARG",
    "FROM",
    "RUN",
    "COPY",
    "ENV",
    "USER",
    "WORKDIR",
    "VOLUME",
    "EXPOSE",
    "STOPSIGNAL",
    "HEALTHCHECK",
    "ENTRYPOINT",
    "CMD",
}
IMAGES = ("PYTHON_IMAGE", "POSTGRES_IMAGE", "CADDY_IMAGE")
FUNCTIONS = {
    "histogram_quantile",
    "sum",
    "by",
    "rate",
    "up",
    "absent",
    "max",
    "or",
    "le",
    "state",
    "kind",
    "method",
    "face",
    "instance",
    "job",
}


def instructions() -> list[tuple[str, str]]:
    """The Dockerfile's instructions with their arguments, continued lines joined."""
    lines = [line for line in (ROOT / "Dockerfile").read_text().splitlines() if not line.startswith("#")]
    joined = re.sub(r"\\\n", " ", "\n".join(lines))
    parts = [line.strip().partition(" ") for line in joined.splitlines() if line.strip()]
    return [(name, argument.strip()) for name, _, argument in parts]


def compose() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text())
    return found


def docker_has(plugin: str) -> bool:
    return bool(shutil.which("docker")) and subprocess.run(["docker", plugin, "version"], capture_output=True).returncode == 0


def test_the_dockerfile_is_one_that_docker_reads() -> None:
    assert {name for name, _ in instructions()} <= INSTRUCTIONS
    for name, argument in instructions():
        if name == "COPY" and not argument.startswith("--from"):
            assert (ROOT / argument.split()[0]).exists(), argument
        if name in ("ENTRYPOINT", "CMD", "HEALTHCHECK"):
            assert json.loads(argument[argument.index("[") :])
    if docker_has("buildx"):
        subprocess.run(["docker", "build", "--check", str(ROOT)], check=True)


def test_the_image_is_small_and_runs_as_nobody_in_particular() -> None:
    stages = [index for index, (name, _) in enumerate(instructions()) if name == "FROM"]
    assert len(stages) == 2
    last = dict(instructions()[stages[-1] :])
    assert last["USER"] == "xingjie"
    assert "/healthz" in last["HEALTHCHECK"]
    assert "--require-hashes" in " ".join(argument for name, argument in instructions()[: stages[-1]] if name == "RUN")
    copied = {argument.split()[0] for name, argument in instructions() if name == "COPY" and "--from" not in argument}
    allowed = {line[1:] for line in (ROOT / ".dockerignore").read_text().splitlines() if line.startswith("!")}
    assert copied == allowed
    assert not any("DATABASE_URL=" in argument or "TOKEN" in argument for name, argument in instructions() if name == "ENV")


def test_compose_runs_two_bots_on_postgresql_behind_a_proxy() -> None:
    services = compose()["services"]
    assert services.keys() == {"bot-1", "bot-2", "migrate", "database", "proxy"}
    for bot in (services["bot-1"], services["bot-2"]):
        assert bot["depends_on"]["migrate"]["condition"] == "service_completed_successfully"
        assert bot["environment"]["PROXIES"] == "1"
        assert "ports" not in bot
        # A tmpfs is root's, and each bot's own: it could hold neither the key nor the evidence.
        assert bot["volumes"] == ["data:/data"]
        assert bot["tmpfs"] == ["/tmp"]
    assert services["migrate"]["command"] == ["migrate"]
    assert services["database"]["networks"] == ["inside"]
    if docker_has("compose"):
        subprocess.run(
            ["docker", "compose", "config", "-q"], cwd=ROOT, env={"XINGJIE_HOST": "x", "PATH": "/usr/bin:/bin"}, check=True
        )


def test_every_image_can_be_pinned_and_is_one_image() -> None:
    """Dockerfile and compose.yaml name the tag; a digest in .env takes its place in both."""
    tag = dict(instructions())["ARG"].removeprefix("PYTHON_IMAGE=")
    assert {argument.split()[0] for name, argument in instructions() if name == "FROM"} == {"${PYTHON_IMAGE}"}
    services = compose()["services"]
    for name in ("bot-1", "bot-2", "migrate"):
        assert services[name]["build"] == {"context": ".", "args": {"PYTHON_IMAGE": f"${{PYTHON_IMAGE:-{tag}}}"}}
    assert services["database"]["image"] == "${POSTGRES_IMAGE:-postgres:17}"
    assert services["proxy"]["image"] == "${CADDY_IMAGE:-caddy:2}"


def pin_images(folder: Path, docker: str) -> subprocess.CompletedProcess[str]:
    """Run `.ci/pin-images` in a copy of the checkout, with this shell script as docker."""
    (folder / ".ci").mkdir(exist_ok=True)
    shutil.copy(ROOT / ".ci" / "pin-images", folder / ".ci")
    shutil.copy(ROOT / "compose.yaml", folder)
    (folder / "bin").mkdir(exist_ok=True)
    (folder / "bin" / "docker").write_text(f"#!/bin/sh\n{docker}\n")
    (folder / "bin" / "docker").chmod(0o755)
    environment = {"PATH": f"{folder / 'bin'}:/usr/bin:/bin"}
    return subprocess.run(["sh", ".ci/pin-images"], cwd=folder, env=environment, capture_output=True, text=True)


DIGEST = "sha256:" + "0123456789abcdef" * 4


def test_images_are_pinned_by_what_the_registry_says(tmp_path: Path) -> None:
    settings = tmp_path / ".env"
    settings.write_text("BOT_TOKEN=42:SECRET\nCADDY_IMAGE=caddy:2@sha256:old\nXINGJIE_HOST=x.example.org")
    settings.chmod(0o640)
    run = pin_images(tmp_path, f'[ "$1 $2 $3" = "buildx imagetools inspect" ] && echo "{DIGEST}"')
    assert (run.returncode, run.stderr) == (0, "")
    assert settings.read_text().splitlines() == [
        "BOT_TOKEN=42:SECRET",
        "XINGJIE_HOST=x.example.org",
        f"CADDY_IMAGE=caddy:2@{DIGEST}",
        f"POSTGRES_IMAGE=postgres:17@{DIGEST}",
        f"PYTHON_IMAGE=python:3.11-slim@{DIGEST}",
    ]
    assert settings.stat().st_mode & 0o777 == 0o640
    assert sorted(file.name for file in tmp_path.iterdir()) == [".ci", ".env", "bin", "compose.yaml"]


@pytest.mark.parametrize("docker", ["exit 1", "echo none", f'case "$4" in postgres*) exit 1 ;; esac; echo {DIGEST}'])
def test_a_registry_that_says_nothing_changes_nothing(tmp_path: Path, docker: str) -> None:
    settings = tmp_path / ".env"
    settings.write_text("BOT_TOKEN=42:SECRET\n")
    assert pin_images(tmp_path, docker).returncode != 0
    assert settings.read_text() == "BOT_TOKEN=42:SECRET\n"
    assert sorted(file.name for file in tmp_path.iterdir()) == [".ci", ".env", "bin", "compose.yaml"]


def test_compose_names_nothing_that_is_not_there() -> None:
    whole = compose()
    for service in whole["services"].values():
        assert set(service.get("secrets", ())) <= whole["secrets"].keys()
        assert set(service["networks"]) <= whole["networks"].keys()
        assert set(service.get("depends_on", ())) <= whole["services"].keys()
        for volume in service.get("volumes", ()):
            name = volume.split(":")[0]
            assert (ROOT / name).exists() if name.startswith(".") else name in whole["volumes"]
    settings = set(whole["services"]["bot-1"]["environment"]) | set(whole["secrets"]) - {"database_password"}
    assert {name.lower() for name in settings} - {"secrets_dir"} <= Settings.model_fields.keys()


def test_the_proxys_file_names_the_bots_and_balances_its_braces() -> None:
    text = re.sub(r"#.*", "", (ROOT / "deploy" / "Caddyfile").read_text()).replace("{$XINGJIE_HOST}", "host")
    assert text.count("{") == text.count("}")
    assert set(re.findall(r"(bot-\d):(\d+)", text)) == {(f"bot-{n}", port) for n in (1, 2) for port in ("8080", "8081")}
    assert text.index("(taking_turns)") < text.index("import taking_turns")


def test_the_proxy_logs_no_links_and_no_secrets() -> None:
    text = (ROOT / "deploy" / "Caddyfile").read_text()
    found = re.search(r'request>uri regexp "([^"]+)" "([^"]+)"', text)
    assert found
    for folder in ("r", "c", "i", "handin", "desk/in", "desk/invited"):
        assert re.sub(found[1], found[2].replace("$", "\\"), f"/{folder}/AbC-_123?x=1") == f"/{folder}/-?x=1"
    assert "request>headers>Referer delete" in text
    assert "request>headers>X-Telegram-Bot-Api-Secret-Token delete" in text
    # One log, the filtered one: no site writes another.
    assert len(re.findall(r"^\s*log\b", text, re.MULTILINE)) == 1


def named(expression: str) -> set[str]:
    """The metrics that a PromQL expression names."""
    assert expression.count("(") == expression.count(")")
    assert expression.count("{") == expression.count("}")
    plain = re.sub(r'"[^"]*"', "", expression)
    return {word for word in re.findall(r"[a-z_]{2,}", plain) if word.startswith("xingjie_")} or {
        word for word in re.findall(r"[a-z_]{2,}", plain) if word not in FUNCTIONS
    }


def counted() -> set[str]:
    """Return every name under which Prometheus keeps what is counted, even if nothing was counted yet."""
    ends = {"counter": ("_total",), "gauge": ("",), "histogram": ("_bucket", "_sum", "_count")}
    return {family.name + end for family in REGISTRY.collect() for end in ends[family.type]}


def test_four_alert_rules_on_what_is_counted() -> None:
    groups = yaml.safe_load((ROOT / "docs" / "alerts.yml").read_text())["groups"]
    rules = [rule for group in groups for rule in group["rules"]]
    assert len(rules) == 4
    for rule in rules:
        assert rule.keys() == {"alert", "expr", "for", "labels", "annotations"}
        assert re.fullmatch(r"\d+[smh]", rule["for"])
        assert named(rule["expr"]) <= counted()
        assert "docs/how-to/watch.md" in rule["annotations"]["description"]


def test_the_alert_names_kinds_of_errors_that_are_raised() -> None:
    kinds = set(re.findall(r'kind!?[=~]+"([^"]+)"', (ROOT / "docs" / "alerts.yml").read_text()))
    assert kinds
    assert kinds <= {
        name for name, value in vars(errors).items() if isinstance(value, type) and issubclass(value, TelegramError)
    }


def test_the_dashboard_shows_what_is_counted() -> None:
    dashboard = json.loads((ROOT / "docs" / "grafana.json").read_text())
    expressions = [target["expr"] for panel in dashboard["panels"] for target in panel["targets"]]
    shown = set().union(*(named(expression) for expression in expressions))
    assert shown <= counted()
    assert {name for name in counted() if name.endswith("_total")} <= shown
    assert len({panel["id"] for panel in dashboard["panels"]}) == len(dashboard["panels"])
