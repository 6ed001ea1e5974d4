"""Sections `## Text` and `## Material`: what stands in one decides what it is.

A table in a block `::: chart` makes a chart, a picture alone in its paragraph a picture, a quotation (`>`) a source;
all else is a text.
"""

from __future__ import annotations

import re
from urllib.parse import unquote

from handouts.model.chart import Chart
from handouts.model.material import AuthorText, Quotation
from handouts.model.node import Node
from handouts.model.picture import Picture
from handouts.reader.markdown.charts import chart
from handouts.reader.markdown.draft import (
    Draft,
    Named,
    Record,
    parted,
    put,
    refuse_rest,
    settled,
    texts,
    truths,
    wordings,
)
from handouts.reader.markdown.lists import entries, told
from handouts.reader.markdown.page import Block, Heading, inline_of, inside, only_picture
from handouts.reader.markdown.placed import At
from handouts.reader.markdown.settings import Settings, for_whom, listed, taken
from handouts.reader.markdown.values import iso_date
from handouts.reader.markdown.words import VALUES, value

_SOURCE_LINE = re.compile(r"^\s*(?:—|–|--)\s*")
_ADDRESS = re.compile(r"<?(https?://[^\s<>]+?)>?(?=[.,;]?\s*$)")
_KEY = re.compile(r"\[\^?([A-Za-z][\w-]*)\]$")
_KEYS = re.compile(r"[A-Za-z][A-Za-z_-]*\d[\w-]*(?:\s*(?:,|und|and)\s*[A-Za-z][A-Za-z_-]*\d[\w-]*)*")
_OF_MATERIAL = ("id", "title", "introduction", "for_tests", "facts", "sensitive", "note")
_KIND_OF_PICTURE = {"karikatur": "caricature", "cartoon": "caricature", "foto": "photograph", "photo": "photograph"}


def material(draft: Draft, heading: Heading, blocks: tuple[Block, ...], *, text: bool) -> None:
    """Add what a section of materials holds, and the material that shows it.

    Args:
        draft: The lesson so far.
        heading: That of the section.
        blocks: What stands below it.
        text: Whether it is one of the texts that open the handout.
    """
    given, body = settled(draft, blocks, heading.place.line)
    record: Record = taken(given, _OF_MATERIAL)
    truths(record, ("for_tests", "sensitive"), VALUES["truth"])
    name = heading.number if heading.number and not text else record["id"].value if "id" in record else None
    record["id"] = record["id"] if "id" in record else heading.place.of(draft.id_for("M", name))
    if heading.title.value:
        record["title"] = draft.page.text(heading.title)
    texts(draft, record, ("title", "introduction"))
    record |= (readers := for_whom(given))
    prose, named = parted(draft, body)
    shown = _Shown(draft, heading, record, readers, given)
    charts = [one for one in named if one.key == "chart"]
    quoted = [one for one in prose if one.kind == "blockquote"]
    if charts and not text:
        shown.chart(prose, named, charts)
    elif prose and (picture := only_picture(prose[0])) and not text:
        shown.picture(prose, named, picture.attrs)
    elif len(quoted) == 1 and not text and _only_before(prose, quoted[0]):
        shown.quotation(prose, named, quoted[0])
    elif prose:
        shown.text(prose, named, heading.number if text else None, account=not text)
    else:
        draft.page.problem(heading.place, "nothing stands below this heading; write the material there")
        return
    record = {"id": record.pop("id"), "shows": heading.place.of(shown.id)} | record
    draft.add("materials", record, heading.place)


def whole(draft: Draft, shows: str, heading: Heading) -> None:
    """Add a material that shows all of a list: the timeline, the terms, the statements to judge."""
    record: Record = {
        "id": heading.place.of(draft.id_for("M", heading.number)),
        "shows": heading.place.of(shows),
        "title": draft.page.text(heading.title),
    }
    draft.add("materials", record, heading.place)


def _only_before(prose: list[Block], quoted: Block) -> bool:
    after = prose[prose.index(quoted) + 1 :]
    return all(one.kind == "paragraph" and _SOURCE_LINE.match(inline_of(one)) for one in after)


