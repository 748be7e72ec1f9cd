"""A person's data in the terminal: taken away, deleted, and taken in again."""

from __future__ import annotations

from pathlib import Path

from tests.calendars import summaries

from .sitting import sit


def given_files(folder: Path, suffix: str) -> list[Path]:
    return sorted(path for path in folder.rglob(f"*{suffix}") if path.is_file())


def test_exported_deleted_and_imported_by_lines(tmp_path: Path) -> None:
    first = sit(tmp_path, "/interviewed Acme", "/export", "/forget_me", "yes", "yes", "/status")
    assert (first.code, first.errors) == (0, "")
    (archive,) = given_files(tmp_path, ".zip")
    assert str(archive) in "".join(line.strip() for line in first.after("/export").splitlines())
    assert "No interview is recorded yet." in first.after("/status")
    second = sit(tmp_path, f":file {archive}", "yes", "/status")
    assert (second.code, second.errors) == (0, "")
    assert "Imported: 1 interview added" in " ".join(second.after("yes").split())
    assert "Acme" in second.after("/status")


def test_a_calendar_is_a_file_beside_the_data(tmp_path: Path) -> None:
    sitting = sit(tmp_path, "/interview Acme in 3 days 10:00", "/calendar")
    assert (sitting.code, sitting.errors) == (0, "")
    (calendar,) = given_files(tmp_path, ".ics")
    assert [line[17:] for line in summaries(calendar.read_bytes())] == ["Acme: interview"]
