"""What templates can do with a value: Markdown, dates and numbers in the language of the edition, colours."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from itertools import chain, repeat
from typing import TYPE_CHECKING, Any, Literal

from markupsafe import Markup, escape

from handouts import cache as store
from handouts import locales, markup
from handouts.colours import contrast
from handouts.languages import of
from handouts.locales import manner_of
from handouts.model.chartscales import places_of
from handouts.model.lettered import nth_letter
from handouts.model.mentions import listed
from handouts.model.points import total
from handouts.model.text import PartialDate, term_in

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

_SENTENCE_END = re.compile(r"(?<!\b\d\.)(?<!\b\d\d\.)(?<!\b[A-Za-z]\.)(?<=[.!?])\s+(?=[A-ZÄÖÜ„“‘])")
"""Not after an ordinal (3. Mai 1947) or a single letter (z. B.)."""
_PLAIN = r"[^\x00-\x1f\x7f\s\\`*_~^\[\]<>&\"]"
"""A character that means nothing in Markdown where it stands in a line."""
_PLAIN_LINE = re.compile(rf"{_PLAIN}+(?: {_PLAIN}+)*")
_PLAIN_PARAGRAPH = re.compile(rf"[^\W\d_]{_PLAIN}*(?: {_PLAIN}+)*")
"""The same, beginning with a letter: digits, dashes and others begin lists, headings, rules or code."""
_TAGS = re.compile(r"(<[^>]*>)")


def filters_for(language: str) -> dict[str, Callable[..., Any]]:
    """The filters of one language, by the names that templates use."""
    locale = manner_of(language)

    def number(value: Decimal | float | int, decimals: int = 0) -> str:
        """A number as it is written in the language, rounded half up to so many decimals: `1.234,5`, `1,234.5`."""
        exact = Decimal(str(value)).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
        return locale.number(exact, decimals)

    def date(value: PartialDate) -> str:
        """A date in words, no more precise than it is known: `8. September 1951`, `44 v. Chr.`."""
        return locale.date(value, value.precision)

    def when(value: PartialDate) -> str:
        """A date as it follows a verb: `am 8. September 1951`, `im September 1951`, `1951`; `in 1951`."""
        return of(language).dated.get(value.precision, "{}").format(date(value))

    def years(first: int, last: int | None = None) -> str:
        """A year in words, or the years from one to another: `1951`, `44 v. Chr.`, `1901–1989`, `100–44 v. Chr.`."""
        if last is None:
            return locale.date(PartialDate.parse(first), "year")
        return locale.span(PartialDate.parse(first), PartialDate.parse(last))

    def in_words(value: Decimal, *, short: bool = False) -> str:
        """A number with words from a million on, as the language has them: `4.2 trillion`; if short, `4.2T`."""
        return locales.in_words(value, language, short=short)

    def points(value: float) -> str:
        """Points as they are written in the language: `2`, `1,5`, `1.5`."""
        return number(value, 0 if value == int(value) else 1)

    return {
        "markdown": _markdown_blocks,
        "inline": _inline,
        "plain": _plain,
        "date": date,
        "when": when,
        "years": years,
        "isodate": _isodate,
        "number": number,
        "lines": _lines,
        "letter": nth_letter,
        "places": places_of,
        "in_words": in_words,
        "listed": listed,
        "blocks": _blocks,
        "pairs": _pairs,
        "sentences": _sentences,
        "annotated": _annotated,
        "keyed": _keyed,
        "points": points,
        "worth": worth,
        "ended": _ended,
        "rounded": rounded,
        "contrast": contrast,
    }


def _markdown_blocks(value: object) -> Markup:
    """Markdown as HTML: paragraphs, lists, tables, pictures."""
    return Markup(_rendered("render", str(value)))


def _inline(value: object) -> Markup:
    """Markdown as HTML without paragraphs: *italics*, **bold**, links."""
    return Markup(_rendered("renderInline", str(value)))


def _plain(value: object) -> str:
    """Markdown as words alone, for attributes and the names of documents, which hold no marks."""
    return _inline(value).striptags()


@lru_cache(maxsize=4096)
def _rendered(how: Literal["render", "renderInline"], text: str) -> str:
    """What markdown-it makes of a text; asked only for texts that it would change, and for these once.

    Most texts of a lesson have no mark-up at all, and the library takes longer to load than all others to render.
    """
    if how == "renderInline" and _PLAIN_LINE.fullmatch(text):
        return text
    if how == "render" and _PLAIN_PARAGRAPH.fullmatch(text):
        return f"<p>{text}</p>\n"
    key = store.digest(markup.library(), how, text)
    if (kept := store.load("markdown", key)) is not None:
        return kept.decode("utf-8", "surrogatepass")
    made: str = getattr(_markdown(), how)(text)
    store.keep("markdown", key, made.encode("utf-8", "surrogatepass"))
    return made


def _isodate(value: object) -> str:
    """A date as it is written in content: `1951-09-08`."""
    return str(value)


def _lines(value: object) -> list[str]:
    """The lines of a text that are not empty."""
    return [line for line in str(value).splitlines() if line.strip()]


def _sentences(value: object) -> list[str]:
    """The sentences of a text."""
    return re.split(_SENTENCE_END, str(value))


def _annotated(value: object, notes: Sequence[tuple[object, object]]) -> Markup:
    """HTML with each note behind the first place where its term stands; what stands nowhere gets none.

    Behind the term, and with nothing between them, so that no line ends between the two.

    Args:
        value: HTML.
        notes: Terms as authors write them, each with the HTML of its note.
    """
    parts = _TAGS.split(str(value))
    for term, note in notes:
        wanted = str(escape(term)).replace("&#34;", "&quot;")
        for index in range(0, len(parts), 2):
            if found := term_in(wanted, parts[index]):
                before, after = parts[index][: found.start()], parts[index][found.end() :]
                mark = ['<span class="annotated">', found[0], "</span>", "", str(note), after]
                parts[index : index + 1] = [before, *mark]
                break
    return Markup("".join(parts))


def _keyed(value: object, keywords: Sequence[object]) -> Markup:
    """HTML with a key word at the beginning of each of the first paragraphs, behind something for its line to hold."""
    first, *others = str(value).split("<p>")
    keys = (
        Markup('<span class="anchor"></span><span class="keyword"><span>{}</span></span>').format(word)
        for word in keywords
    )
    return Markup(
        "<p>".join((first, *(f"{key}{other}" for key, other in zip(chain(keys, repeat("")), others, strict=False))))
    )


def _ended(value: object) -> Markup:
    """Words with a full stop behind them, unless they end a sentence themselves: `Frau K.`, `Wer war es?`."""
    words = escape(value).rstrip()
    end = _TAGS.sub("", words).rstrip()
    if end.endswith(("..", "!.", "?.", "….")) and not end.endswith("..."):
        return Markup(words[: words.rindex(".")] + words[words.rindex(".") + 1 :])
    return words if end.endswith((".", "!", "?", "…")) else words + "."


def rounded(value: Decimal, to: int) -> Decimal:
    """The value rounded half up to a multiple of `to`."""
    return (value / to).quantize(Decimal(1), rounding=ROUND_HALF_UP) * to if to > 1 else value


def worth(tasks: Iterable[Any]) -> int | float:
    """The points of tasks in all; those of a task without any do not count."""
    return total(task.points for task in tasks)


def _blocks(value: object, by_line: bool = False) -> list[Markup]:
    """The paragraphs, lists and tables of a text, each as HTML of its own; or each of its lines as a paragraph."""
    if by_line:
        lines = (line for line in str(value).splitlines() if line.strip())
        return [Markup(f"<p>{_inline(line)}</p>") for line in lines]
    environment: dict[str, Any] = {}
    tokens = _markdown().parse(str(value), environment)
    ends = [number for number, token in enumerate(tokens, 1) if token.level == 0 and token.nesting <= 0]
    parts = (tokens[start:end] for start, end in zip([0, *ends], ends, strict=False))
    return [Markup(_markdown().renderer.render(part, _markdown().options, environment)) for part in parts]


def _pairs(one: list[Markup], other: list[Markup]) -> list[tuple[Markup, Markup]]:
    """Paragraphs beside those that say the same; all beside all if there are not as many."""
    if len(one) == len(other):
        return list(zip(one, other, strict=True))
    return [(Markup().join(one), Markup().join(other))]


def _markdown() -> MarkdownIt:
    return markup.parser()
