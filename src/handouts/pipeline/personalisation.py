"""One layout, many copies: what is personal is set into each without laying it out again, wherever that is the same.

A template marks where it prints what is a reader's own (`data-personal`). The HTML for readers who have nothing in
common tells whether it depends on them anywhere else. A layout with short words at the marks and one with long words
tell whether anything moves. Who does not fit is laid out alone.
"""

from __future__ import annotations

import pickle
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from handouts.errors import TemplateError
from handouts.model.edition import Edition
from handouts.model.layout import Copy, Layout, Marked, Values
from handouts.model.readers import CodeForm, Reader
from handouts.nearest import suggestion
from handouts.pipeline import Job, Made
from handouts.pipeline.preparation import prepare
from handouts.pipeline.workspace import Workspace
from handouts.writers.personal import blank, fill, keys_of, qr_address

AT_ONCE = 500
"""Copies in one job, so that a job stays small however many there are."""
KEYS = ("name", "first", "last", "class", "number", "code", "qr")
"""What templates can mark."""
_STRANGERS = (
    Reader("Ao", "A", "o", "1", "1", "1-01-A-1"),
    Reader("Wilhelmine Marie Mustermann", "Wilhelmine Marie", "Mustermann", "Q2 Geschichte", "28", "Q2-28-B-2"),
)


def prepare_copies(
    workspace: Workspace, edition: Edition, readers: Sequence[Reader], form: CodeForm | None = None
) -> list[Job]:
    """Render one edition for several readers.

    Args:
        workspace: The project.
        edition: What each is to have a copy of.
        readers: At least one; with their codes if a `form` is asked for.
        form: How codes are printed; None if they are not.

    Returns:
        Jobs whose `copies` are those of the readers, in their order; none if nothing in the edition is personal.

    Raises:
        TemplateError: A template is missing or fails, or marks something that nobody has.
    """
    one_of_each_class = {reader.class_name: reader for reader in readers}.values()
    pages = [prepare(workspace, edition, _drawn(one, form)).html for one in (*_STRANGERS, *one_of_each_class)]
    if pages[0] == pages[1]:
        return []
    keys = keys_of(pages[0])
    for key in keys:
        if key not in KEYS:
            raise TemplateError(f'a template of {edition} has data-personal="{key}"{suggestion(key, KEYS)}')
    size = AT_ONCE if len({blank(page, keys) for page in pages}) == 1 else 1
    return [_job(workspace, edition, readers[start : start + size], form) for start in range(0, len(readers), size)]


def _job(workspace: Workspace, edition: Edition, readers: Sequence[Reader], form: CodeForm | None) -> Job:
    job = prepare(workspace, edition, _drawn(readers[0], form))
    copies = tuple(reader.values for reader in readers)
    return replace(job, copies=copies, smallest=edition.audience.smallest_type)


def _drawn(reader: Reader, form: CodeForm | None) -> Reader:
    """A reader as templates see them."""
    return replace(reader, code=reader.code if form else "", qr=qr_address(reader.code) if form == "qr" else "")


def copied(job: Job) -> Made:
    """Lay out a finished job as often as its copies differ in more than what stands at their marks.

    Returns:
        The copies in a form that travels; see `copies_of`.
    """
    keys = keys_of(job.html)
    all_values = [{**one, "qr": qr_address(one["code"])} if "qr" in keys else one for one in job.copies]
    found: dict[int, Copy] = {}
    while waiting := [number for number in range(len(all_values)) if number not in found]:
        some = [all_values[number] for number in waiting]
        layout = _common(job, keys, some) if keys and len(some) > 2 else None
        copies = list(_copies(layout, some)) if layout else []
        if not any(copies):
            copies = [Copy(_laid_out(job, values, None), ()) for values in some]
        found |= {number: copy for number, copy in zip(waiting, copies, strict=True) if copy}
    result = tuple(found[number] for number in range(len(all_values)))
    return Made(pickle.dumps(result, protocol=5), sum(len(copy.layout.pages) for copy in result))


def copies_of(made: Made) -> tuple[Copy, ...]:
    """What a job with copies has made, in the order of its `copies`."""
    copies: tuple[Copy, ...] = pickle.loads(made.data)
    return copies


def _common(job: Job, keys: Sequence[str], copies: Sequence[Values]) -> Layout | None:
    """The layout with short words at all marks, if it stays the same with others that fit."""
    values = {key: [copy[key] for copy in copies if copy[key]] for key in keys}
    short = {key: min(words, key=_length, default="") for key, words in values.items()}
    layout = _laid_out(job, short, Marked(short, values, job.smallest))
    if sorted(slot.key for slot in layout.slots) != sorted(keys) or not all(slot.sound for slot in layout.slots):
        return None
    long = dict(short)
    for slot, widths in zip(layout.slots, layout.widths, strict=True):
        long[slot.key] = _furthest(short[slot.key], widths, slot.room)
    if long != short and not _same(layout, _laid_out(job, long, Marked(long, {}, job.smallest))):
        return None
    return layout


def _furthest(words: str, widths: Mapping[str, float], room: float) -> str:
    """The widest words that fit; if none are wider than these, the narrowest, since these may stand at the right."""
    fitting = sorted((width, one) for one, width in widths.items() if width <= room)
    return fitting[-1][1] if fitting[-1][0] > widths[words] else fitting[0][1]


def _length(words: str) -> tuple[bool, int]:
    """Words in letters of the West come first: the fonts of others are higher."""
    return not all(letter < "\u0500" or "\u1e00" <= letter < "\u2c00" for letter in words), len(words)


def _laid_out(job: Job, values: Values, marked: Marked | None) -> Layout:
    from handouts.writers.pdf import write_layout

    return write_layout(fill(job.html, values), job.css, job.hyphenation, marked)


def _same(one: Layout, other: Layout) -> bool:
    """Whether everything but what stands at marks is where it was, and the marks are, too."""
    places = [[(slot.key, slot.page, slot.at) for slot in layout.slots] for layout in (one, other)]
    return one.fixed == other.fixed and places[0] == places[1]


def _copies(layout: Layout, several: Sequence[Values]) -> Iterator[Copy | None]:
    """A copy of a layout for each of several readers; None for those whose values do not fit."""
    bare = replace(layout, drawn=(), widths=())
    slots = list(zip(layout.slots, layout.drawn, strict=True))
    for values in several:
        fits = all(values[slot.key] in drawn for slot, drawn in slots)
        yield Copy(bare, tuple(drawn[values[slot.key]] for slot, drawn in slots)) if fits else None
