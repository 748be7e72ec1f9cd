"""How much is kept of what one person tells."""

MOST_TEXT = 1000
"""Longest text after a command, in characters; people write names, days and short notes there."""
MOST_NOTE = 500
"""Longest note of what they said, in characters."""
MOST_OPEN = 200
"""Open interviews that one person may have."""
MOST_CHANGES = 20_000
"""Things that one person may have recorded, what was taken back among them; more than decades of a search."""
MOST_IMPORTED = 1000
"""Interviews in one file that is taken in, and rows of a table."""
MOST_EVENTS = 1000
"""Events of one interview in a file that is taken in."""
MOST_UNPACKED = 8 * 1024 * 1024
"""Bytes of a file that is taken in, after unpacking."""
MOST_WAITING = 1024 * 1024
"""Characters of a file kept, packed, until the person says whether to take it in."""
MOST_DRAWN = 30
"""Interviews in one picture; more could not be told apart on a phone."""
MOST_FILE = 5 * 1024 * 1024
"""Bytes of a file that a person may send; far more than what all of one person's record takes."""
MOST_WORKDAYS = 60
"""Working days that may be set between two calls, or before the first; about three months."""
LONG_PAUSE = 90
"""Days; a longer pause is asked about, for it may be a slip."""
