"""For whom a piece of content is.

Who a copy is for: one line of a roster.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Discriminator, Field, Tag, model_serializer, model_validator

from handouts.model.node import Id, Node, Shown

_Only = Annotated[tuple[Id, ...], Field(min_length=1), Tag("[list]")]
CodeForm = Literal["qr", "short"]
"""How a copy's code is printed: as a picture for cameras, or in letters."""
_SPELT = "ä=ae ö=oe ü=ue ß=ss æ=ae œ=oe ø=oe å=aa þ=th ð=d đ=d ħ=h ı=i ł=l ŋ=ng ŧ=t"
_LATIN = str.maketrans(dict(pair.split("=") for pair in _SPELT.split()))
"""Letters of Europe that are more than a plain one with an accent."""
CHARACTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
"""Of codes: figures and capitals are short in a QR code (ISO/IEC 18004, alphanumeric mode)."""


class Readers(Node):
    """The audiences that get something: all, `only` some, or all but those that are `not` to get it.

    Naming an audience names all that are based on it, too; for one that is named itself, or whose nearer base is, that
    decides. `{only: [sek1], not: [class9b]}` reaches sek1 and all that are based on it but class9b.
    """

    only: Shown[tuple[Id, ...]] = Field(
        default=(),
        min_length=1,
        description="only these audiences, and those based on them; without it: every audience",
    )
    not_: Shown[tuple[Id, ...]] = Field(
        default=(),
        alias="not",
        min_length=1,
        description="never these audiences, nor those based on them, unless `only` names them",
    )

    @model_validator(mode="after")
    def _decided(self) -> Readers:
        if both := set(self.only) & set(self.not_):
            raise ValueError(f"{', '.join(sorted(both))} is in only and in not; delete it from one of the two")
        return self

    @model_serializer
    def _stated(self) -> dict[str, tuple[str, ...]]:
        return {key: value for key, value in (("only", self.only), ("not", self.not_)) if value}

    def include(self, lineage: Iterable[str]) -> bool:
        """Whether an audience is among them.

        Args:
            lineage: Its id, then that of its base, then that of the base's base.
        """
        named = next((key for key in lineage if key in self.only or key in self.not_), None)
        return not self.only if named is None else named in self.only


def _form(value: Any) -> str:
    return "[mapping]" if isinstance(value, dict | Readers) else "[list]"


def _readers(value: tuple[str, ...] | Readers) -> Readers:
    return value if isinstance(value, Readers) else Readers(only=value)


ReadersField = Annotated[
    _Only | Annotated[Readers, Tag("[mapping]")], Discriminator(_form), AfterValidator(_readers), Field()
]
"""As authors write it: `[sek1, sek2]`, `{only: [sek1]}` or `{not: [sek1]}`. No error's way holds the tags."""


class Addressed(Node):
    """What may be for some audiences only."""

    audiences: Shown[ReadersField] = Field(
        default=Readers.model_construct(),
        description="for whom it is: [sek1, sek2], {only: [sek1]} or {not: [sek1]}; without it: for every audience",
    )

    def is_for(self, lineage: Iterable[str]) -> bool:
        """Whether it is for an audience; `lineage` as for `Readers.include`."""
        return _readers(self.audiences).include(lineage)


@dataclass(frozen=True)
class Recipient:
    """A pupil as a roster names them, with nothing left open.

    `number` counts the pupils of a class from 1 on, in the order of the roster, so that two of the same name are told
    apart. `variant` is that of their tests. `line` is where they stand in the roster.
    """

    name: str
    first: str
    last: str
    class_name: str
    number: int
    language: str
    audience: str
    variant: str
    line: int


@dataclass(frozen=True)
class Reader:
    """What templates see as `person`; `code` and `qr`, its address as a picture, are empty unless asked for."""

    name: str
    first: str
    last: str
    class_name: str
    number: str
    code: str = ""
    qr: str = ""

    @property
    def values(self) -> dict[str, str]:
        """What stands at marks, by what they are marked with."""
        return {
            "name": self.name,
            "first": self.first,
            "last": self.last,
            "class": self.class_name,
            "number": self.number,
            "code": self.code,
        }


def slug(words: str) -> str:
    """Words as part of a file's name on any system: small letters, figures and hyphens; empty if nothing is left."""
    spelt = unicodedata.normalize("NFC", words).lower().translate(_LATIN)
    plain = unicodedata.normalize("NFKD", spelt).encode("ascii", "ignore").decode("ascii")
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60].rstrip("-")


def code_of(person: Recipient, document: str, variant: str | None) -> str:
    """What a sheet is told by, such as `10B-07-TEST-A-L`: class, number, document, variant and a character to check.

    It names nobody. The last character is that of ISO 7064, MOD 37,36, over all before it without the hyphens: it finds
    a wrong character, and two that have changed places.
    """
    parts = (slug(person.class_name) or "0", f"{person.number:02}", slug(document), slug(variant or ""))
    code = "-".join(part.upper() for part in parts if part)
    return f"{code}-{check_character(code)}"


def check_character(code: str) -> str:
    """The check character of ISO 7064, MOD 37,36; hyphens do not count."""
    product = 36
    for character in code.replace("-", ""):
        total = (product + CHARACTERS.index(character)) % 36 or 36
        product = total * 2 % 37
    return CHARACTERS[(37 - product) % 36]
