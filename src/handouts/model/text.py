"""Text in several languages; dates, which nearly every module of texts needs too, come from `dates`.

Languages are BCP 47 tags. A tag with a private-use part (`de-x-formal`, `en-x-easy`) is a wording of
the same text for some readers (RFC 5646, section 2.2.7); an audience names the wordings it prefers, and its own id
is one of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Annotated, Any

from pydantic import ConfigDict, Discriminator, RootModel, Tag, field_validator
from pydantic_core import PydanticCustomError

from handouts.languages import without_wording
from handouts.model.dates import PartialDate as PartialDate

_PRIVATE = r"[a-z0-9]{1,8}(-[a-z0-9]{1,8})*"
LANGUAGE_TAG = re.compile(rf"^[a-z]{{2,3}}(-[A-Z][a-z]{{3}})?(-[A-Z]{{2}})?(-x-{_PRIVATE})?$")
WORDING = re.compile(_PRIVATE)
"""What may follow `-x-`: 1 to 8 letters or digits, or several such parts joined by hyphens (RFC 5646, section 2.1)."""


def wording_objection(tag: str) -> str | None:
    """What is wrong with the wording in a tag that names a language; None if nothing is, or if there is none."""
    language, _, wording = tag.partition("-x-")
    if LANGUAGE_TAG.match(language) and "-x-" in tag and not WORDING.fullmatch(wording):
        return (
            f'"{tag}": after -x- stand parts of 1 to 8 small letters or digits, joined by hyphens; an audience with a '
            f'longer id can name a short wording in "wordings"'
        )
    return None


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
                if objection := wording_objection(tag):
                    raise ValueError(objection)
                raise PydanticCustomError("language_tag", "a key is not a language tag")  # readers tell which is meant
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
