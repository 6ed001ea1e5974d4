"""How much memory this process has, and a bound on how much more it may get."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_STATM = Path("/proc/self/statm")


def resident() -> int:
    """Bytes of this process in the machine's memory; where only the most there ever was is known, that; else 0."""
    try:
        return int(_STATM.read_bytes().split()[1]) * _page()
    except OSError:
        return peak()


def peak() -> int:
    """The most bytes that this process ever had in the machine's memory; 0 where the system does not say."""
    try:
        import resource
    except ImportError:
        return 0
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


@contextmanager
def bounded(more: int | None) -> Iterator[None]:
    """Let this process get no more than `more` bytes beside what it has; asking for more is a MemoryError.

    The bound is on addresses (RLIMIT_AS), which only Linux enforces and tells the number of.
    """
    try:
        import resource

        before = resource.getrlimit(resource.RLIMIT_AS)
        addresses = int(_STATM.read_bytes().split()[0]) * _page()
    except (ImportError, OSError):
        more = None
    if more is None:
        yield
        return
    allowed = [addresses + more, *(limit for limit in before if limit != resource.RLIM_INFINITY)]
    resource.setrlimit(resource.RLIMIT_AS, (min(allowed), before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, before)


def _page() -> int:
    import resource

    return resource.getpagesize()
