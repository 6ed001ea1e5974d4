"""Text in several languages, and dates no more precise than their source.

Languages are BCP 47 tags. A tag with a private-use part (`de-x-formal`, `en-x-easy`) is a wording of
the same text for some readers (RFC 5646, section 2.2.7); an audience names the wordings it prefers, and its own id
is one of them.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator
from typing import Annotated, Any, Self

from pydantic import ConfigDict, Discriminator, GetCoreSchemaHandler, RootModel, Tag, field_validator
from pydantic_core import core_schema

from handouts.languages import without_wording

_PRIVATE = r"[a-z0-9]{1,8}(-[a-z0-9]{1,8})*"
LANGUAGE_TAG = re.compile(rf"^[a-z]{{2,3}}(-[A-Z][a-z]{{3}})?(-[A-Z]{{2}})?(-x-{_PRIVATE})?$")
WORDING = re.compile(_PRIVATE)
"""What may follow `-x-`: 1 to 8 letters or digits, or several such parts joined by hyphens (RFC 5646, section 2.1)."""


def _objection(tag: str) -> str:
    language, _, wording = tag.partition("-x-")
    if LANGUAGE_TAG.match(language) and wording and not WORDING.fullmatch(wording):
        return (
            f'"{tag}": after -x- stand parts of 1 to 8 small letters or digits, joined by hyphens; an audience with a '
            f'longer id can name a short wording in "wordings"'
        )
    return f'"{tag}" is not a language tag such as de, en or de-x-formal'


class Text(RootModel[dict[str, str]]):
    """One text, said in each language; the first language is the one that is printed.

    In content it holds every language and wording. `transforms` narrows it to those of one edition,
    so that templates can simply print it.
    """

    model_config = ConfigDict(frozen=True, defer_build=True)

    @field_validator("root")
    @classmethod
    def _check(cls, value: dict[str, str]) -> dict[str, str]:
        if not value:
            raise ValueError("no text in any language")
        for tag, words in value.items():
            if not LANGUAGE_TAG.match(tag):
                raise ValueError(_objection(tag))
            if not words.strip():
                raise ValueError(f'the text for "{tag}" is empty')
        return {tag: words.strip() for tag, words in value.items()}

    def __str__(self) -> str:
        return next(iter(self.root.values()))

    @property
    def language(self) -> str:
        """The tag of what `str()` gives, without its wording."""
        return without_wording(next(iter(self.root)))

    @property
    def languages(self) -> Iterator[str]:
        """The plain language tags that are there, each once."""
        return iter(dict.fromkeys(without_wording(tag) for tag in self.root))

    def __contains__(self, tag: str) -> bool:
        return tag in self.root

    def in_language(self, tag: str) -> str:
        """The text in one language.

        Raises:
            KeyError: It is not there in that language.
        """
        return self.root[tag]

    def narrowed(self, languages: Iterable[str], wordings: Iterable[str] = ()) -> Text:
        """Keep these languages in this order, each in the first of the wordings that it has.

        A text that has none of the languages (a quotation in its original, say) stays as it is.
        """
        wanted = list(wordings)
        kept: dict[str, str] = {}
        for language in languages:
            for tag in (*(f"{language}-x-{wording}" for wording in wanted), language):
                if tag in self.root:
                    kept[language] = self.root[tag]
                    break
        return Text.model_construct(kept) if kept else self


def _form(value: Any) -> str:
    return "[text]" if isinstance(value, dict | Text) else "[string]"


Label = Annotated[Annotated[str, Tag("[string]")] | Annotated[Text, Tag("[text]")], Discriminator(_form)]
"""Words that are the same in every language, such as an official title, or a text. No error's way holds the tags."""


def term_in(term: str, words: str) -> re.Match[str] | None:
    """Where whole words stand in a text first, however lines are broken there; None if they do not."""
    pattern = r"\s+".join(map(re.escape, term.split()))
    return re.search(rf"(?<!\w){pattern}(?!\w)", words)


class PartialDate(str):
    """A Gregorian date as precise as its source: `1945-08-06`, `2012-04` or `1978` (ISO 8601).

    Compares in the order of time, the less precise first.
    """

    __slots__ = ()

    PATTERN = re.compile(r"^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$")

    @classmethod
    def parse(cls, value: Any) -> Self:
        """Read a date from content.

        Raises:
            ValueError: It is not an ISO date, or there is no such day.
        """
        if isinstance(value, datetime.date):
            value = value.isoformat()
        if isinstance(value, int):
            value = f"{value:04d}"
        match = cls.PATTERN.match(value) if isinstance(value, str) else None
        if not match:
            raise ValueError(f'"{value}" is not a date such as "1951-09-08", "2012-04" or "1978"')
        year, month, day = (int(part) if part else 1 for part in match.groups())
        try:
            datetime.date(year, month, day)
        except ValueError as error:
            raise ValueError(f'there is no date "{value}" ({error})') from error
        return cls(value)

    @property
    def precision(self) -> str:
        """`day`, `month` or `year`."""
        return ("year", "month", "day")[self.count("-")]

    @property
    def year(self) -> int:
        """The one part that every date has."""
        return int(self[:4])

    def first_day(self) -> datetime.date:
        """The earliest day it can mean, to sort and format with."""
        year, month, day = (*self.split("-"), "1", "1")[:3]
        return datetime.date(int(year), int(month), int(day))

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        return core_schema.no_info_plain_validator_function(cls.parse, serialization=core_schema.to_string_ser_schema())

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: Any, handler: Any) -> dict[str, Any]:
        return {"type": "string", "pattern": cls.PATTERN.pattern, "description": "ISO 8601 day, month or year"}
