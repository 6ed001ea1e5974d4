"""Pictures as sources: photographs, caricatures, posters …, with their makers, their rights, and what is to be seen."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, GetCoreSchemaHandler, model_validator
from pydantic_core import PydanticKnownError, core_schema

from handouts.model.framing import WHOLE, Focus, Frame, Sides
from handouts.model.licences import LICENCES, Licence
from handouts.model.material import Item
from handouts.model.node import Node, Shown, TeachersOnly
from handouts.model.text import PartialDate, Text

WIDEST, HIGHEST = 148.0, 105.0
"""Millimetres that a picture takes of a page at most, unless it says itself how wide it is."""
TONGUE = "{language}"
"""In the name of a file, what stands for the language of an edition: there is one file for each, then."""
Percent = Annotated[float, Field(ge=0, le=90)]
_CUT_AT_CENTRE = frozenset({"photograph", "aerial_view", "object"})
"""Kinds that may lose an edge unasked; words at the edge of a poster or caricature are part of what it says."""


class _LicenceName:
    """Lets the name of any licence stand for itself."""

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        return core_schema.no_info_plain_validator_function(_known, serialization=core_schema.to_string_ser_schema())

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: Any, handler: Any) -> dict[str, Any]:
        return {"type": "string", "enum": list(LICENCES)}


def _known(name: Any) -> str:
    if isinstance(name, str) and name in LICENCES:
        return name
    *names, last = (f"'{one}'" for one in LICENCES)
    raise PydanticKnownError("literal_error", {"expected": f"{', '.join(names)} or {last}"})


def _below(name: str) -> str:
    parts = PurePosixPath(name).parts
    if not parts or PurePosixPath(name).is_absolute() or ".." in parts or "\\" in name or ":" in name:
        raise ValueError(f'"{name}" does not lie in the folder of the lesson; write it as pictures/name.jpg')
    return name


class Crop(Node):
    """What is left out of a picture at each of its sides, in per cent of its width or height."""

    left: Shown[Percent] = Field(default=0, description="per cent of its width")
    top: Shown[Percent] = Field(default=0, description="per cent of its height")
    right: Shown[Percent] = Field(default=0, description="per cent of its width")
    bottom: Shown[Percent] = Field(default=0, description="per cent of its height")

    @model_validator(mode="after")
    def _leaves_something(self) -> Crop:
        if self.left + self.right > 90 or self.top + self.bottom > 90:
            raise ValueError("less than a tenth of the picture is left")
        return self

    @property
    def sides(self) -> Sides:
        """Left, top, right, bottom."""
        return self.left, self.top, self.right, self.bottom


class Picture(Item):
    """A picture that a material shows (Bildquelle): what it is, where it is from, and under which terms.

    Its credit line is made of title, maker, licence, link and origin, in the language of the edition. As long as its
    `file` is not there, nothing of it is printed, nor any task on it; `handouts check` then tells where to `get` it.
    `alt` and `description` are read to those who do not see it; `explanation` is for teachers.
    """

    kind: Shown[
        Literal["photograph", "caricature", "poster", "painting", "map", "object", "aerial_view", "drawing"]
    ] = Field(description="what kind of picture it is; printed beside it")
    file: Shown[Annotated[str, AfterValidator(_below)] | None] = Field(
        default=None,
        description="PNG, JPEG, WebP, GIF, TIFF or SVG in the lesson's folder, such as pictures/yoshida.jpg; "
        "{language} in it stands for the language of the edition",
    )
    get: TeachersOnly[Text | None] = Field(
        default=None, description="where to obtain it, as long as the file is not there; told by `handouts check`"
    )
    title: Shown[Text] = Field(description="what it is called, or what it shows")
    maker: Shown[Text | None] = Field(default=None, description="who made it; without it: unknown")
    date: Shown[PartialDate | None] = Field(default=None, description="when it was made")
    place: Shown[Text | None] = Field(default=None, description="where it was made")
    licence: Shown[Annotated[str, _LicenceName]] = Field(description="under which terms it is shown")
    rights: Shown[Text | None] = Field(
        default=None, description="who allowed it, or why it is free; printed behind the licence"
    )
    link: Shown[str | None] = Field(default=None, pattern=r"^https?://[^\s]+$", description="where it was found")
    origin: Shown[Text | None] = Field(default=None, description="archive or collection, with its number there")
    alt: Shown[Text | None] = Field(
        default=None, description="what is to be seen, in a sentence; needed as soon as the file is there"
    )
    description: Shown[Text | None] = Field(
        default=None, description="what is to be seen, in full, for those who do not see it; nothing of what it means"
    )
    introduction: Shown[Text | None] = Field(default=None, description="maker, occasion, addressee")
    explanation: TeachersOnly[Text | None] = Field(
        default=None, description="what it means, for teachers; a caricature needs it"
    )
    crop: Shown[Crop | None] = Field(default=None, description="what is left out at its sides")
    focus: Shown[Focus | None] = Field(
        default=None,
        description="the point that stays in view where a frame cuts it, on cards and posters, as shares of its width "
        "and height; without it: the middle; only photographs, aerial views and objects are cut without it",
    )
    lead: Shown[bool] = Field(
        default=False,
        description="whether it stands on the first page of the handout and, unless it is a drawing, beside the title "
        "of the poster",
    )
    width: Shown[float | None] = Field(
        default=None, ge=30, le=172, description="millimetres on paper; without it: as large as may be"
    )

    @model_validator(mode="after")
    def _obtainable(self) -> Picture:
        if self.file is None and self.get is None:
            raise ValueError('it has neither "file" nor "get"; name the file, or say where to obtain one')
        return self

    @model_validator(mode="after")
    def _focus_is_left(self) -> Picture:
        if self.focus and self.crop:
            left, top, right, bottom = (side / 100 for side in self.crop.sides)
            if not (left <= self.focus.x <= 1 - right and top <= self.focus.y <= 1 - bottom):
                raise ValueError('its "focus" lies in what "crop" leaves out; crop it less, or move the focus')
        return self

    @property
    def terms(self) -> Licence:
        """What its licence allows."""
        return LICENCES[self.licence]

    @property
    def by_language(self) -> bool:
        """Whether there is a file for each language."""
        return TONGUE in (self.file or "")

    def file_in(self, language: str) -> str:
        """The name of its file for editions in a language, empty if it has none."""
        return (self.file or "").replace(TONGUE, language)

    def size(self, ratio: float) -> tuple[float, float]:
        """Width and height on paper in millimetres.

        Args:
            ratio: Its width by its height.
        """
        width = self.width or min(WIDEST, HIGHEST * ratio)
        return round(width, 2), round(width / ratio, 2)

    @property
    def cut_to_frames(self) -> bool:
        """Whether a frame of other proportions may cut it; if not, the frame holds all of it."""
        return self.terms.changeable and (self.focus is not None or self.kind in _CUT_AT_CENTRE)

    def framed(self, ratio: float, width: float, height: float, *, whole: bool = False) -> Frame:
        """How it stands in a frame, never larger than its own size on paper.

        Args:
            ratio: Its width by its height, of what `crop` leaves.
            width: Of the frame, in millimetres.
            height: The same.
            whole: Whether it is not to be cut, whatever it says.
        """
        sides = self.crop.sides if self.crop else WHOLE
        frame = Frame(sides, width, height)
        largest = self.size(ratio)[0]
        cut = None if whole or not self.cut_to_frames else frame.cut(ratio, self.focus, largest)
        return cut or frame.holding(ratio, largest)
