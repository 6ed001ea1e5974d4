"""HTML, as Word's documents and Moodle's questions have it → Markdown that means the same here (markdownify).

What Markdown would take for a mark is escaped where it stands as a mark would, and nowhere else, since a teacher goes
on with the text.
"""

from __future__ import annotations

import re
import warnings
from dataclasses import dataclass, field
from itertools import islice
from typing import Any
from urllib.parse import quote

from bs4 import BeautifulSoup, Tag
from bs4.exceptions import ParserRejectedMarkup
from markdownify import MarkdownConverter

_IN_WORDS = re.compile(
    r"\\(?=[!-/:-@\[-`{-~])|[*`~^]|_(?![^\W_])|(?<![^\W_])_|&(?=#?\w+;)|\[(?=\^|[^\]]{0,200}\]\()|<(?=!--|https?:)"
)
_AT_BEGIN = re.compile(r"^(?P<blank> {0,3})(?P<mark>#{1,6}(?=\s|$)|[-+](?=\s|$)|>|:::|\|)", re.MULTILINE)
_RULED = re.compile(r"^(?P<blank> {0,3})(?P<mark>[-=]{2,}\s*$)", re.MULTILINE)
_NUMBERED = re.compile(r"^(?P<blank> {0,3}\d{1,9})(?P<mark>[.)](?=\s|$))", re.MULTILINE)
_DROPPED = {
    "script": "a script",
    "iframe": "an embedded page",
    "object": "an embedded object",
    "video": "a video",
    "audio": "a sound",
    "canvas": "a drawing",
    "svg": "a drawing",
    "math": "a formula",
}
_MOST_DEEP = 60
_MOST_ADDED = 500
"""Empty cells for one table; what has more is no table of a worksheet."""


@dataclass
class Html:
    """HTML as Markdown: the sources of its pictures, and what was lost on the way."""

    text: str
    pictures: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)


class _Converter(MarkdownConverter):
    """markdownify, with fewer escapes and lists that keep their numbers."""

    def escape(self, text: str, parent_tags: set[str]) -> str:
        """Words, with a backslash before what would be a mark."""
        escaped = _IN_WORDS.sub(r"\\\g<0>", text or "")
        return escaped.replace("|", "\\|") if {"td", "th"} & set(parent_tags) else escaped

    def convert_p(self, el: Any, text: str, parent_tags: set[str]) -> str:
        """A paragraph that begins with no mark."""
        return str(_usual("p")(self, el, _unmarked(text), parent_tags))

    def convert_li(self, el: Any, text: str, parent_tags: set[str]) -> str:
        """An entry of a list; a number or dash at its beginning would make another list in it."""
        first = next((child for child in el.children if str(child).strip()), None)
        words = text if isinstance(first, Tag) and first.name in ("ul", "ol", "p") else _begun(text)
        return str(_usual("li")(self, el, words, parent_tags))

    def convert_img(self, el: Any, text: str, parent_tags: set[str]) -> str:  # noqa: ARG002 (markdownify asks for it)
        """A picture with its alternative text, in whatever it stands."""
        alt = re.sub(r"[\[\]\\\n]+", " ", el.get("alt") or "").strip()
        return f"![{alt}]({quote(el.get('src') or '', safe='/:@%')})"

    def convert_u(self, el: Any, text: str, parent_tags: set[str]) -> str:  # noqa: ARG002
        """Underlined words stay words."""
        return text


def _usual(name: str) -> Any:
    """Markdownify's own way with an element; it has no types."""
    return getattr(MarkdownConverter, f"convert_{name}")


def _begun(text: str) -> str:
    """The same for the first line alone, below which a list may follow."""
    first, mark, rest = text.lstrip().partition("\n")
    return f"{_unmarked(first)}{mark}{rest}"


def _unmarked(text: str) -> str:
    text = _AT_BEGIN.sub(r"\g<blank>\\\g<mark>", text)
    text = _RULED.sub(r"\g<blank>\\\g<mark>", text)
    return _NUMBERED.sub(r"\g<blank>\\\g<mark>", text)


