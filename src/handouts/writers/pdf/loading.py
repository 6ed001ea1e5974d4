"""What a document may bring with it or find, and what is said of things that it may not.

Pictures, fonts and styles travel in the document itself, as data: URLs. A picture of 20 KB may have more pixels than a
machine has memory, so each is looked at before WeasyPrint opens it. Of fonts it finds those that ship with the tool and
none of the machine's, so that pages are the same everywhere: the library that finds them is told so.
"""

from __future__ import annotations

import os
import re
import warnings
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from handouts.model.address import may_be_linked
from handouts.pictures import UnfitPictureError, examined, kind_of

_FORMATS = ("PNG", "JPEG", "GIF", "WEBP", "TIFF")
"""What pages show; SVG is no picture of pixels."""
_LONGEST = 100
"""Letters of an address that tell what it is."""
_SAID = 5
"""Of what is wrong with one document; more says nothing new."""
_ADDRESS = re.compile(rf"""((?:data|https?|file):[^\s'"]{{{_LONGEST}}})[^\s'"]+""")
_FAILED = re.compile(r"Failed to load [a-z ]+ ?(?:at [^ ]+ ?)?: \w+: (?=.)|(?<=^Failed to load image at )'(.*)': $")


@contextmanager
def shipped_fonts_only() -> Iterator[None]:
    """Keep the fonts of the machine out: Fontconfig reads its settings from the environment, whenever it is asked.

    Only for so long: other programs that this process starts need their fonts.
    """
    before = os.environ.get("FONTCONFIG_FILE")
    os.environ["FONTCONFIG_FILE"] = str(Path(__file__).with_name("fonts.conf"))
    try:
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", "No fonts configured")
            yield
    finally:
        if before is None:
            del os.environ["FONTCONFIG_FILE"]
        else:
            os.environ["FONTCONFIG_FILE"] = before


def refuse_unfit(data: bytes) -> None:
    """Refuse a picture that is too large, damaged or of a kind that pages do not show; what is no picture is let pass.

    Raises:
        ValueError: With what is wrong with it.
    """
    if kind_of(data) in ("", "SVG"):  # a font, a style sheet, a drawing, or what WeasyPrint will find damaged
        return
    try:
        examined(data, _FORMATS)
    except UnfitPictureError as error:
        raise ValueError(f"a picture {error}") from error


def unfit_links(pages: Iterable[Any]) -> Iterator[str]:
    """What is to be said of links that lead out of a document to where no page may link.

    Args:
        pages: Those of a rendered WeasyPrint document.
    """
    for page in pages:
        for kind, target, *_ in page.links:
            if kind == "external" and not may_be_linked(target):
                yield f"a link leads to {target[:_LONGEST]}, but links may only lead to http:, https: and mailto:"


def said(messages: Sequence[str]) -> list[str]:
    """What WeasyPrint logs: each thing once, addresses cut, and not without end."""
    short = list(dict.fromkeys(_short(message) for message in messages))
    left = len(short) - _SAID
    return [*short[:_SAID], *([f"… and {left} more of the kind"] if left > 0 else [])]


def _short(message: str) -> str:
    cut = _ADDRESS.sub(r"\1…", message)
    told = _FAILED.sub(lambda found: f"the picture {found[1]} is damaged" if found[1] else "", cut)
    return told.removeprefix("Failed to load image at ") if told.endswith(" is damaged") else told
