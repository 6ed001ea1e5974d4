"""The steps in their order: from a project folder to the bytes of one edition.

Only this module knows which step follows which.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from pathlib import Path
from typing import Any, Literal

from handouts import checks, figures, reader, transforms
from handouts.errors import ContentError, Problem, TemplateError, UsageError
from handouts.extensions import Extension, extensions, filters_of, labels_of
from handouts.filters import filters_for
from handouts.fonts import font_files, is_shipped
from handouts.model.brand import Brand
from handouts.model.edition import Edition, Imposition
from handouts.model.lesson import Lesson
from handouts.model.position import Positions
from handouts.model.project import Audience, DeckFormat, Project
from handouts.starter import starter
from handouts.styles import stylesheet
from handouts.templating import BUILT_IN_FILTERS, Compiled, Renderer, Templates, finder, labels
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
    imposition: Imposition | None = None
    deck_format: DeckFormat = "pptx"
    shell: str = ""
    """The document around slides that become pages."""
    master: bytes | None = None
    """A PowerPoint file whose layouts slides take."""


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
    _renderers: dict[tuple[str, str], Renderer] = field(default_factory=dict, repr=False)
    _compiled: dict[str, Compiled] = field(default_factory=dict, repr=False)
    _master_problems: dict[str | None, tuple[Problem, ...]] = field(default_factory=dict, repr=False)

    @classmethod
    def open(cls, root: Path) -> Workspace:
        """Read the project in this folder.

        Raises:
            ContentError: With everything that is wrong in it.
        """
        content = reader.read_all(root)
        project = content.project
        theme = theme_of(root, project.theme)
        others = {audience.theme for audience in project.audiences if audience.theme}
        found = {name: theme_of(root, name) for name in sorted(others)}
        return cls(root, project, content.lesson, theme.brand, content.positions, theme, found)

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

    @cached_property
    def words(self) -> dict[str, dict[str, str]]:
        """The labels of the forms, by language: those of the package and of extensions, and over them the project's."""
        return {language: self._words(language) for language in self.project.languages}

    def _words(self, language: str) -> dict[str, str]:
        files = dict(_overlaid(self.root, f"labels/{language}.yaml"))
        packaged, own = (
            reader.read_labels(files[home], root=home) if home in files else {} for home in (starter(), self.root)
        )
        return {**packaged, **labels_of(self.extensions, language, packaged), **own}

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
            compiled = self._compiled.setdefault(language, Compiled())
            self._renderers[key] = Renderer(self.templates(audience), language, filters, compiled)
        return self._renderers[key]


def render(workspace: Workspace, edition: Edition) -> str:
    """The words of one edition as HTML, set by the rules of its language, its figures still tables.

    Raises:
        TemplateError: A template is missing or fails.
    """
    return _rendered(workspace, edition, f"{edition.document}/html.j2")


def _rendered(workspace: Workspace, edition: Edition, template: str) -> str:
    renderer = workspace.renderer(edition.audience, edition.language)
    return set_html(renderer.render(template, context(workspace, edition)))


def prepare(workspace: Workspace, edition: Edition) -> Job:
    """Render one edition, draw its figures, and gather all that it takes to set it.

    Raises:
        ContentError: No font has one of the characters; with all of them.
        TemplateError: A template is missing or fails.
        LayoutError: A figure cannot be drawn.
    """
    printed = edition.extension == "pdf"
    deck, theme, brand = (
        edition.is_deck,
        workspace.theme_for(edition.audience),
        workspace.brand_for(edition.audience),
    )
    if deck and (problems := workspace.master_problems(edition.audience)):
        raise ContentError(problems)
    html, shell = render(workspace, edition), ""
    sheets = tuple(_sheets(workspace, edition)) if printed else ()
    if printed and deck:
        shell = _rendered(workspace, edition, "deck/pages.html.j2")
    if printed and (unprintable := _unprintable(workspace, edition, html, shell, sheets)):
        raise ContentError(unprintable)
    return Job(
        edition=str(edition),
        html=_drawn(html, brand, "slides" if deck else "print"),
        css=sheets,
        brand=brand,
        master=theme.master if theme and deck else None,
        extension=edition.extension,
        hyphenation=_hyphenation(workspace.lesson),
        imposition=edition.imposition,
        deck_format=edition.deck_format,
        shell=shell,
    )


def _drawn(html: str, brand: Brand, target: Literal["print", "slides"]) -> str:
    """The document with its figures drawn in the brand's fonts."""
    japanese = next(iter(font_files(brand.fonts.japanese).values()))
    return figures.draw(html, target=target, brand=brand, fonts={**font_files(brand.fonts.text), "Japanese": japanese})


def _families(workspace: Workspace, edition: Edition) -> tuple[str, ...]:
    """The fonts of its pages in the order they are looked up; slides have one of their own if it is shipped."""
    fonts = workspace.brand_for(edition.audience).fonts
    own = (fonts.slides,) if edition.is_deck and is_shipped(fonts.slides) else ()
    return tuple(dict.fromkeys((*own, *fonts.printed)))


