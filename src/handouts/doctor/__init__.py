"""What a build needs of the machine, whether it is there, and how to get it.

`packages` are Python's, `libraries` the system's, `surroundings` fonts, the project and its output folder; `mending`
knows the commands of each system. Nothing here stops at what is broken, since that is what it is to report.
"""

from handouts.doctor.examination import examine
from handouts.doctor.finding import Finding

__all__ = ["Finding", "examine"]
