"""A picture of every format that the installed Pillow opens, and of some that only other programs do."""

from __future__ import annotations

import io
import struct
import warnings
from functools import cache

from PIL import Image

EPS = b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n%%EndComments\n0 0 moveto 9 9 lineto stroke\n%%EOF\n"
_EMF = struct.pack("<II16s16s4s", 1, 108, bytes(16), bytes(16), b" EMF") + bytes(64)
_HEADS = {
    "BUFR": b"BUFR\0\0\0\4" + bytes(40),
    "CUR": b"\0\0\2\0\1\0\x10\x10\0\0\0\0\1\0" + bytes(60),
    "DCX": struct.pack("<III", 0x3ADE68B1, 12, 0) + b"\x0a\5\1\x08" + bytes(124),
    "EPS": EPS,
    "FITS": b"".join(card.ljust(80) for card in (b"SIMPLE  =                    T", b"END")).ljust(2880),
    "FLI": struct.pack("<IHHHHHH", 128, 0xAF12, 1, 8, 8, 8, 3) + bytes(112),
    "FTEX": b"FTEX" + struct.pack("<iiiii", 1, 8, 8, 1, 1) + bytes(60),
    "GBR": struct.pack(">IIIII", 28, 2, 8, 8, 1) + b"GIMP" + bytes(70),
    "GRIB": b"GRIB\0\0\0\1" + bytes(40),
    "HDF5": b"\x89HDF\r\n\x1a\n" + bytes(40),
    "IMT": b"width 8\nheight 8\n\x0c" + bytes(64),
    "IPTC": b"\x1c\3\x3c\0\2\1\1" + bytes(40),
    "MCIDAS": b"\0\0\0\0\0\0\0\4" + bytes(300),
    "MPEG": b"\0\0\1\xb3\0\x80\x08\0" + bytes(40),
    "PCD": bytes(2048) + b"PCD_" + bytes(2000),
    "PIXAR": b"\x80\xe8\0\0" + bytes(600),
    "PSD": b"8BPS\0\1" + bytes(6) + struct.pack(">HIIHH", 3, 8, 8, 8, 3) + bytes(60),
    "SUN": struct.pack(">IIIIIIII", 0x59A66A95, 8, 8, 24, 192, 1, 0, 0) + bytes(192),
    "WMF": b"\xd7\xcd\xc6\x9a\0\0\0\0\0\0\x10\0\x10\0\x60\0\0\0\0\0\0\0\1\0\x09\0\0\3" + bytes(40),
    "XPM": b'/* XPM */\nstatic char *x[] = {\n"1 1 1 1",\n"a c #000000",\n"a"};\n',
    "XVTHUMB": b"P7 332\n#XVVERSION\n#END_OF_COMMENTS\n8 8 255\n" + bytes(64),
    # Pillow opens none of these.
    "EMF": _EMF,
    "HEIC": b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(40),
    "JPEG XL": b"\xff\x0a" + bytes(40),
    "PDF": b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n",
    "SVG": b'<?xml version="1.0"?>\n<!-- a leaf -->\n<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>',
}


@cache
def pictures() -> dict[str, bytes]:
    """A file of each format by its name; Pillow makes those that it can."""
    Image.init()
    made = {kind: _saved(kind) or _HEADS[kind] for kind in Image.OPEN}
    return {**made, **{kind: data for kind, data in _HEADS.items() if kind not in made}}


def _saved(kind: str) -> bytes:
    for mode in ("RGB", "P", "1"):
        buffer = io.BytesIO()
        try:
            with warnings.catch_warnings(action="ignore"):  # some formats will go
                Image.new(mode, (16, 16)).save(buffer, kind)
        except (KeyError, ValueError, OSError):
            continue
        return buffer.getvalue()
    return b""
