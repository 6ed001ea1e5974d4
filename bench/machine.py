"""The machine that was measured on, described without its name."""

from __future__ import annotations

import platform
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

import psutil


def described() -> str:
    """Processors, memory, system and the versions of what does the work, in one sentence."""
    return ", ".join(_facts())


def _facts() -> Iterator[str]:
    cores = psutil.cpu_count() or 1
    yield f"{cores} core{'s' if cores > 1 else ''}{_processor()}"
    yield f"{psutil.virtual_memory().total / 2**30:.0f} GiB of memory"
    yield f"{platform.system()} {platform.release().partition('-')[0]}"
    yield f"Python {platform.python_version()}"
    yield from (f"{name} {version(package)}" for name, package in _PACKAGES.items())
    yield f"Pango {_pango()}"


_PACKAGES = {"WeasyPrint": "weasyprint", "python-pptx": "python-pptx"}


def _processor() -> str:
    """The kind of processor, where the system tells it."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return f" ({platform.machine()})"
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return f" ({next(names, platform.machine())})"


def _pango() -> str:
    from weasyprint.text.ffi import pango

    number = pango.pango_version()  # 15012 is 1.50.12
    return f"{number // 10000}.{number // 100 % 100}.{number % 100}"
