"""Moodle's GIFT format → questions, as its documentation has it: escapes, weights, feedback, categories.

Its grammar: a question ends at an empty line; `::title::` and `[html]` may stand before its words; what stands in the
first braces that no backslash escapes is its answers, whose first sign says of which kind they are. Packages that read
it have had no release for years, or write it only.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from handouts.importing.found import Choice, Found, Part, Question
from handouts.importing.html import from_html, from_plain
from handouts.importing.text import decoded
from handouts.locales import manner_of

_TITLE = re.compile(r"::(?P<title>(?:\\.|[^\\])*?)::", re.DOTALL)
_FORMAT = re.compile(r"\[(html|moodle|plain|markdown)\]", re.IGNORECASE)
_CATEGORY = re.compile(r"^\s*\$CATEGORY:\s*(.*)$", re.IGNORECASE)
_OPEN, _CLOSE = re.compile(r"(?<!\\)(?:\\\\)*\{"), re.compile(r"(?<!\\)(?:\\\\)*\}")
_ANSWER = re.compile(r"(?<!\\)([=~])((?:\\.|[^\\=~])*)", re.DOTALL)
_WEIGHT = re.compile(r"\s*%(-?\d+(?:\.\d+)?)%\s*")
_TRUTH = re.compile(r"\s*(T|TRUE|F|FALSE)\s*", re.IGNORECASE)
_NUMBER = r"[-+]?\d+(?:[.,]\d+)?(?:[eE][-+]?\d+)?"
_ESCAPED = re.compile(r"\\([~=#{}:\\n])")
_GAP = r"\_\_\_\_\_"


@dataclass(frozen=True)
class _Answer:
    """One answer: whether `=` stands before it, its words, its weight in per cent if it has one, its feedback."""

    equals: bool
    words: str
    weight: float | None
    feedback: str


def gift(raw: bytes, name: str, language: str) -> Found:
    """The questions in a GIFT file.

    Raises:
        ContentError: It is no text.
    """
    found = Found(name)
    category, announced = "", ""
    for line, text in _chunks(decoded(raw, found)):
        if match := _CATEGORY.match(text):
            category = match[1].strip()
            continue
        part = _question(found, line, text, language)
        if part is not None:
            if category != announced:
                part.remarks.insert(0, f"category in Moodle: {category}")
                announced = category
            found.parts.append(part)
    return found


def _chunks(text: str) -> Iterator[tuple[int, str]]:
    """Each question and each category with its first line; comments are left out.

    An empty line within braces ends no question: Moodle forbids it, and people write it.
    """
    lines: list[str] = []
    first = depth = 0
    for number, line in enumerate(text.split("\n"), 1):
        if line.lstrip().startswith("//"):
            continue
        if _CATEGORY.match(line) or (not line.strip() and depth <= 0) or _begins_anew(line, lines):
            if lines:
                yield first, "\n".join(lines)
            lines, depth = [], 0
        if _CATEGORY.match(line):
            yield number, line
        elif lines or line.strip():
            first = first if lines else number
            lines.append(line)
            depth += len(_OPEN.findall(line)) - len(_CLOSE.findall(line))
    if lines:
        yield first, "\n".join(lines)


def _begins_anew(line: str, lines: list[str]) -> bool:
    """Whether a question begins after an empty line within braces that are never closed."""
    return bool(lines) and not lines[-1].strip() and line.lstrip().startswith("::")


def _question(found: Found, line: int, text: str, language: str) -> Question | Part | None:
    title, text = "", text.strip()
    if match := _TITLE.match(text):
        title, text = _plain(match["title"]).strip(), text[match.end() :].strip()
    form = "moodle"
    if match := _FORMAT.match(text):
        form, text = match[1].lower(), text[match.end() :].strip()

    def words(piece: str) -> str:
        own = _FORMAT.match(piece.strip())
        kind = own[1].lower() if own else form
        return _marked(piece.strip()[own.end() :] if own else piece, kind)

    opened = _OPEN.search(text)
    if opened is None:
        if not text:
            found.lose(line, "this question has no words; it is left out")
            return None
        return Part(
            line, title, words(text), remarks=["no question in Moodle, but a description; check where it belongs"]
        )
    closed = _CLOSE.search(text, opened.end())
    if closed is None:
        found.lose(line, 'the braces "{" of this question are never closed; it is read to its last line')
    inner = text[opened.end() : closed.end() - 1 if closed else None]
    before, after = text[: opened.end() - 1], text[closed.end() :] if closed else ""
    return _answered(found, _Read(line, title, before, inner, after, words, language))


@dataclass(frozen=True)
class _Read:
    """A question taken apart: what stands before, in and after its braces."""

    line: int
    title: str
    before: str
    inner: str
    after: str
    words: Callable[[str], str]
    language: str


def _answered(found: Found, read: _Read) -> Question:
    inner, _, general = _split_once(read.inner, "####")
    if read.after.lstrip().startswith("####"):
        general, read = f"{general} {read.after.lstrip()[4:]}", replace(read, after="")
    made = Question(read.line, read.words(f"{read.before} {read.after}".strip()), title=read.title)
    if general.strip():
        made.remarks.append(f"feedback in Moodle: {_plain(general).strip()}")
    if read.after.strip():
        made.prompt = read.words(read.before.rstrip() + " \x00 " + read.after.lstrip()).replace("\x00", _GAP)
        made.prompt = re.sub(rf"{re.escape(_GAP)} (?=[.,;:!?])", lambda _: _GAP, made.prompt)
    inner = inner.strip()
    judged, _, feedback = _split_once(inner, "#")
    if not inner:
        return made
    if inner.startswith("#"):
        _numerical(found, made, inner[1:], read)
    elif _TRUTH.fullmatch(judged):
        _judged(made, judged, feedback)
    else:
        _listed(found, made, list(_answers(inner)), read)
    return made


def _judged(made: Question, judged: str, feedback: str) -> None:
    """`{T}`: the words are a statement to judge."""
    made.kind = "true_false"
    made.options = [Choice(" ".join(made.prompt.split()), judged.strip()[0] in "Tt")]
    made.prompt = ""
    for said in feedback.split("#"):
        _give_back(made, said)


def _give_back(made: Question, feedback: str, to: str = "") -> None:
    if words := _plain(feedback).strip():
        made.remarks.append(f"feedback in Moodle{f' to “{to}”' if to else ''}: {words}")


def _answers(inner: str) -> Iterator[_Answer]:
    for match in _ANSWER.finditer(inner):
        words, _, feedback = _split_once(match[2], "#")
        weight = _WEIGHT.match(words)
        percent = float(weight[1]) if weight else None
        yield _Answer(match[1] == "=", words[weight.end() :] if weight else words, percent, feedback)


def _listed(found: Found, made: Question, answers: list[_Answer], read: _Read) -> None:
    """Answers with `=` and `~`: a choice; with `=` alone: words to write, or pairs if all have an arrow."""
    for one in answers:
        _give_back(made, one.feedback, _plain(one.words).strip())
    if not answers:
        made.remarks.append(f"nobody knows what the braces mean: {_plain(read.inner).strip()}")
        found.lose(read.line, "what stands in the braces of this question is no answer; it is kept as a remark")
    elif all(one.equals and _arrow(one.words) for one in answers):
        _paired(found, made, answers, read)
    elif any(not one.equals for one in answers):
        _chosen(found, made, answers, read)
    else:
        _written(made, answers, read)


def _arrow(words: str) -> bool:
    return "->" in words


def _paired(found: Found, made: Question, answers: list[_Answer], read: _Read) -> None:
    made.kind = "matching"
    for one in answers:
        left, _, right = one.words.partition("->")
        if left.strip():
            made.pairs.append((read.words(left), read.words(right)))
        else:
            made.remarks.append(f"a further answer that belongs to nothing: {_plain(right).strip()}")
            found.lose(read.line, f'"{_plain(right).strip()}" belongs to nothing here; it is kept as a remark')


def _chosen(found: Found, made: Question, answers: list[_Answer], read: _Read) -> None:
    made.kind = "choice"
    for one in answers:
        correct = one.weight > 0 if one.weight is not None else one.equals
        made.options.append(Choice(read.words(one.words), correct))
    right = [one.weight for one in answers if one.weight is not None and one.weight > 0]
    if len({*right}) > 1:
        weights = ", ".join(
            f"{_plain(one.words).strip()} {one.weight:g} %" for one in answers if one.weight is not None
        )
        made.remarks.append(f"weights in Moodle: {weights}")
        found.lose(read.line, "answers of different weight are right or wrong here; the weights are kept as a remark")
    elif any(one.weight is not None and one.weight < 0 for one in answers):
        found.lose(read.line, "points that wrong answers take away are lost")


def _written(made: Question, answers: list[_Answer], read: _Read) -> None:
    best = max((one.weight if one.weight is not None else 100.0) for one in answers)
    made.lines = 1
    for one in answers:
        weight = one.weight if one.weight is not None else 100.0
        part = "" if weight == best else f" ({weight:g} %)"
        made.answers.append(read.words(one.words) + part)
    _fill_gap(made, answers, read)


def _fill_gap(made: Question, answers: list[_Answer], read: _Read) -> None:
    """A word to write in the middle of a sentence is a gap in it."""
    solution = re.sub(r"[{}]", "", _plain(answers[0].words)).strip()
    if not read.after.strip() or not solution:
        return
    made.kind, made.gaps = "gaps", made.prompt.replace(_GAP, f"{{{solution}}}")
    made.prompt, made.lines, made.answers = "", 0, []
    if also := [_plain(one.words).strip() for one in answers[1:]]:
        made.remarks.append(f"also right: {', '.join(also)}")


def _numerical(found: Found, made: Question, inner: str, read: _Read) -> None:
    answers = list(_answers(inner)) if re.search(r"(?<!\\)=", inner) else []
    if not answers:
        words, _, feedback = _split_once(inner, "#")
        answers = [_Answer(True, words, None, feedback)]
    made.lines = 1
    for one in answers:
        _give_back(made, one.feedback, one.words.strip())
        words = one.words.strip()
        part = f" ({one.weight:g} %)" if one.weight is not None and one.weight != 100 else ""
        if match := re.fullmatch(rf"({_NUMBER})\s*\.\.\s*({_NUMBER})", words):
            made.answers.append(f"{number(match[1], read.language)} – {number(match[2], read.language)}{part}")
        elif match := re.fullmatch(rf"({_NUMBER})(?:\s*:\s*({_NUMBER}))?", words):
            about = f" ± {number(match[2], read.language)}" if match[2] and float(match[2].replace(",", ".")) else ""
            made.answers.append(f"{number(match[1], read.language)}{about}{part}")
        else:
            made.answers.append(read.words(words) + part)
            found.lose(read.line, f'"{words}" is no number; look at this answer')


def number(words: str, language: str) -> str:
    """A number as the language writes its decimals."""
    return words.replace(".", manner_of(language).decimal)


def _split_once(text: str, mark: str) -> tuple[str, str, str]:
    """Before and after a mark that no backslash escapes."""
    found = re.search(rf"(?<!\\)(?:\\\\)*{re.escape(mark)}", text)
    return (text[: found.end() - len(mark)], mark, text[found.end() :]) if found else (text, "", "")


def _plain(text: str) -> str:
    return _ESCAPED.sub(lambda found: "\n" if found[1] == "n" else found[1], text)


def _marked(text: str, form: str) -> str:
    """Words as Markdown, by what Moodle takes them for."""
    plain = _plain(text).strip()
    if form == "markdown":
        return plain
    if form == "html" or (form == "moodle" and re.search(r"</?[a-zA-Z][^<>]*>", plain)):
        return from_html(plain).text
    return from_plain(plain)
