"""How languages quote that have no module of their own: the delimiters of the Unicode CLDR, which Babel leaves out.

Each has four marks: the double ones, then those of a quotation in a quotation.
"""

from __future__ import annotations

import re

from handouts.languages import primary, without_wording
from handouts.languages.record import Typesetting, words
from handouts.languages.spelling import NBSP

_BY_MARKS = {
    "“”‘’": "tr az kk uz ky vi th hi bn ta te ml kn gu mr pa ne si id ms fil tl sw zu af ga cy mt eo la so nl da pt",
    "«»“”": "es ca it el hy pt-PT pt-AO pt-MZ sq an ast",
    "«»„“": "ru uk be",
    "«»‘’": "no nb nn",
    "„“‚‘": "cs sk sl is hr lb dsb hsb nds",
    "„“‘’": "sr bs mk lt bg ka",
    "„”‚’": "pl et",
    "„”«»": "ro",
    "„”»«": "hu",
    "””’’": "sv fi",
    "“”„“": "lv",
    "””‚’": "he",
}
_MARKS = {tag: marks for marks, tags in _BY_MARKS.items() for tag in tags.split()}


def quoting(tag: str) -> Typesetting | None:
    """Conventions for quotation marks, dots of omission and days alone; None if nobody knows any."""
    marks = _MARKS.get(without_wording(tag)) or _MARKS.get(primary(tag))
    if marks is None:
        return None
    return Typesetting(
        double=(marks[0], marks[1]),
        single=(marks[2], marks[3]),
        elided=re.compile(r"(?!)"),
        spelling=((re.compile(r"\.\.\.(?!\.)(?<!\.\.\.\.)"), "…"), (re.compile(r"(?<=\d) (?=[%€$°])"), NBSP)),
        day=re.compile(r"\d{1,2}\.?"),
        units=words("km m kg g cm mm ha h"),
        dashes=False,
    )
