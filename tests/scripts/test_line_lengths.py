"""Lines of reading are measured, and nothing else on the page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from handouts.writers.pdf.writer import write_pdf
from line_lengths import line_lengths, main

FACE = "https://handout.invalid/fonts/SourceSans3-Regular.ttf"
STYLE = f"@font-face {{ font-family: Serif; src: url({FACE}) }} body {{ font: 10pt/1.4 Serif; width: 80mm; margin: 0 }}"
TEXT = "<p>" + "Wer liest, zählt keine Buchstaben. " * 20 + "</p>"


def written(path: Path, body: str) -> Path:
    path.write_bytes(write_pdf(f"<html lang=de><head><title>T</title></head><body>{body}</body></html>", [STYLE]))
    return path


def test_lines_are_as_long_as_they_are_printed(tmp_path: Path) -> None:
    lengths = line_lengths(written(tmp_path / "text.pdf", TEXT))
    assert len(lengths) >= 10
    assert all(40 <= length <= 60 for length in lengths)
    assert abs(sum(lengths) - len(re.sub("<.*?>", "", TEXT))) < 80  # all but the last line, and blanks at the ends


def test_smaller_type_beside_it_does_not_count(tmp_path: Path) -> None:
    caption = "<p style='font-size: 7pt; width: 40mm'>" + "Eine Bildunterschrift. " * 60 + "</p>"
    assert line_lengths(written(tmp_path / "a.pdf", TEXT)) == line_lengths(written(tmp_path / "b.pdf", TEXT + caption))


def test_a_file_without_running_text_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    bare, full = written(tmp_path / "bare.pdf", "<p>Ein Wort</p>"), written(tmp_path / "full.pdf", TEXT)
    monkeypatch.setattr("sys.argv", ["line_lengths.py", str(bare), str(full)])
    assert main() == 1
    first, second = capsys.readouterr().out.splitlines()
    assert first.startswith("no running text")
    assert re.match(r" *\d\d\.\d in \d+ lines", second)
