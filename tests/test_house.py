"""What holds for the whole repository: its top level, the size of its files, who reads the clock, what names nobody."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
TOP = {
    "pyproject.toml",
    "README.md",
    "bot",
    "storage",
    "tests",
    ".env.example",
    "LICENSE",
    "CHANGELOG.md",
    "requirements.txt",
}
CLOCKS = {Path("bot/__main__.py"), Path("bot/terminal/clock.py"), Path("bot/terminal/session.py")}
READS_CLOCK = {"datetime.now", "datetime.utcnow", "datetime.today", "date.today", "time.time", "time.time_ns"}
MOST_LINES = 300
# Put together here, so that this file is not what it looks for.
PACKAGE_HOSTS = ("py" + "pi.org", "python" + "hosted.org", "index" + "-url", "ana" + "conda.org", "con" + "da-forge")
HOME_PATH = re.compile("/" + r"(home|Users)/[a-z]|(?<![\w.:/])/" + r"root\b|[A-Z]:\\" + r"Users\\")


def code() -> list[Path]:
    return [path for room in ("bot", "storage") for path in sorted((ROOT / room).rglob("*.py"))]


def tracked() -> list[Path]:
    if shutil.which("git") is None or not (ROOT / ".git").exists():
        pytest.skip("no clone of the repository")
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True)  # noqa: S607
    return [Path(name) for name in listed.stdout.decode().split("\0") if name and (ROOT / name).is_file()]


def trees() -> Iterator[tuple[Path, ast.Module]]:
    for path in code():
        yield path.relative_to(ROOT), ast.parse(path.read_text(encoding="utf-8"))


def test_the_top_level_is_as_agreed() -> None:
    top = {path.parts[0] for path in tracked()}
    assert {name for name in top if not name.startswith(".")} <= TOP
    assert (ROOT / ".env.example").is_file()


def test_files_fit_on_a_few_screens() -> None:
    long = {path.name: lines for path in code() if (lines := len(path.read_text("utf-8").splitlines())) > MOST_LINES}
    assert long == {}


def test_the_clock_is_read_at_the_top_and_passed_down() -> None:
    readers = {
        f"{path}:{node.lineno}"
        for path, tree in trees()
        if path not in CLOCKS
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        if ".".join(ast.unparse(node).split(".")[-2:]) in READS_CLOCK
    }
    assert readers == set()


def test_no_private_module_of_a_library_is_imported() -> None:
    private = set()
    for path, tree in trees():
        for node in ast.walk(tree):
            modules = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom):
                modules = [node.module or "", *(alias.name for alias in node.names)]
            private |= {
                f"{path}: {module}"
                for module in modules
                if module != "__future__" and any(part.startswith("_") for part in module.split("."))
            }
    assert private == set()


def test_no_file_names_a_package_host_or_somebodys_home() -> None:
    for path in tracked():
        text = (ROOT / path).read_bytes().decode(errors="replace")
        assert not [host for host in PACKAGE_HOSTS if host in text], path
        assert not HOME_PATH.search(text), path
