"""What the tests of the command line share."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from handouts.cli import main

Run = Callable[..., Result]


@pytest.fixture
def project(tiny: Path, tmp_path: Path) -> Path:
    """A copy of the tiny project, free to be broken."""
    return Path(shutil.copytree(tiny, tmp_path / "project", ignore=shutil.ignore_patterns("output")))


@pytest.fixture
def run() -> Run:
    """`run("list", "-C", project)` runs a command within this process."""
    return lambda *arguments: CliRunner().invoke(main, [str(argument) for argument in arguments])
