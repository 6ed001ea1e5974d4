"""The typeface of what is typed into fields: a whole Latin keyboard in about 12 KB.

A viewer looks for it under one byte a character [12.7.3.3], so it is a simple TrueType font [9.6.3] in the encoding of
Windows, whose idle codes are given to further letters: those of Japanese names in Latin script, and those that Turkish,
Polish and South Slavic names need.
"""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from dataclasses import asdict, dataclass
from functools import cache
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import pydyf

from handouts import cache as store
from handouts.fonts import font_files

TAG = "FIELDS"
"""Before the name of a font of which only a part is embedded [9.6.4]."""
_NAMES = (
    "amacron emacron imacron omacron umacron Amacron Emacron Imacron Omacron Umacron gbreve Gbreve dotlessi Idotaccent "
    "scedilla Scedilla aogonek cacute ccaron dcroat eogonek lslash nacute rcaron sacute zacute zdotaccent Cacute "
    "Ccaron Dcroat Lslash Sacute"
)
FURTHER = dict(zip("āēīōūĀĒĪŌŪğĞıİşŞąćčđęłńřśźżĆČĐŁŚ", _NAMES.split(), strict=True))
"""The further letters, and their names in the Adobe Glyph List, by which encodings call them."""
IDLE = (*range(1, 9), *range(14, 32), 127, 129, 141, 143, 144, 157)
"""Codes that Windows-1252 leaves free, without those of tabulators and line ends."""
NONSYMBOLIC = 1 << 5
TABLES = ("BASE", "DSIG", "GDEF", "GPOS", "GSUB", "OS/2", "STAT", "gasp", "meta", "name", "post")
"""What a font in a PDF does not need [9.9]."""


def _codes() -> dict[int, str]:
    windows = {code: bytes([code]).decode("cp1252", "ignore") for code in range(32, 256) if code not in IDLE}
    return dict(sorted({**windows, **dict(zip(IDLE, FURTHER, strict=True))}.items()))


CODES = _codes()
"""The character of each code."""


@dataclass(frozen=True)
class Typeface:
    """A font to type with; `widths` by code, all lengths in thousandths of its size."""

    name: str
    program: bytes
    widths: tuple[int, ...]
    box: tuple[int, int, int, int]
    ascent: int
    descent: int
    capitals: int

    @property
    def pitch(self) -> float:
        """From line to line when the font decides, as a multiple of its size."""
        return (self.ascent - self.descent) / 1000


@cache
def typeface_of(family: str) -> Typeface:
    """The typeface of a shipped family; once made, it is kept in the user's cache.

    Raises:
        LayoutError: No such family is shipped.
    """
    file = font_files(family)["Regular"]
    key = store.digest(Path(__file__).read_bytes(), file.stem, file.read_bytes())
    kept = store.load("typefaces", key)
    if kept is not None:
        return _read(kept)
    face = _made(file)
    store.keep("typefaces", key, _written(face))
    return face


def _written(face: Typeface) -> bytes:
    return json.dumps({**asdict(face), "program": b64encode(face.program).decode("ascii")}).encode()


def _read(data: bytes) -> Typeface:
    said = json.loads(data)
    lists = {name: tuple(said[name]) for name in ("widths", "box")}
    return Typeface(**{**said, **lists, "program": b64decode(said["program"])})


def _made(file: Path) -> Typeface:
    from fontTools.subset import Options, Subsetter  # type: ignore[import-untyped]
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

    font = TTFont(file, recalcTimestamp=False)
    thousandth = font["head"].unitsPerEm / 1000
    capitals = round(getattr(font["OS/2"], "sCapHeight", font["hhea"].ascent) / thousandth)
    subsetter = Subsetter(Options(hinting=False, layout_features=[], notdef_outline=True, drop_tables=TABLES))
    subsetter.populate(text="".join(CODES.values()))
    subsetter.subset(font)
    glyphs, advances = font.getBestCmap(), font["hmtx"].metrics
    empty = ".notdef"
    program = BytesIO()
    font.save(program)
    return Typeface(
        name=f"{TAG}+{file.stem}",
        program=program.getvalue(),
        widths=tuple(
            round(advances[glyphs.get(ord(CODES[code]), empty) if code in CODES else empty][0] / thousandth)
            for code in range(1, 256)
        ),
        box=tuple(round(getattr(font["head"], edge) / thousandth) for edge in ("xMin", "yMin", "xMax", "yMax")),
        ascent=round(font["hhea"].ascent / thousandth),
        descent=round(font["hhea"].descent / thousandth),
        capitals=capitals,
    )


def embed(face: Typeface, pdf: Any) -> Any:
    """Add the font to a file.

    Returns:
        A reference to it.
    """
    program = pydyf.Stream([face.program], {"Length1": len(face.program)}, compress=True)
    unicode = pydyf.Stream([_to_unicode()], compress=True)
    descriptor = pydyf.Dictionary(
        {
            "Type": "/FontDescriptor",
            "FontName": f"/{face.name}",
            "Flags": NONSYMBOLIC,
            "FontBBox": pydyf.Array(face.box),
            "ItalicAngle": 0,
            "Ascent": face.ascent,
            "Descent": face.descent,
            "CapHeight": face.capitals,
            "StemV": 80,
        }
    )
    font = pydyf.Dictionary(
        {
            "Type": "/Font",
            "Subtype": "/TrueType",
            "BaseFont": f"/{face.name}",
            "FirstChar": 1,
            "LastChar": 255,
            "Widths": pydyf.Array(face.widths),
            "Encoding": _encoding(),
        }
    )
    for part in (program, unicode, descriptor, font):
        pdf.add_object(part)
    descriptor["FontFile2"] = program.reference
    font["FontDescriptor"], font["ToUnicode"] = descriptor.reference, unicode.reference
    return font.reference


def _encoding() -> Any:
    """The encoding of Windows and what differs from it: a code, then its name and those that follow [9.6.6.1]."""
    differences: list[Any] = []
    for (before, _), (code, letter) in pairwise([(-1, ""), *zip(IDLE, FURTHER, strict=True)]):
        differences += [f"/{FURTHER[letter]}"] if code == before + 1 else [code, f"/{FURTHER[letter]}"]
    return pydyf.Dictionary(
        {"Type": "/Encoding", "BaseEncoding": "/WinAnsiEncoding", "Differences": pydyf.Array(differences)}
    )


def _to_unicode() -> bytes:
    """What each code means, for copying and reading out [9.10.3]; a list holds 100 at most."""
    lines = [f"<{code:02x}> <{ord(letter):04x}>" for code, letter in CODES.items()]
    lists = [lines[first : first + 100] for first in range(0, len(lines), 100)]
    return "\n".join(
        [
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
            "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
            "/CMapName /Adobe-Identity-UCS def /CMapType 2 def",
            "1 begincodespacerange <00> <ff> endcodespacerange",
            *(f"{len(some)} beginbfchar\n" + "\n".join(some) + "\nendbfchar" for some in lists),
            "endcmap CMapName currentdict /CMap defineresource pop end end",
        ]
    ).encode("ascii")
