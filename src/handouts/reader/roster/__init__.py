"""A list of pupils as spreadsheets save it → `Recipient`s.

`table` makes cells of bytes; `people` knows what columns are called, looks at each line, and deals out variants of
tests.
"""

from handouts.reader.roster.people import Choice, read_roster

__all__ = ["Choice", "read_roster"]
