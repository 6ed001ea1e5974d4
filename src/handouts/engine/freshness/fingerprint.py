"""One fingerprint over all that a build reads: which files there are, how long they are, and when they last changed.

If it is what it was, nothing has to be opened to know that nothing changed. It is taken before anything is read and
whenever `build` is asked for, so this module imports nothing that takes time to import. Of files that have changed just
before, the content counts as well; see `appearance`.
"""

from __future__ import annotations

import time
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from handouts.cache import digest
from handouts.engine.freshness import reads
from handouts.engine.freshness.appearance import content, look_of, settled_of


class Fingerprint(NamedTuple):
    """What the project, the package and the machine looked like at one moment.

    `unsettled` are the files that had changed just before, each with a digest of its content.
    """

    digest: str
    unsettled: tuple[tuple[str, str], ...] = ()


def take(root: Path, also: Iterable[Path] = ()) -> Fingerprint:
    """The fingerprint of a project as it is now; take it before anything of the project is read.

    Args:
        root: The project's folder.
        also: Other files that this build reads, such as a list of names.
    """
    now = time.time_ns()
    told, unsettled = [], []
    for path, found in reads.files(root, also):
        told.append(f"{path}\0{look_of(found)}")
        if found and not settled_of(found, now):
            unsettled.append((path, content(path)))
    facts = (*sorted(told), *reads.machine(), *reads.environment())
    return Fingerprint(digest(*facts), tuple(sorted(unsettled)))


def same(before: Fingerprint, now: Fingerprint) -> bool:
    """Whether nothing has changed between the two."""
    return before.digest == now.digest and all(content(path) == known for path, known in before.unsettled)
