"""How much is kept of what one person tells."""

MOST_TEXT = 1000
"""Longest text after a command, in characters; people write names, days and short notes there."""
MOST_NOTE = 500
"""Longest note of what they said, in characters."""
MOST_OPEN = 200
"""Open interviews that one person may have."""
MOST_RECORDED = 3000
"""Events that one person may have recorded, and changes made, what was taken back among them; years of a search.

The first answer in a while reads all of them. An export has no more, and whatever one can be has to be taken back.
"""
MOST_IMPORTED = 1000
"""Rows of a table that is taken in."""
MOST_VALUES = 50 * MOST_RECORDED
"""Values in an export, down to the single number; an event has fewer than fifty, its share of its interview's too."""
MOST_UNPACKED = MOST_RECORDED * (6 * MOST_NOTE + 500)
"""Bytes of a file that is taken in, after unpacking: a character of a note is six at the most, as JSON."""
MOST_DRAWN = 30
"""Interviews in one picture; more could not be told apart on a phone."""
MOST_FILE = 5 * 1024 * 1024
"""Bytes of a file that a person may send; more than all of one person's record takes, packed, whatever is in it."""
MOST_WAITING = MOST_FILE * 4 // 3
"""Characters of a file kept, packed, until the person says whether to take it in: four for three bytes."""
MOST_WORKDAYS = 60
"""Working days that may be set between two calls, or before the first; about three months."""
LONG_PAUSE = 90
"""Days; a longer pause is asked about, for it may be a slip."""
