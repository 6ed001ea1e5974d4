"""A Markdown file → a draft: one that is a lesson's part already stays as it is, another is parted by its headings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

from handouts.importing.found import Found
from handouts.importing.parting import Piece, parted
from handouts.importing.text import decoded
from handouts.reader.markdown import parse_markdown
from handouts.reader.markdown.page import Block, Page, blocks, front_matter, inline_of
from handouts.reader.markdown.words import FRONT

_RAW = re.compile(r"</?(?!https?:)[a-zA-Z][a-zA-Z0-9]*(?:\s[^<>]*)?/?>")
_NOTE = re.compile(r"^\[\^([^\]\s]+)\]:.*(?:\n(?: {2,}|\t).*)*\n?", re.MULTILINE)
_PICTURE = re.compile(r"!\[[^\]]*\]\(<?([^)>\s]+)>?(?:\s+\"[^\"]*\")?\)")
_OBSIDIAN = re.compile(r"!\[\[([^\]]+)\]\]")


def markdown(raw: bytes, name: str, language: str) -> Found:
    """The parts of a Markdown file.

    Raises:
        ContentError: It is no text.
    """
    found = Found(name)
    text = decoded(raw, found)
    head, first = front_matter(text)
    if head:
        found.title = _title(head)
        found.front = head.strip("\n")
    body = "\n".join(["" for _ in range(first)] + text.split("\n")[first:])
    if _is_lesson(body, name, language):
        found.whole = body.strip() + "\n"
    else:
        notes = {match[1]: match[0].strip() for match in _NOTE.finditer(body)}
        parted(found, list(_pieces(_NOTE.sub(_emptied, body), found, notes)), language)
    for match in _OBSIDIAN.finditer(body):
        found.lose(
            _line(body, match.start()), f"{match[0][:60]} is a link of Obsidian's; write ![](file) for a picture"
        )
    found.beside = tuple(dict.fromkeys(unquote(one[1]) for one in _PICTURE.finditer(body) if "://" not in one[1]))
    for match in _PICTURE.finditer(body):
        if "://" in match[1]:
            found.lose(_line(body, match.start()), f"{match[1][:80]} lies on the web; save it beside the lesson")
    return found


def tell_of_front(found: Found) -> None:
    """Tell what stands between the lines `---` of a file and has no place in a lesson that is there already."""
    lines = [line for line in found.front.split("\n") if ":" in line and not line.startswith((" ", "#", "-"))]
    keys = [line.split(":")[0] for line in lines]
    if others := [key for key in keys if FRONT.get(key.lower()) not in ("title", "languages")]:
        found.lose(1, f"what stands between the lines --- is left out, but for the title: {', '.join(others)[:80]}")


def _emptied(match: re.Match[str]) -> str:
    return "\n" * match[0].count("\n")


def _line(text: str, place: int) -> int:
    return text.count("\n", 0, place) + 1


def _title(head: str) -> str:
    for line in head.split("\n"):
        key, _, value = line.partition(":")
        if FRONT.get(key.strip().lower()) == "title":
            return value.strip().strip("\"'")
    return ""


def _is_lesson(body: str, name: str, language: str) -> bool:
    """Whether the file is written as lessons are: the reader takes it, and finds more in it than a title."""
    read = parse_markdown(f"---\nlanguage: {language}\n---\n{body}", name)
    return not read.problems and bool(set(read.data) - {"title", "languages"})


def _pieces(body: str, found: Found, notes: dict[str, str]) -> Iterator[Piece]:
    page = Page(found.name, body.split("\n"))
    for block in blocks(page, 0, len(page.lines)):
        text = page.raw([block])
        line = block.start + 1
        if match := _RAW.search(re.sub(r"`[^`]*`", "", text)):
            found.lose(line, f"{match[0]} is HTML, which is printed as it stands; write it in Markdown")
        cited = tuple(notes[one] for one in re.findall(r"\[\^([^\]\s]+)\]", text) if one in notes)
        level = int(block.node.tag[1]) if block.kind == "heading" else 0
        words = " ".join(inline_of(block).split()) if block.kind in ("heading", "paragraph") else ""
        bold = bool(re.fullmatch(r"\*\*[^*]+\*\*", words))
        shown = f"{'#' * level} {words}" if level else _lifted(block, text)
        yield Piece(words.strip("*"), shown, level, bold=bold, notes=cited, line=line)


def _lifted(block: Block, text: str) -> str:
    """A block without the marks that have another meaning in a lesson: a rule would begin front matter nowhere."""
    return "" if block.kind == "hr" else text
