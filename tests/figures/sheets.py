"""Writing figures as HTML for tests, and reading what was drawn."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape
from xml.etree import ElementTree

from handouts.figures.place import LabelBox
from handouts.figures.style import Look

SVG = "{http://www.w3.org/2000/svg}"

Row = tuple[str, list[tuple[float, str] | None], str]


def row(name: str, *values: tuple[float, str] | None, mark: str = "") -> Row:
    """A row; `mark` is `break` or `provisional`."""
    return (
        name,
        list(values),
        {"": "", "break": ' data-break="before"', "provisional": ' data-provisional="true"'}[mark],
    )


def table(rows: list[Row], series: tuple[str, ...] = ("Wert",), caption: str = "") -> str:
    heads = "".join(f'<th scope="col">{escape(name)}</th>' for name in ("Jahr", *series))
    body = "".join(
        f'<tr{attributes}><th scope="row">{escape(name)}</th>'
        + "".join(f'<td data-value="{cell[0]}">{escape(cell[1])}</td>' if cell else "<td></td>" for cell in cells)
        + "</tr>"
        for name, cells, attributes in rows
    )
    title = f"<caption>{escape(caption)}</caption>" if caption else ""
    return f"<table>{title}<thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>"


def figure(kind: str, *tables: str, unit: str = "Prozent", lang: str = "de", alt: str = "Alles", more: str = "") -> str:
    start = f'<figure data-chart="{kind}" data-unit="{escape(unit)}" aria-label="{escape(alt)}" lang="{lang}"{more}>'
    return f"{start}\n{''.join(tables)}\n<figcaption>Quelle: Amt</figcaption></figure>"


def map_figure(places: list[tuple[str, float, float, str, str]], labels: str = "names", more: str = "") -> str:
    """A map of places: name, latitude, longitude, kind, note."""
    rows = "".join(
        f'<tr data-lat="{lat}" data-lon="{lon}" data-kind="{kind}"><th scope="row">{escape(name)}</th>'
        f"<td>Art {kind}</td><td>{escape(note)}</td></tr>"
        for name, lat, lon, kind, note in places
    )
    head = f'<figure data-chart="map" data-labels="{labels}" aria-label="Karte" lang="de"{more}>'
    return f"{head}<table><tbody>{rows}</tbody></table><figcaption>Natural Earth</figcaption></figure>"


PLACES = [
    ("Pearl Harbor (Hawaii)", 21.36, -157.95, "war", ""),
    ("Hiroshima", 34.39, 132.45, "war", ""),
    ("Nagasaki", 32.77, 129.86, "war", ""),
    ("Tokio", 35.68, 139.75, "politics", ""),
    ("San Francisco", 37.78, -122.42, "politics", ""),
    ("Okinawa (Naha)", 26.21, 127.68, "return", "15. Mai 1972"),
    ("Kadena", 26.36, 127.77, "base", "Luftwaffe"),
    ("Futenma", 26.27, 127.76, "base", "Marineinfanterie"),
    ("Henoko", 26.52, 128.03, "base", "im Bau"),
    ("Amami-Inseln", 28.38, 129.49, "return", "25. Dezember 1953"),
    ("Ogasawara (Bonin-Inseln)", 27.09, 142.19, "return", "26. Juni 1968"),
    ("Yokosuka", 35.28, 139.67, "base", "Marine, 7. Flotte"),
    ("Misawa", 40.70, 141.37, "base", "Luftwaffe"),
    ("Iwakuni", 34.14, 132.24, "base", "Marineinfanterie"),
    ("Guam (USA)", 13.45, 144.78, "base", "US-Gebiet"),
    ("Korea (38. Breitengrad)", 37.96, 126.68, "war", ""),
]


@dataclass(frozen=True)
class Drawing:
    """One `<svg>`, read back."""

    source: str
    root: ElementTree.Element

    @property
    def size(self) -> LabelBox:
        return LabelBox(*map(float, self.root.attrib["viewBox"].split()))

    @property
    def texts(self) -> list[str]:
        return [element.text or "" for element in self.root.iter(f"{SVG}text")]

    def boxes(self, look: Look) -> list[tuple[str, LabelBox]]:
        """Each text with the box from its capitals' height to its descenders."""
        found = []
        for element in self.root.iter(f"{SVG}text"):
            size = float(element.attrib["font-size"].removesuffix("px"))
            x, y, text = float(element.attrib["x"]), float(element.attrib["y"]), element.text or ""
            width = look.measure(text, size, element.get("font-weight") == "700", element.get("font-style") == "italic")
            found.append((text, LabelBox(x, y - 0.66 * size, x + width, y + 0.2 * size)))
        return found


def drawings(html: str) -> list[Drawing]:
    return [Drawing(found, ElementTree.fromstring(found)) for found in re.findall(r"<svg.*?</svg>", html, re.DOTALL)]
