"""Short cuts through private parts of WeasyPrint and the libraries that it uses: the same bytes in less time.

`install` takes those that last as long as the process, `documents` those of each document. Every one is a module of its
own, and can be turned off by its name (`handouts.shortcuts`). They are written for one version of each library
(`enabled`) and imported only to be taken: with another version some cannot even be imported.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module

from handouts.writers.pdf.shortcuts.imports import quick_imports
from handouts.writers.pdf.shortcuts.toggles import enabled

PATCHES = (
    ("", "", "faces", "let_features_go"),
    ("garbage", "", "garbage", "note_contexts"),
    ("patterns", "pyphen", "patterns", "keep_patterns"),
    ("styles", "", "styles", "share_styles"),
    ("lines", "", "lines", "remember_lines"),
    ("lineboxes", "", "lineboxes", "remember_lineboxes"),
    ("boxes", "", "boxes", "remember_boxes"),
    ("drawings", "", "drawings", "remember_paths"),
    ("glyphs", "", "glyphs", "draw_again"),
    ("objects", "pydyf", "objects", "write_once"),
    ("trees", "tinyhtml5", "trees", "parse_quickly"),
)
"""The name of a short cut, the library beside WeasyPrint whose version decides, the module, and what in it installs it.

That font features are let go is no short cut but mends a leak, so it goes by no name.
"""


@contextmanager
def install() -> Iterator[None]:
    """Take the short cuts that last as long as the process; WeasyPrint is to be imported inside, for the first time."""
    with quick_imports():
        yield
        for name, library, module, function in PATCHES:
            if enabled(name, *([library] if library else [])):
                getattr(import_module(f"{__package__}.{module}"), function)()
