"""Questions in Moodle's own XML → questions of a draft; those of types with no like here as open tasks, and told."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable, Iterator
from urllib.parse import unquote

from lxml import etree

from handouts.errors import ContentError, one_problem
from handouts.importing.cloze import cut, filled, unbraced
from handouts.importing.found import Choice, Found, Part, Question
from handouts.importing.gift import number
from handouts.importing.html import from_html, from_plain
from handouts.importing.text import without_controls
from handouts.importing.xml import tree_of

_FILE = "@@PLUGINFILE@@/"
_MARK = re.compile(r"\[\[(\d+)\]\]")
_FEEDBACK = (
    "generalfeedback", "correctfeedback", "partiallycorrectfeedback", "incorrectfeedback",
)  # fmt: skip
_USUAL = re.compile(
    r"(Your answer is (partially )?(in)?correct|Die Antwort ist (teilweise )?(richtig|falsch)|Ihre Antwort ist)"
    r"[^.]*\.?",
    re.IGNORECASE,
)
"""Feedback that Moodle fills in by itself, and that says nothing."""


def moodle(raw: bytes, name: str, language: str) -> Found:
    """The questions in a file of Moodle XML.

    Raises:
        ContentError: It is no XML, or none of Moodle's.
    """
    root = tree_of(raw, name)
    if root.tag != "quiz":
        message = f'this is no question bank of Moodle: its first element is "{root.tag}", not "quiz"'
        raise ContentError(one_problem(name, message))
    found = Found(name)
    category = ""
    for element in root.iterchildren("question"):
        kind = element.get("type") or ""
        if kind == "category":
            category = (element.findtext("category/text") or "").removeprefix("$course$/").strip()
            continue
        part = _Reading(found, element, language).read(kind)
        if category:
            part.remarks.insert(0, f"category in Moodle: {category}")
            category = ""
        found.parts.append(part)
    return found


class _Reading:
    """One question under way."""

    def __init__(self, found: Found, element: etree._Element, language: str) -> None:
        self.found, self.element, self.language = found, element, language
        self.line = int(str(element.sourceline))
        self.remarks: list[str] = []
        self.files: dict[str, str] = {}
        self.solutions: list[str] = []

    def read(self, kind: str) -> Question | Part:
        """The question, or the description that it is."""
        title = without_controls(self.element.findtext("name/text") or "", self.found).strip()
        embedded = kind in ("cloze", "multianswer")
        prompt = self.words(self.element.find("questiontext"), self.cut if embedded else None)
        if kind == "description":
            remark = "no question in Moodle, but a description; check where it belongs"
            return Part(self.line, title, prompt, remarks=[remark, *self.remarks])
        made = Question(self.line, prompt, title=title)
        _READERS.get(kind, _unknown)(self, made)
        made.points = _points(self.element.findtext("defaultgrade"))
        self.keep_feedback()
        made.remarks += self.remarks
        return made

    def words(self, element: etree._Element | None, before: Callable[[str], str] | None = None) -> str:
        """The text of an element as Markdown; its pictures are taken along.

        Args:
            element: It, if it is there.
            before: What becomes of it before it is Markdown.
        """
        if element is None:
            return ""
        plain = without_controls(element.findtext("text") or "", self.found)
        plain = before(plain) if before else plain
        form = element.get("format") or ("html" if re.search(r"<[a-zA-Z/][^<>]*>", plain) else "plain_text")
        if form == "markdown":
            return plain.strip()
        if form == "plain_text":
            return from_plain(plain)
        made = from_html(self.with_files(plain, element))
        for lost in made.lost:
            self.lose(lost)
        for source in made.pictures:
            if source not in self.found.pictures:
                self.lose(f"the picture {source[:80]} is not in this file")
        return made.text

    def cut(self, text: str) -> str:
        """Take the embedded answers out of a text."""
        text, self.solutions, lost = cut(text, self.language)
        for one in lost:
            self.lose(one)
        return text

    def plain(self, element: etree._Element | None) -> str:
        """The same in one line."""
        return " ".join(self.words(element).replace("\\\n", " ").split())

    def with_files(self, html: str, element: etree._Element) -> str:
        """Name the pictures that lie within the file as they will be called."""
        for file in element.iterchildren("file"):
            called = file.get("name") or "picture"
            try:
                content = base64.b64decode((file.text or "").encode("ascii", "ignore"), validate=False)
            except (binascii.Error, ValueError):
                self.lose(f"the file {called} is damaged")
                continue
            self.files[called] = self.add(called, content)

        def named(match: re.Match[str]) -> str:
            return self.files.get(unquote(match[1]), unquote(match[1]))

        return re.sub(rf"{re.escape(_FILE)}([^\"'<>\s?]+)(?:\?[^\"'<>\s]*)?", named, html)

    def add(self, called: str, content: bytes) -> str:
        """Take a picture along, under a name that is free; anything else is told."""
        stem, dot, suffix = called.rpartition(".")
        clean = re.sub(r"[^\w-]+", "-", stem or suffix).strip("-") or "picture"
        suffix = suffix.lower() if dot else ""
        if suffix not in ("png", "jpg", "jpeg", "gif", "svg", "webp"):
            self.lose(f"the file {called} is no picture")
            return called
        new, count = f"{clean}.{suffix}", 1
        while self.found.pictures.get(new, content) != content:
            count += 1
            new = f"{clean}-{count}.{suffix}"
        self.found.pictures[new] = content
        return new

    def lose(self, what: str) -> None:
        """Tell of something lost, on the screen and beside the task."""
        self.found.lose(self.line, what)
        self.remarks.append(what)

    def answers(self, path: str = "answer") -> Iterator[tuple[etree._Element, float, str]]:
        """Each answer with its share of the points in per cent, and its words; what is said to it is kept."""
        for one in self.element.iterchildren(path):
            words = self.words(one)
            self.say(one.find("feedback"), words)
            yield one, _number(one.get("fraction")), words

    def say(self, feedback: etree._Element | None, to: str = "") -> None:
        """Keep feedback as a remark."""
        words = self.plain(feedback)
        if words and not _USUAL.fullmatch(words):
            self.remarks.append(f"feedback in Moodle{f' to “{to}”' if to else ''}: {words}")

    def keep_feedback(self) -> None:
        """Keep what Moodle says of the question as a whole, hints too; tags and attempts have no meaning on paper."""
        for name in _FEEDBACK:
            self.say(self.element.find(name))
        for hint in self.element.iterchildren("hint"):
            if words := self.plain(hint):
                self.remarks.append(f"hint in Moodle: {words}")
        if tags := [tag.findtext("text") or "" for tag in self.element.iterfind("tags/tag")]:
            self.remarks.append(f"tags in Moodle: {', '.join(tags)}")


def _points(words: str | None) -> str:
    value = _number(words)
    return f"{value:g}" if value > 0 else ""


def _number(words: str | None) -> float:
    try:
        value = float((words or "0").strip())
    except ValueError:
        return 0.0
    return value if abs(value) < 1e6 else 0.0


def _choice(reading: _Reading, made: Question) -> None:
    made.kind = "choice"
    weights = []
    for _, weight, words in reading.answers():
        made.options.append(Choice(words, weight > 0))
        weights.append(weight)
    if len({weight for weight in weights if weight > 0}) > 1:
        reading.lose(f"weights of the answers: {', '.join(f'{weight:g} %' for weight in weights)}")
    elif any(weight < 0 for weight in weights):
        reading.found.lose(reading.line, "points that wrong answers take away are lost")


def _truth(reading: _Reading, made: Question) -> None:
    made.kind = "true_false"
    correct = any(weight > 0 and words.strip().lower() == "true" for _, weight, words in reading.answers())
    made.options, made.prompt = [Choice(" ".join(made.prompt.split()), correct)], ""


def _short(reading: _Reading, made: Question) -> None:
    made.lines = 1
    for _, weight, words in reading.answers():
        made.answers.append(words + ("" if weight >= 100 else f" ({weight:g} %)"))
    if any("*" in (one.findtext("text") or "") for one in reading.element.iterchildren("answer")):
        reading.lose("an asterisk in an answer stands for anything; say what is expected")


def _numerical(reading: _Reading, made: Question) -> None:
    made.lines = 1
    for one, weight, words in reading.answers():
        tolerance = _number(one.findtext("tolerance"))
        about = f" ± {number(f'{tolerance:g}', reading.language)}" if tolerance else ""
        share = "" if weight >= 100 else f" ({weight:g} %)"
        made.answers.append(number(words, reading.language) + about + share)
    if units := [one.findtext("unit_name") or "" for one in reading.element.iterfind("units/unit")]:
        reading.lose(f"units that Moodle takes: {', '.join(units)}")


def _matching(reading: _Reading, made: Question) -> None:
    made.kind = "matching"
    for one in reading.element.iterchildren("subquestion"):
        left, right = reading.plain(one), reading.plain(one.find("answer"))
        if left:
            made.pairs.append((left, right))
        else:
            reading.lose(f"a further answer that belongs to nothing: {right}")


def _essay(reading: _Reading, made: Question) -> None:
    lines = _number(reading.element.findtext("responsefieldlines"))
    made.lines = int(lines) if 0 < lines <= 40 else 0
    if wanted := reading.words(reading.element.find("graderinfo")):
        made.answers = [piece.strip() for piece in re.split(r"\n\s*\n", wanted) if piece.strip()]
    if begun := reading.plain(reading.element.find("responsetemplate")):
        reading.lose(f"a template for the answer: {begun}")


def _dragged(reading: _Reading, made: Question) -> None:
    """Words dragged or chosen into a text (`[[1]]`): gaps."""
    boxes = [
        reading.plain(one) or (one.findtext("text") or "")
        for one in reading.element.iterchildren("dragbox", "selectoption")
    ]
    used: set[int] = set()

    def gap(match: re.Match[str]) -> str:
        place = int(match[1]) - 1 if len(match[1]) < 4 else -1
        used.add(place)
        word = boxes[place] if 0 <= place < len(boxes) else ""
        if not word:
            reading.lose(f"the gap {match[0]} has no word")
        return "{" + (re.sub(r"[{}]", "", word) or "?") + "}"

    made.kind, made.gaps, made.prompt = "gaps", _MARK.sub(gap, unbraced(made.prompt)), ""
    if further := [word for place, word in enumerate(boxes) if place not in used and word]:
        reading.lose(f"words that fit no gap: {', '.join(further)}")
    if not used:
        made.kind, made.prompt, made.gaps = "open", made.gaps, ""


def _cloze(reading: _Reading, made: Question) -> None:
    text = filled(made.prompt, reading.solutions)
    made.kind, made.gaps, made.prompt = ("gaps", text, "") if reading.solutions else ("open", "", text)


def _ordering(reading: _Reading, made: Question) -> None:
    made.answers = [" → ".join(" ".join(words.split()) for _, _, words in reading.answers())]
    wanted = sorted((reading.words(one) for one in reading.element.iterchildren("answer")), key=str.casefold)
    made.prompt += "\n\n" + "\n".join(f"- {' '.join(words.split())}" for words in wanted)
    reading.lose("things to put into an order stand as a list here; what can be ordered here are events with dates")


def _unknown(reading: _Reading, made: Question) -> None:
    kind = reading.element.get("type") or "none"
    made.answers = [words for _, weight, words in reading.answers() if weight > 0 and words]
    reading.lose(f'a question of type "{kind}" has no like here; its words are an open task now, the rest is lost')


_READERS: dict[str, Callable[[_Reading, Question], None]] = {
    "multichoice": _choice,
    "multichoiceset": _choice,
    "truefalse": _truth,
    "shortanswer": _short,
    "regexp": _unknown,
    "numerical": _numerical,
    "matching": _matching,
    "ddmatch": _matching,
    "essay": _essay,
    "ddwtos": _dragged,
    "gapselect": _dragged,
    "cloze": _cloze,
    "multianswer": _cloze,
    "ordering": _ordering,
}
"""By the types of Moodle's and its usual plugins' questions."""
