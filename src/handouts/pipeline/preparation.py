"""Edition → job: what its readers get of the lesson, in the words of its templates. Nothing is set or drawn yet.

No learner reads a quotation that nobody has compared with its source, unless it is a draft and says so. Whether an
edition prints it is up to its templates. So its words carry a mark: in a draft one that readers see, else one that only
this module knows, and that no page may hold once it is rendered.

What only performing a job shows to be wrong, `explained` finds in the project's files.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from handouts import checks, reader, registry, transforms
from handouts.checks.leftovers import leftover_problems, leftovers
from handouts.errors import ContentError, FigureError, GlyphError, HandoutsError, LayoutError, Problem
from handouts.filters import filters_for
from handouts.fonts import is_shipped
from handouts.model.edition import Edition, scope_of_test
from handouts.model.lesson import Examination, Lesson
from handouts.model.marking import USUAL, MarkingKey, least
from handouts.model.material import Quotation
from handouts.model.project import Project
from handouts.model.readers import Reader
from handouts.model.task import Task
from handouts.pipeline import Job
from handouts.pipeline.images import framed, image_of
from handouts.pipeline.labelling import LackingError, label_files
from handouts.pipeline.places import in_content, in_sheets, on_slide, sheet_names
from handouts.pipeline.settled import settled
from handouts.pipeline.workspace import Workspace
from handouts.registry import Writer
from handouts.styles import stylesheet
from handouts.templating import Labels, finder, labels, lacking
from handouts.typography import set_html, set_text

_SECRET = re.compile("\ue000([\\w-]+)\ue001")
"""Two characters for private use (Unicode, chapter 23.5) around the id of a quotation."""


def render(workspace: Workspace, edition: Edition) -> str:
    """The words of one edition as HTML, set by the rules of its language, its figures still tables.

    Raises:
        TemplateError: A template is missing or fails.
    """
    return set_html(_rendered(workspace, edition, f"{edition.document}/html.j2"))


def prepare(workspace: Workspace, edition: Edition, person: Reader | None = None) -> Job:
    """Render one edition, for one person if one is named, and gather all that it takes to set it.

    Raises:
        ContentError: There is no such document, the master of its theme cannot be used, or learners would read a
            wording that is not verified.
        TemplateError: A template is missing or fails.
    """
    refuse_absent(workspace, edition)
    writer = registry.writer(edition.writer)
    if writer.takes == "lesson":
        return _without_html(workspace, edition, writer)
    printed, deck, theme = writer.takes == "pages", edition.is_deck, workspace.theme_for(edition.audience)
    if deck and (problems := workspace.master_problems(edition.audience)):
        raise ContentError(problems)
    return Job(
        edition=str(edition),
        html=_rendered(workspace, edition, f"{edition.document}/html.j2", person),
        css=tuple(_sheets(workspace, edition)) if printed else (),
        brand=workspace.brand_for(edition.audience),
        writer=writer.name,
        hyphenation=workspace.hyphenation,
        families=_families(workspace, edition) if printed else (),
        imposition=edition.imposition,
        deck_format=edition.deck_format,
        shell=_rendered(workspace, edition, "deck/pages.html.j2") if printed and deck else "",
        master=theme.master if theme and deck else None,
    )


def _without_html(workspace: Workspace, edition: Edition, writer: Writer) -> Job:
    """The job of a writer that makes its file of the lesson, as its readers get it."""
    whole = workspace.lesson_with_answers(edition.audience, edition.language, edition.scope)
    payload = writer.load().prepare(transforms.for_readers(whole, edition), edition, _plain)
    brand = workspace.brand_for(edition.audience)
    return Job(str(edition), "", (), brand, writer.name, hyphenation={}, payload=payload)


def _plain(words: str, language: str) -> str:
    """A text without its markup on one line, set by the rules of its language."""
    return set_text(filters_for(language)["inline"](words).striptags() if words else "", language)


def _rendered(workspace: Workspace, edition: Edition, template: str, person: Reader | None = None) -> str:
    renderer = workspace.renderer(edition.audience, edition.language)
    given = context(workspace, edition, person)
    html = renderer.render(template, given)
    _refuse_lacking(workspace, edition, given)
    refuse_unverified(workspace, html)
    return settled(workspace, edition, html)


def _refuse_lacking(workspace: Workspace, edition: Edition, given: Mapping[str, Any]) -> None:
    """Refuse a page with words of the forms that its languages do not have.

    Raises:
        LackingError: It asked for some.
    """
    spoken = {"label": edition.language, "gloss_label": edition.audience.gloss, "facing_label": edition.audience.facing}
    for name, language in spoken.items():
        if language and (words := lacking(given[name])):
            raise LackingError(workspace.root, language, words)


def _families(workspace: Workspace, edition: Edition) -> tuple[str, ...]:
    """The fonts of its pages in the order they are looked up; slides have one of their own if it is shipped."""
    fonts = workspace.brand_for(edition.audience).fonts
    own = (fonts.slides,) if edition.is_deck and is_shipped(fonts.slides) else ()
    return tuple(dict.fromkeys((*own, *fonts.printed, *workspace.lent)))


def context(workspace: Workspace, edition: Edition, person: Reader | None = None) -> dict[str, Any]:
    """The variables that templates see."""
    project, audience = workspace.project, edition.audience
    whole = workspace.lesson_with_answers(audience, edition.language, edition.scope)
    lesson = transforms.for_readers(marked(workspace, whole, edition), edition)
    variants = tuple(_variants(workspace, lesson, edition))
    solved = transforms.solved_in(whole, edition)
    if edition.for_teachers:
        solved |= {task.id for variant in variants for task in variant.tasks}
    items = dict(_by_id(lesson))
    if not edition.for_teachers:
        audience, project = transforms.for_learners(audience), transforms.for_learners(project)
        edition = replace(edition, audience=audience)
    return {
        "lesson": lesson,
        "edition": edition,
        "audience": transforms.localised(audience, audience, edition.language),
        "project": project,
        "brand": workspace.brand_for(edition.audience),
        "label": _labels(workspace, edition.language),
        "gloss_label": _labels(workspace, audience.gloss),
        "facing_label": _labels(workspace, audience.facing),
        "variants": variants,
        "person": person,
        "sheet": _sheet(whole, edition),
        "plan_sheets": partial(_plan_sheets, workspace, edition),
        "qr": _qr,
        "find": finder(items),
        "has": items.__contains__,
        "image_of": partial(image_of, workspace, edition),
        "framed": partial(framed, workspace, edition),
        "along": partial(transforms.along, lesson=lesson),
        "span": transforms.span(lesson),
        "poster_view": partial(transforms.poster_of, lesson),
        "events_of": partial(transforms.events_of, lesson=lesson),
        "years_of": partial(transforms.years_of, lesson=lesson),
        "task_view": transforms.viewer(whole, audience, seed=project.seed, solved=solved),
        "marking_key": partial(_marking_key, project),
        "least_points": least,
        "step_of": partial(_step_of, whole),
    }


def _labels(workspace: Workspace, language: str | None) -> Labels | None:
    """The words of the forms in one of the project's languages."""
    if language not in workspace.project.languages:
        return None
    return labels(workspace.words(language), workspace.fallback_words)


