"""What the placeholders of somebody else's layouts are for, and what stands in for layouts that a master lacks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from handouts.writers.powerpoint.given.inherited import Holder
from handouts.writers.powerpoint.layouts import BESIDE, CAPTION, LAYOUTS, TABLE, Box, Layout, Role, Slot

_TITLES = ("title", "ctrTitle")
_CONTENTS = ("obj", "body", "subTitle", "chart", "tbl", "pic", "clipArt", "dgm", "media")
_TEXTS = ("obj", "body", "subTitle")
_LEAST_TITLE = 18
"""Titles have less room in some masters than in ours; points."""
_CAPTION_HIGH = 0.54
_AIR = 0.08
_GAP = 0.4
"""Between two columns, as the layout of two has it."""
_FEET: Mapping[Role, Role] = {"visual": "caption", "text": "text caption"}
_FOOT_INDEX: Mapping[Role, int] = {"caption": -1, "text caption": -2}
_NAMES: Mapping[Role, str] = {"visual": "Content", "caption": "Caption", "text caption": "Caption"}
_VISUALS = ("Quotation", "Table", "Chart", "Picture with Caption")


def layout_from(name: str, holders: Sequence[Holder]) -> Layout | str:
    """The layout that slides ask for by this name, made of the placeholders of one in the master.

    Returns:
        The layout, or what it lacks.
    """
    ours = LAYOUTS[name]
    title = next(
        (slot for holder in holders if holder.kind in _TITLES and (slot := _slot("title", holder, ours))), None
    )
    if title is None:
        return "a title"
    slots = tuple(_contents(ours, [holder for holder in holders if holder.kind in _CONTENTS and holder.is_upright]))
    have = {slot.role for slot in slots}
    needed: tuple[Role, ...] = ("text", "visual") if name == BESIDE else ("visual",) if name in _VISUALS else ("text",)
    if not ours.cover and (lacking := [role for role in needed if role not in have]):
        return "places for two contents side by side" if name == BESIDE else f"a place for {_said(lacking[0])}"
    return replace(ours, slots=(title, *slots))


def _said(role: Role) -> str:
    return {"text": "text", "visual": "content"}.get(role, role)


def _contents(ours: Layout, holders: list[Holder]) -> Iterator[Slot]:
    """The slots for the content of a layout, and captions where it has none."""
    same = {holder.index: holder for holder in holders}
    if all(slot.index in same for slot in ours.slots[1:]):
        yield from filter(None, (_slot(slot.role, same[slot.index], ours) for slot in ours.slots[1:]))
        return
    roles: list[Role] = [slot.role for slot in ours.slots[1:] if slot.role in ("text", "visual")]
    able = [holder for holder in holders if "text" not in roles or roles == ["text", "visual"] or holder.kind in _TEXTS]
    largest = sorted(able, key=_area, reverse=True)[: len(roles)]
    for role, holder in zip(roles, sorted(largest, key=_from_left), strict=False):
        slot = _slot(role, holder, ours)
        if slot is not None:
            yield from _with_foot(slot, ours)


def _area(holder: Holder) -> float:
    return holder.frame.w * holder.frame.h if holder.frame else 0.0


def _from_left(holder: Holder) -> float:
    return holder.frame.x if holder.frame else 0.0


def _slot(role: Role, holder: Holder, ours: Layout) -> Slot | None:
    """A placeholder as a slot; its room is what its margins leave."""
    if (frame := holder.frame) is None:
        return None
    left, top, right, bottom = holder.margins
    room = Box(frame.x + left, frame.y + top, frame.w - left - right, frame.h - top - bottom)
    meant = next((slot for slot in ours.slots if slot.role == role), ours.slots[-1])
    least = min(meant.setting.minimum, _LEAST_TITLE) if role == "title" else meant.setting.minimum
    setting = holder.setting(least, listed=role in ("text", "visual") and not ours.cover)
    if ours.name == "Table":
        setting = replace(TABLE, font=setting.font)
    return Slot(role, holder.index, holder.kind, meant.name, room, setting, holder.margins, silent=holder.is_silent)


def _with_foot(slot: Slot, ours: Layout) -> Iterator[Slot]:
    """A slot, and below it what it leaves to a caption if the layout is meant to have one."""
    foot = _FEET[slot.role]
    if ours.slot(foot) is None or ours.panel:
        yield slot
        return
    box, setting = slot.box, replace(CAPTION, spaces=(0.0,))
    below = Box(box.x, box.y + box.h - _CAPTION_HIGH, box.w, _CAPTION_HIGH)
    yield replace(slot, box=replace(box, h=box.h - _CAPTION_HIGH - _AIR), loose=True)
    yield Slot(foot, _FOOT_INDEX[foot], "body", _NAMES[foot], below, setting, loose=True)


def stand_in(name: str, plain: Layout) -> Layout:
    """What stands in for a layout that the master lacks: the one for title and content, used otherwise."""
    ours = LAYOUTS[name]
    title, content = plain["title"], plain["text"]
    if name == BESIDE:
        left, right = content.box.columns(2, _GAP)
        halves = (
            replace(content, box=left, loose=True),
            replace(content, role="visual", index=-3, kind="obj", box=right, loose=True),
        )
        slots = tuple(part for half in halves for part in _with_foot(half, ours))
    elif name in _VISUALS:
        setting = replace(TABLE, font=content.setting.font) if name == "Table" else content.setting
        slots = tuple(_with_foot(replace(content, role="visual", setting=setting), ours))
    else:
        return replace(plain, name=name)
    return Layout(name, plain.kind, (title, *slots), barred=False, place=plain.place)
