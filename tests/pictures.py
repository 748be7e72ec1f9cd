"""README's pictures, made by the program itself: `uv run python -m tests.pictures` draws them anew."""

from __future__ import annotations

import sys
from pathlib import Path

from bot.views.attachments import make
from tests.guidance.cases import moment
from tests.services.person import Office, Person

FOLDER = Path(__file__).parent.parent / ".github" / "pictures"
FORTNIGHT = (
    ("Mon 9 Nov 15:00", "/interviewed Meridian Labs Monday 11:00"),
    ("Mon 9 Nov 16:00", "/thanked Meridian Labs"),
    ("Tue 10 Nov 17:00", "/interviewed Café Möller (Analyst) today 10:00"),
    ("Wed 11 Nov 10:00", "/thanked Café Möller"),
    ("Wed 11 Nov 10:05", "/rules Café Möller decision by 27 November"),
    ("Thu 12 Nov 18:00", "/interviewed Northwind today 14:00"),
    ("Thu 12 Nov 18:05", "/thanked Northwind"),
    ("Thu 12 Nov 18:10", "/rules Northwind call every Friday"),
    ("Mon 16 Nov 11:00", "/called Meridian Labs no answer"),
    ("Tue 17 Nov 12:00", "/interviewed Globex today 9:00"),
    ("Tue 17 Nov 13:00", "/thanked Globex"),
    ("Wed 18 Nov 9:30", "/heard Globex rejected"),
    ("Thu 19 Nov 9:30", "/interviewed Old Harbour yesterday 16:00"),
    ("Fri 20 Nov 11:00", "/called Northwind spoke"),
    ("Fri 20 Nov 11:05", "/rules Old Harbour away until 4 December"),
    ("Mon 23 Nov 10:00", "/called Meridian Labs left a message"),
    ("Mon 23 Nov 11:00", "/interview Initech (Data engineer) 2 December 14:00"),
)
SHOWN_AT = "Mon 23 Nov 14:00"


def pictures() -> dict[str, bytes]:
    """The pictures that a person is sent after a fortnight, by filename."""
    office = Office()
    try:
        person = Person(office)
        for when, words in FORTNIGHT:
            office.now = moment(when)
            person.says(words)
        office.now = moment(SHOWN_AT)
        files = [person.reads(command).attachment for command in ("/timeline", "/funnel")]
        return {file.filename: make(file) for file in files if file}
    finally:
        office.close()


def main() -> None:
    """Write the pictures to where README shows them from."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for filename, content in pictures().items():
        (FOLDER / filename).write_bytes(content)
        sys.stdout.write(f"{filename}: {len(content) / 1000:.0f} kB\n")


if __name__ == "__main__":
    main()
