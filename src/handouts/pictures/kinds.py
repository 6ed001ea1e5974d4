"""Bytes → the format that they begin like, by its signature; nothing is decoded and no library is asked."""

from __future__ import annotations

import re

_SIGNATURES = (
    ("PNG", rb"\x89PNG\r\n\x1a\n"),
    ("JPEG", rb"\xff\xd8\xff"),
    ("GIF", rb"GIF8[79]a"),
    ("WEBP", rb"RIFF.{4}WEBP"),
    ("TIFF", rb"II[*+]\x00|MM\x00[*+]"),
    ("BMP", rb"BM.{12}[\x0c-\x7c]\x00\x00\x00"),
    ("EMF", rb"\x01\x00\x00\x00.{36} EMF"),
    ("WMF", rb"\xd7\xcd\xc6\x9a|\x01\x00\x09\x00\x00[\x01\x03]"),
    ("EPS", rb"%!PS|\xc5\xd0\xd3\xc6"),
    ("PDF", rb"%PDF-"),
    ("PSD", rb"8BPS"),
    ("AVIF", rb".{4}ftypavi[fs]"),
    ("HEIC", rb".{4}ftyp(?:he[iv][cmsx]|mif1|msf1)"),
    ("JPEG XL", rb"\xff\x0a|\x00\x00\x00\x0cJXL \r\n"),
    ("JPEG 2000", rb"\xff\x4f\xff\x51|\x00\x00\x00\x0cjP  \r\n"),
    ("ICO", rb"\x00\x00[\x01\x02]\x00[\x01-\xff]\x00"),
    ("ICNS", rb"icns"),
    ("DDS", rb"DDS "),
    ("QOI", rb"qoif"),
    ("FITS", rb"SIMPLE  ?="),
    ("HDF5", rb"\x89HDF\r\n"),
    ("GRIB", rb"GRIB"),
    ("BUFR", rb"BUFR"),
    ("MPEG", rb"\x00\x00\x01\xb3"),
    ("BLP", rb"BLP[12]"),
    ("FTEX", rb"FTEX"),
    ("MSP", rb"DanM|LinS"),
    ("PIXAR", rb"\x80\xe8\x00\x00"),
    ("MCIDAS", rb"\x00{7}\x04"),
    ("XV thumbnail", rb"P7 332"),
    ("PPM", rb"P(?:[1-7]|F|f|y|0CMYK|yCMYK|yRGBA|yL|yLA)\s+[\d#.\-W]"),
    ("XBM", rb"\s*#define\s+\w+_width"),
    ("XPM", rb"/\* XPM \*/"),
    ("DCX", rb"\xb1\x68\xde\x3a"),
    ("PCX", rb"\x0a[\x00\x02\x03\x05]\x01[\x01\x02\x04\x08]"),
    ("SGI", rb"\x01\xda[\x00\x01][\x01\x02]"),
    ("Sun raster", rb"\x59\xa6\x6a\x95"),
    ("FLI", rb".{4}[\x11\x12]\xaf"),
    ("SVG", rb"(?:\xef\xbb\xbf)?\s*+(?>(?:<!--.*?-->|<[?!][^>]*>)\s*)*+<(?:\w+:)?svg[\s>/]"),
)
_KINDS = tuple((kind, re.compile(pattern, re.DOTALL)) for kind, pattern in _SIGNATURES)
_LONGEST = 2048
"""Bytes in which the beginning of a format shows; SVG may have a licence before it."""


def kind_of(data: bytes) -> str:
    """What a picture is by its first bytes, by the name that people know it by; empty if that is not known.

    >>> kind_of(b"%!PS-Adobe-3.0 EPSF-3.0")
    'EPS'
    """
    beginning = data[:_LONGEST]
    return next((kind for kind, pattern in _KINDS if pattern.match(beginning)), "")
