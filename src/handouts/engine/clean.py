"""What lies in the output folder although the project no longer makes it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import get_args

from handouts import registry
from handouts.engine.freshness.claims import PERSONAL, Claims
from handouts.engine.freshness.manifest import Manifest
from handouts.engine.plan import NOT_AS, VARIED, editions, fits
from handouts.model.edition import DECK, Edition, Imposition
from handouts.model.lesson import Lesson
from handouts.model.project import DeckFormat, Project
from handouts.model.text import LANGUAGE_TAG
from handouts.starter import starter

__all__ = ["PERSONAL", "claims", "superfluous"]

_WAYS = "|".join(get_args(Imposition))
_SLIDES = "|".join(get_args(DeckFormat))


def superfluous(
    root: Path, project: Project, lesson: Lesson, output: Path, manifest: Manifest | None = None
) -> Iterator[Path]:
    """Files that an earlier build wrote, and that no build of this project would write now; see `Claims`.

    Args:
        root: The project's folder.
        project: What there is to make.
        lesson: For whom it has tests.
        output: The folder with the finished files.
        manifest: Its manifest, if it has one.
    """
    return claims(root, project, lesson).superfluous(output, manifest)


def claims(root: Path, project: Project, lesson: Lesson) -> Claims:
    """What builds of this project make; pages on sheets belong to the pages themselves.

    Args:
        root: The project's folder.
        project: What there is to make.
        lesson: For whom it has tests.
    """
    made = editions(project, lesson)
    sheets = (replace(one, imposition=way) for one in made for way in NOT_AS if fits(one, way))
    return Claims(
        wanted=frozenset(str(edition) for edition in (*made, *sheets)),
        kinds=frozenset(map(_kind, made)),
        tags=LANGUAGE_TAG.pattern,
        files=_names({*_known(root), *project.documents}, {DECK, *project.decks}),
    )


def _kind(edition: Edition) -> tuple[str, str, str]:
    return edition.language, edition.audience.id, edition.document


def _known(root: Path) -> Iterator[str]:
    """Every kind of document that there is a template of, in the project or in the package, or a writer."""
    yield from (document for one in registry.writers() for document in one.documents)
    for home in (root, starter()):
        yield from (path.parent.name for path in (home / "templates").glob("*/html.j2"))


def _names(documents: Iterable[str], decks: Collection[str]) -> str:
    """How builds name files, and what a build that was killed left of one it was writing."""
    plain = "|".join(sorted(re.escape(document) for document in documents if document not in (*VARIED, *decks)))
    varied = "|".join(sorted(VARIED))
    name = rf"(?:(?:{plain})(?:-(?:{_WAYS}))?|(?:{varied})-[a-z0-9]{{1,8}}(?:-(?:{_WAYS}))?|deck(?:-(?:{_SLIDES}))?)"
    ends = "|".join(map(re.escape, registry.extensions()))
    return rf"{name}\.(?:{ends})|\.{name}\.(?:{ends})\.[a-z0-9_]{{8}}"
