"""What appears with a click, as PowerPoint's plain entrance effect “Appear” [ECMA-376 part 1, 19.5]."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count, groupby
from typing import Any

from pptx.oxml import parse_xml

from handouts.slidelayout.parts import PagePart

_NOW = '<p:stCondLst><p:cond delay="0"/></p:stCondLst>'
_PRESENTATION = "http://schemas.openxmlformats.org/presentationml/2006/main"


@dataclass(frozen=True, order=True)
class _Effect:
    """What appears with a click: a shape, or one of its paragraphs, counted from 0; -1 is the whole shape."""

    click: int
    shape: int
    paragraph: int = -1

    @property
    def target(self) -> str:
        if self.paragraph < 0:
            return f'<p:spTgt spid="{self.shape}"/>'
        place = f'<p:pRg st="{self.paragraph}" end="{self.paragraph}"/>'
        return f'<p:spTgt spid="{self.shape}"><p:txEl>{place}</p:txEl></p:spTgt>'


def animate(slide: Any, filled: Sequence[tuple[PagePart, Any]]) -> None:
    """Let what has a step appear with its click; a slide without steps stays as it is.

    Args:
        slide: The slide.
        filled: Its parts, each with the element of the shape that shows it.
    """
    effects = sorted(effect for part, element in filled for effect in _effects(part, element))
    if effects:
        slide._element.append(parse_xml(_timing(effects)))


def _effects(part: PagePart, element: Any) -> Iterator[_Effect]:
    shape = int(element.xpath("./*/p:cNvPr/@id")[0])
    if isinstance(part.content, tuple):
        for place, paragraph in enumerate(part.content):
            if paragraph.step:
                yield _Effect(paragraph.step, shape, place)
    elif part.content.step:
        yield _Effect(part.content.step, shape)


def _timing(effects: Sequence[_Effect]) -> str:
    numbers = count(3)
    clicks = "".join(_click(list(group), numbers) for _, group in groupby(effects, key=lambda effect: effect.click))
    built = sorted({effect.shape for effect in effects if effect.paragraph >= 0})
    builds = "".join(f'<p:bldP spid="{shape}" grpId="0" build="p"/>' for shape in built)
    return (
        f'<p:timing xmlns:p="{_PRESENTATION}"><p:tnLst><p:par>'
        '<p:cTn id="1" dur="indefinite" restart="never" nodeType="tmRoot"><p:childTnLst>'
        '<p:seq concurrent="1" nextAc="seek"><p:cTn id="2" dur="indefinite" nodeType="mainSeq">'
        f"<p:childTnLst>{clicks}</p:childTnLst></p:cTn>"
        '<p:prevCondLst><p:cond evt="onPrev" delay="0"><p:tgtEl><p:sldTgt/></p:tgtEl></p:cond></p:prevCondLst>'
        '<p:nextCondLst><p:cond evt="onNext" delay="0"><p:tgtEl><p:sldTgt/></p:tgtEl></p:cond></p:nextCondLst>'
        "</p:seq></p:childTnLst></p:cTn></p:par></p:tnLst>"
        + (f"<p:bldLst>{builds}</p:bldLst>" if builds else "")
        + "</p:timing>"
    )


def _click(effects: Sequence[_Effect], numbers: Iterator[int]) -> str:
    """One click and all that it brings."""
    outer, inner = next(numbers), next(numbers)
    shown = "".join(_appear(effect, numbers, first=place == 0) for place, effect in enumerate(effects))
    return (
        f'<p:par><p:cTn id="{outer}" fill="hold"><p:stCondLst><p:cond delay="indefinite"/></p:stCondLst>'
        f'<p:childTnLst><p:par><p:cTn id="{inner}" fill="hold">{_NOW}<p:childTnLst>{shown}</p:childTnLst></p:cTn>'
        "</p:par></p:childTnLst></p:cTn></p:par>"
    )


def _appear(effect: _Effect, numbers: Iterator[int], *, first: bool) -> str:
    kind = "clickEffect" if first else "withEffect"
    group = ' grpId="0"' if effect.paragraph >= 0 else ""
    return (
        f'<p:par><p:cTn id="{next(numbers)}" presetID="1" presetClass="entr" presetSubtype="0" fill="hold"{group} '
        f'nodeType="{kind}">{_NOW}<p:childTnLst><p:set><p:cBhvr><p:cTn id="{next(numbers)}" dur="1" fill="hold">{_NOW}'
        f"</p:cTn><p:tgtEl>{effect.target}</p:tgtEl><p:attrNameLst><p:attrName>style.visibility</p:attrName>"
        '</p:attrNameLst></p:cBhvr><p:to><p:strVal val="visible"/></p:to></p:set></p:childTnLst></p:cTn></p:par>'
    )
