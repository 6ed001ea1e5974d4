"""brand.yaml and the label files: how things look, and what the forms say."""

from __future__ import annotations

import re
from pathlib import Path

from handouts.errors import ContentError
from handouts.model.brand import Brand
from handouts.reader.files import shown
from handouts.reader.sources import gather, merged
from handouts.reader.validate import validate

_LABEL_KEY = re.compile(r"[a-z][a-z0-9_]*")


def read_brand(path: Path, *, root: Path | None = None) -> Brand:
    """Read a theme's brand.yaml.

    Args:
        path: The file.
        root: The project's folder; messages name the file relative to it, and a file in it may not lead out of it.

    Raises:
        ContentError: With everything that is wrong in it.
    """
    root = root or path.parent
    sources = gather([path], root)
    if not sources.complete:
        raise ContentError(sources.problems)
    brand, problems = validate(Brand, sources.data, sources.positions(shown(path, root)))
    if brand is None or sources.problems:
        raise ContentError(merged(sources.problems, problems))
    return brand


def read_labels(path: Path, *, root: Path | None = None) -> dict[str, str]:
    """Read the words of the forms in one language: a flat mapping of snake_case keys.

    Raises:
        ContentError: With everything that is wrong in it.
    """
    root = root or path.parent
    sources = gather([path], root)
    positions = sources.positions(shown(path, root))
    problems = []
    for key, value in sources.data.items():
        if not _LABEL_KEY.fullmatch(key):
            message = f'"{key}" is not the name of a label; use lower-case letters, digits and _'
            problems.append(positions.problem((key,), message))
        if not isinstance(value, str) or not value.strip():
            problems.append(
                positions.problem((key,), f"{key}: is not a text; write one, in quotes if it is one already")
            )
    if problems or sources.problems:
        raise ContentError(merged(sources.problems, problems))
    return sources.data
