"""A list of pupils as spreadsheets save it → `Person`s.

`table` makes cells of bytes, `columns` knows what they are called, `people` looks at each line, `variants` deals out
those of tests.
"""

from handouts.reader.roster.people import Choice, read_roster

__all__ = ["Choice", "read_roster"]
