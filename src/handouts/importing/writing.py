"""What was found → a part of a lesson as one text, in the words of its language, with remarks on what is doubtful."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from handouts.importing.found import Found, Part, Question, Term
from handouts.languages import lessons_in
from handouts.reader.markdown.words import FRONT

_SETTING = re.compile(r"^(\s*[^\W\d_][\w\-/ ]{0,30}?\s*)(?=:(?:\s|$))")
_HIGH_HEADING = re.compile(r"^#{1,2}(?= )", re.MULTILINE)
_PARTS_TERM = re.compile(r":(?=\s)|\s+(?:[–—=]|->)(?=\s)")


def draft(found: Found, language: str, *, title: str = "", begun: bool = False, planned: bool = False) -> str:
    """The text of a draft.

    Args:
        found: What is in the file.
        language: That of the lesson.
        title: That of a new lesson.
        begun: Whether the lesson is there already and says its title and language elsewhere.
        planned: Whether it has lesson plans; then tasks are for the task bank alone until one of them has them.
    """
    words = lessons_in(language).draft
    pieces = [remark([f"draft from {found.name}; look at it, and delete remarks like this one when you have"])]
    if begun and found.title:
        pieces.append(remark([f"title in {found.name}: {found.title}"]))
    pool = words["pool"] if planned else ""
    if planned and any(isinstance(part, Question) or (isinstance(part, Part) and part.task) for part in found.parts):
        pieces.append(remark([f'delete the setting "{pool}" of tasks that you put into a lesson plan']))
    terms = [part for part in found.parts if isinstance(part, Term)]
    for part in found.parts:
        if isinstance(part, Question):
            pieces.append(task(part, found.name, words, pool))
        elif isinstance(part, Part):
            pieces.append(section(part, found.name, words, pool))
    if terms:
        pieces.append("\n".join([f"## {words['terms']}", *(_term(one, words) for one in terms)]))
    body = "\n\n".join([*pieces, found.whole] if found.whole else [*pieces, ""]).rstrip() + "\n"
    if begun:
        return body
    if found.whole and found.front:
        keys = (line.partition(":")[0].rstrip().lower() for line in found.front.split("\n") if ":" in line)
        told = any(FRONT.get(key) == "languages" for key in keys)
        return f"---\n{found.front}\n{'' if told else f'language: {language}' + chr(10)}---\n\n{body}"
    quoted = (title or found.title or found.name).replace("\\", "\\\\").replace('"', '\\"')
    return f'---\n{words["title"]}: "{quoted}"\n{words["language"]}: {language}\n---\n\n{body}'


def remark(lines: Sequence[str]) -> str:
    """A remark on lines of its own, which nothing in it can end."""
    safe = [re.sub(r"\s+", " ", line).replace("--", "–").strip("- ") for line in lines]
    if len(safe) == 1:
        return f"<!-- {safe[0]} -->"
    return "\n".join(["<!--", *safe, "-->"])


def guarded(body: str) -> str:
    """Words whose first line is no setting, and whose headings are below that of their part."""
    first, mark, rest = body.partition("\n")
    first = _SETTING.sub(r"\1\\", first)
    return _HIGH_HEADING.sub("###", f"{first}{mark}{rest}")


def section(part: Part, name: str, words: Mapping[str, str], pool: str = "") -> str:
    """A part of a text: under its own heading if that says what it is, else as a material."""
    heading = " ".join(re.sub(r"\[\^[^\]]*\]", "", part.heading).split())
    heading = heading or _first_words(part.body) or name
    head = f"## {heading}" if part.known else f"## {words['material']}: {heading}"
    head += f"\n{pool}" if part.task and pool else ""
    place = [f"from {name}:{part.line}"] if part.line and part.remarks else []
    noted = [remark([*place, *part.remarks])] if part.remarks else []
    return "\n\n".join([head, *noted, guarded(part.body)]).rstrip()


def _first_words(body: str) -> str:
    """A title for a part that has none."""
    body = re.sub(r"</?[a-zA-Z][^<>]*>|\[\^[^\]]*\]", " ", body)
    plain = re.sub(r"!?\[([^\]]*)\]\([^)]*\)|[*_`#>|~^\\]|^\s*(?:-|\d+\.)\s", r"\1", body, flags=re.MULTILINE).split()
    return " ".join(plain[:5]).strip(" .,;:–—-") + (" …" if len(plain) > 5 else "") if plain else ""


def task(made: Question, name: str, words: Mapping[str, str], pool: str = "") -> str:
    """A question as a task."""
    settings = [f"{words['points']}: {made.points}"] if made.points else []
    settings += [f"{words['lines']}: {made.lines}"] if made.lines else []
    settings += [pool] if pool else []
    head = "\n".join([f"## {words['task']}", *(["; ".join(settings)] if settings else [])])
    noted = remark([f"from {name}:{made.line}" + (f" “{made.title}”" if made.title else ""), *made.remarks])
    usual = {"true_false": "judge", "choice": "choose", "gaps": "fill", "matching": "join"}
    prompt = made.prompt.strip() or (words[usual[made.kind]] if made.kind in usual else made.title or "?")
    return "\n\n".join([head, noted, guarded(prompt), *_blocks(made, words)])


def _blocks(made: Question, words: Mapping[str, str]) -> list[str]:
    blocks = []
    if made.options:
        ticked = [f"- [{'x' if one.correct else ' '}] {_hung(one.text)}" for one in made.options]
        blocks.append(_block(words["true_false" if made.kind == "true_false" else "choice"], ticked))
    if made.pairs:
        rows = [f"| {_cell(left)} | {_cell(right)} |" for left, right in made.pairs]
        blocks.append(_block(words["matching"], [f"| {words['left']} | {words['right']} |", "|---|---|", *rows]))
    if made.gaps:
        blocks.append(_block(words["gaps"], [_HIGH_HEADING.sub("###", made.gaps)]))
    if answers := [one for one in made.answers if one.strip()]:
        joined = " / ".join(answers) if made.lines == 1 else "\n\n".join(answers)
        blocks.append(_block(words["answer"], [f"- {_hung(joined)}"]))
    return blocks


def _block(word: str, lines: Sequence[str]) -> str:
    return "\n".join([f"::: {word.lower()}", *lines, ":::"])


def _hung(text: str) -> str:
    """Lines of an entry of a list, below its first one."""
    return text.strip().replace("\n", "\n  ").replace("\n  \n", "\n\n") or "?"


def _cell(text: str) -> str:
    return re.sub(r"(?<!\\)\|", r"\\|", " ".join(text.replace("\\\n", " ").split())) or "?"


def _term(one: Term, words: Mapping[str, str]) -> str:
    called = _PARTS_TERM.sub(",", one.term)
    if called.count("(") != called.count(")"):
        called = re.sub(r"[()]", "", called)
    other = f" ({one.tag}: {re.sub(r'[()]', '', one.other)})" if one.other and one.tag else ""
    line = f"- {called}{other}: {one.meaning}"
    return line + (f"\n  - {words['easy']}: {one.easy}" if one.easy else "")
