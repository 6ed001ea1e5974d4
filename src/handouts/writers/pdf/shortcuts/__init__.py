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
    ("garbage", "note_contexts", ()),
    ("patterns", "keep_patterns", ("pyphen",)),
    ("styles", "share_styles", ()),
    ("lines", "remember_lines", ()),
    ("lineboxes", "remember_lineboxes", ()),
    ("boxes", "remember_boxes", ()),
    ("drawings", "remember_paths", ()),
    ("glyphs", "draw_again", ()),
    ("objects", "write_once", ("pydyf",)),
    ("trees", "parse_quickly", ("tinyhtml5",)),
)
"""The module of a short cut, which is its name, what installs it, and libraries whose versions decide as well."""


@contextmanager
def install() -> Iterator[None]:
    """Take the short cuts that last as long as the process; WeasyPrint is to be imported inside, for the first time."""
    with quick_imports():
        yield
        if enabled():  # no short cut but a mended leak, so it goes by no name
            import_module(f"{__package__}.faces").let_features_go()
        for name, function, libraries in PATCHES:
            if enabled(name, *libraries):
                getattr(import_module(f"{__package__}.{name}"), function)()
