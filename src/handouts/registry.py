"""The writers there are: one record for each kind of file, which everything else asks instead of spelling out kinds.

Built-in ones stand here; other packages bring theirs by entry points of the group `handouts.writers`, each of which
names a `Writer`. Nothing that takes time to import is loaded until a file is to be made.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.metadata import EntryPoint, entry_points
from pathlib import PurePosixPath
from types import ModuleType
from typing import Literal

from handouts.errors import TemplateError

GROUP = "handouts.writers"


@dataclass(frozen=True)
class Writer:
    """A kind of file that editions are written as.

    Attributes:
        name: What jobs call it.
        extension: What its files end in, without a dot.
        media_type: What its files are, as registered with IANA.
        unit: What is counted in a file, in the plural: pages, slides, terms.
        takes: What it is given: HTML whose figures are drawn for pages, the slides read from HTML, or what its module's
            `prepare` makes of the lesson of an edition, which has to be data that JSON can hold.
        module: Where it is made. For `pages` and `slides` the pipeline knows what to call; for `lesson` the module has
            `prepare(lesson, edition, plain)` and `write(payload)`, which returns the bytes and the count of units;
            `plain(words, language)` gives a text without its markup.
        documents: The documents that it makes without a template.
        packages: The distributions whose versions decide its bytes.
        on_sheets: Whether its pages can be put together on sheets.
        seconds: How long a file takes on a usual machine, as long as none was made.
        letters: How many letters of HTML it sets in a second.
    """

    name: str
    extension: str
    media_type: str
    unit: str
    takes: Literal["pages", "slides", "lesson"]
    module: str
    documents: tuple[str, ...] = ()
    packages: tuple[str, ...] = ()
    on_sheets: bool = False
    seconds: float = 0.1
    letters: int = 1_000_000

    def load(self) -> ModuleType:
        """The module that makes the files."""
        return import_module(self.module)


PDF = Writer(
    name="pdf",
    extension="pdf",
    media_type="application/pdf",
    unit="pages",
    takes="pages",
    module="handouts.writers.pdf",
    packages=(
        "brotli",
        "cssselect2",
        "pikepdf",
        "pydyf",
        "pyphen",
        "segno",
        "tinycss2",
        "tinyhtml5",
        "weasyprint",
        "zopfli",
    ),
    on_sheets=True,
    seconds=1.0,
    letters=100_000,
)
POWERPOINT = Writer(
    name="pptx",
    extension="pptx",
    media_type="application/vnd.openxmlformats-officedocument.presentationml.presentation",
    unit="slides",
    takes="slides",
    module="handouts.writers.powerpoint",
    packages=("python-pptx", "xlsxwriter"),
    seconds=0.3,
    letters=500_000,
)
GLOSSARY = Writer(
    name="glossary",
    extension="tsv",
    media_type="text/tab-separated-values",
    unit="terms",
    takes="lesson",
    module="handouts.writers.glossary",
    documents=("glossary",),
)
BUILT_IN = (PDF, POWERPOINT, GLOSSARY)


def writer(name: str) -> Writer:
    """The writer of this name.

    Raises:
        KeyError: There is none.
    """
    return _by_name()[name]


def writers() -> tuple[Writer, ...]:
    """All of them, the built-in ones first.

    Raises:
        TemplateError: A package brings one that cannot be loaded, or one that there is already.
    """
    return tuple(_by_name().values())


def writer_of_document(document: str) -> Writer | None:
    """The writer that makes a document without a template, if one does."""
    return next((one for one in writers() if document in one.documents), None)


def writer_of_file(name: str) -> Writer | None:
    """The writer that makes files with this ending; of several the first."""
    ending = PurePosixPath(name).suffix.removeprefix(".")
    return next((one for one in writers() if one.extension == ending), None)


def extensions() -> tuple[str, ...]:
    """What files end in that builds make, sorted."""
    return tuple(sorted({one.extension for one in writers()}))


@cache
def _by_name() -> dict[str, Writer]:
    found = {one.name: one for one in BUILT_IN}
    for point in sorted(entry_points(group=GROUP), key=lambda one: one.name):
        more = _loaded(point)
        taken = {document for one in found.values() for document in one.documents}
        if more.name in found or not taken.isdisjoint(more.documents):
            raise TemplateError(f'the writer "{point.name}" ({point.value}) makes what another one makes; {_MEND}')
        found[more.name] = more
    return found


def _loaded(point: EntryPoint) -> Writer:
    try:
        more = point.load()
    except Exception as error:
        raise TemplateError(f'the writer "{point.name}" ({point.value}) cannot be loaded ({error}); {_MEND}') from error
    if not isinstance(more, Writer):
        raise TemplateError(f'the writer "{point.name}" ({point.value}) is no handouts.registry.Writer; {_MEND}')
    return more


_MEND = "update the package that brings it, or uninstall it"
