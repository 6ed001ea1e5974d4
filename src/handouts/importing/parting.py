"""A text in pieces → the parts of a lesson: its headings say what each is, or it is a material.

Whether a heading's word can be taken at its word is tried: what the reader of lessons would refuse becomes a material.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from handouts.importing.found import Found, Part
from handouts.importing.writing import section
from handouts.languages import lessons_in
from handouts.reader.markdown import parse_markdown
from handouts.reader.markdown.words import SECTIONS, beginning

_TAKEN_OVER = ("text", "material", "task", "tasks", "glossary")
_LABEL = re.compile(
    r"^(?P<label>(?:Aufgabe|Arbeitsauftrag|Task|Exercise|Material|Quelle|Source|Text)\s*(?:Nr\.\s*)?\d{1,2}|M\s?\d{1,2})"
    r"(?P<letter>[a-z]?)\s*(?:[.:)–—-]+\s*|\s+|$)(?P<rest>.*)$",
    re.DOTALL,
)
_AFTER_WORD = re.compile(r"^\s*(?:\d+[a-z]?)?\s*(?:[:.–—-]|$)")
_SHORT = 90
_LOWEST = 6


@dataclass(frozen=True)
class Piece:
    """A paragraph, list or table: its plain words, itself as Markdown, its level if it is a heading."""

    words: str
    text: str
    level: int = 0
    title: bool = False
    bold: bool = False
    lost: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    line: int = 0


def parted(found: Found, pieces: Sequence[Piece], language: str) -> None:
    """Add the parts of a text to what was found."""
    pieces = [one for one in pieces if one.text or one.lost]
    pieces = _titled(found, pieces)
    levels = [one.level for one in pieces if one.level]
    highest = min(levels, default=1)
    current = Part(0, "", "")
    bodies: list[str] = []
    notes: list[str] = []
    empty: list[str] = []
    under_label = 0  # the rank of a label that is no heading of the highest; what is not below it ends its part

    def close() -> None:
        current.body = "\n\n".join([*bodies, *dict.fromkeys(notes)])
        made = _settled(current, found.name, language)
        if made.body or made.known:
            made.remarks = [*empty, *made.remarks]
            found.parts.append(made)
            empty.clear()
        elif made.heading or made.remarks:
            empty.extend([*made.remarks, *([f"nothing stood below “{made.heading}”"] if made.heading else [])])
        bodies.clear()
        notes.clear()

    for piece in pieces:
        labelled = None if piece.level else _label(piece)
        deeper = bool(piece.level > highest and _LABEL.match(piece.words))
        if piece.level == highest or labelled or deeper or 0 < piece.level <= under_label:
            close()
            under_label = _LOWEST if labelled else piece.level if deeper else 0
            current = Part(piece.line, labelled[0] if labelled else piece.words, "")
            if labelled:
                current.remarks.append("this heading was a paragraph like others")
                bodies += [labelled[1]] if labelled[1] else []
        elif piece.level:
            bodies.append(f"{'#' * min(max(3, piece.level - highest + 2), 6)} {re.sub('^#+ ', '', piece.text)}")
        elif piece.text:
            bodies.append(piece.text)
        current.remarks += [f"at “{piece.words[:50]}”: {one}" if piece.words else one for one in piece.lost]
        notes += piece.notes
    close()
    if empty:
        found.parts.append(Part(0, "", "…", remarks=empty))


def _titled(found: Found, pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces without the title: what the style calls so, or the one heading of the highest level at the top."""
    first = next((number for number, one in enumerate(pieces) if one.level), None)
    if first is None:
        return list(pieces)
    top = pieces[first]
    alone = top.level == 1 and sum(1 for one in pieces if one.level == 1) == 1 and len(pieces) > 1
    deeper = any(one.level > 1 for one in pieces)
    if top.title or (alone and deeper and first == 0):
        found.title = top.words
        return [one for number, one in enumerate(pieces) if number != first]
    return list(pieces)


def _label(piece: Piece) -> tuple[str, str] | None:
    """A paragraph that is a heading but for its style: "Aufgabe 2", and what follows it in the same paragraph."""
    match = _LABEL.match(piece.words)
    if match is None or not re.match(r"[*_\s]*[A-Za-z]", piece.text):
        return None
    rest = match["rest"].strip()
    task = re.match("Auf|Arb|Task|Ex", match["label"])
    label = f"{match['label']}{match['letter']}"
    if not rest:
        return label, ""
    if piece.bold and len(piece.words) < _SHORT:
        return f"{label}: {rest}", ""
    if task and re.match(r"[.:)–—-]", piece.words[len(label) :].lstrip()):
        own = _LABEL.match(re.sub(r"\*\*", "", piece.text, count=2))
        return label, (own["rest"].strip() if own else rest)
    return None


def _settled(part: Part, name: str, language: str) -> Part:
    """The part under its own heading if the reader takes it; else as a material."""
    kind = beginning(part.heading, SECTIONS)
    numbered = re.match(r"^(?:M|X|K|A)\s?\d{1,3}\b", part.heading)
    if numbered or (kind and kind[0] in _TAKEN_OVER and _AFTER_WORD.match(kind[1])):
        part.known = True
        part.task = bool(re.match(r"[KA]\s?\d", part.heading)) or bool(kind and kind[0] in ("task", "tasks"))
        if not (told := _refused(part, name, language)):
            return part
        part.known = part.task = False
        part.remarks.append(f"a material for now, since it is no such part yet: {told}")
    return part


def _refused(part: Part, name: str, language: str) -> str:
    text = f"---\nlanguage: {language}\n---\n\n{section(part, name, lessons_in(language).draft)}\n"
    problems = parse_markdown(text, name).problems
    return problems[0].message if problems else ""
