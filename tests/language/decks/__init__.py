"""Labelled messages, as tab-separated files beside this one."""

from pathlib import Path


def rows(name: str) -> list[list[str]]:
    """The rows of a deck, each cut into its columns."""
    text = Path(__file__).with_name(name).read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