def _sheet(lesson: Lesson, edition: Edition) -> transforms.Sheet:
    """The sheet of the plan that an edition is for, as its readers get it; without a plan that of all tasks."""
    plan = lesson.plans[0] if edition.plan else None
    sheet = transforms.sheet_of(plan, edition.plan_name or "", lesson.tasks)
    return sheet if edition.for_teachers else sheet.for_learners()


def _plan_sheets(workspace: Workspace, edition: Edition) -> Iterator[tuple[transforms.Sheet, Lesson]]:
    """The sheet of each plan with the part of the lesson that it and its reader hold, as the edition's readers get it.

    A lesson without plans has one sheet, of all tasks.
    """
    workspace.whole_asked.add(str(edition))
    for name, plan in edition.audience.plans_of(workspace.lesson).items() or [("", None)]:
        one = replace(edition, plan=plan.id if plan else None, plan_name=name)
        part = workspace.lesson_with_answers(edition.audience, edition.language, one.scope)
        yield _sheet(part, one), transforms.for_readers(part, one)


def _qr(address: str) -> str:
    """An address as a QR code, as a picture for `src`; what draws it is loaded when a page asks for one."""
    from handouts.writers.personal import qr_address

    return qr_address(address)


def _variants(workspace: Workspace, lesson: Lesson, edition: Edition) -> Iterator[transforms.Variant]:
    """The variants of the tests as an edition shows them: a test its own, teachers all, as they are printed."""
    project = workspace.project
    for name in (edition.variant,) if edition.variant else project.variants:
        part = lesson
        if edition.for_teachers and not edition.is_deck:
            workspace.whole_asked.add(str(edition))
            part = workspace.lesson_with_answers(edition.audience, edition.language, scope_of_test(name))
        yield from transforms.variants_of(part, [name], seed=project.seed)


def _marking_key(project: Project, test: Examination) -> MarkingKey:
    """The template function `marking_key`: of a test, its own, or else the project's for its kind."""
    return test.marking or project.marking.get(test.kind) or USUAL[test.kind]


