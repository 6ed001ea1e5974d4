"""The steps in their order: from a project folder to the bytes of one edition.

Only this module knows which step follows which.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property, partial
from pathlib import Path
from typing import Any

from handouts import figures, reader, transforms
from handouts.errors import TemplateError
from handouts.fonts import font_files
from handouts.model.brand import Brand
from handouts.model.edition import Edition
from handouts.model.lesson import Lesson
from handouts.model.position import Positions
from handouts.model.project import Audience, Project
from handouts.starter import starter
from handouts.styles import stylesheet
from handouts.templating import Renderer, Templates, finder, labels
from handouts.typography import set_html


@dataclass(frozen=True)
class Job:
    """One file to make, as data that any process can work on: finished HTML, and how to set it."""

    edition: str
    html: str
    css: tuple[str, ...]
    brand: Brand
    extension: str
    hyphenation: dict[str, tuple[str, ...]]


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
    _renderers: dict[tuple[str, str], Renderer] = field(default_factory=dict, repr=False)

    @classmethod
    def open(cls, root: Path) -> Workspace:
        """Read the project in this folder.

        Raises:
            ContentError: With everything that is wrong in it.
        """
        content = reader.read_all(root)
        home, path = next(_overlaid(root, f"themes/{content.project.theme}/brand.yaml"))
        brand = reader.read_brand(path, root=home)
        return cls(root, content.project, content.lesson, brand, content.positions)

    @cached_property
    def words(self) -> dict[str, dict[str, str]]:
        """The labels of the forms, by language; the project's words lie over the packaged ones."""
        return {language: self._words(language) for language in self.project.languages}

    def _words(self, language: str) -> dict[str, str]:
        found: dict[str, str] = {}
        for home, path in reversed(list(_overlaid(self.root, f"labels/{language}.yaml"))):
            found.update(reader.read_labels(path, root=home))
        return found

    def templates(self, audience: Audience) -> Templates:
        """The template layers of one audience."""
        return Templates.of(self.root / "templates", starter() / "templates", audience.id)

    def renderer(self, audience: Audience, language: str) -> Renderer:
        """The Jinja environment of one audience and language."""
        key = (audience.id, language)
        if key not in self._renderers:
            self._renderers[key] = Renderer(self.templates(audience), language)
        return self._renderers[key]


def render(workspace: Workspace, edition: Edition) -> str:
    """The words of one edition as HTML, set by the rules of its language, its figures still tables.

    Raises:
        TemplateError: A template is missing or fails.
    """
    renderer = workspace.renderer(edition.audience, edition.language)
    return set_html(renderer.render(f"{edition.document}/html.j2", context(workspace, edition)))


def prepare(workspace: Workspace, edition: Edition) -> Job:
    """Render one edition, draw its figures, and gather all that it takes to set it.

    Raises:
        TemplateError: A template is missing or fails.
        LayoutError: A figure cannot be drawn.
    """
    printed = edition.extension == "pdf"
    html = figures.draw(
        render(workspace, edition),
        target="print" if printed else "slides",
        brand=workspace.brand,
        fonts=font_files(workspace.brand.fonts.text),
    )
    return Job(
        edition=str(edition),
        html=html,
        css=tuple(_sheets(workspace, edition)) if printed else (),
        brand=workspace.brand,
        extension=edition.extension,
        hyphenation=workspace.lesson.hyphenation,
    )


def perform(job: Job) -> bytes:
    """Set one rendered edition: pages or slides.

    Raises:
        LayoutError: Something cannot be laid out.
    """
    if job.extension == "pptx":
        from handouts.slides import parse_deck
        from handouts.writers.powerpoint import write_pptx

        return write_pptx(parse_deck(job.html), job.brand)
    from handouts.writers.pdf import write_pdf

    return write_pdf(job.html, job.css, job.hyphenation)


def context(workspace: Workspace, edition: Edition) -> dict[str, Any]:
    """The variables that templates see."""
    project, audience = workspace.project, edition.audience
    lesson = transforms.for_edition(workspace.lesson, edition, seed=project.seed)
    variants = transforms.variants_of(lesson, project.variants, seed=project.seed)
    if edition.variant:
        variants = tuple(variant for variant in variants if variant.name == edition.variant)
    items = dict(_by_id(lesson))
    words = workspace.words
    return {
        "lesson": lesson,
        "edition": edition,
        "audience": transforms.localised(audience, audience, edition.language),
        "project": project,
        "brand": workspace.brand,
        "label": labels(words[edition.language]),
        "gloss_label": labels(words[audience.gloss]) if audience.gloss in words else None,
        "variants": variants,
        "find": finder(items),
        "has": items.__contains__,
        "events_of": partial(transforms.events_of, lesson=lesson),
        "years_of": partial(transforms.years_of, lesson=lesson),
        "task_view": partial(transforms.view, lesson=lesson, audience=audience, seed=project.seed),
    }


def _by_id(lesson: Lesson) -> Iterator[tuple[str, Any]]:
    for _, part in lesson:
        if isinstance(part, tuple):
            yield from ((item.id, item) for item in part if hasattr(item, "id"))


def _sheets(workspace: Workspace, edition: Edition) -> Iterator[str]:
    templates = workspace.templates(edition.audience)
    yield stylesheet(workspace.brand, edition.audience)
    yield templates.read("shared/base.css")
    yield templates.read(f"{edition.document}/print.css")


def _overlaid(root: Path, name: str) -> Iterator[tuple[Path, Path]]:
    """A file of templates/ in the project and in the packaged one, with the folder it belongs to.

    Raises:
        TemplateError: Neither has it.
    """
    homes = [home for home in dict.fromkeys((root, starter())) if (home / "templates" / name).is_file()]
    if not homes:
        raise TemplateError(f"there is no templates/{name}; create it or correct the name")
    return ((home, home / "templates" / name) for home in homes)
