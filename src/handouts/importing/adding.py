"""Where a new entry goes: below the list of its kind if the file ends with that, else into a file of its own.

Nothing that is written is changed: an entry is added behind the last line, and only if the reader then finds all that
it found before, and the entry.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

from handouts.errors import Problem, PublishError, UsageError, one_problem
from handouts.importing.entries import LETTERS, Lists, entry
from handouts.importing.places import Home, refuse_beside_pictures, write_new
from handouts.languages import lessons_in
from handouts.model.kinds import KINDS
from handouts.nearest import suggestion
from handouts.reader.markdown import parse_markdown
from handouts.reader.parse import parse
from handouts.reader.sources import MARKDOWN

_SCHEMA = "# yaml-language-server: $schema=../../.handouts/schema/content.json\n"


class Added(NamedTuple):
    """Where a new entry stands, and whether the file was there before."""

    file: Path
    line: int
    appended: bool


def add_entry(kind: str, place: Home, task_kind: str) -> Added:
    """Write a new entry of one of `LETTERS`.

    Raises:
        UsageError: There is no such kind of task.
        PublishError: It cannot be written.
    """
    if task_kind not in KINDS:
        raise UsageError(f'there is no kind of task "{task_kind}"{suggestion(task_kind, list(KINDS))}')
    if place.files and all(file.suffix == MARKDOWN for file in place.files):
        return _in_markdown(kind, place, task_kind)
    refuse_beside_pictures(place)
    lists = entry(kind, place, task_kind)
    return _appended(lists, place) or _in_own_file(kind, lists, place)


def _in_own_file(kind: str, lists: Lists, place: Home) -> Added:
    letter = LETTERS[kind]
    text = _SCHEMA + "".join(f"\n{key}:\n" + "\n".join(lines) + "\n" for key, lines in lists.items())
    if not place.begun:
        raise UsageError(
            f'there is no lesson "{place.lesson}" yet; make one with: handouts init DIR, or handouts import'
        )
    path = place.folder / f"{place.free(f'{kind}-{place.free_id(letter)}')}.yaml"
    write_new(path, text.encode())
    return Added(path, _line_of(text, place, letter), appended=False)


def _line_of(text: str, place: Home, letter: str) -> int:
    wanted = f"- id: {place.free_id(letter)}"
    return next((number for number, line in enumerate(text.split("\n"), 1) if line.strip() == wanted), 1)


def _appended(lists: Lists, place: Home) -> Added | None:
    """The entry below the list with which a file ends; None if there is no such file."""
    if len(lists) != 1:
        return None
    ((key, lines),) = lists.items()
    for file in reversed((place.lists or {}).get(key, ())):
        if file.suffix != ".yaml" or file.is_symlink():
            continue
        before = file.read_bytes().decode("utf-8")
        end = "" if before.endswith("\n") else "\n"
        ending = "\r\n" if "\r\n" in before else "\n"
        added = (end + "\n".join([*lines, ""])).replace("\n", ending)
        if _only_adds(before, before + added, key):
            _append(file, added.encode())
            return Added(file, (before + end).count("\n") + 1, appended=True)
    return None


def _only_adds(before: str, after: str, key: str) -> bool:
    """Whether the list of this kind has one entry more, and all else is as it was."""
    old, new = (_parsed(text) for text in (before, after))
    if old is None or new is None or not isinstance(old.get(key), list) or not isinstance(new.get(key), list):
        return False
    return bool(new[key][:-1] == old[key]) and {**new, key: None} == {**old, key: None}


def _parsed(text: str) -> dict[str, Any] | None:
    found = parse(text.replace("\r\n", "\n"), "new.yaml")
    return found.data if isinstance(found.data, dict) and not found.problems else None


def _in_markdown(kind: str, place: Home, task_kind: str) -> Added:
    """A new part at the end of the Markdown file that a lesson consists of, or of the main one."""
    file = place.single or place.files[0]
    before = file.read_bytes().decode("utf-8")
    added = ("" if before.endswith("\n") else "\n") + f"\n{new_section(kind, place, task_kind)}\n"
    told, more = (_problems(text, file, place) for text in (before, before + added))
    if len(more) > len(told):
        raise UsageError(
            f"nothing was added, since {file.name} would have a mistake then, or ends in something that is left open "
            f"({more[-1].message}); see: handouts check. It would be: {added}"
        )
    _append(file, added.replace("\n", "\r\n" if "\r\n" in before else "\n").encode())
    return Added(file, (before + added).count("\n") - added.strip("\n").count("\n"), appended=True)


def _problems(text: str, file: Path, place: Home) -> tuple[Problem, ...]:
    return parse_markdown(text, file.name, languages=place.languages).problems


def _append(file: Path, content: bytes) -> None:
    try:
        with file.open("ab") as opened:
            opened.write(content)
    except OSError as error:
        reason = error.strerror or str(error)
        raise PublishError(one_problem(file, f"cannot be written ({reason}); mend its rights")) from error


_BLOCKS = ("multiple_choice", "true_false", "matching", "gap_text", "ordering")


def new_section(kind: str, place: Home, task_kind: str) -> str:
    """The lines of a new part, its id left to the reader of lessons."""
    lessons = lessons_in(place.language)
    words = lessons.sections
    if kind != "task":
        return words[kind].replace("{tasks}", "" if place.planned else ", ".join(place.tasks))
    settings = [lessons.draft["pool"]] if place.planned else []
    if task_kind not in (*_BLOCKS, "open"):
        settings.append(f"{words['type']}: {task_kind}")
    head = words["task"].replace("\n\n", f"\n{'; '.join(settings)}\n\n" if settings else "\n\n", 1)
    return "\n\n".join([head, words[task_kind if task_kind in _BLOCKS else "answer"]])