class _Shown:
    """What a material shows, as an entry of its own list."""

    def __init__(self, draft: Draft, heading: Heading, material: Record, readers: Record, given: Settings) -> None:
        self._draft, self._heading, self._material = draft, heading, material
        self._readers, self._given = readers, given
        self.id = ""

    def chart(self, prose: list[Block], named: list[Named], charts: list[Named]) -> None:
        for one in charts:
            named.remove(one)
        self._introduce(prose, named)
        for one in charts[1:]:
            self._draft.page.problem(one.place, "a material has one chart; begin another material for this one")
        made = chart(self._draft, charts[0], self._given)
        self._add("charts", "chart", made, Chart, named, ("title", "finding", "unit", "caveat", "alt"))

    def picture(self, prose: list[Block], named: list[Named], attributes: object) -> None:
        place = self._draft.page.at(prose[0])
        told_of = dict(attributes) if isinstance(attributes, dict) else {}
        self._introduce(prose[1:], named)
        made: Record = {"file": place.of(unquote(str(told_of.get("src", ""))))}
        if alt := (prose[0].node.children[0].children[0].content or "").strip():
            made["alt"] = place.of(alt)
        if kind := _KIND_OF_PICTURE.get(self._heading.word):
            made["kind"] = place.of(kind)
        for key, words in (("kind", "picture kind"), ("licence", "licence")):
            if said := self._given.get(key):
                self._given[key] = said.of(value(str(said.value), words))
        keys = ("title", "maker", "place", "rights", "origin", "get", "alt", "description", "explanation")
        self._add("pictures", "picture", made, Picture, named, keys)

    def quotation(self, prose: list[Block], named: list[Named], quoted: Block) -> None:
        page = self._draft.page
        lines = [re.sub(r"^\s{0,3}>\s?", "", line) for line in page.lines[quoted.start : quoted.end]]
        source: At | None = None
        outside = [one for one in prose if one is not quoted and one.start > quoted.start]
        if outside:
            source = page.found(_SOURCE_LINE.sub("", page.raw(outside)), outside[0].start)
        elif found := [number for number, line in enumerate(lines) if _SOURCE_LINE.match(line)]:
            first = found[-1]
            cited = " ".join(line.strip() for line in lines[first:])
            source = page.found(_SOURCE_LINE.sub("", cited), quoted.start + first, lines[first].strip())
            lines = lines[:first]
        start = next((number for number, line in enumerate(lines) if line.strip()), 0)
        words = "\n".join(lines).strip()
        place = page.found(words, quoted.start + start, lines[start].strip() if lines else "")
        self._introduce([one for one in prose if one is not quoted and one.start < quoted.start], named)
        made: Record = {"text": page.text(place)}
        if page.language:
            made["original"] = place.of(page.language)
        if source:
            made["sources"] = self._cited(source)
        self._add("quotations", "source", made, Quotation, named, ("title", "rights", "gist", "unverified"))

    def text(self, prose: list[Block], named: list[Named], number: str | None, *, account: bool) -> None:
        told_there = self._draft.page.prose(prose)
        made: Record = {"text": told_there} if told_there else {}
        if account:
            made["account"] = self._heading.place.of(True)
        else:
            self.id = self._draft.id_for("X", number)
        if level := self._given.get("level"):
            self._given["level"] = level.of(value(str(level.value), "text level"))
        self._add("texts", "text", made, AuthorText, named, ("title",))

    def _introduce(self, prose: list[Block], named: list[Named]) -> None:
        words = wordings(self._draft, self._draft.page.prose(prose), named if prose else [])
        if words:
            self._material["introduction"] = words

    def _cited(self, source: At) -> At:
        """The work that a source line names: one of the list of references, or a new one."""
        words = str(source.value)
        if key := _KEY.fullmatch(words):
            return source.of([source.of(key[1])])
        address = _ADDRESS.search(words)
        label = words[: address.start()].rstrip(" ,;.:<(") if address else words
        made: Record = {"id": source.of(self._draft.id_for("S", None)), "label": source.of(label)}
        if address:
            made["url"] = source.of(address[1])
        self._draft.add("references", made, source)
        return source.of([made["id"]])

    def _add(
        self, kind: str, word: str, made: Record, model: type[Node], named: list[Named], keys: tuple[str, ...]
    ) -> None:
        draft, what = self._draft, f"in a {word}"
        self.id = self.id or f"{self._material['id'].value}-{word}"
        record: Record = {"id": self._heading.place.of(self.id)}
        if "title" in self._material:
            record["title"] = self._material["title"]
        record |= made
        if "sources" in self._given:
            named_works = self._given["sources"]
            keys_alone = _KEYS.fullmatch(str(named_works.value))
            self._given["sources"] = listed(named_works) if keys_alone else self._cited(named_works)
        if "date" in self._given:
            self._given["date"] = self._given["date"].of(iso_date(str(self._given["date"].value), draft.page.language))
        put(draft, record, self._given, model, what)
        self._helps(record, model, named)
        texts(draft, record, keys)
        if "text" in record and (worded := wordings(draft, record["text"], named)):
            record["text"] = worded
        refuse_rest(draft, named, what)
        draft.add(kind, record | self._readers, self._heading.place)

    def _helps(self, record: Record, model: type[Node], named: list[Named]) -> None:
        """Words explained, key words, the gist."""
        for one in [
            one for one in named if one.key in ("annotations", "keywords", "gist") and one.key in model.model_fields
        ]:
            named.remove(one)
            if one.key == "gist":
                body = self._draft.page.prose(inside(one.block))
            elif one.key == "keywords":
                body = one.place.of([self._draft.page.text(words) for words in entries(self._draft, one.block)])
            else:
                body = one.place.of([self._explained(words) for words in entries(self._draft, one.block)])
            if body:
                record[one.key] = body

    def _explained(self, words: At) -> At:
        term, explanation = told(self._draft, words)
        text = self._draft.page.text
        return words.of({"term": text(term)} | ({"explanation": text(explanation)} if explanation else {}))
