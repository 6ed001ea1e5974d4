"""What a PDF says of itself: PDF/A-3a (ISO 19005-3) and PDF/UA-1 (ISO 14289-1) at once, dated by its lesson.

WeasyPrint claims one standard a file. The second claim is added to its metadata (XMP, ISO 16684-1) before they are
written. Their making and the profiles of colours are private to WeasyPrint: the version is pinned. How hard the file is
compressed is told here as well.
"""

from __future__ import annotations

import zlib
from functools import partial
from importlib.resources import files
from io import BytesIO
from types import SimpleNamespace
from typing import Any

import pydyf
import weasyprint
from weasyprint.css import ColorProfile

RENDER = {"pdf_variant": "pdf/a-3a"}
"""For `render`: tags, colours meant as sRGB, an identifier hashed from the content, the claim of PDF/A-3a."""
WRITE = {**RENDER, "output_intent": ""}
"""For `write_pdf`; the profile of sRGB is there already, since WeasyPrint would leave its file open."""

_CLAIM = b"""
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
<rdf:Description rdf:about=""
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 that the file conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
"""
"""PDF/UA's identifier (ISO 14289-1, 5), and its description, which PDF/A asks for any property that it does not know
itself (ISO 19005-3, 6.6.2.3)."""
_END = b"</rdf:RDF>"
LEVEL = 7
"""Of zlib's compression."""


def claim_both(document: Any) -> None:
    """Let a document that WeasyPrint writes as PDF/A claim PDF/UA-1, too.

    It counts as modified when it was created, unless it says otherwise: built twice, it is still the same document.
    Days, months and years are given as a moment, which all programs understand: noon UTC on the first day, which is
    that day nearly everywhere.
    Its colours get the profile that they are meant in, which PDF/A asks for (ISO 19005-3, 6.2.3).

    Args:
        document: A rendered WeasyPrint document; its metadata are changed.
    """
    profile = BytesIO((files(weasyprint.pdf) / "sRGB2014.icc").read_bytes())
    document.color_profiles["srgb"] = ColorProfile(profile, "sRGB2014.icc", "relative-colorimetric", list("rgb"))
    metadata = document.metadata
    metadata.created = _moment(metadata.created)
    metadata.modified = _moment(metadata.modified) or metadata.created
    metadata.generate_rdf_metadata = partial(_rdf, metadata.generate_rdf_metadata)


def _moment(date: str | None) -> str | None:
    """A date of any precision (W3C-DTF) as date and time; one with a time stays as it is."""
    if date is None or "T" in date:
        return date
    year, month, day = (*date.split("-"), "01", "01")[:3]
    return f"{year}-{month}-{day}T12:00:00Z"


def _rdf(generate: Any, *claim: Any) -> bytes:
    """WeasyPrint's metadata with the second claim inside: one file has one `rdf:RDF` (ISO 16684-1, 7.4)."""
    rdf = generate(*claim)
    assert isinstance(rdf, bytes)
    assert rdf.endswith(_END), "WeasyPrint writes its metadata in another way"
    return rdf.removesuffix(_END) + _CLAIM + _END


def compress_quickly() -> None:
    """Let pydyf compress at level 7 of zlib from now on.

    It asks for the highest level, 9, which takes three times as long, a twentieth of the time of a document, and makes
    files 1 to 2 % smaller. This is no short cut that could be left out: the level decides the bytes.
    """
    pydyf.zlib = SimpleNamespace(
        compress=partial(zlib.compress, level=LEVEL), compressobj=lambda level: zlib.compressobj(min(level, LEVEL))
    )
