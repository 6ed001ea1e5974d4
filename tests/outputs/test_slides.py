"""Every deck passes every check, and opens in LibreOffice with all its slides."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest

from handouts.model.edition import Edition

from . import slides, text
from .editions import DECKS


@pytest.mark.parametrize(
    ("edition", "check"),
    [
        pytest.param(edition, check, id=f"{edition}-{check.__name__}", marks=pytest.mark.xdist_group(str(edition)))
        for edition in DECKS
        for check in (*slides.CHECKS, text.readable)
    ],
)
def test_slides(built: Path, edition: Edition, check: Callable[[Path], list[str]]) -> None:
    assert check(built / edition.path) == []


@pytest.mark.xdist_group("office")
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_every_deck_opens_in_libreoffice(built: Path, tmp_path: Path) -> None:
    copies = []
    for edition in DECKS:
        copies.append(tmp_path / f"{edition.language}-{edition.audience.id}.pptx")
        shutil.copy(built / edition.path, copies[-1])
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "pdf"]
    subprocess.run([*command, "--outdir", tmp_path, *copies], check=True, capture_output=True, timeout=500)
    for copy in copies:
        assert len(pypdfium2.PdfDocument(copy.with_suffix(".pdf"))) == len(slides.shown(copy).slides)
