"""What is wrong with a master, or with what brand.yaml says of it."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from lzma import LZMAError

from lxml import etree
from pptx.exc import PythonPptxError

from handouts.errors import LayoutError, Problem

DAMAGED = "is damaged or not a PowerPoint file; open it in PowerPoint and save it again"
_PACKED_WRONG = (zipfile.BadZipFile, zlib.error, LZMAError, EOFError, OSError, RuntimeError)
"""What zipfile raises: RuntimeError for passwords, and for ways of packing that it does not know."""
_SAID_WRONG = (etree.LxmlError, PythonPptxError, LookupError, ValueError, TypeError, AttributeError, ArithmeticError)
"""What comes of XML that lacks elements, attributes or parts that it has to have, or says words for numbers."""


class MasterError(LayoutError):
    """A master that cannot be used.

    Attributes:
        found: Each finding, with the keys in brand.yaml that lead to what it is about; none if it is the file itself.
    """

    def __init__(self, found: Iterable[tuple[tuple[str, ...], str]] | str) -> None:
        self.found = (((), found),) if isinstance(found, str) else tuple(found)
        super().__init__(Problem("master", 0, 0, message) for _, message in self.found)

    def __reduce__(self) -> tuple[type[MasterError], tuple[tuple[tuple[tuple[str, ...], str], ...]]]:
        """Let the error travel whole from a worker process."""
        return type(self), (self.found,)


@contextmanager
def plainly_damaged() -> Iterator[None]:
    """Say in a `MasterError` that a master is no sound file, whichever of the format's rules it breaks.

    There are some thousands of them (ISO/IEC 29500), which nobody looks at before a file is read.
    """
    try:
        yield
    except (*_PACKED_WRONG, *_SAID_WRONG) as error:
        raise MasterError(DAMAGED) from error
