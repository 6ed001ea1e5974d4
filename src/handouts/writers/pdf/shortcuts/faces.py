"""Fonts that documents of a process share, and that are read where they lie.

WeasyPrint copies each font to a temporary folder for each document. Lines can only be remembered for fonts that stay,
and if the files of a set are not copied, no folder is left behind by a process that is killed.

Font features that are let go with the text that is set with them.

WeasyPrint hands the features of each line to Pango in a list that it never gives back, so that each line with old style
figures leaves 160 bytes behind. Here each list has its own features, and goes with its line.
"""

from __future__ import annotations

from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from typing import Any
from weakref import finalize

from weasyprint.text import line_break
from weasyprint.text.ffi import ffi, pango
from weasyprint.text.fonts import FontConfiguration

from handouts.writers.pdf.shortcuts.lru import LRU

_set_up: Any = line_break.Layout.setup
Face = dict[str, Any]
"""What an `@font-face` rule says."""
SETS = 4
"""As many sets of fonts as are remembered: one is a brand's."""


class Own(dict[bytes, Any]):
    """In place of the features that a document keeps: it keeps none, so that a list may take what it holds with it."""

    def setdefault(self, _: bytes, attribute: Any = None) -> Any:
        """The new attribute."""
        return attribute


def let_features_go() -> None:
    """Let WeasyPrint set up lines in this way."""
    line_break.Layout.setup = _setup


def _setup(layout: Any, style: Any) -> None:
    """In place of `setup`: Pango alone holds the list of features."""
    _set_up(layout, style)
    if isinstance(style.font_config.font_features, Own):
        features = pango.pango_layout_get_attributes(layout.layout)
        if features != ffi.NULL:
            pango.pango_attr_list_unref(features)


class SharedFonts(FontConfiguration):
    """The fonts of documents; `key` says which, `lines` is what is remembered of text that was set in them."""

    def __init__(self, key: str = "") -> None:
        super().__init__()
        self._folder = _Shelf()
        self.font_features = Own()
        self.key = key
        self.lines: Any = None

    def add_font_face(self, rule_descriptors: Face, url_fetcher: Any) -> None:
        """Load a font; its file is used as it is, unless another face has it or it has none."""
        self._folder.source = getattr(url_fetcher, "file_of", lambda _: None)(_address(rule_descriptors))
        super().add_font_face(rule_descriptors, url_fetcher)

    def __del__(self) -> None:
        """Its copies go with the shelf; there is no folder else."""


class _Shelf:
    """What WeasyPrint takes for the folder of its copies."""

    def __init__(self) -> None:
        self.source: Path | None = None
        self._used: dict[str, Path] = {}
        self._copies: Path | None = None

    def __truediv__(self, name: str) -> _Place:
        return _Place(self, name)

    def holds(self, name: str) -> bool:
        return name in self._used

    def file(self, name: str) -> Path:
        return self._used[name]

    def put(self, name: str, data: bytes) -> None:
        """Use the file of the font, or a copy."""
        if self.source is not None and self.source not in self._used.values():
            self._used[name] = self.source
            return
        if self._copies is None:
            self._copies = Path(mkdtemp(prefix="handouts-fonts-"))
            finalize(self, rmtree, self._copies, ignore_errors=True)
        self._used[name] = self._copies / name
        self._used[name].write_bytes(data)


class _Place:
    """What WeasyPrint takes for the path of a copy."""

    def __init__(self, shelf: _Shelf, name: str) -> None:
        self._shelf, self._name = shelf, name

    def exists(self) -> bool:
        return self._shelf.holds(self._name)

    def write_bytes(self, data: bytes) -> None:
        self._shelf.put(self._name, data)

    def as_posix(self) -> str:
        return self._shelf.file(self._name).as_posix()


_sets: LRU[str, SharedFonts] = LRU(SETS)


def fonts_for(faces: tuple[Face, ...], fetcher: Any, messages: Any) -> SharedFonts:
    """The fonts of these rules.

    Args:
        faces: The rules, in the order they are read.
        fetcher: What fonts are loaded with; its `file_of` says what file lies behind an address.
        messages: What WeasyPrint has logged so far; fonts that it has anything to say about are not shared.
    """
    key = repr([(sorted(face.items()), _state(fetcher.file_of(_address(face)))) for face in faces])
    fonts = _sets.get(key)
    if fonts is None:
        before, fonts = len(messages), SharedFonts(key)
        for face in faces:
            fonts.add_font_face(face, fetcher)
        if len(messages) == before:
            _sets.put(key, fonts)
    return fonts


def _address(face: Face) -> str:
    """The first address that a rule names, if any."""
    return next((address for kind, address in face["src"] if kind == "external" and address), "")


def _state(path: Path | None) -> tuple[str, int, int] | None:
    """What a file is known by."""
    if path is None:
        return None
    found = path.stat()
    return str(path), found.st_size, found.st_mtime_ns
