"""A code as a picture for cameras (segno)."""

from __future__ import annotations

from base64 import b64encode
from io import BytesIO

import segno

QUIET = 4
"""Modules that stay white around it (ISO/IEC 18004, 9.1)."""


def qr_address(code: str) -> str:
    """A code as a QR code, in an address that holds the picture itself (SVG). 15 % of it may be illegible."""
    out = BytesIO()
    symbol = segno.make_qr(code, error="m")
    symbol.save(out, kind="svg", border=QUIET, xmldecl=False, svgns=True, omitsize=True, dark="#000")
    return f"data:image/svg+xml;base64,{b64encode(out.getvalue()).decode('ascii')}"
