"""Pictures of a lesson as an edition shows them: pixels or drawings as an address, and how large they are on paper.

Pages draw drawings themselves; slides get their pixels, since what a drawing from elsewhere holds is not put into a
file that others open.
"""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass

from handouts import figures
from handouts.checks.pictures import absent_pictures, dangling_problems, file_problems
from handouts.errors import ContentError, Problem
from handouts.fonts import font_files
from handouts.model.brand import Brand
from handouts.model.edition import Edition
from handouts.model.framing import WHOLE, Sides
from handouts.model.picture import Picture
from handouts.pictures import UnfitPictureError, kind_of
from handouts.pictures.drawings import Drawing, drawing
from handouts.pictures.printed import LONGEST_SIDE, Printed, printed
from handouts.pipeline.workspace import Workspace


@dataclass(frozen=True)
class Image:
    """What a template puts into `<img src>`; `width` and `height` are millimetres on paper."""

    address: str
    width: float
    height: float

    @property
    def upright(self) -> bool:
        """Whether there is room for words beside it."""
        return self.height > self.width


def image_of(workspace: Workspace, edition: Edition, picture: Picture) -> Image:
    """A picture for an edition; each is made ready once.

    Raises:
        ContentError: Its file cannot be shown; with the place where it is named.
    """
    key = picture.id, edition.language, edition.is_deck
    if key not in workspace.images:
        workspace.images[key] = _image(workspace, edition, picture)
    found: Image = workspace.images[key]
    return found


def framed(
    workspace: Workspace, edition: Edition, picture: Picture, width: float, height: float, *, whole: bool = False
) -> Image:
    """A picture for a frame of so many millimetres: cut to it about its focus, or all of it within.

    Raises:
        ContentError: Its file cannot be shown; with the place where it is named.
    """
    key = picture.id, edition.language, edition.is_deck, width, height, whole
    if key not in workspace.images:
        found = opened(workspace, picture, edition.language)
        whole = whole or isinstance(found, Drawing)
        frame = picture.framed(found.width / found.height, width, height, whole=whole)
        if isinstance(found, Printed):
            found = opened(workspace, picture, edition.language, frame.sides)
        address = address_of(found, workspace.brand_for(edition.audience), deck=edition.is_deck)
        workspace.images[key] = Image(address, frame.width, frame.height)
    made: Image = workspace.images[key]
    return made


def opened(workspace: Workspace, picture: Picture, language: str, sides: Sides | None = None) -> Printed | Drawing:
    """The file of a picture, looked through; without the `sides` that it says itself, or others.

    Raises:
        ContentError: It cannot be shown; with the place where it is named.
    """
    data, name = workspace.pictures.read(picture.id, language), workspace.pictures.name(picture.id, language)
    try:
        if kind_of(data) == "SVG":
            return drawing(data)
        sides = sides or (picture.crop.sides if picture.crop else WHOLE)
        return printed(data, sides)
    except UnfitPictureError as error:
        problem = workspace.positions.problem_in(picture.id, f"picture {picture.id}: {name} {error}", "file")
        raise ContentError([problem]) from error


def picture_findings(workspace: Workspace) -> tuple[list[Problem], list[Problem]]:
    """What is to be mended of the files of a project's pictures, and what is only to be told of them.

    Each file is opened, whether an edition shows it or not.
    """
    found: dict[tuple[str, str], Printed | Drawing] = {}
    problems: list[Problem] = []
    for picture in workspace.lesson.pictures:
        for language in workspace.lesson.languages if picture.id not in workspace.pictures.absent else ():
            try:
                found[picture.id, language] = opened(workspace, picture, language)
            except ContentError as error:
                problems += error.problems
    lesson, positions = workspace.lesson, workspace.positions
    families = {
        name
        for one in (workspace.brand, *(theme.brand for theme in workspace.themes.values()))
        for name in one.fonts.printed
    }
    problems += file_problems(lesson, positions, found, families)
    problems += dangling_problems(lesson, positions, workspace.left_out)
    return list(dict.fromkeys(problems)), list(absent_pictures(lesson, positions, workspace.pictures.absent))


def _image(workspace: Workspace, edition: Edition, picture: Picture) -> Image:
    found, brand = opened(workspace, picture, edition.language), workspace.brand_for(edition.audience)
    return Image(address_of(found, brand, deck=edition.is_deck), *picture.size(found.width / found.height))


def address_of(found: Printed | Drawing, brand: Brand, *, deck: bool) -> str:
    """What a picture travels as: pixels as they are, a drawing in the type of the brand, for decks as pixels."""
    if isinstance(found, Printed):
        return _address(found.media, found.data)
    svg = found.set_in(brand.fonts.text)
    if deck:
        return _address("image/png", _pixels(svg, found, brand))
    return _address("image/svg+xml", svg.encode())


def _pixels(svg: str, found: Drawing, brand: Brand) -> bytes:
    width = round(LONGEST_SIDE * min(1.0, found.width / found.height))
    fonts = (*font_files(brand.fonts.text).values(), *font_files(brand.fonts.japanese).values())
    return figures.pixels(svg, width, brand.colours.paper, fonts)


def _address(media: str, data: bytes) -> str:
    return f"data:{media};base64,{b64encode(data).decode('ascii')}"