def _step_of(lesson: Lesson, tasks: Iterable[Task]) -> float:
    """The template function `step_of`: half a point if one of some tasks gives halves, or part of its answer does."""
    asked = {task.id for task in tasks}
    chosen = [task for task in lesson.tasks if task.id in asked]
    given = [points for task in chosen for points in (task.points, *(answer.points for answer in task.expected))]
    return 0.5 if any(points is not None and points != int(points) for points in given) else 1


def _by_id(lesson: Lesson) -> Iterator[tuple[str, Any]]:
    for _, part in lesson:
        if isinstance(part, tuple):
            yield from ((item.id, item) for item in part if hasattr(item, "id"))


def _sheets(workspace: Workspace, edition: Edition) -> Iterator[str]:
    folded = edition.imposition == "booklet"
    families = _families(workspace, edition)
    brand, project = workspace.brand_for(edition.audience), workspace.project
    yield stylesheet(brand, edition.audience, project, folded=folded, families=families, lent=workspace.lent)
    templates = workspace.templates(edition.audience)
    yield from (templates.read(name) for name in sheet_names(edition, templates))


def marked(workspace: Workspace, lesson: Lesson, edition: Edition) -> Lesson:
    """The lesson of an edition with marks on what is not verified; teachers read in their book what that is.

    Slides are shown to learners, whoever gets their notes.
    """
    if edition.for_teachers and not edition.is_deck:
        return lesson

    def seen(quotation: Quotation, tag: str) -> str:  # noqa: ARG001 (one mark for all)
        spoken = tag if tag in workspace.project.languages else edition.language
        words = {**workspace.fallback_words, **workspace.words(spoken)}
        return f"**[{words['draft_wording']}]** "

    return transforms.with_marks(
        lesson, seen if workspace.draft else lambda quotation, _: f"\ue000{quotation.id}\ue001"
    )


def refuse_absent(workspace: Workspace, edition: Edition) -> None:
    """Refuse a document that nobody has written a template for.

    Raises:
        ContentError: It is one; with the place where the project asks for it.
    """
    if workspace.templates(edition.audience).has(f"{edition.document}/html.j2"):
        return
    places = reader.project_positions(workspace.root)
    absent = reader.absent_documents(workspace.project.documents, places, workspace.root)
    if edition.document in absent:
        raise ContentError([absent[edition.document]])


def refuse_unverified(workspace: Workspace, html: str) -> None:
    """Refuse a page with words that were marked for nobody to see.

    Raises:
        ContentError: It holds some; with the place of each quotation.
    """
    if "\ue000" in html and (printed := set(_SECRET.findall(html))):
        lesson = workspace.lesson
        kept = tuple(quotation for quotation in lesson.quotations if quotation.id in printed)
        raise ContentError(checks.unverified(lesson.model_copy(update={"quotations": kept}), workspace.positions))


def explained(workspace: Workspace, edition: Edition, error: HandoutsError) -> HandoutsError:
    """The error with files, lines and columns if it is about characters, figures, slides or styles; else as it is.

    Args:
        workspace: What the job was prepared from.
        edition: What it was prepared for.
        error: What came of performing it, in whatever process.
    """
    if isinstance(error, FigureError):
        return LayoutError(checks.figure_problems(error, _sources(workspace, edition).templates))
    if isinstance(error, LayoutError):
        placed = (in_content(workspace, on_slide(workspace, problem)) for problem in error.problems)
        return LayoutError(in_sheets(workspace, edition, placed))
    if not isinstance(error, GlyphError):
        return error
    return ContentError(checks.glyph_problems(error, _sources(workspace, edition)))


def as_typed(workspace: Workspace, edition: Edition, html: str) -> list[Problem]:
    """What is to be mended of an edition's words, since their Markdown would be printed as it is typed."""
    found = leftovers(html)
    return list(leftover_problems(found, _sources(workspace, edition), str(edition))) if found else []


def _sources(workspace: Workspace, edition: Edition) -> checks.WrittenSources:
    """All that authors write of an edition."""
    files = (file for language in workspace.project.languages for file in label_files(workspace.root, language))
    labels = (
        reader.read_labels_with_positions(path, root=home, unfinished=True) for home, path in dict.fromkeys(files)
    )
    written = (
        checks.Written(workspace.lesson, workspace.positions),
        checks.Written(workspace.project, reader.project_positions(workspace.root)),
        *(checks.Written(*words) for words in labels),
    )
    return checks.WrittenSources(written, workspace.templates(edition.audience).written_for(edition.document))
