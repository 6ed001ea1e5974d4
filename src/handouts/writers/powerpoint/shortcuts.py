"""Short cuts through private parts of python-pptx: the same file in less than half the time.

They hold only within `quickened()`, for the versions of the library that are named here, and not if
`HANDOUTS_NO_SHORTCUTS` is set; else everything goes the library's own way. What they save:

- XPath expressions are compiled, and names of elements looked up, once instead of at each call;
- relations of parts are written as they are;
- names of parts are counted on instead of looked for among all parts;
- placeholders of slides and notes are copied from the first slide of their kind;
- charts that were drawn before are put into the package as they are;
- members of the package are handed over as they are instead of in a zip that is read again at once.
"""

from __future__ import annotations

import copy
import io
import zipfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import lru_cache
from typing import Any

import pptx
from lxml import etree
from pptx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from pptx.opc.oxml import CT_Relationships
from pptx.opc.package import OpcPackage, Part
from pptx.opc.packuri import PackURI
from pptx.opc.serialized import _PhysPkgWriter
from pptx.oxml import xmlchemy
from pptx.oxml.ns import _nsmap
from pptx.parts.chart import ChartPart
from pptx.parts.embeddedpackage import EmbeddedXlsxPart
from pptx.shapes.shapetree import SlideShapes
from pptx.slide import NotesSlide

from handouts.shortcuts import SLIDES, switched_off
from handouts.writers.powerpoint.ooxml import qn

KNOWN = ("1.0.2",)
"""The versions of python-pptx whose private parts are known."""

Members = list[tuple[str, bytes]]


def enabled() -> bool:
    """Whether short cuts are taken."""
    return pptx.__version__ in KNOWN and not switched_off(SLIDES)


@contextmanager
def quickened() -> Iterator[None]:
    """Take the short cuts while one presentation is filled; what they remember of it is forgotten afterwards."""
    with ExitStack() as stack:
        if enabled():
            for owner, name, value in (
                (xmlchemy, "qn", qn),
                (xmlchemy.BaseOxmlElement, "xpath", _xpath),
                (CT_Relationships, "add_rel", _add_rel),
                (OpcPackage, "next_partname", _next_partname({})),
                (SlideShapes, "clone_layout_placeholders", _copying(SlideShapes.clone_layout_placeholders, {})),
                (NotesSlide, "clone_master_placeholders", _copying(NotesSlide.clone_master_placeholders, {})),
            ):
                _exchange(stack, owner, name, value)
        yield


def _exchange(stack: ExitStack, owner: Any, name: str, value: object) -> None:
    """Let a name stand for something else until the stack is closed."""
    stack.callback(setattr, owner, name, vars(owner)[name])
    setattr(owner, name, value)


@lru_cache(maxsize=256)
def _compiled(path: str) -> etree.XPath:
    return etree.XPath(path, namespaces=_nsmap)


def _xpath(element: Any, path: str) -> Any:
    return _compiled(path)(element)


def _add_rel(listing: Any, key: str, kind: str, target: str, is_external: bool = False) -> Any:
    """A relation written as it is, which the library parses first and then changes attribute by attribute."""
    told = {"Id": key, "Type": kind, "Target": target, **({"TargetMode": "External"} if is_external else {})}
    return etree.SubElement(listing, qn("pr:Relationship"), told)


def _next_partname(taken: dict[str, set[str]]) -> Callable[[Any, str], PackURI]:
    """The library's own rule, but the parts that there are looked up only once for each kind of name."""

    def next_partname(package: Any, pattern: str) -> PackURI:
        prefix = pattern.partition("%d")[0]
        if prefix not in taken:
            taken[prefix] = {part.partname for part in package.iter_parts() if part.partname.startswith(prefix)}
        names = taken[prefix]
        name = next(name for number in range(len(names) + 1, 0, -1) if (name := pattern % number) not in names)
        names.add(name)
        return PackURI(name)

    return next_partname


def _copying(clone: Callable[[Any, Any], None], known: dict[Any, list[Any]]) -> Callable[[Any, Any], None]:
    """Placeholders of an empty slide as copies of those that the library made on another slide of the same layout."""

    def clone_placeholders(target: Any, source: Any) -> None:
        tree: Any = target._element.spTree if isinstance(target, NotesSlide) else target._spTree
        if source._element not in known:
            before = len(tree)
            clone(target, source)
            known[source._element] = [copy.deepcopy(shape) for shape in list(tree)[before:]]
            return
        tree.extend(copy.deepcopy(shape) for shape in known[source._element])

    return clone_placeholders


def place_chart(slide: Any, chart: bytes, workbook: bytes, place: tuple[Any, ...]) -> Any:
    """Add a finished chart with its workbook to a slide, as python-pptx adds the ones that it makes itself.

    Returns:
        The shape that shows it.
    """
    package = slide.part.package
    part = Part(package.next_partname(ChartPart.partname_template), CONTENT_TYPE.DML_CHART, package, chart)
    part.relate_to(EmbeddedXlsxPart.new(workbook, package), RELATIONSHIP_TYPE.PACKAGE)
    frame = slide.shapes._add_chart_graphicFrame(slide.part.relate_to(part, RELATIONSHIP_TYPE.CHART), *place)
    return slide.shapes._shape_factory(frame)


class _Collector(_PhysPkgWriter):
    """Takes the members of a package where the library expects a zip."""

    def __init__(self) -> None:
        self.members: Members = []

    def __enter__(self) -> _Collector:
        return self

    def __exit__(self, *_: object) -> None:
        return

    def write(self, pack_uri: PackURI, blob: bytes) -> None:
        """Keep one member."""
        self.members.append((pack_uri.membername, blob))


def members_of(presentation: Any) -> Members:
    """The files in the presentation's package by their names, in their order."""
    if not enabled():
        buffer = io.BytesIO()
        presentation.save(buffer)
        return unzipped(buffer.getvalue())
    collector = _Collector()
    with ExitStack() as stack:
        _exchange(stack, _PhysPkgWriter, "factory", lambda _: collector)
        presentation.save(io.BytesIO())
    return collector.members


def unzipped(data: bytes) -> Members:
    """The files in a zip by their names, in their order."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return [(entry.filename, archive.read(entry)) for entry in archive.infolist()]
