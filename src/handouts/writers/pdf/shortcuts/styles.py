"""Styles that are worked out less often.

WeasyPrint shares styles between elements alike, but sorts out the declarations of each before it knows, and makes six
more for each element: of a note's mark, a list's bullet and so on, nearly none of which anybody asks for. Here
declarations are sorted out once for all elements alike, and those styles are made when they are asked for. What no
declaration sets is there from the start, see `initial_values`, or taken from the parent without further ado; what has
variables is worked out once for all styles in which the variables are the same: WeasyPrint parses what `margin:
var(--gutter)` comes to anew for each side of each style. All that together takes a fifth off the time of a document.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from math import inf
from typing import Any

from weasyprint import css
from weasyprint.css.computed_values import PHYSICAL_FUNCTIONS
from weasyprint.css.functions import check_math
from weasyprint.css.properties import INHERITED, INITIAL_NOT_COMPUTED, INITIAL_VALUES, Dimension
from weasyprint.css.tokens import InvalidValues, Pending
from weasyprint.text import line_break

from handouts.writers.pdf.shortcuts.initial_values import LOGICAL, PLACED, prepare, prepare_anonymous

PASSED = frozenset((*INHERITED, "page", *(key for key in INITIAL_VALUES if key.startswith("text_decoration_"))))
"""What children have from their parents."""
PLAIN = frozenset(INITIAL_VALUES.keys() - PASSED - INITIAL_NOT_COMPUTED - frozenset(PLACED))
"""What is as it is initially, unless something says otherwise."""
NUMBERS = frozenset((str, int, float, Dimension, type(None)))
"""Kinds of values that hold nothing to be calculated."""
UNNAMED = "no page has a name"
"""Stands in what the styles of a document share, if that is so."""

Cascade = dict[str, tuple[Any, Any]]
"""Values of properties by declarations, each with the weight of its declaration."""
_missing: Any = css.ComputedStyle.__missing__
_strut_key: Any = line_break._font_style_cache_key
MOST = 64
"""As many results as are remembered of a declaration."""


def share_styles() -> None:
    """Let WeasyPrint make styles in this way."""
    css.StyleFor = _Styles
    css.ComputedStyle.__missing__ = _found
    line_break._font_style_cache_key = _key_of
    prepare_anonymous()


def _found(style: Any, key: str) -> Any:
    """In place of `__missing__`: a value that is not worked out yet."""
    if key not in style.cascaded and (key not in PHYSICAL_FUNCTIONS or _is_physical(style)):
        if key in PLAIN:
            value = style[key] = INITIAL_VALUES[key]
            return value
        if key in PASSED and style.parent_style is not None:
            value = style.parent_style[key]
            if type(value) in NUMBERS or not check_math(value):
                style[key] = value
                return value
    elif key in style.cascaded and key[:2] != "__" and _is_physical(style):
        declared, weight = style.cascaded[key]
        if isinstance(declared, Pending):
            with suppress(InvalidValues):  # WeasyPrint finds that out itself
                style.cascaded[key] = solved(style, key, declared), weight
    return _missing(style, key)


def _is_physical(style: Any) -> bool:
    """Whether no declaration sets properties by what is before and after in the flow of text."""
    try:
        return style.is_physical  # type: ignore[no-any-return]
    except AttributeError:
        style.is_physical = LOGICAL.isdisjoint(style.cascaded)
        return style.is_physical  # type: ignore[no-any-return]


def _key_of(style: Any, include_size: bool = False) -> str:
    """In place of `_font_style_cache_key`: what the height of a line depends on."""
    name = "sized_font_key" if include_size else "font_key"
    try:
        return getattr(style, name)  # type: ignore[no-any-return]
    except AttributeError:
        setattr(style, name, _strut_key(style, include_size))
        return getattr(style, name)  # type: ignore[no-any-return]


class _Styles(css.StyleFor):
    """In place of `StyleFor`: the styles of a document."""

    def __init__(
        self, html: Any, sheets: Sequence[Any], presentational_hints: bool, font_config: Any, target_collector: Any
    ) -> None:
        self._cascaded_styles: dict[Any, Cascade] = {}
        self._computed_styles: dict[Any, Any] = {}
        self.initial_page_sizes = {"box": None, "area": None}
        self.font_config = font_config
        self._sheets, self._collector = sheets, target_collector
        self._root, self._base_url = html.etree_element, html.base_url
        self._waiting: dict[tuple[Any, str], Cascade] = {}
        css.PROGRESS_LOGGER.info("Step 3 - Applying CSS")
        own, said = self._written_in(html, presentational_hints)
        known: dict[Any, tuple[Any, dict[str, Cascade]]] = {}
        for wrapper in html.wrapper_element.iter_subtree():
            element, parent = wrapper.etree_element, wrapper.parent and wrapper.parent.etree_element
            matched = [
                (place, found) for place, sheet in enumerate(sheets) for found in sheet[0].matcher.match(wrapper)
            ]
            alike = (
                None if parent is None else id(self._computed_styles[parent, None]),
                said.get(element),
                tuple((place, order) for place, (_, order, _, _) in matched),
            )
            if alike not in known:
                cascades = self._cascades(own.get(element, {}), matched)
                known[alike] = self._made(parent, None, cascades.pop(None)), cascades
            self._computed_styles[element, None], cascades = known[alike]
            self._waiting.update(((element, pseudo), cascade) for pseudo, cascade in cascades.items())
        self._look_at(known.values())

    def _written_in(self, html: Any, hints: bool) -> tuple[dict[Any, Cascade], dict[Any, tuple[Any, ...]]]:
        """What elements say of their own style, as a cascade and as declarations."""
        own: dict[Any, Cascade] = {}
        said = {}
        for specificity, element, declarations, base in css.find_style_attributes(self._root, hints, html.base_url):
            said[element] = tuple(declarations)
            _enter(
                own.setdefault(element, {}), css.preprocess_declarations(base, declarations), "author", inf, specificity
            )
        return own, said

    def _cascades(self, own: Cascade, matched: Sequence[tuple[int, Any]]) -> dict[Any, Cascade]:
        """The cascade of an element, under None, and those of what stands around its content."""
        cascades: dict[Any, Cascade] = {None: own}
        for place, (specificity, _, pseudo, (declarations, layer)) in matched:
            sheet, origin, hinted = self._sheets[place]
            order = inf if layer is None else sheet.layers.index(layer)
            _enter(cascades.setdefault(pseudo, {}), declarations, origin, order, hinted or specificity)
        return cascades

    def _made(self, parent: Any, pseudo: str | None, cascade: Cascade) -> Any:
        """A style; its element becomes known as a target of links."""
        styles = self._computed_styles
        above = styles[parent, None] if parent is not None else None
        root = styles[self._root, None] if parent is not None else css.InitialStyle(self.font_config)
        fonts, sizes = self.font_config, self.initial_page_sizes
        style = css.ComputedStyle(above, cascade, pseudo, root, self._base_url, fonts, sizes)
        prepare(style)
        if self._collector and style["anchor"]:
            self._collector.collect_anchor(style["anchor"])
        return style

    def _look_at(self, found: Any) -> None:
        """Note whether pages have names, and make the styles that are targets of links."""
        if not any("page" in cascade for style, others in found for cascade in (style.cascaded, *others.values())):
            self._computed_styles[self._root, None].cache[UNNAMED] = True
        for element, pseudo in [place for place, cascade in self._waiting.items() if "anchor" in cascade]:
            self._bring(element, pseudo)

    def _bring(self, element: Any, pseudo: str) -> None:
        cascade = self._waiting.pop((element, pseudo))
        self._computed_styles[element, pseudo] = self._made(element, pseudo, cascade)

    def set_computed_styles(self, element: Any, *args: Any, pseudo_type: str | None = None, **named: Any) -> None:
        """Make a style of pages, or of what stands in their margins."""
        super().set_computed_styles(element, *args, pseudo_type=pseudo_type, **named)
        prepare(self._computed_styles[element, pseudo_type])

    def __call__(self, element: Any, pseudo_type: str | None = None) -> Any:
        """The style of an element, or of what stands around its content; None if it has none."""
        if pseudo_type is not None and (element, pseudo_type) in self._waiting:
            self._bring(element, pseudo_type)
        return super().__call__(element, pseudo_type)


def _enter(cascade: Cascade, declarations: Iterator[Any], origin: str, layer: float, specificity: Any) -> None:
    """Let declarations count where none of more weight has set the same."""
    for name, values, importance in declarations:
        weight = css.declaration_precedence(origin, importance), layer, specificity
        before = cascade.get(name)
        if before is None or before[1] <= weight:
            cascade[name] = values, weight


def solved(style: Any, key: str, pending: Any) -> Any:
    """What a declaration with variables comes to in a style; itself if that takes a closer look.

    Args:
        style: The style; its variables are asked for.
        key: The property, which is no variable itself.
        pending: The declaration, not worked out yet.

    Raises:
        InvalidValues: It comes to nothing that the property may have.
    """
    parts = vars(pending)
    if "names" not in parts:
        parts["names"], parts["known"] = _names(pending.tokens), {}
    if parts["names"] is None:
        return pending
    values = [style[name] for name in parts["names"]]
    place = (key, style.base_url, *map(id, values))
    known: dict[Any, tuple[Any, Any]] = parts["known"]
    if place not in known:
        tokens: list[Any] = []
        for token in pending.tokens:
            resolved = css.resolve_var(style, token, style.parent_style)
            tokens.extend((token,) if resolved is None else resolved)
        if len(known) >= MOST:
            known.clear()
        known[place] = pending.solve(tokens, key.replace("_", "-"), style.base_url), values
    return known[place][0]


def _names(tokens: Iterable[Any]) -> tuple[str, ...] | None:
    """The variables that are named, at whatever depth; None if one has something to fall back on."""
    found: list[str] = []
    for token in tokens:
        within = getattr(token, "arguments", None) or getattr(token, "content", None) or ()
        if token.type == "function" and token.lower_name == "var" and "," in within:
            return None
        if token.type == "ident" and token.value.startswith("--"):
            found.append(token.value.replace("-", "_"))
        if isinstance(within, list):
            inner = _names(within)
            if inner is None:
                return None
            found += inner
    return tuple(dict.fromkeys(found))
