"""A master that somebody else made → what is measured and filled: the layouts with their real sizes and fonts.

`opening` checks and empties the file, `repair` mends what LibreOffice and others leave out of it; `matching` finds each
layout that slides ask for and tells what its placeholders are for, `text_styles` how they set their text; `read` makes
a design of it. Whatever a master lacks is said in a `MasterError`.
"""

from handouts.writers.powerpoint.custom_master.opening import MasterError, opened
from handouts.writers.powerpoint.custom_master.read import read_master

__all__ = ["MasterError", "opened", "read_master"]
