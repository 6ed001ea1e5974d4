"""A master that somebody else made → what is measured and filled: the layouts with their real sizes and fonts.

`opening` checks and empties the file (`libreoffice` mends what that program wrote), `names` finds each layout that
slides ask for, `inherited` and `levels` read how a placeholder sets its text, `roles` tells what it is for, `colours`
reads the theme. Whatever a master lacks is said in a `MasterError`.
"""

from handouts.writers.powerpoint.given.errors import MasterError
from handouts.writers.powerpoint.given.opening import opened
from handouts.writers.powerpoint.given.read import Given, read_master

__all__ = ["Given", "MasterError", "opened", "read_master"]
