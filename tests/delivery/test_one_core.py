"""Python's threads stay on one core where that is wanted."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot.delivery import one_core
from bot.delivery.one_core import stay_on_one_core
from tests.logged import logged
from tests.patience import PATIENCE

linux = pytest.mark.skipif(sys.platform != "linux", reason="only Linux lets a program choose")

_PROGRAM = """
import json, os, threading
from bot.delivery.one_core import stay_on_one_core

def look(name):
    found[name] = sorted(os.sched_getaffinity(0))

def wait_and_look():
    started.set()
    chosen.wait()
    look("a thread of before")

found, started, chosen = {}, threading.Event(), threading.Event()
before = threading.Thread(target=wait_and_look)
before.start()
started.wait()
stay_on_one_core()
chosen.set()
before.join()
after = threading.Thread(target=look, args=["a thread of later"])
after.start()
after.join()
look("the main thread")
print(json.dumps(found))
"""


@linux
def test_all_threads_are_on_the_same_core() -> None:
    root = Path(__file__).resolve().parents[2]
    ended = subprocess.run(
        [sys.executable, "-c", _PROGRAM], cwd=root, capture_output=True, timeout=PATIENCE, check=True
    )
    found = json.loads(ended.stdout)
    assert sorted(found) == ["a thread of before", "a thread of later", "the main thread"]
    (core,) = found["the main thread"]
    assert core in os.sched_getaffinity(0)
    assert all(cores == [core] for cores in found.values())


@linux
@pytest.mark.parametrize("call", ["sched_getaffinity", "sched_setaffinity"])
def test_where_it_is_forbidden_it_does_without(
    call: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    asked = []

    def forbidden(*given: object) -> None:
        asked.append(given)
        raise PermissionError

    monkeypatch.setattr(os, call, forbidden)
    stay_on_one_core()
    assert asked
    assert logged(caplog) == []


def test_on_other_systems_nothing_is_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(one_core.sys, "platform", "darwin")
    monkeypatch.delattr("os.sched_getaffinity", raising=False)
    stay_on_one_core()
