"""Whether an output folder can be built into without reading or changing what lies elsewhere.

A project comes with whatever its author has put into it, and that may be an output folder: one that leads to somebody's
home, a manifest that is a pipe nobody ever writes to, a lock that is a link to a file which locking would empty.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from handouts.engine import JOURNAL, LOCK, MANIFEST
from handouts.engine.atomic import unfinished
from handouts.engine.lock import locked
from handouts.engine.scratch import sweep
from handouts.errors import Problem, PublishError


@contextmanager
def exclusive(root: Path, output: Path, names: Iterable[str] = ()) -> Iterator[None]:
    """Have an output folder to oneself, safe to build into and without what killed builds have left half written.

    Args:
        root: The project's folder.
        output: The folder for finished files.
        names: The files to write, as far as they are known.

    Raises:
        PublishError: The folder cannot be built into, or somebody else is doing so.
    """
    refuse_traps(root, output, names)
    with locked(output):
        for path in unfinished(output):
            with suppress(OSError):
                path.unlink()
        sweep()
        yield


def refuse_traps(root: Path, output: Path, names: Iterable[str]) -> None:
    """See that everything that a build reads or writes in an output folder is there.

    Args:
        root: The project's folder.
        output: The folder for finished files; one in the project may not lead out of it.
        names: The files to write, by their paths below it.

    Raises:
        PublishError: With all that leads elsewhere, and all that is no plain file.
    """
    home = root.resolve()
    named = Path(os.path.abspath(output))  # noqa: PTH100 (unlike absolute(), it knows that ../print is no part of here)
    if named.is_relative_to(home) and not output.resolve().is_relative_to(home):
        problem = Problem(str(output), 0, 0, "leads out of the project; name the folder itself with -o to build there")
        raise PublishError([problem])
    if problems := list(_traps(output, list(names))):
        raise PublishError(problems)


def _traps(output: Path, names: list[str]) -> Iterator[Problem]:
    for name in (LOCK, MANIFEST, JOURNAL):
        if _is(output / name, stat.S_ISREG, follow=False) is False:
            yield Problem(str(output / name), 0, 0, "is a link, or no plain file; delete it")
    for folder in sorted({part for name in names for part in (output / name).relative_to(output).parents}):
        if not (output / folder).resolve().is_relative_to(output.resolve()):
            yield Problem(str(output / folder), 0, 0, "leads out of the output folder; delete the link")
    for name in names:
        if _is(output / name, lambda mode: stat.S_ISREG(mode) or stat.S_ISDIR(mode)) is False:
            yield Problem(str(output / name), 0, 0, "is no plain file; delete it")


def _is(path: Path, kind: Callable[[int], bool], *, follow: bool = True) -> bool | None:
    """Whether something is of a kind; None if nothing is there."""
    try:
        return kind(os.stat(path, follow_symlinks=follow).st_mode)  # noqa: PTH116 (one call for both)
    except OSError:
        return None
