"""What a document may bring with it, and what is said of things that it may not.

Pictures, fonts and styles travel in the document itself, as data: URLs. Pillow opens some forty kinds of pictures, a
few of them with the help of other programs, and a picture of 20 KB may have more pixels than a machine has memory.
"""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from PIL import Image

from handouts.model.address import may_be_linked

_MOST = 40_000_000
"""An A4 page at 600 dots per inch has 35 million."""
_FORMATS = ("PNG", "JPEG", "GIF", "WEBP")
"""What browsers show, too; SVG is no picture of pixels."""
_LONGEST = 100
"""Letters of an address that tell what it is."""
_SAID = 5
"""Of what is wrong with one document; more says nothing new."""
_ADDRESS = re.compile(rf"""((?:data|https?|file):[^\s'"]{{{_LONGEST}}})[^\s'"]+""")
_FAILED = re.compile(r"Failed to load [a-z ]+ ?(?:at [^ ]+ ?)?: \w+: (?=.)|(?<=^Failed to load image at )'(.*)': $")


def refuse_unfit(data: bytes) -> None:
    """Refuse a picture that is too large or of a kind that pages do not show; what is no picture is let pass.

    Raises:
        ValueError: With what is wrong with it.
    """
    if data.lstrip()[:1] == b"<":  # SVG, which Pillow need not look at
        return
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data)) as image:
                kind, (width, height) = image.format, image.size
    except Image.DecompressionBombError:
        raise ValueError(f"a picture has more than {_MOST // 10**6} million pixels; make it smaller") from None
    except Exception:
        return  # a font, a style sheet, or a picture that will be refused as damaged
    if kind not in _FORMATS:
        raise ValueError(f"a picture is of the kind {kind}; save it as PNG or JPEG")
    if width * height > _MOST:
        raise ValueError(f"a picture has {width} × {height} pixels; make it smaller, {_MOST // 10**6} million at most")


def unfit_links(pages: Iterable[Any]) -> Iterator[str]:
    """What is to be said of links that lead out of a document to where no page may link.

    Args:
        pages: Those of a rendered WeasyPrint document.
    """
    for page in pages:
        for kind, target, *_ in page.links:
            if kind == "external" and not may_be_linked(target):
                yield f"a link leads to {target[:_LONGEST]}, but links may only lead to http:, https: and mailto:"


def said(messages: Sequence[str]) -> str:
    """What WeasyPrint logs, in one line: each thing once, addresses cut, and not without end."""
    short = list(dict.fromkeys(_short(message) for message in messages))
    left = len(short) - _SAID
    return "; ".join([*short[:_SAID], *([f"and {left} more of the kind"] if left > 0 else [])])


def _short(message: str) -> str:
    cut = _ADDRESS.sub(r"\1…", message)
    told = _FAILED.sub(lambda found: f"the picture {found[1]} is damaged" if found[1] else "", cut)
    return told.removeprefix("Failed to load image at ") if told.endswith(" is damaged") else told
