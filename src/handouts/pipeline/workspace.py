"""An opened project: what was read of it, and what many of its editions share."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from handouts import reader, transforms
from handouts.errors import Problem, UsageError
from handouts.extensions import Extension, extensions, filters_of
from handouts.filters import filters_for
from handouts.languages import FALLBACK
from handouts.locales.codes import name_of
from handouts.model.brand import Brand
from handouts.model.lesson import Lesson
from handouts.model.position import Positions
from handouts.model.project import Audience, Project
from handouts.pipeline.labelling import words_of
from handouts.starter import starter
from handouts.templating import BUILT_IN_FILTERS, Compiled, Renderer, Templates


@dataclass
class Workspace:
    """An opened project: what it builds, and the lesson it builds it from.

    Renderers and lessons in one language are kept, since many editions share them.
    """

    root: Path
    project: Project
    lesson: Lesson
    brand: Brand
    positions: Positions
    theme: reader.Theme | None = None
    themes: dict[str, reader.Theme] = field(default_factory=dict, repr=False)
    """Those that audiences have instead, by name."""
    pictures: reader.PictureFiles = field(default_factory=reader.PictureFiles, repr=False)
    draft: bool = False
    """Whether learners' files may print quotations that nobody has compared with their source, with a mark."""
    lent: tuple[str, ...] = ()
    """Families of type beyond those of its brands, which names of a class list need."""
    images: dict[Any, Any] = field(default_factory=dict, init=False, repr=False)
    """Pictures that were made ready, for whoever makes them so."""
    whole_asked: set[str] = field(default_factory=set, init=False, repr=False)
    """Editions of a part of the lesson whose templates have asked for more of it."""
    _renderers: dict[tuple[str, str], Renderer] = field(default_factory=dict, repr=False)
    _compiled: Compiled = field(default_factory=Compiled, repr=False)
    _words: dict[str, dict[str, str]] = field(default_factory=dict, init=False, repr=False)
    _told: dict[tuple[Audience, str, str], Lesson] = field(default_factory=dict, init=False, repr=False)
    _whole: dict[tuple[Audience, str], Lesson] = field(default_factory=dict, init=False, repr=False)
    _master_problems: dict[str | None, tuple[Problem, ...]] = field(default_factory=dict, repr=False)

    def reread(self) -> Workspace:
        """The project as it is now, for whoever watches it: files that are as they were are not taken apart again.

        Raises:
            ContentError: With everything that is wrong in it.
        """
        now = Workspace.open(self.root, draft=self.draft)
        now._compiled = self._compiled
        if (now.lesson, now.project.seed, now.left_out) == (self.lesson, self.project.seed, self.left_out):
            now._told, now._whole = self._told, self._whole
        return now

    @classmethod
    def open(cls, root: Path, *, draft: bool = False) -> Workspace:
        """Read the project in this folder, for a draft if so asked.

        Raises:
            ContentError: With everything that is wrong in it.
        """
        content = reader.read_all(root)
        project = content.project
        theme = theme_of(root, project.theme)
        others = {audience.theme for audience in project.audiences if audience.theme}
        found = {name: theme_of(root, name) for name in sorted(others)}
        return cls(root, project, content.lesson, theme.brand, content.positions, theme, found, content.pictures, draft)

    def theme_for(self, audience: Audience) -> reader.Theme | None:
        """The look of an audience's editions: its own, or the project's."""
        return self.themes[audience.theme] if audience.theme else self.theme

    def brand_for(self, audience: Audience) -> Brand:
        """The brand of an audience's editions."""
        return self.themes[audience.theme].brand if audience.theme else self.brand

    def master_problems(self, audience: Audience) -> tuple[Problem, ...]:
        """What is wrong with the master of an audience's theme, or with what brand.yaml says of it."""
        if audience.theme not in self._master_problems:
            theme = self.theme_for(audience)
            self._master_problems[audience.theme] = tuple(theme_problems(theme)) if theme else ()
        return self._master_problems[audience.theme]

    def lesson_with_answers(self, audience: Audience, language: str, scope: str = "") -> Lesson:
        """The lesson in one language, as the teachers of an audience know it; of a scope, see `Edition.scope`."""
        if (key := (audience, language, scope)) not in self._told:
            whole = self.lesson_for(audience, language)
            self._told[key] = transforms.of_scope(whole, language, seed=self.project.seed, scope=scope)
        return self._told[key]

    def lesson_for(self, audience: Audience, language: str) -> Lesson:
        """The lesson in one language for an audience, which all its scopes are parts of."""
        if (key := (audience, language)) not in self._whole:
            self._whole[key] = transforms.for_audience(self.lesson_on_show, audience, language)
        return self._whole[key]

    @property
    def left_out(self) -> frozenset[str]:
        """The pictures that no edition shows, since their files are not there or may not be shown."""
        return transforms.left_out(self.lesson, self.pictures.absent, publish=self.project.publish)

    @property
    def lesson_on_show(self) -> Lesson:
        """The lesson without these pictures, and without what hangs on them."""
        return transforms.without(self.lesson, self.left_out)

    @cached_property
    def hyphenation(self) -> dict[str, tuple[str, ...]]:
        """Words with their breaks, by language: names have none, what the lesson lists itself comes last and wins."""
        return {
            language: (*names, *self.lesson.hyphenation.get(language, ()))
            for language, names in transforms.names_of(self.lesson).items()
        }

    def words(self, language: str) -> dict[str, str]:
        """The labels of the forms in a language, read when they are asked for: what one lacks stops no other."""
        if language not in self._words:
            self._words[language] = words_of(self.root, language, self.extensions)
            self._words[language] |= self._names(language, self._words[language])
        return self._words[language]

    def _names(self, speaking: str, words: Mapping[str, str]) -> dict[str, str]:
        """The names of the project's languages, and of those of quotations, that no label says in a language."""
        quoted = (tag for quotation in self.lesson.quotations for tag in quotation.text.languages)
        keys = {tag: f"language_{tag}" for tag in (*self.project.languages, *quoted)}
        return {key: name_of(tag, speaking) for tag, key in keys.items() if key not in words}

    @cached_property
    def fallback_words(self) -> dict[str, str]:
        """What is said for a word of the forms that a language lacks, until it is told."""
        return words_of(self.root, FALLBACK, self.extensions)

    @cached_property
    def extensions(self) -> tuple[Extension, ...]:
        """Filters and labels that other installed packages bring."""
        return extensions()

    def templates(self, audience: Audience) -> Templates:
        """The template layers of one audience."""
        return Templates.of(self.root / "templates", starter() / "templates", *audience.lineage)

    def renderer(self, audience: Audience, language: str) -> Renderer:
        """The Jinja environment of one audience and language."""
        key = (audience.id, language)
        if key not in self._renderers:
            filters = filters_of(self.extensions, language, BUILT_IN_FILTERS | filters_for(language).keys())
            self._renderers[key] = Renderer(self.templates(audience), language, filters, self._compiled)
        return self._renderers[key]


def themes(root: Path | None) -> dict[str, Path]:
    """The brand.yaml of each theme by its name: the project's, and the packaged ones that they do not lie over."""
    return reader.theme_files(root)


def theme_of(root: Path | None, name: str) -> reader.Theme:
    """A theme of the project, or a packaged one.

    Raises:
        ContentError: With everything that is wrong in it.
        UsageError: There is none of this name.
    """
    if (path := themes(root).get(name)) is None:
        raise UsageError(f'there is no theme "{name}"; there are {", ".join(sorted(themes(root)))}')
    home = path.parents[3]
    return reader.read_theme(path, root=home, folder=(root or home) / "templates" / "themes" / name)


def theme_problems(theme: reader.Theme) -> Iterator[Problem]:
    """What is wrong with a theme's own master, or with what brand.yaml says of it."""
    if theme.master is None:
        return
    from handouts.writers.powerpoint import master_mistakes

    for way, message in master_mistakes(theme.brand, theme.master):
        yield theme.positions.problem(way, message) if way else Problem(theme.master_path, 0, 0, message)
