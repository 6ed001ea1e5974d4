"""Under which terms a picture may be shown, one record each: what it is called, and what it forbids.

Licences of Creative Commons are named as those who offer pictures name them: `CC BY-SA 4.0`. The words for all others
stand in the labels of each language. Checks and credit lines read the records.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_HOME = "https://creativecommons.org"
_VERSIONS = ("4.0", "3.0", "3.0 DE", "2.5", "2.0", "2.0 DE", "1.0")
_CODES = ("BY", "BY-SA", "BY-NC", "BY-NC-SA", "BY-ND", "BY-NC-ND")
_IN_WORDS = re.compile(r"\bCC[ -](BY(?:-(?:NC|SA|ND))*)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Licence:
    """What may be done with a picture.

    Args:
        name: As content files give it.
        printed: What a credit line calls it in every language; if empty, the label `licence_` and its name is printed.
        link: Where it can be read.
        attributed: Whether the maker has to be named.
        commercial: Whether it may be sold; files under a licence that allows this may not hold it otherwise.
        changeable: Whether it may be cropped.
        own_class: Whether it may be shown to one's own class only.
        settled: Whether it is known at all; if not, nothing is printed.
        reasoned: Whether `rights` has to say who allowed what, or what the exception rests upon.
    """

    name: str
    printed: str = ""
    link: str = ""
    attributed: bool = False
    commercial: bool = True
    changeable: bool = True
    own_class: bool = False
    settled: bool = True
    reasoned: bool = False


def _creative_commons() -> Iterator[Licence]:
    yield Licence("CC0 1.0", "CC0 1.0", f"{_HOME}/publicdomain/zero/1.0/")
    for code in _CODES:
        for version in _VERSIONS:
            name = f"CC {code} {version}"
            path = f"{code.lower()}/{version.lower().replace(' ', '/')}"
            terms = {"attributed": True, "commercial": "NC" not in code, "changeable": "ND" not in code}
            yield Licence(name, name, f"{_HOME}/licenses/{path}/", **terms)


LICENCES: dict[str, Licence] = {
    licence.name: licence
    for licence in (
        Licence("public_domain"),
        *_creative_commons(),
        Licence("permission", attributed=True, reasoned=True),
        Licence("quotation", attributed=True, commercial=True, changeable=False, reasoned=True),
        Licence("class_only", attributed=True, commercial=False, own_class=True, reasoned=True),
        Licence("unclear", settled=False),
    )
}
"""By their names, in the order in which editors offer them."""


def allows_sale(words: str) -> bool:
    """Whether a lesson says of itself that it may be sold: under a licence of Creative Commons without NC.

    >>> allows_sale("CC BY-SA 4.0, except quotations"), allows_sale("CC BY-NC-SA 4.0")
    (True, False)
    """
    codes = [match[1].upper() for match in _IN_WORDS.finditer(words)]
    return any("NC" not in code for code in codes) or "CC0" in words
