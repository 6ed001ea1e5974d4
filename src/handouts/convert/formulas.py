"""Formulas in TeX and MathML → lines of text that can be read and edited: ½ as 1/2, x² as raised, √ and Greek as such.

TeX becomes MathML first (latex2mathml). Slides could hold formulas of Office's own, but no program but PowerPoint shows
those; a line of text is the same everywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape, unescape
from typing import Any

import lxml.html
from lxml.html import HtmlElement

from handouts.errors import Problem
from handouts.slides import tag

_TEX = re.compile(
    r"\\\((?P<inline>.+?)\\\)|\\\[(?P<display>.+?)\\\]|\$\$(?P<dollars>.+?)\$\$"
    r"|(?<![\\$\w])\$(?P<dollar>(?=[^$\n]*[\\^_={}]|[A-Za-z]\$)[^$\s](?:[^$\n]*[^$\s\\])?)\$(?![\d$])",
    re.DOTALL,
)
_ENVIRONMENT = re.compile(r"\\begin\{(?:equation|align|gather|displaymath)\*?\}.*?\\end\{[a-z]+\*?\}", re.DOTALL)
_NEVER = frozenset("script style code pre textarea svg math template kbd samp".split())
_SPACED = frozenset("= < > ≤ ≥ ≠ ≈ ≡ ∼ ∝ → ← ↔ ⇒ ⇐ ⇔ ∈ ∉ ⊂ ⊆ ∪ ∩ ∧ ∨ + − ± ∓ × · ÷ ≪ ≫ ≅ ↦ ∣ ⟶ :=".split())
_LARGE = frozenset("∑ ∏ ∐ ∫ ∬ ∭ ∮ ⋃ ⋂ ⋁ ⋀ lim max min sup inf".split())
"""What has limits, and a space after them."""
_INVISIBLE = dict.fromkeys(map(ord, "\u2061\u2062\u2063\u2064\u200b"), None)
_LONGEST = 5000
"""Characters of a formula that is read; what is longer is no formula."""


def write_out_formulas(root: HtmlElement, name: str) -> Iterator[Problem]:
    """Put a line of text in the place of each formula, and say which."""
    body = root.find("body")
    holder = root if body is None else body
    for element in list(holder.iter()):
        if not tag(element) or element.getparent() is None or _is_gone(element, root):
            continue
        made = _of_element(element)
        if made is not None:
            yield _told(made, element.sourceline or 0, name)
            _replace(element, made)
    for element in list(holder.iter()):
        if tag(element) and not any(tag(one) in _NEVER for one in (element, *element.iterancestors())):
            yield from _in_text(element, name)


def _is_gone(element: HtmlElement, root: HtmlElement) -> bool:
    return root is not element and root not in element.iterancestors()


def _told(made: HtmlElement, line: int, name: str) -> Problem:
    """What is said of a formula, raised letters after ^ and lowered ones after _."""
    html = lxml.html.tostring(made, encoding="unicode", with_tail=False)
    typed = re.sub(r"<sup>(.*?)</sup>", r"^\1", re.sub(r"<sub>(.*?)</sub>", r"_\1", html))
    words = unescape(re.sub(r"<[^>]*>", "", typed))
    return Problem(name, line, 0, f"a formula is shown as a line of text: {' '.join(words.split())[:60]}")


def _of_element(element: HtmlElement) -> HtmlElement | None:
    """The line for an element that is a formula: MathML, KaTeX's, MathJax's or pandoc's; None for others."""
    kind, classes = tag(element), (element.get("class") or "").split()
    if kind == "mjx-container":
        inner = element.find(".//math")
        return _line(inner) if inner is not None else _drawn(element)
    if "katex" in classes or "katex-display" in classes:
        inner = element.find(".//math")
        return None if inner is None else _line(inner)
    if kind == "math":
        return _line(element)
    if kind == "script" and (element.get("type") or "").startswith("math/tex"):
        return _of_tex(element.text or "")
    if (
        "math" in classes
        and kind in ("span", "div")
        and element.find(".//math") is None
        and element.find(".//svg") is None
    ):
        text = element.text_content().strip()
        match = _TEX.fullmatch(text)
        return _of_tex(next(filter(None, match.groups()), "") if match else text)
    return None


def _in_text(element: HtmlElement, name: str) -> Iterator[Problem]:
    """Formulas that stand between their marks in running text."""
    for owner, attribute in [(element, "text"), *((child, "tail") for child in element)]:
        text = getattr(owner, attribute) or ""
        if "$" not in text and "\\" not in text:
            continue
        matches = sorted((*_TEX.finditer(text), *_ENVIRONMENT.finditer(text)), key=lambda match: match.start())
        pieces: list[HtmlElement] = []
        place, first = 0, ""
        for match in matches:
            if match.start() < place or len(match[0]) > _LONGEST:
                continue
            made = _of_tex(next(filter(None, match.groups()), match[0]) if match.groups() else match[0])
            before = text[place : match.start()]
            if pieces:
                pieces[-1].tail = before
            else:
                first = before
            pieces.append(made)
            place = match.end()
            yield _told(made, element.sourceline or 0, name)
        if pieces:
            pieces[-1].tail = text[place:]
            setattr(owner, attribute, first)
            _insert(element, owner, pieces)


def _insert(element: HtmlElement, owner: HtmlElement, pieces: list[HtmlElement]) -> None:
    place = 0 if owner is element else element.index(owner) + 1
    for number, piece in enumerate(pieces):
        tail = piece.tail
        element.insert(place + number, piece)
        piece.tail = tail


def _replace(old: HtmlElement, new: HtmlElement) -> None:
    new.tail, new.sourceline = old.tail, old.sourceline
    old.getparent().replace(old, new)


