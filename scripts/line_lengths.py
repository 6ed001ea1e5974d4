"""How many letters a line of reading holds in PDF files, on average.

    line_lengths.py FILE…

Prints a line a file: the mean of letters, spaces and signs in the lines of running text, and how many lines that is.
60 to 72 are easily read. Lines are those that poppler's pdftotext finds. Counted are those in the largest size of type
that an eighth of the letters has, and those a little higher, as a serif of the same look is, in blocks of three and
more: author texts and sources, not headings, tables, captions or help in the side column. The last line of a paragraph
is not full, and does not count: it is much shorter than the widest.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

_TAG = "{http://www.w3.org/1999/xhtml}"
_SHARE = 0.125
"""Of all letters, for the size of running text."""
_HIGHER = 1.12
"""Of that size, for a serif of the same look."""
_LEAST = 3
"""Lines of a block of reading."""
_FULL = 0.8
"""Of the widest line of its block, for a line that does not end a paragraph."""


class Line(NamedTuple):
    """A printed line: how many letters, how wide and how high it is, in points."""

    letters: int
    width: float
    height: float


def main() -> int:
    """Print what was measured; 1 if a file holds no running text."""
    parser = argparse.ArgumentParser(description="How many letters a line of reading holds, on average.")
    parser.add_argument("files", metavar="FILE", nargs="+", type=Path)
    bare = 0
    for file in parser.parse_args().files:
        lengths = line_lengths(file)
        bare |= not lengths
        mean = f"{sum(lengths) / len(lengths):5.1f} in {len(lengths)} lines" if lengths else "no running text"
        print(f"{mean}  {file}")
    return bare


def line_lengths(file: Path) -> list[int]:
    """The letters of each full line of running text, in order."""
    blocks = list(_blocks(file))
    sizes = Counter[float]()
    for line in (line for block in blocks for line in block):
        sizes[round(line.height, 1)] += line.letters
    size = max((height for height, letters in sizes.items() if letters >= _SHARE * sizes.total()), default=0.0)
    found: list[int] = []
    for block in blocks:
        lines = [line for line in block if size <= round(line.height, 1) <= _HIGHER * size]
        if len(lines) >= _LEAST:
            widest = max(line.width for line in lines)
            found += [line.letters for line in lines[:-1] if line.width >= _FULL * widest]
    return found


def _blocks(file: Path) -> Iterator[list[Line]]:
    command = ["pdftotext", "-bbox-layout", str(file), "-"]
    told = subprocess.run(command, check=True, capture_output=True).stdout.decode("utf-8", "replace")
    for block in ElementTree.fromstring(told).iter(f"{_TAG}block"):
        yield [_line(line) for line in block.iter(f"{_TAG}line")]


def _line(line: ElementTree.Element) -> Line:
    words = list(line.iter(f"{_TAG}word"))
    left, right = float(line.get("xMin", 0)), float(line.get("xMax", 0))
    heights = Counter(round(float(word.get("yMax", 0)) - float(word.get("yMin", 0)), 1) for word in words)
    return Line(len(" ".join(word.text or "" for word in words)), right - left, heights.most_common(1)[0][0])


if __name__ == "__main__":
    sys.exit(main())
