"""The numbers that Word counts for its lists (ECMA-376, part 1, 17.9), since HTML made of it begins each at 1."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def child(element: etree._Element | None, *path: str) -> etree._Element | None:
    """A child by the names of the way to it."""
    for name in path:
        element = element.find(f"{W}{name}") if element is not None else None
    return element


def val(element: etree._Element | None) -> str:
    """The value of a property."""
    return (element.get(f"{W}val") or "") if element is not None else ""


def _whole(words: str, otherwise: int) -> int:
    return int(words) if words.isdecimal() and len(words) < 6 else otherwise


@dataclass
class Lists:
    """The lists of a document: how each level is written, where it begins, and how far it has come."""

    abstract: dict[str, str] = field(default_factory=dict)
    levels: dict[tuple[str, str], tuple[str, int]] = field(default_factory=dict)
    restarts: dict[tuple[str, str], int] = field(default_factory=dict)
    styles: dict[str, tuple[str, str]] = field(default_factory=dict)
    counts: dict[tuple[str, str], int] = field(default_factory=dict)
    begun: set[tuple[str, str]] = field(default_factory=set)

    def number(self, paragraph: etree._Element) -> tuple[int, str] | None:
        """The number of a paragraph, and how it is written ("decimal"); None if it has none."""
        properties = child(paragraph, "pPr")
        style = val(child(properties, "pStyle"))
        numbered = child(properties, "numPr")
        from_style = self.styles.get(style, ("", ""))
        identity = val(child(numbered, "numId")) or from_style[0]
        deep = val(child(numbered, "ilvl")) or from_style[1] or "0"
        kind = self.levels.get((self.abstract.get(identity, ""), deep))
        if identity in ("", "0") or kind is None or kind[0] in ("bullet", "none"):
            return None
        return self._count(identity, deep, kind[1]), kind[0]

    def _count(self, identity: str, level: str, start: int) -> int:
        abstract = self.abstract[identity]
        key = (abstract, level)
        restart = self.restarts.get((identity, level))
        if restart is not None and (identity, level) not in self.begun:
            self.counts[key] = restart
        else:
            self.counts[key] = self.counts[key] + 1 if key in self.counts else start
        self.begun.add((identity, level))
        for other in [one for one in self.counts if one[0] == abstract and int(one[1]) > int(level)]:
            del self.counts[other]
        return self.counts[key]


def lists_of(numbering: etree._Element | None, styles: etree._Element | None) -> Lists:
    """The lists that a document knows, from its parts `numbering` and `styles`."""
    made = Lists()
    for one in numbering.iter(f"{W}abstractNum") if numbering is not None else ():
        identity = one.get(f"{W}abstractNumId") or ""
        for level in one.iter(f"{W}lvl"):
            kind = val(child(level, "numFmt")) or "decimal"
            made.levels[identity, level.get(f"{W}ilvl") or "0"] = kind, _whole(val(child(level, "start")), 1)
    for one in numbering.iter(f"{W}num") if numbering is not None else ():
        identity = one.get(f"{W}numId") or ""
        made.abstract[identity] = val(child(one, "abstractNumId"))
        for override in one.iter(f"{W}lvlOverride"):
            if (start := child(override, "startOverride")) is not None:
                made.restarts[identity, override.get(f"{W}ilvl") or "0"] = _whole(val(start), 1)
    for style in styles.iter(f"{W}style") if styles is not None else ():
        numbered = child(style, "pPr", "numPr")
        if numbered is not None:
            deep = val(child(numbered, "ilvl")) or "0"
            made.styles[style.get(f"{W}styleId") or ""] = val(child(numbered, "numId")), deep
    return made
