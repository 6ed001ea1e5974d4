"""What a page does not show its readers: `hidden`, `display: none`, `visibility: hidden`, `opacity: 0`.

Solutions and spare parts are hidden so; on slides everybody would read them. What reveal.js itself hides until its time
comes (sections, fragments, notes) is no matter of style sheets here: its own are often part of the page.

For pages of somebody else's `settle` has the cascade write what it says of display into the elements themselves.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from lxml.html import HtmlElement

from handouts.slides.inline import tag

if TYPE_CHECKING:
    from cssselect2 import Matcher

_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|opacity\s*:\s*[+]?\.?0", re.IGNORECASE)
"""What hides, if anything does; whether it holds is for the cascade to say."""
_NONE = {"display": ("none",), "visibility": ("hidden", "collapse"), "content-visibility": ("hidden",)}
_SHOWN_MEDIA = ("", "all", "screen")
_NOT_PART = frozenset(("script", "style", "template", "noscript"))

_WHOLE = frozenset(("svg", "math"))

_HIDES = ("display", "visibility", "opacity", "content-visibility")
_SETS = (*_HIDES, "flex-direction", "grid-template-columns")
"""What `settle` writes into elements: also what sets their children side by side."""

_Declared = dict[str, tuple[bool, str]]
"""Of each property that can hide: whether it is `!important`, and its value in lower case."""


def is_notes(element: HtmlElement) -> bool:
    """Whether only the presenter sees this element."""
    return tag(element) == "aside" and "notes" in (element.get("class") or "").split()


def settle(root: HtmlElement) -> None:
    """Write into each element's `style` what the page's style sheets say of how it is shown, and drop the sheets."""
    styled = _styled(root, _SETS)
    for element, found in styled.items():
        if not found:
            continue
        own = element.get("style") or ""
        _cascade(found, _declared(own, _SETS))
        told = ";".join(f"{name}:{value}" for name, (_, value) in found.items())
        element.set("style", f"{own};{told}" if own else told)
    for sheet in list(root.iter("style")):
        if not any(tag(around) == "svg" for around in sheet.iterancestors()) and sheet.getparent() is not None:
            sheet.drop_tree()


def remove_hidden(root: HtmlElement) -> None:
    """Take out of a document what its page does not show; text that follows such an element stays."""
    for element in hidden_in(root):
        element.drop_tree()


def hidden_in(root: HtmlElement) -> list[HtmlElement]:
    """The outermost elements that the page does not show, in the order of the document."""
    return list(_hidden(root, _styled(root)))


def _hidden(element: HtmlElement, styled: Mapping[HtmlElement, _Declared]) -> Iterator[HtmlElement]:
    for child in element:
        if tag(child) in _NOT_PART or is_notes(child):
            continue
        if _is_hidden(child, styled.get(child, {})):
            yield child
        elif tag(child) not in _WHOLE:
            yield from _hidden(child, styled)


def _is_hidden(element: HtmlElement, declared: _Declared) -> bool:
    """Whether an element's own style hides it: style sheets, its `style`, and the attribute `hidden` below both."""
    found = dict(declared)
    inline = element.get("style") or ""
    unless = element.get("hidden") is not None
    if inline and (found or unless or _HIDING.search(inline)):
        _cascade(found, _declared(inline))
    if unless and "display" not in found:
        return True
    if any(found.get(name, (False, ""))[1] in values for name, values in _NONE.items()):
        return True
    return bool(re.fullmatch(r"[+]?0*\.?0+%?", found.get("opacity", (False, ""))[1]))


def _cascade(found: _Declared, later: _Declared) -> None:
    """Let later declarations win, unless only the earlier one is important."""
    for name, value in later.items():
        if value[0] or not found.get(name, (False, ""))[0]:
            found[name] = value


def _declared(block: str, names: tuple[str, ...] = _HIDES) -> _Declared:
    """The declarations of a style attribute, or of the inside of a rule, of these properties: that can hide."""
    import tinycss2

    found: _Declared = {}
    for one in tinycss2.parse_blocks_contents(block, skip_comments=True, skip_whitespace=True):
        if one.type == "declaration" and one.lower_name in names:
            value = tinycss2.serialize(one.value).strip().lower()
            _cascade(found, {one.lower_name: (one.important, value)})
    return found


def _styled(root: HtmlElement, names: tuple[str, ...] = _HIDES) -> dict[HtmlElement, _Declared]:
    """What the document's own `<style>` elements say of each element that they may hide."""
    sheets = [
        sheet.text or ""
        for sheet in root.iter("style")
        if (sheet.get("media") or "").strip().lower() in _SHOWN_MEDIA
        and not any(tag(around) in ("noscript", "template") for around in sheet.iterancestors())
    ]
    if names == _HIDES and not any(_HIDING.search(sheet) for sheet in sheets):
        return {}
    import cssselect2
    import tinycss2

    matcher = cssselect2.Matcher()
    for sheet in sheets:
        _add_rules(matcher, tinycss2.parse_stylesheet(sheet, skip_comments=True, skip_whitespace=True), names)
    found: dict[HtmlElement, _Declared] = {}
    for wrapped in cssselect2.ElementWrapper.from_html_root(root).iter_subtree():
        element = wrapped.etree_element
        if _is_reveals(element):
            continue
        for _, _, pseudo, declared in matcher.match(wrapped):
            if pseudo is None:
                _cascade(found.setdefault(element, {}), declared)
    return found


def _add_rules(matcher: Matcher, rules: list[object], names: tuple[str, ...]) -> None:
    """Add the rules for the screen; those that cannot be read are left out, as browsers do."""
    import cssselect2
    import tinycss2

    for rule in rules:
        kind = getattr(rule, "type", "")
        prelude = tinycss2.serialize(getattr(rule, "prelude", ()))
        if kind == "at-rule" and getattr(rule, "lower_at_keyword", "") == "media" and rule.content is not None:  # type: ignore[attr-defined]
            if prelude.strip().lower() in _SHOWN_MEDIA:
                inside = tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)  # type: ignore[attr-defined]
                _add_rules(matcher, inside, names)
        elif kind == "qualified-rule" and (declared := _declared(tinycss2.serialize(rule.content), names)):  # type: ignore[attr-defined]
            try:
                selectors = cssselect2.compile_selector_list(prelude)
            except cssselect2.SelectorError:
                continue
            for selector in selectors:
                matcher.add_selector(selector, declared)


def _is_reveals(element: HtmlElement) -> bool:
    """Whether reveal.js shows and hides this element itself, or it holds such ones."""
    classes = (element.get("class") or "").split()
    return (
        tag(element) in ("section", "html", "body") or "fragment" in classes or element.find(".//section") is not None
    )
