"""What elements say of their looks in `style`: declarations, colours, lengths."""

from __future__ import annotations

from lxml.html import HtmlElement


def declared_in(element: HtmlElement) -> dict[str, str]:
    """The declarations of an element's own `style`, values in lower case but for addresses."""
    text = element.get("style") or ""
    if not text:
        return {}
    import tinycss2

    return {
        one.lower_name: value if "url(" in (value := tinycss2.serialize(one.value).strip()).lower() else value.lower()
        for one in tinycss2.parse_blocks_contents(text, skip_comments=True, skip_whitespace=True)
        if one.type == "declaration"
    }


def colour_of(value: str) -> str:
    """A colour as RRGGBB; nothing for one that cannot be seen through nor told, as `inherit` and variables."""
    if not value:
        return ""
    import tinycss2.color3

    for token in tinycss2.parse_component_value_list(value, skip_comments=True):
        if token.type in ("whitespace", "url"):
            continue
        found = tinycss2.color3.parse_color(token)
        if isinstance(found, tinycss2.color3.RGBA) and found.alpha >= 0.5:
            return "".join(f"{round(max(0.0, min(1.0, part)) * 255):02X}" for part in found[:3])
    return ""


def address_in(value: str) -> str:
    """The address in the first `url(…)` of a value."""
    if "url(" not in value.lower():
        return ""
    import tinycss2

    for token in tinycss2.parse_component_value_list(value, skip_comments=True):
        if token.type == "url":
            return str(token.value).strip()
        if token.type == "function" and token.lower_name == "url":
            return next((str(one.value).strip() for one in token.arguments if one.type == "string"), "")
    return ""
