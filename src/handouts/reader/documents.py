"""The documents of a project: each has a template, and what is said of one is said of one that is made."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from handouts import registry
from handouts.errors import Problem
from handouts.model.edition import DECK, TEACHERS_DOCUMENTS
from handouts.model.position import Positions
from handouts.nearest import nearest, suggestion
from handouts.reader.sources import strings
from handouts.starter import starter


def document_problems(data: dict[str, Any], positions: Positions, root: Path) -> Iterator[Problem]:
    """Documents that nobody has written a template for, and declarations that are about none of the project's own."""
    packaged = _written_in(starter() / "templates")
    known = document_names(root)
    for index, name in enumerate(made := strings(data.get("documents"))):
        if name not in known:
            advice = f"create templates/{name}/html.j2"
            if near := nearest(name, known):
                advice = f'did you mean "{near}"? Otherwise {advice}'
            yield positions.problem(("documents", index), f'documents: there is no document "{name}"; {advice}')
    for key, always in (("decks", {DECK}), ("for_teachers", TEACHERS_DOCUMENTS)):
        for index, name in enumerate(strings(data.get(key))):
            if name not in made:
                message = f"is not one of the documents{suggestion(name, made, 'add it there')}"
            elif name in packaged - always:
                message = "comes with handouts and stays what it is; give your own document another name"
            else:
                continue
            yield positions.problem((key, index), f'{key}: "{name}" {message}')


def document_names(root: Path) -> set[str]:
    """The documents that there are templates of, in the project or in the package, or writers that need none."""
    made = {document for one in registry.writers() for document in one.documents}
    return made | _written_in(starter() / "templates") | _written_in(root / "templates")


def _written_in(templates: Path) -> set[str]:
    """The documents that a folder has templates of, for all audiences or for one."""
    return {path.parent.name for way in ("*", "audiences/*/*") for path in templates.glob(f"{way}/html.j2")}