def _unprintable(
    workspace: Workspace, edition: Edition, html: str, shell: str, sheets: tuple[str, ...]
) -> list[Problem]:
    """Where characters are written that these pages have no font for, in themselves or in what is around slides."""

    def sources() -> checks.Sources:
        labels_of = (_overlaid(workspace.root, f"labels/{language}.yaml") for language in workspace.project.languages)
        labels = (reader.read_labels_with_positions(path, root=home) for homes in labels_of for home, path in homes)
        written = (
            checks.Written(workspace.lesson, workspace.positions),
            checks.Written(workspace.project, reader.project_positions(workspace.root)),
            *(checks.Written(*words) for words in labels),
        )
        return checks.Sources(written, workspace.templates(edition.audience).written_for(edition.document))

    families = _families(workspace, edition)
    found = (checks.glyph_problems(page, sheets, families, sources, str(edition)) for page in (html, shell) if page)
    return list(dict.fromkeys(problem for problems in found for problem in problems))


def perform(job: Job) -> bytes:
    """Set one rendered edition: pages, on sheets if so asked, or slides.

    Raises:
        LayoutError: Something cannot be laid out.
    """
    if job.extension == "pptx":
        from handouts.slides import parse_deck
        from handouts.writers.powerpoint import write_pptx

        return write_pptx(parse_deck(job.html), job.brand, job.master)
    from handouts.writers.pdf import write_pdf

    pages = write_pdf(_as_pages(job) if job.shell else job.html, job.css, job.hyphenation)
    if job.imposition is None:
        return pages
    from handouts.writers.imposition import impose

    return impose(pages, job.imposition)


def _as_pages(job: Job) -> str:
    """The slides of a deck in the document that they are pages of."""
    from handouts.slides import parse_deck
    from handouts.writers.slidepages import slide_pages

    draw = partial(_drawn, brand=job.brand, target="print")
    return slide_pages(job.shell, parse_deck(job.html), job.brand, job.deck_format, draw, master=job.master)


def context(workspace: Workspace, edition: Edition) -> dict[str, Any]:
    """The variables that templates see."""
    project, audience = workspace.project, edition.audience
    whole = transforms.with_answers(workspace.lesson, edition, seed=project.seed)
    lesson = transforms.for_readers(whole, edition)
    variants = transforms.variants_of(lesson, project.variants, seed=project.seed)
    if edition.variant:
        variants = tuple(variant for variant in variants if variant.name == edition.variant)
    items = dict(_by_id(lesson))
    words = workspace.words
    if not edition.for_teachers:
        audience = transforms.without_remarks(audience)
        others = tuple(transforms.without_remarks(one) for one in project.audiences)
        project, edition = project.model_copy(update={"audiences": others}), replace(edition, audience=audience)
    return {
        "lesson": lesson,
        "edition": edition,
        "audience": transforms.localised(audience, audience, edition.language),
        "project": project,
        "brand": workspace.brand_for(edition.audience),
        "label": labels(words[edition.language]),
        "gloss_label": labels(words[audience.gloss]) if audience.gloss in words else None,
        "facing_label": labels(words[audience.facing]) if audience.facing in words else None,
        "variants": variants,
        "find": finder(items),
        "has": items.__contains__,
        "along": partial(transforms.along, lesson=lesson),
        "span": transforms.span(lesson),
        "events_of": partial(transforms.events_of, lesson=lesson),
        "years_of": partial(transforms.years_of, lesson=lesson),
        "task_view": transforms.viewer(whole, audience, seed=project.seed, solved=edition.for_teachers),
    }


def _hyphenation(lesson: Lesson) -> dict[str, tuple[str, ...]]:
    """Words with their breaks, by language: names have none, what the lesson lists itself comes last and wins."""
    return {
        language: (*names, *lesson.hyphenation.get(language, ()))
        for language, names in transforms.names_of(lesson).items()
    }


def _by_id(lesson: Lesson) -> Iterator[tuple[str, Any]]:
    for _, part in lesson:
        if isinstance(part, tuple):
            yield from ((item.id, item) for item in part if hasattr(item, "id"))


def _sheets(workspace: Workspace, edition: Edition) -> Iterator[str]:
    templates = workspace.templates(edition.audience)
    folded = edition.imposition == "booklet"
    families = _families(workspace, edition)
    yield stylesheet(
        workspace.brand_for(edition.audience), edition.audience, workspace.project, folded=folded, families=families
    )
    yield templates.read("shared/base.css")
    if edition.is_deck:
        yield templates.read("deck/slides.css")
        yield templates.read(f"deck/{edition.deck_format}.css")
    if templates.has(own := f"{edition.document}/print.css"):
        yield templates.read(own)
    if folded:
        yield templates.read("shared/booklet.css")


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
    from handouts.writers.powerpoint import master_mistakes

    for way, message in master_mistakes(theme.brand, theme.master):
        yield theme.positions.problem(way, message) if way else Problem(theme.master_path, 0, 0, message)


def _overlaid(root: Path, name: str) -> Iterator[tuple[Path, Path]]:
    """A file of templates/ in the project and in the packaged one, with the folder it belongs to.

    Raises:
        TemplateError: Neither has it.
    """
    homes = [home for home in dict.fromkeys((root, starter())) if (home / "templates" / name).is_file()]
    if not homes:
        raise TemplateError(f"there is no templates/{name}; create it or correct the name")
    return ((home, home / "templates" / name) for home in homes)
