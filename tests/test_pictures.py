"""README's pictures: the program draws them, and drawing costs nothing until a picture is asked for."""

from __future__ import annotations

import io
import subprocess
import sys

from PIL import Image

from tests.pictures import FOLDER, pictures

LARGEST = 100_000
"""Bytes; README is read over slow lines too."""


def test_the_pictures_in_the_repository_are_of_what_the_program_draws() -> None:
    drawn = pictures()
    # How it grows is measured, and so drawn by the benchmarks.
    assert {path.name for path in FOLDER.iterdir()} == drawn.keys() | {"growth.png"}
    for name, content in drawn.items():
        kept = (FOLDER / name).read_bytes()
        assert len(kept) < LARGEST
        with Image.open(io.BytesIO(content)) as now, Image.open(io.BytesIO(kept)) as then:
            assert now.size == then.size, "uv run python -m tests.pictures draws them anew"


def test_the_bot_starts_without_what_draws() -> None:
    program = "import sys, bot.app; print(*{'matplotlib', 'numpy', 'PIL'} & set(sys.modules))"
    found = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert found.stdout.split() == []
