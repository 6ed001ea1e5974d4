"""Paths of drawings that are remembered: coasts and borders are the same on every map.

WeasyPrint reads a path number by number each time it is painted: an eighth of the time of six pages with one map.
"""

from __future__ import annotations

from hashlib import blake2b
from typing import Any

from weasyprint import svg

from handouts.writers.pdf.shortcuts.lru import LRU

SHORT = 200
"""Characters; shorter paths are read as quickly as they are looked up."""
MOST = 512
"""As many paths as are remembered."""

Key = tuple[bytes, float, float | None, float | None]
Drawn = tuple[list[bytes], list[Any]]
"""What is painted, and the corners where markers may stand."""
_path: Any = svg.TAGS["path"]


class Paths:
    """The paths of documents; `used` are those of the present one."""

    def __init__(self) -> None:
        self._known: LRU[Key, Drawn] = LRU(MOST)
        self.used: dict[Key, Drawn] = {}

    def get(self, key: Key) -> Drawn | None:
        """A path that is remembered; it counts as used."""
        drawn = self._known.get(key)
        if drawn is not None:
            self.used[key] = drawn
        return drawn

    def put(self, key: Key, drawn: Drawn) -> None:
        """Remember a path; it counts as used."""
        self._known.put(key, drawn)
        self.used[key] = drawn

    def update(self, found: dict[Key, Drawn]) -> None:
        """Remember paths of an earlier run; they do not count as used."""
        for key, drawn in found.items():
            self._known.put(key, drawn)


paths = Paths()


def remember_paths() -> None:
    """Let WeasyPrint look for paths here first."""
    svg.TAGS["path"] = _drawn


def _drawn(picture: Any, node: Any, font_size: float) -> None:
    """In place of `path`: paint a path, and note its corners."""
    words = node.get("d", "")
    if len(words) <= SHORT:
        _path(picture, node, font_size)
        return
    digest = blake2b(words.encode("utf-8", "surrogatepass"), digest_size=16).digest()
    key = digest, font_size, picture.inner_width, picture.inner_height
    painted = picture.stream.stream
    drawn = paths.get(key)
    if drawn is None:
        before, corners = len(painted), len(node.vertices)
        _path(picture, node, font_size)
        paths.put(key, (painted[before:], list(node.vertices)[corners:]))
    else:
        painted.extend(drawn[0])
        node.vertices.extend(drawn[1])
