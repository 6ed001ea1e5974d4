"""Blocks → places on one slide, for slides that no layout foresees: rows below one another, columns and cards in them.

All text on the slide has one size, the largest in which everything has room. What can be of any size, pictures and
charts, shares what the rest leaves. The first text stands in the placeholder of its layout, the others in boxes of
their own, which every master has room for.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from handouts.model.deck import Block, ChartData, Code, Columns, Paragraph, Picture, Quote, Run, Table, TextBlock
from handouts.slidelayout.layouts import BAR_SPACE, BESIDE, CAPTION, CREDIT, HALF, PLAIN
from handouts.slidelayout.measure import Gauge
from handouts.slidelayout.parts import Draft, PagePart, Paragraphs, Visual, pixel_size, shown
from handouts.slidelayout.placeholders import Box, Placeholder, Setting
from handouts.slidelayout.split import Unfit
from handouts.slidelayout.table_layout import fit_table

SIZES = (28, 24, 22, 20, 18, 16, 14)
"""Of text, from the largest that stands beside something to the smallest that can be read."""
_GAP = 0.24
_BETWEEN = 0.45
"""Between rows, and between columns."""
_SMALLEST = {Picture: 1.1, ChartData: 2.6}
"""How high at least what can be of any size has to be."""
CODE_MARGIN = (0.16, 0.1, 0.16, 0.1)
"""How far the ground of a listing reaches beyond it at the left, top, right and bottom."""
_CODE_SIZES = (18, 16, 14, 13, 12, 11, 10)
_IN_A_ROW = {2: 2, 3: 3, 4: 2, 5: 3, 6: 3, 7: 4, 8: 4, 9: 3}
"""How many pictures stand side by side, of so many."""
_MANY = 9


def needs_arranging(blocks: Sequence[Block]) -> bool:
    """Whether blocks are more than the layouts foresee: text, something beside it, two columns."""
    pictures = [block for block in blocks if isinstance(block, Picture)]
    columns = [block for block in blocks if isinstance(block, Columns)]
    if columns and (len(blocks) > 1 or len(columns[0].columns) != 2 or columns[0].rtl):
        return True
    if any(isinstance(inner, Code) for one in columns for column in one.columns for inner in column):
        return True
    return len(pictures) > 2 or any(isinstance(block, Code) for block in blocks)


def arrange(blocks: Sequence[Block], gauge: Gauge, sizes: Sequence[int] = SIZES) -> Draft:
    """Place all blocks in the room that a plain slide has for text.

    Raises:
        Unfit: They have no room in the smallest of the sizes.
    """
    unfit = Unfit("has no room")
    for size in sizes:
        try:
            return _placed(
                tuple(_Stack(tuple(_gathered(blocks)), size, gauge).parts(gauge.layouts[PLAIN]["text"].box)), gauge
            )
        except Unfit as found:
            unfit = found
    raise unfit


def arrange_most(blocks: Sequence[Block], gauge: Gauge, sizes: Sequence[int]) -> tuple[Draft | None, int]:
    """Place as many of the first blocks as have room together; also how many these are, none if not even one has."""
    for count in range(len(blocks), 0, -1):
        try:
            return arrange(blocks[:count], gauge, sizes), count
        except Unfit:
            continue
    return None, 0


def _gathered(blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks, pictures that follow one another in rows."""
    waiting: list[Picture] = []
    for block in (*blocks, None):
        if isinstance(block, Picture) and len(waiting) < _MANY:
            waiting.append(block)
            continue
        step = _IN_A_ROW.get(len(waiting), 1)
        for start in range(0, len(waiting), step):
            row = tuple(waiting[start : start + step])
            yield row[0] if len(row) == 1 else Columns(tuple((one,) for one in row))
        waiting = [block] if isinstance(block, Picture) else []
        if block is not None and not isinstance(block, Picture):
            yield block
    yield from waiting


def _placed(parts: Sequence[PagePart], gauge: Gauge) -> Draft:
    """The parts in placeholders, as far as a layout has some: two texts side by side, else the first."""
    texts = [part for part in parts if part.placeholder.name == _TEXT]
    rows = [[other for other in texts if other.box.y == part.box.y] for part in texts]
    pair = next((row for row in rows if len(row) == 2), [])
    layout = gauge.layouts[BESIDE if pair else PLAIN]
    holders = dict(zip(map(id, pair or texts[:1]), (layout["text"], layout.placeholder("visual")), strict=False))
    return layout, tuple(_held(part, holders.get(id(part)), number) for number, part in enumerate(parts, 1))


def _held(part: PagePart, holder: Placeholder | None, number: int) -> PagePart:
    """A part in a placeholder of the layout, or in one that is on its slide only."""
    if holder is None:
        return replace(part, placeholder=replace(part.placeholder, index=-number))
    setting = replace(holder.setting, hang=part.setting.hang, unmarked=part.setting.unmarked)
    return replace(part, placeholder=replace(holder, setting=setting, loose=True))


