"""Is the lesson sound? What `handouts check` looks for beyond what the reader refuses.

Every check is a pure function of the lesson, the project and the positions; a sound lesson has no finding.
`printing` alone looks at finished HTML: only there is to be seen what is printed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from handouts.checks.printing import Written, WrittenSources, figure_problems, glyph_problems, unprintable
from handouts.errors import Problem
from handouts.model.position import Positions

if TYPE_CHECKING:
    from handouts.model.lesson import Lesson
    from handouts.model.project import Project

NO_POSITIONS = Positions()


def check_lesson(
    lesson: Lesson,
    project: Project,
    positions: Positions = NO_POSITIONS,
    settings: Positions = NO_POSITIONS,
    *,
    strict: bool = False,
) -> list[Problem]:
    """Everything that an editor should look at, in the order of file and line.

    Args:
        lesson: Every language, every audience, as it was read.
        project: Whose audiences it is to serve.
        positions: Where it is written; without them findings name the item only.
        settings: Where handouts.yaml states what, for advice on it.
        strict: Report also what a lesson should have before it is passed on: wordings that somebody has compared,
            expected answers, tasks of all levels.
    """
    # Pages that are made need none of these.
    from handouts.checks.closed import hollow_problems, solving_problems
    from handouts.checks.completeness import wanting
    from handouts.checks.examinations import examination_problems
    from handouts.checks.fitting import fitting_problems
    from handouts.checks.giveaways import enclosure_problems, gap_giveaways
    from handouts.checks.lacking import Lacking, untold_problems
    from handouts.checks.markup import markup_problems
    from handouts.checks.numbers import number_problems
    from handouts.checks.pictures import lead_problems, rights_problems, word_problems
    from handouts.checks.plans import plan_problems
    from handouts.checks.posters import poster_problems
    from handouts.checks.references import naming_problems, reach_problems, use_problems
    from handouts.checks.slides import slide_problems
    from handouts.checks.sources import help_problems, thin_problems
    from handouts.checks.walk import items_of
    from handouts.checks.wording import addressing_problems, forbidden_problems, gap_problems, leaning_problems

    items = {item.id: item for item in items_of(lesson)}
    lacking = Lacking(project, items, settings)
    found = [
        *number_problems(lesson, positions),
        *use_problems(lesson, project, positions),
        *forbidden_problems(lesson, positions),
        *gap_problems(lesson, positions),
        *((*unverified(lesson, positions), *wanting(lesson, project, positions)) if strict else ()),
        *addressing_problems(lesson, project, positions),
        *reach_problems(lesson, lacking, positions),
        *naming_problems(lesson, lacking, positions),
        *untold_problems(lesson, lacking, positions),
        *leaning_problems(lesson, positions),
        *gap_giveaways(lesson, project, positions),
        *enclosure_problems(lesson, project, positions),
        *solving_problems(lesson, positions),
        *hollow_problems(lesson, project, positions),
        *fitting_problems(lesson, positions),
        *slide_problems(lesson, project, positions),
        *markup_problems(lesson, positions),
        *rights_problems(lesson, project, positions),
        *lead_problems(lesson, project, positions),
        *word_problems(lesson, positions),
        *plan_problems(lesson, project, positions),
        *poster_problems(lesson, lacking, positions),
        *examination_problems(lesson, project, positions),
        *thin_problems(lesson, project, positions),
        *help_problems(lesson, project, positions),
    ]
    return sorted(set(found))


def remarks_on(lesson: Lesson, positions: Positions) -> list[Problem]:
    """What is only to be told: sources, rights and alternative texts that are not there."""
    from handouts.checks.completeness import remarks

    return remarks(lesson, positions)


def unverified(lesson: Lesson, positions: Positions, *, draft: bool = False) -> list[Problem]:
    """What to say of quotations whose wording nobody has compared with the source; in a draft they are printed."""
    from handouts.checks.wording import unverified_problems

    return list(unverified_problems(lesson, positions, draft=draft))


__all__ = [
    "Written",
    "WrittenSources",
    "check_lesson",
    "figure_problems",
    "glyph_problems",
    "remarks_on",
    "unprintable",
    "unverified",
]