def _of_tex(text: str) -> HtmlElement:
    """The line for a formula in TeX; one that cannot be read stays as it was typed."""
    from latex2mathml.converter import convert

    try:
        made = convert(text.strip()[:_LONGEST])
        return _line(lxml.html.fragment_fromstring(made, create_parent="span"))
    except Exception:  # the library has no one name for what it finds wrong
        span: HtmlElement = lxml.html.Element("span")
        span.text = text.strip()
        return span


def _drawn(element: HtmlElement) -> HtmlElement | None:
    """The line for a formula that MathJax has drawn, which notes on each part what it is, and each letter's number."""
    top = next((one for one in element.iter() if tag(one) and one.get("data-mml-node") == "math"), None)
    return None if top is None else _line(_rebuilt(top))


def _rebuilt(part: Any) -> HtmlElement:
    made = lxml.html.Element(part.get("data-mml-node"))
    if made.tag in ("mi", "mn", "mo", "mtext", "ms"):
        codes = [one.get("data-c") or "" for one in part.iter() if tag(one) and one.get("data-c")]
        made.text = "".join(chr(int(code, 16)) for code in codes if re.fullmatch(r"[0-9A-Fa-f]{1,5}", code))
        return made
    waiting = list(part)
    while waiting:
        child = waiting.pop(0)
        if tag(child) and child.get("data-mml-node"):
            made.append(_rebuilt(child))
        elif tag(child):
            waiting = [*child, *waiting]
    return made


def _line(math: Any) -> HtmlElement:
    """MathML as a span of running text."""
    html = re.sub(r"\s+", " ", _row(math)).strip()
    return lxml.html.fragment_fromstring(html, create_parent="span")


def _row(element: Any) -> str:
    return "".join(_written(child) for child in _parts(element)) or escape((element.text or "").strip())


def _parts(element: Any) -> list[Any]:
    return [child for child in element if tag(child) and tag(child) not in ("annotation", "annotation-xml", "mphantom")]


def _written(element: Any) -> str:
    """One element of MathML Core, with what is in it, as HTML."""
    name, parts = tag(element), _parts(element)
    match name:
        case "mi":
            text = _text(element)
            return f"<i>{text}</i>" if len(text) == 1 and text.isalpha() and text.isascii() else text
        case "mo":
            text = _text(element)
            return f" {text} " if unescape(text) in _SPACED else f"{text} " if text in (",", ";") else text
        case "msubsup" | "munderover" | "munder" | "msub" if parts and _text(parts[0]) in _LARGE:
            marks = zip(("sub", "sup"), parts[1:], strict=False)
            return f"{_text(parts[0])}{''.join(f'<{mark}>{_written(part)}</{mark}>' for mark, part in marks)} "
        case "mn" | "mtext" | "ms":
            return _text(element, keep=name != "mn")
        case "mspace":
            return " "
        case "mfrac" if len(parts) >= 2:
            return f"{_grouped(parts[0])}/{_grouped(parts[1])}"
        case "msqrt":
            return f"√{_grouped(element, whole=True)}"
        case "mroot" if len(parts) >= 2:
            return f"<sup>{_written(parts[1])}</sup>√{_grouped(parts[0])}"
        case "msup" | "mover" if len(parts) >= 2:
            return f"{_base(parts[0])}{_raised(parts[1])}"
        case "msub" | "munder" if len(parts) >= 2:
            return f"{_base(parts[0])}<sub>{_written(parts[1])}</sub>"
        case "msubsup" | "munderover" if len(parts) >= 3:
            return f"{_base(parts[0])}<sub>{_written(parts[1])}</sub>{_raised(parts[2])}"
        case "mtable":
            return "; ".join(", ".join(_row(cell).strip() for cell in _parts(line)) for line in parts)
        case "mfenced":
            comma = (element.get("separators") or ",").strip()[:1]
            inside = f"{comma} ".join(_written(part) for part in parts)
            return f"{escape(element.get('open') or '(')}{inside}{escape(element.get('close') or ')')}"
    return _row(element)


def _base(element: Any) -> str:
    text = _written(element)
    return f"({text})" if len(_parts(element)) > 1 and tag(element) != "mover" and _letters(text) > 1 else text


def _raised(element: Any) -> str:
    """What stands above: an accent on its letter, else raised."""
    accents = {
        "^": "\u0302",
        "ˆ": "\u0302",
        "¯": "\u0304",
        "‾": "\u0304",
        "~": "\u0303",
        "˜": "\u0303",
        "→": "\u20d7",
        "˙": "\u0307",
        "¨": "\u0308",
    }
    text = _text(element)
    return accents[text] if text in accents else f"<sup>{_written(element)}</sup>"


def _grouped(element: Any, *, whole: bool = False) -> str:
    """What stands in a fraction or under a root, in parentheses if it is more than one number or letter."""
    html = _row(element) if whole else _written(element)
    plain = re.sub(r"<[^>]*>", "", html).strip()
    base = re.sub(r"<su[bp]>.*?</su[bp]>", "", html)
    one = len(re.sub(r"<[^>]*>|\s", "", base)) < 2 and not whole
    simple = re.fullmatch(r"\d[\d.,]*|\([^()]*\)", plain) and base == html
    return html.strip() if one or simple or len(plain) < 2 else f"({html.strip()})"


def _letters(html: str) -> int:
    return len(re.sub(r"<[^>]*>|\s", "", html))


def _text(element: Any, *, keep: bool = False) -> str:
    text = "".join(element.itertext()).translate(_INVISIBLE)
    return escape(text.replace("\u00a0", " ") if keep else text.strip())
