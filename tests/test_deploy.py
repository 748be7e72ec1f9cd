"""The files for deploying: what can be said of them without any engine to run them."""

from __future__ import annotations

import re
import tomllib
from dataclasses import fields
from datetime import UTC, datetime
from pathlib import Path

import pytest
import yaml

from bot.delivery.metrics import Metrics
from bot.delivery.polling import GaveWay
from bot.logs import FIELDS
from bot.settings import Settings
from bot.start import _LEAVES_AFTER

ROOT = Path(__file__).parents[1]
DEPLOY = ROOT / "bot" / "docs" / "deploy"
SETTINGS = {each.name.upper() for each in fields(Settings)}
NETWORK = {"SSL_CERT_FILE", "SSL_CERT_DIR", "HTTPS_PROXY", "HTTP_PROXY", "ALL_PROXY", "NO_PROXY"}
OTHERS = {"POSTGRES_PASSWORD", "MPLCONFIGDIR", "PYTHONDONTWRITEBYTECODE", *NETWORK}
"""Variables of the database's, of Python's, of a library's and of many programs' on the network."""


def unit() -> dict[str, list[str]]:
    """The systemd unit's directives, each with all its values."""
    directives: dict[str, list[str]] = {}
    for line in (DEPLOY / "should-i-call.service").read_text("utf-8").splitlines():
        if line and line[0] not in "#[":
            name, _, value = line.partition("=")
            directives.setdefault(name, []).append(value)
    return directives


def compose() -> dict[str, dict[str, dict[str, object]]]:
    read = yaml.safe_load((DEPLOY / "compose.yaml").read_text("utf-8"))
    assert isinstance(read, dict)
    return read


def dockerfile() -> str:
    """The Dockerfile, an instruction a line."""
    return (DEPLOY / "Dockerfile").read_text("utf-8").replace("\\\n", "")


def test_the_variables_of_the_unit_are_settings() -> None:
    given = dict(pair.split("=", 1) for pair in unit()["Environment"])
    assert set(given) <= SETTINGS | OTHERS
    assert unit()["EnvironmentFile"], "where every other setting may stand"
    for path in (given["DATABASE_URL"].removeprefix("sqlite:///"), given["MPLCONFIGDIR"]):
        kind, folder = re.match("/var/(lib|cache)/([^/]+)", path).groups()  # type: ignore[union-attr]
        assert unit()[{"lib": "StateDirectory", "cache": "CacheDirectory"}[kind]] == [folder]


def test_the_variables_of_the_composition_are_settings() -> None:
    given = compose()["services"]["bot"]["environment"]
    assert isinstance(given, dict)
    assert set(given) == SETTINGS
    asked = re.findall(r"\$\{(\w+)", (DEPLOY / "compose.yaml").read_text("utf-8"))
    assert set(asked) <= SETTINGS | OTHERS


def test_the_variables_of_the_image_are_settings() -> None:
    (line,) = re.findall(r"^ENV (.*)$", dockerfile(), re.MULTILINE)
    assert {pair.partition("=")[0] for pair in line.split()} <= SETTINGS | OTHERS


@pytest.mark.parametrize("page", ["deploy/README.md", "operating.md", "threats.md"])
def test_settings_that_the_pages_name_exist(page: str) -> None:
    named = set(re.findall(r"`([A-Z]+(?:_[A-Z]+)+)[=`]", (DEPLOY.parent / page).read_text("utf-8")))
    assert named <= SETTINGS | OTHERS


def operating() -> str:
    return (DEPLOY.parent / "operating.md").read_text("utf-8")


def named_in(page: str, first: str) -> set[str]:
    """What the first column of a page's table names; `first` is its first line's beginning."""
    table = page[page.index(f"\n| {first} |") :].split("\n\n")[0]
    return {name for row in table.splitlines()[3:] for name in re.findall("`([^`]+)`", row.split(" | ")[0])}


def test_the_events_and_fields_that_operators_are_told_of_exist() -> None:
    code = "".join(path.read_text("utf-8") for path in sorted((ROOT / "bot").rglob("*.py")))
    events = {event.removesuffix("…").rstrip(" :") for event in named_in(operating(), "event")}
    assert len(events) > 20
    assert {event for event in events if event not in code} == set()
    assert named_in(operating(), "field") | {"update"} == FIELDS


def test_the_metrics_that_operators_are_told_of_are_those_that_there_are() -> None:
    shown = Metrics(lambda: 0, lambda: 0).shown((0, None), datetime(2026, 11, 23, tzinfo=UTC), has_met_telegram=True)
    there = set(re.findall(r"^# TYPE (\w+)", shown.decode(), re.MULTILINE))
    told = {name.partition("{")[0] for name in named_in(operating(), "metric")}
    assert told == {name for name in there if not name.endswith("_created")}
    assert set(re.findall(r"should_i_call_\w+", operating())) <= told | {f"{name}_bucket" for name in told}


def test_who_stops_the_bot_waits_until_it_has_stopped() -> None:
    grace = compose()["services"]["bot"]["stop_grace_period"]
    assert int(unit()["TimeoutStopSec"][0]) > _LEAVES_AFTER
    assert int(str(grace).removesuffix("s")) > _LEAVES_AFTER


def test_a_copy_that_gave_way_is_not_started_again() -> None:
    assert str(GaveWay.exit_code) in unit()["RestartPreventExitStatus"][0].split()


def test_the_image_is_pinned_hashed_and_nobodys_root() -> None:
    lines = dockerfile()
    copied = [
        source for sources in re.findall(r"^COPY (?!--)(.*) \S+$", lines, re.MULTILINE) for source in sources.split()
    ]
    assert copied
    assert all((ROOT / source).exists() for source in copied)
    assert re.search(r"^ARG BASE=python:3\.\d+-slim-\w+$", lines, re.MULTILINE)
    assert "--require-hashes" in lines
    assert re.findall(r"^USER (\d+)$", lines, re.MULTILINE) == ["10001"]
    assert all(":" in str(service.get("image", ":")) for service in compose()["services"].values())


def test_every_dependency_is_among_the_hashed_requirements() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = {re.split(r"[\[<>=]", dependency)[0].lower() for dependency in project["dependencies"]}
    requirements = (ROOT / "requirements.txt").read_text("utf-8")
    assert wanted <= set(re.findall(r"^([a-z0-9-]+)(?:\[[^]]*\])?==", requirements, re.MULTILINE))


@pytest.mark.parametrize(("page", "folder"), [("threats.md", ""), ("faults.md", "tests/faults")])
def test_every_test_that_a_page_names_exists(page: str, folder: str) -> None:
    named = re.findall(r"`([\w/]+\.py)(?:::(\w+))?`", (DEPLOY.parent / page).read_text("utf-8"))
    assert len(named) > 15
    for path, test in named:
        where = ROOT / path if path.startswith("tests/") else ROOT / folder / path
        assert f"def {test}" in where.read_text("utf-8"), f"{path}::{test}"


def test_every_row_of_the_faults_names_its_test() -> None:
    rows = re.findall(r"^\| (?!fault |---).*\|$", (DEPLOY.parent / "faults.md").read_text("utf-8"), re.MULTILINE)
    assert len(rows) > 30
    assert [row for row in rows if ".py::test_" not in row] == []


def test_no_secrets_get_into_the_image() -> None:
    assert "**/.env" in (ROOT / ".dockerignore").read_text("utf-8").splitlines()
    built = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["hatch"]["build"]["targets"]["wheel"]
    assert "**/.env" in built["exclude"]
