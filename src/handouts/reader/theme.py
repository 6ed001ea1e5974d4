"""brand.yaml, its logo and a master beside it, and the label files: how things look, and what the forms say.

Do a brand's colours stand out from one another where pages and slides put them together?
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from handouts.colours import GRAPHICS, TEXT, contrast, standing_out
from handouts.errors import ContentError, LayoutError, Problem, one_problem
from handouts.fonts import font_files
from handouts.model.brand import Brand, Colours, Fonts
from handouts.model.position import Positions
from handouts.reader.files import read_bytes, shown
from handouts.reader.sources import gather, merged
from handouts.reader.validate import validate
from handouts.starter import starter

_TEXTS = (
    ("ink", "paper"),
    ("muted", "paper"),
    ("accent", "paper"),
    ("ink", "tint"),
    ("muted", "tint"),
    ("accent", "tint"),
)
"""Text and its ground in the packaged styles and slides; paper also stands as text on accent."""
_GRAPHICS = (("second", "paper"), ("second", "tint"), ("rule", "paper"))
"""Lines, bars and bullets."""
MASTERS = ("master.pptx", "master.potx")
"""What a master may be called that slides take instead of this tool's own."""
LARGEST_MASTER = 50_000_000
LARGEST_LOGO = 2_000_000
"""Bytes of the files."""
_MOST_PIXELS = 4000
_FORMATS = ("PNG", "JPEG")
_MODES = ("1", "L", "LA", "P", "RGB", "RGBA")
"""What pages and slides can show; CMYK is for printing houses."""
_LABEL_KEY = re.compile(r"[a-z][a-z0-9_]*")


def contrast_problems(colours: Colours, positions: Positions) -> Iterator[Problem]:
    """Pairs of colours that fall short of WCAG 2.2 (1.4.3 and 1.4.11), each with the nearest colour that does not."""
    for pairs, least, kind in ((_TEXTS, TEXT, "text needs"), (_GRAPHICS, GRAPHICS, "lines need")):
        for name, ground in pairs:
            message = _short_of(name, getattr(colours, name), ground, getattr(colours, ground), least, kind)
            if message:
                yield positions.problem(("colours", name), message)
    for index, colour in enumerate(colours.chart):
        name = f"chart colour {index + 1}"
        message = _short_of(name, colour, "paper", colours.paper, GRAPHICS, "areas need")
        if message := message or _unlabelled(name, colour, colours):
            yield positions.problem(("colours", "chart", index), message)


def font_problems(fonts: Fonts, positions: Positions) -> Iterator[Problem]:
    """Families of pages that do not come with the tool; slides may name any, which their readers have to have."""
    for name in ("text", "heading", "japanese"):
        try:
            font_files(getattr(fonts, name))
        except LayoutError as error:
            yield positions.problem(("fonts", name), f"{name}: {error.problems[0].message}")


def _short_of(name: str, colour: str, on: str, ground: str, least: float, kind: str) -> str:
    if (reached := contrast(colour, ground)) >= least:
        return ""
    better = standing_out(colour, ground, least)
    return (
        f'{name} "{colour}" on {on} "{ground}" has a contrast of {_ratio(reached)}; '
        f'{kind} {_ratio(least)}; use "{better}" or one that stands out more'
    )


def _unlabelled(name: str, colour: str, colours: Colours) -> str:
    """Slides write the numbers of a chart upon its colours, in paper or ink, whichever is read better."""
    inks = (colours.paper, colours.ink)
    if (reached := max(contrast(ink, colour) for ink in inks)) >= TEXT:
        return ""
    enough = (standing_out(colour, ink, TEXT) for ink in inks)
    better = min(
        (other for other in enough if contrast(other, colours.paper) >= GRAPHICS),
        key=lambda other: contrast(other, colour),
    )
    return (
        f'{name} "{colour}": neither paper "{colours.paper}" (contrast {_ratio(contrast(colours.paper, colour))}) nor '
        f'ink "{colours.ink}" is read well upon it (at best {_ratio(reached)}); text needs {_ratio(TEXT)}; '
        f'use "{better}"'
    )


def _ratio(value: float) -> str:
    """A contrast as it is usually written, rounded down, so that what falls short never looks enough."""
    return f"{int(value * 100) / 100:g}:1"


@dataclass(frozen=True)
class Theme:
    """How a project looks.

    `master` is a PowerPoint file that slides take their layouts from, `master_path` what messages call it; `positions`
    are those in brand.yaml.
    """

    brand: Brand
    positions: Positions
    master: bytes | None = None
    master_path: str = ""


def theme_files(root: Path | None) -> dict[str, Path]:
    """The brand.yaml of each theme by its name: a project's, and the packaged ones that they do not lie over."""
    homes = [home for home in (starter(), root) if home is not None]
    return {path.parent.name: path for home in homes for path in sorted(home.glob("templates/themes/*/brand.yaml"))}


