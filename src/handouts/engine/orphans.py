"""Orphans: what lies in the output folder although the project no longer makes it.

A build of a known project asks without reading it, so nothing is imported here that reads.
"""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from handouts import registry
from handouts.engine.state.manifest import Entry, Manifest
from handouts.starter import starter

if TYPE_CHECKING:
    from handouts.model.edition import Edition
    from handouts.model.lesson import Lesson
    from handouts.model.project import Project

PERSONAL = "roster"
"""What an entry of a personalised file has: the list of names that it was made from, which no project file tells."""
LEFT = "left"
"""What it has as well if that list, when it was last used, named nobody any more who gets the file."""


@dataclass(frozen=True)
class ExpectedFiles:
    """What builds of a project make.

    `wanted` are paths below the output folder, `kinds` language, audience and document of each; `tags` and `files` are
    patterns of how builds of any project name folders of a language, and files.
    """

    wanted: frozenset[str]
    kinds: frozenset[tuple[str, str, str]]
    tags: str
    files: str

    def orphans(self, output: Path, manifest: Manifest | None = None) -> Iterator[Path]:
        """Files that an earlier build wrote, and that no build of this project would write now.

        Those are files that the manifest lists, and files with names that builds give: what people put there themselves
        stays, and so does what they made of it. Personalised files belong to the edition that they are made from, until
        their list no longer names who gets them.

        Args:
            output: The folder with the finished files.
            manifest: Its manifest, if it has one.
        """
        listed = manifest.outputs if manifest else {}
        wanted = self.wanted | {name for name, entry in listed.items() if self._is_somebodys(entry)}
        found = {name for name in _three_deep(output) if self._are_ours(name) and name not in wanted}
        found |= {name for name in listed if name not in wanted and _is_inside(output, name)}
        return (output / name for name in sorted(found))

    def _is_somebodys(self, entry: Entry) -> bool:
        return PERSONAL in entry and LEFT not in entry and _kind_of(entry) in self.kinds

    def _are_ours(self, name: str) -> bool:
        language, _, file = name.split("/")
        return bool(re.match(self.tags, language) and re.fullmatch(self.files, file))


def _kind_of(entry: Entry) -> tuple[str, str, str]:
    return str(entry.get("language")), str(entry.get("audience")), str(entry.get("document"))


def _three_deep(output: Path) -> Iterator[str]:
    """The files two folders down, where builds put them; what links lead to lies elsewhere."""
    for language in _inside(str(output)):
        for audience in _inside(language.path) if language.is_dir(follow_symlinks=False) else ():
            for file in _inside(audience.path) if audience.is_dir(follow_symlinks=False) else ():
                if file.is_file(follow_symlinks=False):
                    yield f"{language.name}/{audience.name}/{file.name}"


def _inside(folder: str) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return list(entries)
    except OSError:
        return []


def _is_inside(output: Path, name: str) -> bool:
    """Whether this is a file that lies in the output folder itself, not where a link leads to."""
    path = output / name
    return os.path.isfile(path) and path.resolve() == output.resolve() / name  # noqa: PTH113 (whatever the name is)


def orphans(
    root: Path, project: Project, lesson: Lesson, output: Path, manifest: Manifest | None = None
) -> Iterator[Path]:
    """Files that an earlier build wrote, and that no build of this project would write now; see `ExpectedFiles`.

    Args:
        root: The project's folder.
        project: What there is to make.
        lesson: For whom it has tests.
        output: The folder with the finished files.
        manifest: Its manifest, if it has one.
    """
    return expected_files(root, project, lesson).orphans(output, manifest)


def expected_files(root: Path, project: Project, lesson: Lesson) -> ExpectedFiles:
    """What builds of this project make; pages on sheets belong to the pages themselves.

    Args:
        root: The project's folder.
        project: What there is to make.
        lesson: For whom it has tests.
    """
    from handouts.engine.plan import NOT_AS, editions, fits
    from handouts.model.edition import DECK
    from handouts.model.text import LANGUAGE_TAG

    made = editions(project, lesson)
    sheets = (replace(one, imposition=way) for one in made for way in NOT_AS if fits(one, way))
    return ExpectedFiles(
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
    from handouts.engine.plan import VARIED
    from handouts.model.edition import Imposition
    from handouts.model.project import DeckFormat

    ways, slides = "|".join(get_args(Imposition)), "|".join(get_args(DeckFormat))
    plain = "|".join(sorted(re.escape(document) for document in documents if document not in (*VARIED, *decks)))
    varied = "|".join(sorted(VARIED))
    name = rf"(?:(?:{plain})(?:-(?:{ways}))?|(?:{varied})-[a-z0-9]{{1,8}}(?:-(?:{ways}))?|deck(?:-(?:{slides}))?)"
    ends = "|".join(map(re.escape, registry.extensions()))
    return rf"{name}\.(?:{ends})|\.{name}\.(?:{ends})\.[a-z0-9_]{{8}}"
