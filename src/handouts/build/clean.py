"""What lies in the output folder although the project no longer makes it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import get_args

from handouts.build.plan import NOT_AS, VARIED, editions
from handouts.model.edition import DECK, Imposition
from handouts.model.lesson import Lesson
from handouts.model.project import DeckFormat, Project
from handouts.model.text import LANGUAGE_TAG
from handouts.starter import starter

_WAYS = "|".join(get_args(Imposition))
_SLIDES = "|".join(get_args(DeckFormat))


def superfluous(root: Path, project: Project, lesson: Lesson, output: Path) -> Iterator[Path]:
    """Files that an earlier build wrote, and that no build of this project would write now.

    Only names that builds give count: what people put there themselves stays, and so does what they made of it.
    Pages on sheets belong to the pages themselves.

    Args:
        root: The project's folder.
        project: What there is to make.
        lesson: For whom it has tests.
        output: The folder with the finished files.
    """
    made = editions(project, lesson)
    sheets = (replace(one, imposition=way) for one in made for way in NOT_AS if one.document not in NOT_AS[way])
    wanted = {str(edition) for edition in (*made, *sheets)}
    ours = _names({*_known(root), *project.documents}, {DECK, *project.decks})
    for path in sorted(output.glob("*/*/*")):
        language, audience, name = path.relative_to(output).parts
        outside = path.is_symlink() or not path.resolve().is_relative_to(output.resolve())
        if outside or not path.is_file() or not LANGUAGE_TAG.match(language):
            continue
        if ours.fullmatch(name) and f"{language}/{audience}/{name}" not in wanted:
            yield path


def _known(root: Path) -> Iterator[str]:
    """Every kind of document that there is a template of, in the project or in the package."""
    for home in (root, starter()):
        yield from (path.parent.name for path in (home / "templates").glob("*/html.j2"))


def _names(documents: Iterable[str], decks: Collection[str]) -> re.Pattern[str]:
    """How builds name files, and what a build that was killed left of one it was writing."""
    plain = "|".join(sorted(re.escape(document) for document in documents if document not in (*VARIED, *decks)))
    varied = "|".join(sorted(VARIED))
    name = rf"(?:(?:{plain})(?:-(?:{_WAYS}))?|(?:{varied})-[a-z0-9]{{1,8}}(?:-(?:{_WAYS}))?|deck(?:-(?:{_SLIDES}))?)"
    return re.compile(rf"{name}\.(?:pdf|pptx)|\.{name}\.(?:pdf|pptx)\.[a-z0-9_]{{8}}")