_TEXT = "Text"
"""The name of what may stand in a placeholder for text."""


@dataclass(frozen=True)
class _Stack:
    """Blocks below one another, in text of one size."""

    blocks: tuple[Block, ...]
    size: int
    gauge: Gauge

    def height(self, width: float) -> tuple[float, bool]:
        """How high it is at least, and whether it may be higher."""
        heights = [self._needs(block, width) for block in self.blocks]
        return sum(height for height, _ in heights) + _GAP * max(0, len(heights) - 1), any(free for _, free in heights)

    def parts(self, box: Box) -> Iterator[PagePart]:
        """Place all in a box.

        Raises:
            Unfit: It is not high enough.
        """
        needed = [self._needs(block, box.w) for block in self.blocks]
        spare = box.h - sum(height for height, _ in needed) - _GAP * max(0, len(needed) - 1)
        if spare < 0:
            raise Unfit("has more on it than one slide has room for")
        free = sum(is_free for _, is_free in needed)
        y = box.y
        for block, (height, is_free) in zip(self.blocks, needed, strict=True):
            more = max(0.0, min(spare / free, self._most(block, box.w) - height)) if is_free else 0.0
            free, spare, high = free - is_free, spare - more, height + more
            yield from self._placed(block, Box(box.x, y, box.w, high))
            y += high + _GAP

    def _text(self, width: float, text: Paragraphs) -> Setting:
        """How text is set: in narrow columns its lists stand in less far."""
        scale = 1.0 if width > 4 else 0.75
        setting = replace(
            HALF,
            sizes=(self.size, max(self.size - 2, 14), max(self.size - 4, 14)),
            minimum=12,
            before=7 if width > 4 else 4,
            hang=tuple(step * scale for step in HALF.hang),
            unmarked=tuple(range(9)),
        )
        if self.size > SIZES[-1] and self.gauge.breaks_word(text, setting, Box(0, 0, width, 9)):
            raise Unfit("has words that are wider than their column")
        return setting

    def _code(self, width: float, code: Code) -> Setting:
        """The size in which no line of a listing is broken, else the smallest."""
        room = width - CODE_MARGIN[0] - CODE_MARGIN[2]
        if code.size:
            return Setting((code.size,), code.size)
        sizes = [size for size in _CODE_SIZES if size <= max(self.size - 4, 12)]
        size = code_size(code, room, self.gauge, sizes) or (_CODE_SIZES[-1] if self.size <= SIZES[-1] else 12)
        return Setting((size,), size)

    def _needs(self, block: Block, width: float) -> tuple[float, bool]:
        match block:
            case TextBlock(text):
                return self.gauge.height(text, self._text(width, text), width) + 0.04, False
            case Code(text) as code:
                room = width - CODE_MARGIN[0] - CODE_MARGIN[2]
                return self.gauge.height(text, self._code(width, code), room) + CODE_MARGIN[1] + CODE_MARGIN[3], False
            case Quote(text, said_by):
                room = width - BAR_SPACE
                setting = self._quotation(room, text)
                return self.gauge.height(text, setting, room) + self._caption(said_by, room, CREDIT) + 0.06, False
            case Table():
                ((_, sizes),) = self._table(block, Box(0, 0, width, 99))
                return sum(sizes.rows) + self._caption(block.caption, width), False
            case Columns():
                stacks = [(self._inner(column), wide) for column, wide in self._columns(block, width)]
                heights = [stack.height(wide) for stack, wide in stacks]
                return max(height for height, _ in heights), any(free for _, free in heights)
        return _SMALLEST[type(block)] + self._caption(block.caption, width), True

    def _most(self, block: Block, width: float) -> float:
        """How high something can be at most that may be of any size: a picture that is as wide as it can be."""
        match block:
            case Picture() if not block.cropped:
                wide, high = pixel_size(block)
                return width * high / wide + self._caption(block.caption, width)
            case Columns():
                stacks = [(self._inner(column), wide) for column, wide in self._columns(block, width)]
                return max(stack.most(wide) for stack, wide in stacks)
            case ChartData() | Picture():
                return 99.0
        return self._needs(block, width)[0]

    def most(self, width: float) -> float:
        """How high it can be at most."""
        return sum(self._most(block, width) for block in self.blocks) + _GAP * max(0, len(self.blocks) - 1)

    def _inner(self, blocks: tuple[Block, ...]) -> _Stack:
        return replace(self, blocks=tuple(_gathered(blocks)))

    def _columns(self, columns: Columns, width: float) -> Iterator[tuple[tuple[Block, ...], float]]:
        gap = _BETWEEN if len(columns.columns) < 4 else 0.3
        room = width - gap * (len(columns.columns) - 1)
        shares = columns.widths or (1 / len(columns.columns),) * len(columns.columns)
        least = 0.5 / len(shares)
        shares = tuple(max(share, least) for share in shares)
        for column, share in zip(columns.columns, shares, strict=True):
            yield column, room * share / sum(shares)

    def _quotation(self, room: float, text: Paragraphs) -> Setting:
        return replace(self._text(room, text), hang=(0.0,))

    def _table(self, table: Table, box: Box) -> tuple:  # type: ignore[type-arg]
        size = min(self.size, 20)
        return fit_table(table, box, Setting((size,), max(12, size - 2)), self.gauge, split=False)

    def _caption(self, text: Paragraphs, width: float, setting: Setting = CAPTION) -> float:
        return self.gauge.height(text, setting, width) + 0.12 if text else 0.0

    def _placed(self, block: Block, box: Box) -> Iterator[PagePart]:
        match block:
            case TextBlock(text):
                setting = self._text(box.w, text)
                yield PagePart(_free("text", _TEXT, box, setting), box, setting, text)
            case Code(text) as code:
                left, top, right, bottom = CODE_MARGIN
                inner = Box(box.x + left, box.y + top, box.w - left - right, box.h - top - bottom)
                setting = self._code(box.w, code)
                place = replace(_free("text", "Code", inner, setting), margins=CODE_MARGIN)
                yield PagePart(place, inner, setting, text, tinted=True)
            case Quote(text, said_by):
                inner = box.indented(BAR_SPACE)
                setting = self._quotation(inner.w, text)
                high = self.gauge.height(text, setting, inner.w) + 0.04
                body = replace(inner, h=high)
                yield PagePart(_free("text", "Quotation", body, setting), body, setting, text, bar=high)
                yield from self._captions(said_by, replace(inner, y=inner.y + high + 0.08, h=box.h - high), CREDIT)
            case Table():
                ((table, sizes),) = self._table(block, box)
                yield PagePart(_free("visual", "Table", box, CAPTION), box, CAPTION, table, sizes)
                y = box.y + sum(sizes.rows) + 0.08
                yield from self._captions(block.caption, replace(box, y=y, h=box.y + box.h - y))
            case Columns():
                x = 0.0
                gap = _BETWEEN if len(block.columns) < 4 else 0.3
                for column, wide in self._columns(block, box.w):
                    left = box.x + (box.w - x - wide if block.rtl else x)
                    yield from self._inner(column).parts(replace(box, x=left, w=wide))
                    x += wide + gap
            case _:
                yield from self._visual(block, box)

    def _visual(self, visual: Visual, box: Box) -> Iterator[PagePart]:
        foot = self._caption(visual.caption, box.w)  # type: ignore[union-attr]
        room = replace(box, h=box.h - foot)
        (part,) = shown((visual,), _free("visual", "Picture", room, CAPTION), room, self.gauge)
        if isinstance(visual, Picture):
            part = replace(part, box=replace(part.box, y=box.y))
        yield part
        end = part.box.y + part.box.h + 0.08
        yield from self._captions(visual.caption, replace(box, y=end, h=foot))  # type: ignore[union-attr]

    def _captions(self, text: Paragraphs, box: Box, setting: Setting = CAPTION) -> Iterator[PagePart]:
        if text:
            plain = tuple(replace(paragraph, level=0) for paragraph in text)
            yield PagePart(_free("text", "Caption", box, setting), box, setting, plain)


