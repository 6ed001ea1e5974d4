"""What an output folder holds: whether it can be built into, and what in it the project no longer makes.

A project comes with whatever its author has put into it, and that may be an output folder: one that leads to somebody's
home, a manifest that is a pipe nobody ever writes to, a lock that is a link to a file which locking would empty. So it
is built into only where that neither reads nor changes what lies elsewhere.

Orphans are what lies there although the project no longer makes it. A build of a known project asks for them without
reading it, so nothing is imported here that reads.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from handouts import registry
from handouts.engine import JOURNAL, LOCK, MANIFEST
from handouts.engine.atomic import unfinished
from handouts.engine.lock import locked
from handouts.engine.scratch import sweep
from handouts.engine.state.manifest import Entry, Manifest
from handouts.errors import Problem, PublishError
from handouts.starter import starter

if TYPE_CHECKING:
    from handouts.model.edition import Edition
    from handouts.model.lesson import Lesson
    from handouts.model.project import Project

PERSONAL = "roster"
"""What an entry of a personalised file has: the list of names that it was made from, which no project file tells."""
LEFT = "left"
"""What it has as well if that list, when it was last used, named nobody any more who gets the file."""


@contextmanager
def exclusive(root: Path, output: Path, names: Iterable[str] = ()) -> Iterator[None]:
    """Have an output folder to oneself, safe to build into and without what killed builds have left half written.

    Args:
        root: The project's folder.
        output: The folder for finished files.
        names: The files to write, as far as they are known.

    Raises:
        PublishError: The folder cannot be built into, or somebody else is doing so.
    """
    refuse_traps(root, output, names)
    with locked(output):
        for path in unfinished(output):
            with suppress(OSError):
                path.unlink()
        sweep()
        yield


def refuse_traps(root: Path, output: Path, names: Iterable[str]) -> None:
    """See that everything that a build reads or writes in an output folder is there.

    Args:
        root: The project's folder.
        output: The folder for finished files; one in the project may not lead out of it.
        names: The files to write, by their paths below it.

    Raises:
        PublishError: With all that leads elsewhere, and all that is no plain file.
    """
    home = root.resolve()
    named = Path(os.path.abspath(output))  # noqa: PTH100 (unlike absolute(), it knows that ../print is no part of here)
    if named.is_relative_to(home) and not output.resolve().is_relative_to(home):
        problem = Problem(str(output), 0, 0, "leads out of the project; name the folder itself with -o to build there")
        raise PublishError([problem])
    if problems := list(_traps(output, list(names))):
        raise PublishError(problems)


def _traps(output: Path, names: list[str]) -> Iterator[Problem]:
    for name in (LOCK, MANIFEST, JOURNAL):
        if _is(output / name, stat.S_ISREG, follow=False) is False:
            yield Problem(str(output / name), 0, 0, "is a link, or no plain file; delete it")
    for folder in sorted({part for name in names for part in (output / name).relative_to(output).parents}):
        if not (output / folder).resolve().is_relative_to(output.resolve()):
            yield Problem(str(output / folder), 0, 0, "leads out of the output folder; delete the link")
    for name in names:
        if _is(output / name, lambda mode: stat.S_ISREG(mode) or stat.S_ISDIR(mode)) is False:
            yield Problem(str(output / name), 0, 0, "is no plain file; delete it")


def _is(path: Path, kind: Callable[[int], bool], *, follow: bool = True) -> bool | None:
    """Whether something is of a kind; None if nothing is there."""
    try:
        return kind(os.stat(path, follow_symlinks=follow).st_mode)  # noqa: PTH116 (one call for both)
    except OSError:
        return None


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
        files=_file_names({*_known(root), *project.documents}, {DECK, *project.decks}),
    )


def _kind(edition: Edition) -> tuple[str, str, str]:
    return edition.language, edition.audience.id, edition.document


def _known(root: Path) -> Iterator[str]:
    """Every kind of document that there is a template of, in the project or in the package, or a writer."""
    yield from (document for one in registry.writers() for document in one.documents)
    for home in (root, starter()):
        yield from (path.parent.name for path in (home / "templates").glob("*/html.j2"))


def _file_names(documents: Iterable[str], decks: Collection[str]) -> str:
    """How builds name files, and what a build that was killed left of one it was writing."""
    from handouts.engine.plan import VARIED
    from handouts.model.edition import Imposition
    from handouts.model.project import DeckFormat

    ways, slides = "|".join(get_args(Imposition)), "|".join(get_args(DeckFormat))
    plain = "|".join(sorted(re.escape(document) for document in documents if document not in (*VARIED, *decks)))
    varied = "|".join(sorted(VARIED))
    on_sheets = rf"(?:-(?:{ways}))?"
    pages = rf"(?:{plain})(?:-\d{{1,2}})?{on_sheets}|(?:{varied})-[a-z0-9]{{1,8}}{on_sheets}"
    name = rf"(?:{pages}|deck(?:-(?:{slides}))?)"
    ends = "|".join(map(re.escape, registry.extensions()))
    return rf"{name}\.(?:{ends})|\.{name}\.(?:{ends})\.[a-z0-9_]{{8}}"
