"""Files written whole or not at all."""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from handouts import registry
from handouts.engine.signals import signals_deferred
from handouts.errors import PublishError, one_problem

_LONG = 240
"""Bytes of a name to which some may be added: most disks allow 255."""
_ADVICE = {
    errno.ENOSPC: "the disk is full; make room, and build again",
    errno.EDQUOT: "your share of the disk is used up; make room, and build again",
    errno.EFBIG: "the system allows no file of this size; see `ulimit -f`",
    errno.EROFS: "it is on a disk that can only be read; choose another folder with -o",
    errno.EACCES: "you may not write there; mend the rights of the folder, or choose another one with -o",
    errno.EPERM: "you may not write there; mend the rights of the folder, or choose another one with -o",
    errno.EISDIR: "there is a folder of this name; rename it",
    errno.ENOTDIR: "there is a file where a folder has to be; rename it",
    errno.EEXIST: "there is a file where a folder has to be; rename it",
    errno.ENAMETOOLONG: "the name is too long for this disk; choose a folder with a shorter path with -o",
}

_HERE = {
    errno.EROFS: "it is on a disk that can only be read; copy the project to another one",
    errno.EACCES: "you may not write there; mend the rights of the folder",
    errno.EPERM: "you may not write there; mend the rights of the folder",
    errno.ENAMETOOLONG: "the name is too long for this disk; move the project to a folder with a shorter path",
}
"""The same where no other folder can be chosen."""


def publish(path: Path, data: bytes, *, elsewhere: bool = True) -> None:
    """Put `data` at `path`; whoever looks sees the old file or the new one, never half of one, also after a power cut.

    Args:
        path: Where to.
        data: All of it.
        elsewhere: Whether whoever asked for it can name another folder with -o.

    Raises:
        PublishError: The folder or the file cannot be written, or what is there is a device, a pipe or a socket, which
            a file would take the place of. The old file is untouched.
    """
    temporary: Path | None = None
    with signals_deferred():
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            _refuse_devices(path, elsewhere)
            named = path.with_name(f"{_prefix(path)}{os.urandom(4).hex()}")
            with named.open("xb") as file:  # whoever may read it is for the umask to say, unlike with tempfile
                temporary = named
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            os.replace(temporary, path)
            temporary = None
            if _Together.folders is None:
                _fsync_folder(path.parent)
            else:
                _Together.folders.add(path.parent)
        except OSError as error:
            raise PublishError(one_problem(path, _why(error, elsewhere))) from error
        finally:
            if temporary is not None:
                with suppress(OSError):
                    temporary.unlink()


def _refuse_devices(path: Path, elsewhere: bool) -> None:
    if path.exists() and not (path.is_file() or path.is_dir()):
        raise PublishError(
            one_problem(path, f"is no plain file; {'choose another name with -o' if elsewhere else 'delete it'}")
        )


def _prefix(path: Path) -> str:
    """What the name of a file begins with until it is whole; of a name as long as can be its beginning."""
    name = path.name
    return f".{name if len(os.fsencode(name)) < _LONG else name[:40] + path.suffix}."


class _Together:
    """Folders that are to outlast a power cut only when all is written; None if each file is to do so at once."""

    folders: set[Path] | None = None


@contextmanager
def one_fsync() -> Iterator[None]:
    """Let the names of files outlast a power cut only at the end: it takes as long for many files as for one."""
    folders: set[Path] = set()
    _Together.folders = folders
    try:
        yield
    finally:
        _Together.folders = None
        for folder in sorted(folders):
            _fsync_folder(folder)


def unfinished(output: Path) -> Iterator[Path]:
    """What builds that were killed had not written to the end, in a folder that nobody builds into now."""
    ends = "|".join((*registry.extensions(), "json"))
    unfinished = re.compile(rf"\..+\.(?:{ends})\.[a-z0-9_]{{8}}")
    for pattern in (".*", "*/*/.*"):
        for path in output.glob(pattern):
            if unfinished.fullmatch(path.name) and path.is_file() and not path.is_symlink():
                yield path


def _fsync_folder(folder: Path) -> None:
    """Let the new name outlast a power cut, where a folder can be told so."""
    if os.name == "nt":
        return
    with suppress(OSError):
        opened = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)


def _why(error: OSError, elsewhere: bool) -> str:
    advice = "" if elsewhere else _HERE.get(error.errno or 0, "")
    advice = advice or _ADVICE.get(error.errno or 0, "is it open in another program?")
    return f"cannot be written ({error.strerror}): {advice}"