def _free(role: str, name: str, box: Box, setting: Setting) -> Placeholder:
    """A place that is on its slide only."""
    return Placeholder(role, -1, "obj", name, box, setting)  # type: ignore[arg-type]


def code_size(code: Code, measure: float, gauge: Gauge, sizes: Sequence[int] = _CODE_SIZES) -> int:
    """The largest size in which no line of a listing is broken that has so many inches; 0 if there is none."""
    return next((size for size in sizes if not gauge.breaks_line(code.paragraphs, Setting((size,), size), measure)), 0)


def text_of(block: Block) -> Paragraphs:
    """What a block says, as text only."""
    match block:
        case TextBlock(text) | Code(text):
            return text
        case Quote(text, said_by):
            return (*text, *said_by)
        case Columns(columns):
            return tuple(paragraph for column in columns for inner in column for paragraph in text_of(inner))
        case Table():
            return (*(_line(row) for row in block.rows), *block.caption)
        case _:
            said = (Paragraph((_worded(block.alt, block),)),) if block.alt else ()
            return (*said, *block.caption)


def _line(row: tuple[Paragraph, ...]) -> Paragraph:
    runs: list[Run] = []
    for cell in row:
        if cell.runs:
            runs += [replace(cell.runs[0], text=" – ", link=None, jump=""), *cell.runs] if runs else [*cell.runs]
    return Paragraph(tuple(runs))


def _worded(text: str, block: Block) -> Run:
    language = next((run.language for line in getattr(block, "caption", ()) for run in line.runs), "und")
    return Run(text, getattr(block, "language", "") or language)
