"""A deck that somebody else wrote in HTML → PowerPoint: the file, its pictures, and what is lost on the way.

`page` reads it; what lies in files beside it is put into it by `embedding` (Markdown, style sheets, pictures) and
`grounds`; `dialects` makes of Marp's, Quarto's and Mermaid's pages what reveal.js would have, `formulas` lines of what
is set in TeX or MathML, `svg` pictures of drawings. Then it is one page without any files, `handouts.slides` makes
slides of it, and `colours` looks whether they can be read.

Nothing is fetched. All of it may be anything: nothing is read but plain files of a sensible size. How long it may take
and how much memory is the business of whoever calls it (`cli.convert`).
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from lxml.html import HtmlElement

from handouts.convert.colours import readable
from handouts.convert.dialects import as_reveal
from handouts.convert.embedding import embed_markdown, embed_pictures, embed_styles
from handouts.convert.formulas import write_out_formulas
from handouts.convert.grounds import embed_grounds, show_grounds
from handouts.convert.page import left_out, name_of, read_page
from handouts.convert.svg import draw_inline
from handouts.errors import ContentError, Problem, one_problem
from handouts.model.brand import Brand
from handouts.slides import deck_of, expand_markdown, hidden_remarks, legible, remarks, remove_hidden, settle, tree_of
from handouts.writers.powerpoint import set_slides

__all__ = ["Converted", "convert", "name_of"]


@dataclass(frozen=True)
class Converted:
    """A finished .pptx file, how many slides it has, and what in it is not as it was."""

    data: bytes
    slides: int
    remarks: tuple[Problem, ...]


def convert(path: Path, brand: Brand, master: bytes | None = None) -> Converted:
    """Turn a deck for the browser into a native one in the brand's design, or in that of a master.

    Pictures, Markdown and style sheets are taken from the folder of the page and those in it; nothing is fetched. What
    has no room on a slide is set smaller, cut or shown otherwise, and told.

    Raises:
        ContentError: The page cannot be read.
        MasterError: The master cannot be used.
    """
    typed, name = read_page(path), name_of(path)
    root = tree_of(legible(typed), name)
    found = [*left_out(typed, name), *embed_markdown(root, path)]
    _note_origins(root, name)
    expand_markdown(root)
    found += as_reveal(root, name)
    found += embed_styles(root, path)
    settle(root)
    found += (Problem(name, one.line, 0, one.message) for one in hidden_remarks(root))
    remove_hidden(root)
    found += (*write_out_formulas(root, name), *draw_inline(root, name, brand))
    found += show_grounds(root, name)
    found += (*embed_pictures(root, path, brand), *embed_grounds(root, path, brand))
    found += (Problem(name, one.line, 0, one.message) for one in remarks(root))
    deck, unread = readable(deck_of(root), brand)
    if not deck.slides:
        raise ContentError(one_problem(name, "there are no slides in it; each is a <section>"))
    made = set_slides(deck, brand, master, forced=True)
    found += (_placed(problem, name) for problem in (*unread, *made.told))
    return Converted(made.data, made.count, tuple(sorted({*found})))


def _note_origins(root: HtmlElement, name: str) -> None:
    for section in root.iter("section"):
        section.set("data-origin", section.get("data-origin") or f"{name}:{section.sourceline}")


def _placed(problem: Problem, name: str) -> Problem:
    """A problem of a slide at the line of its section."""
    file, _, line = problem.path.rpartition(":")
    if file == name and line.isdigit():
        return Problem(name, int(line), 0, problem.message)
    return Problem(problem.path or name, problem.line, problem.column, problem.message)
