"""`<figure data-diagram="…"><table>…` → diagrams.

A row is an entry, its head the first cell: of a timeline `data-x` says when it was (ISO 8601, or a year), `data-until`
when it ended. `aria-current` marks the one at hand. Of a comparison each column is one: the first row has the heads,
the foot of the table the credits, and cells `<th>` at the left say what a row is about. A row without words is a mark.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lxml.html import HtmlElement

from handouts.model.dates import PartialDate
from handouts.model.deck import Diagram, Entry, Paragraph, Run
from handouts.model.diagrams import KINDS, refusal
from handouts.slides.inline import Style, tag
from handouts.slides.tables import cell_runs


def is_diagram(figure: HtmlElement) -> bool:
    """Whether the figure is a diagram of a kind that slides draw, with something in it."""
    return figure.get("data-diagram") in KINDS and bool(_lines(figure))


def diagram_of(figure: HtmlElement, style: Style, caption: tuple[Paragraph, ...]) -> Diagram:
    """The diagram that a figure is."""
    kind = KINDS[figure.get("data-diagram") or ""]
    labels: tuple[Paragraph, ...] = ()
    if kind.name == "comparison":
        entries, labels = _columns(figure, style)
    else:
        entries = tuple(_entry(line, style) for line in _lines(figure))
    ends = (time_of(figure.get("data-from") or ""), time_of(figure.get("data-until") or ""))
    return Diagram(
        kind.name,
        entries,
        style.language,
        (figure.get("aria-label") or "").strip(),
        labels,
        (ends[0], ends[1]) if ends[0] is not None and ends[1] is not None and ends[0] < ends[1] else None,
        caption,
        style.step,
    )


def time_of(written: str) -> float | None:
    """A year, month or day as a year with its fraction; None for what is none of these."""
    try:
        return PartialDate.parse(written).elapsed
    except ValueError:
        return None


def lost_diagrams(element: HtmlElement) -> Iterator[str]:
    """What a figure has that is to be a diagram, and no slide draws."""
    name = element.get("data-diagram")
    if name is None or element.tag != "figure":
        return
    shown = "its rows are shown as a table" if element.find(".//table") is not None else "it has no table"
    if told := refusal(name):
        yield f"{told}; {shown}"
    elif not is_diagram(element):
        yield f"the diagram ({name}) has no table with rows, so it is not on the slides; give it one"
    elif KINDS[name].dated:
        for line in _lines(element):
            if time_of(line.get("data-x") or "") is None:
                written = " ".join(line.text_content().split())
                yield f"“{written[:60]}” has no date in data-x, so it is not on the timeline"


def diagram_mistakes(root: HtmlElement) -> tuple[tuple[str, str], ...]:
    """What of a page's diagrams slides cannot draw: where its slide was written, and what is wrong."""
    return tuple((_origin(figure), told) for figure in root.iter("figure") for told in lost_diagrams(figure))


def _origin(figure: HtmlElement) -> str:
    return next((told for one in figure.iterancestors("section") if (told := one.get("data-origin"))), "")


def _lines(figure: HtmlElement, part: str = "") -> list[HtmlElement]:
    """The rows of the figure's tables; those of their heads or feet only if it is asked for them."""
    return [
        line
        for line in figure.iter("tr")
        if (tag(line.getparent()) if tag(line.getparent()) in ("thead", "tfoot") else "") == part
    ]


def _cells(line: HtmlElement) -> list[HtmlElement]:
    return [cell for cell in line if tag(cell) in ("td", "th")]


def _entry(line: HtmlElement, style: Style) -> Entry:
    first, *others = (_said(cell, style) for cell in _cells(line)) if _cells(line) else ((),)
    return Entry(
        first,
        tuple(Paragraph(runs) for runs in others if runs),
        begins=time_of(line.get("data-x") or ""),
        ends=time_of(line.get("data-until") or ""),
        lit=_is_lit(line),
    )


def _said(cell: HtmlElement, style: Style) -> tuple[Run, ...]:
    return cell_runs(cell, style.within(cell))


def _is_lit(element: HtmlElement) -> bool:
    return (element.get("aria-current") or "false") != "false"


def _columns(figure: HtmlElement, style: Style) -> tuple[tuple[Entry, ...], tuple[Paragraph, ...]]:
    """The columns of a comparison, and what its rows are about."""
    body = [_cells(line) for line in _lines(figure)]
    labelled = bool(body) and all(cells and tag(cells[0]) == "th" for cells in body)
    first = 1 if labelled else 0
    heads = next((_cells(line) for line in _lines(figure, "thead")), [])
    feet = next((_cells(line) for line in _lines(figure, "tfoot")), [])
    count = max((len(cells) for cells in (heads, *body)), default=0)

    def at(cells: Sequence[HtmlElement], place: int) -> tuple[Run, ...]:
        return _said(cells[place], style) if place < len(cells) else ()

    columns = tuple(
        Entry(
            at(heads, place),
            tuple(Paragraph(at(cells, place)) for cells in body),
            (Paragraph(runs),) if (runs := at(feet, place)) else (),
            lit=place < len(heads) and _is_lit(heads[place]),
        )
        for place in range(first, count)
    )
    return columns, tuple(Paragraph(at(cells, 0)) for cells in body) if labelled else ()