def read_theme(path: Path, *, root: Path, folder: Path | None = None) -> Theme:
    """Read a theme: brand.yaml, the logo that it names, and a master.

    Args:
        path: The theme's brand.yaml.
        root: The folder that messages name files relative to, and that no file may lead out of.
        folder: Where the master may lie; the folder of brand.yaml if it is not there.

    Raises:
        ContentError: With everything that is wrong in it.
    """
    brand, positions, problems = _brand(path, root)
    if brand is not None:
        try:
            brand = _with_logo(brand, path.parent, root)
        except ValueError as error:
            problems.append(positions.problem(("logo", "file"), f"logo: {error}"))
    if brand is None or problems:
        raise ContentError(problems)
    master, name = _master(dict.fromkeys((folder or path.parent, path.parent)), root)
    if brand.layouts and master is None:
        message = f"layouts: these are those of a master, and there is none; put {MASTERS[0]} here or delete the key"
        raise ContentError([positions.problem(("layouts",), message)])
    return Theme(brand, positions, master, name)


def _brand(path: Path, root: Path) -> tuple[Brand | None, Positions, list[Problem]]:
    """What brand.yaml says, where, and what is wrong with it; the logo is not looked at."""
    sources = gather([path], root)
    positions = sources.positions(shown(path, root))
    if not sources.complete:
        return None, positions, sources.problems
    brand, problems = validate(Brand, sources.data, positions)
    if brand is not None:
        problems += contrast_problems(brand.colours, positions)
        problems += font_problems(brand.fonts, positions)
        if brand.logo is not None and brand.logo.data:
            message = 'logo: unknown key "data"; name the picture with "file"'
            problems.append(positions.problem(("logo", "data"), message))
    return brand, positions, merged(sources.problems, problems)


def read_brand(path: Path, *, root: Path | None = None) -> Brand:
    """Read a theme's brand.yaml with its logo.

    Args:
        path: The file.
        root: The project's folder; messages name the file relative to it, and a file in it may not lead out of it.

    Raises:
        ContentError: With everything that is wrong in it.
    """
    return read_theme(path, root=root or path.parent).brand


def _master(folders: Iterable[Path], root: Path) -> tuple[bytes | None, str]:
    """The first master in these folders, and what messages call it."""
    for folder in folders:
        there = [folder / name for name in MASTERS if (folder / name).exists()]
        if len(there) > 1:
            raise ContentError(one_problem(shown(there[1], root), f"there is {there[0].name} too; delete one of them"))
        if there:
            home = root if there[0].is_relative_to(root) else folder.parents[2]  # templates/themes/THEME
            return read_bytes(there[0], home, LARGEST_MASTER), shown(there[0], home)
    return None, ""


def _with_logo(brand: Brand, folder: Path, root: Path) -> Brand:
    """The brand with the picture of its logo.

    Raises:
        ValueError: With what is wrong with it.
    """
    if brand.logo is None:
        return brand
    path = folder / brand.logo.file
    if not path.resolve().is_relative_to(folder.resolve()):
        raise ValueError(f'"{brand.logo.file}" leads out of the folder of the theme; copy the file there')
    try:
        data = read_bytes(path, root, LARGEST_LOGO)
    except ContentError as error:
        raise ValueError(f'"{brand.logo.file}" {error.problems[0].message}') from error
    _refuse_unusable(brand.logo.file, data)
    return replace(brand, logo=replace(brand.logo, data=data))


def _refuse_unusable(name: str, data: bytes) -> None:
    from handouts.pictures import UnfitPictureError, examined, header

    try:
        found = header(data, _FORMATS, most=sys.maxsize)
        if max(found.width, found.height) > _MOST_PIXELS:
            size = f"{found.width} × {found.height} pixels"
            raise ValueError(f'"{name}" has {size}; make it no larger than {_MOST_PIXELS} either way')
        examined(data, _FORMATS)
    except UnfitPictureError as error:
        raise ValueError(f'"{name}" is no PNG or JPEG picture: it {error}') from error
    if found.mode not in _MODES:
        raise ValueError(f'"{name}" has colours for printing houses ({found.mode}); save it in RGB')


def read_labels(path: Path, *, root: Path | None = None, unfinished: bool = False) -> dict[str, str]:
    """Read the words of the forms in one language: a flat mapping of snake_case keys.

    A file that may be `unfinished` can have keys without a word, which are left out.

    Raises:
        ContentError: With everything that is wrong in it.
    """
    words, _ = read_labels_with_positions(path, root=root, unfinished=unfinished)
    return words


def read_labels_with_positions(
    path: Path, *, root: Path | None = None, unfinished: bool = False
) -> tuple[dict[str, str], Positions]:
    """Read labels as `read_labels` does, and remember where each is written."""
    root = root or path.parent
    sources = gather([path], root)
    positions = sources.positions(shown(path, root))
    problems = []
    words = {key: value for key, value in sources.data.items() if not (unfinished and value in (None, ""))}
    for key, value in words.items():
        if not _LABEL_KEY.fullmatch(key):
            message = f'"{key}" is not the name of a label; use lower-case letters, digits and _'
            problems.append(positions.problem((key,), message))
        if not isinstance(value, str) or not value.strip():
            problems.append(
                positions.problem((key,), f"{key}: is not a text; write one, in quotes if it is one already")
            )
    if problems or sources.problems:
        raise ContentError(merged(sources.problems, problems))
    return words, positions