def soup_of(html: str) -> BeautifulSoup:
    """HTML as a tree, by the parser of the standard library, which fetches nothing."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # that a text looks like an address or a file
        try:
            return BeautifulSoup(html, "html.parser")
        except (ParserRejectedMarkup, AssertionError, RecursionError):
            return BeautifulSoup(re.sub(r"<[^>]*>?", " ", html), "html.parser")


def from_html(html: str) -> Html:
    """A piece of HTML as Markdown."""
    return from_tree(soup_of(html))


def from_tree(tree: Tag) -> Html:
    """A part of a tree as Markdown; the tree is changed."""
    if any(sum(1 for _ in islice(one.parents, _MOST_DEEP)) == _MOST_DEEP for one in tree.find_all(True)):
        return Html(from_plain(tree.get_text(" ", strip=True)), [], ["what is nested too deep is kept as plain words"])
    lost = [*_dropped(tree), *_in_tables(tree)]
    if tree.find(["u", "ins"]):
        lost.append("underlined words are printed as all others")
    for one in tree.find_all(["del", "s", "strike"]):
        one.unwrap()
    pictures = [str(one.get("src") or "") for one in tree.find_all("img")]
    made = _Converter(
        heading_style="ATX", bullets="-", newline_style="backslash", sub_symbol="~", sup_symbol="^",
        table_infer_header=True, escape_asterisks=False, escape_underscores=False,
    ).convert_soup(tree)  # fmt: skip
    return Html(tidy(str(made)), pictures, lost)


def tidy(text: str) -> str:
    """Markdown without blanks at the ends of lines and without more than one empty line."""
    text = re.sub(r"[ \t\u00a0]+$", "", text, flags=re.MULTILINE)
    return re.sub(r"\n{3,}", "\n\n", text).strip()


def from_plain(text: str) -> str:
    """Plain words as Markdown that shows them; each line of theirs stays one."""
    lines = [_unmarked(_IN_WORDS.sub(r"\\\g<0>", line.strip())) for line in text.strip().split("\n")]
    return re.sub(r"(?<=\S)\n(?=\S)", "\\\\\n", "\n".join(lines))


def _dropped(tree: Tag) -> list[str]:
    lost = []
    for name, called in _DROPPED.items():
        for one in tree.find_all(name):
            words = " ".join(one.get_text(" ").split())[:60] if name in ("math", "object") else ""
            lost.append(f"{called} is left out" + (f": {words}" if words else ""))
            one.decompose()
    for one in tree.find_all("style"):
        one.decompose()
    for one in tree.find_all("input"):
        one.replace_with("\u2610 ")
        lost.append("a field to fill in is a box now")
    return lost


def _in_tables(tree: Tag) -> list[str]:
    lost = []
    for table in tree.find_all("table"):
        if table.find("table"):
            lost.append("a table within a table is set as words")
        if any(str(cell.get(span) or "1") != "1" for cell in table.find_all(["td", "th"]) for span in _SPANS):
            lost.append("cells of a table that were joined stand apart")
            _part_cells(table)
        if any(len(cell.find_all(["p", "li"])) > 1 for cell in table.find_all(["td", "th"])):
            lost.append("several paragraphs in a cell of a table are one now")
    return lost


_SPANS = ("colspan", "rowspan")


def _part_cells(table: Tag) -> None:
    """Put an empty cell for each that a joined one reaches over, so that the others stay in their columns."""
    waiting: dict[int, int] = {}
    added = 0
    for row in table.find_all("tr"):
        column = 0
        for cell in row.find_all(["td", "th"], recursive=False):
            while waiting.get(column, 0) > 0 and added < _MOST_ADDED:
                waiting[column] -= 1
                cell.insert_before(_empty_cell())
                column, added = column + 1, added + 1
            wide, high = (min(_whole(cell.get(span)), 50) for span in _SPANS)
            waiting |= {column + further: high - 1 for further in range(wide) if high > 1}
            for _ in range(wide - 1 if added < _MOST_ADDED else 0):
                cell.insert_after(_empty_cell())
                added += 1
            column += wide
            for span in _SPANS:
                del cell[span]


def _empty_cell() -> Tag:
    return Tag(name="td")


def _whole(value: object) -> int:
    return int(str(value)) if str(value).isdecimal() and int(str(value)) > 0 else 1
