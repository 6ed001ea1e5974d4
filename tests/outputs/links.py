"""Links and bookmarks: where they lead, and what a screen reader says of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pikepdf

from .structure import Document, items, opened
from .tree import HEADING

ALLOWED = re.compile(r"https?://[^/\s]+\.[^/\s]+(/\S*)?|mailto:\S+@\S+")
NOWHERE = re.compile(r"https?://(localhost|127\.|0\.0|\[|[^/]*\.(invalid|test|local|localhost)\b)")
Annotation = pikepdf.Dictionary


def addresses(path: Path) -> list[str]:
    """Links lead to the web or into the file, nowhere else."""
    found = []
    for page, link in _annotations(opened(path), "/Link"):
        action = link.get("/A")
        if action is None:
            continue
        if action.get("/S") not in ("/URI", "/GoTo"):
            found.append(f"page {page}: a link does {action.get('/S')}")
        uri = str(action.get("/URI", ""))
        if "/URI" in action and (not ALLOWED.fullmatch(uri) or NOWHERE.match(uri)):
            found.append(f"page {page}: a link to {uri!r}")
    return found


def destinations(path: Path) -> list[str]:
    """What a link or bookmark points at is in the file."""
    document = opened(path)
    pages = {page.obj.objgen for page in document.pdf.pages}
    named = dict(_named(document))
    targets = [(f"page {page}: a link", link) for page, link in _annotations(document, "/Link") if "/A" not in link]
    targets += [(f"bookmark {title!r}", item) for _, title, item in _bookmarks(document)]
    found = []
    for what, holder in targets:
        target = holder.get("/Dest", holder.get("/A", {}).get("/D"))
        if isinstance(target, pikepdf.String | pikepdf.Name):
            target = named.get(str(target))
        if isinstance(target, pikepdf.Dictionary):
            target = target.get("/D")
        if not isinstance(target, pikepdf.Array) or target[0].objgen not in pages:
            found.append(f"{what} leads to nothing: {holder.get('/Dest')}")
    return found


def described(path: Path) -> list[str]:
    """Every link is a Link in the tree, has text, and says more than its address."""
    document = opened(path)
    owners = {key: element for element in document.elements for key in element.annotations}
    found = []
    for page, link in _annotations(document, "/Link"):
        owner, said = owners.get(link.objgen), str(link.get("/Contents", "")).strip()
        if owner is None or owner.kind != "Link":
            found.append(f"page {page}: a link is in {owner.kind if owner else 'no element'}")
        elif not document.text(owner):
            found.append(f"page {page}: a link without text")
        if not said or ALLOWED.fullmatch(said):
            found.append(f"page {page}: a link described as {said!r}")
    return found


def fields(path: Path) -> list[str]:
    """Every field of a form is a Form in the tree, looks like something, and says what to enter."""
    document = opened(path)
    owners = {key: element.kind for element in document.elements for key in element.annotations}
    found = []
    for page, field in _annotations(document, "/Widget"):
        name = str(field.get("/T", field.get("/Parent", {}).get("/T", "")))
        if owners.get(field.objgen) != "Form":
            found.append(f"page {page}: field {name!r} is in {owners.get(field.objgen)}")
        if "/AP" not in field:
            found.append(f"page {page}: field {name!r} has no appearance")
        if not str(field.get("/TU", field.get("/Parent", {}).get("/TU", ""))).strip():
            found.append(f"page {page}: field {name!r} does not say what to enter")
    return found


def bookmarks(path: Path) -> list[str]:
    """Bookmarks say what the headings say, in the same order."""
    document = opened(path)
    if len(document.pdf.pages) == 1:
        return []
    marks = [(level, title) for level, title, _ in _bookmarks(document)]
    deepest = max((level for level, _ in marks), default=0)
    heads = [e for e in document.elements if HEADING.fullmatch(e.kind) and int(e.kind[1]) <= deepest]
    heads = [head for head in heads if head.parent is None or not head.parent.inside(*(h.kind for h in heads))]
    if not marks or len(heads) != len(marks):
        return [f"{len(marks)} bookmarks for {len(heads)} headings on {deepest} levels"]
    pairs = [(title, document.text(head)) for (_, title), head in zip(marks, heads, strict=True)]
    return [f"bookmark {title!r} for heading {said!r}" for title, said in pairs if not _says(said, title)]


def _says(whole: str, part: str) -> bool:
    """Whether all letters of a part come in this order; a heading may say more, as the kind of a material."""
    letters = iter(whole)
    return bool(part) and all(letter in letters for letter in part if letter.isalnum())


def _annotations(document: Document, kind: str) -> Iterator[tuple[int, Annotation]]:
    """(page, counted from 1, annotation) of every one of a kind: `/Link`, `/Widget`."""
    for number, page in enumerate(document.pdf.pages, 1):
        for annotation in items(page.obj.get("/Annots")):
            if isinstance(annotation, pikepdf.Dictionary) and annotation.get("/Subtype") == kind:
                yield number, annotation


def _bookmarks(document: Document) -> Iterator[tuple[int, str, pikepdf.Dictionary]]:
    """(level, title, item) of every bookmark, from the top."""

    def walk(item: pikepdf.Object | None, level: int) -> Iterator[tuple[int, str, pikepdf.Dictionary]]:
        while item is not None:
            yield level, str(item["/Title"]), item
            yield from walk(item.get("/First"), level + 1)
            item = item.get("/Next")

    return walk(document.pdf.Root.get("/Outlines", {}).get("/First"), 1)


def _named(document: Document) -> Iterator[tuple[str, pikepdf.Object]]:
    """(name, target) of every named destination."""

    def walk(node: pikepdf.Object) -> Iterator[tuple[str, pikepdf.Object]]:
        names = items(node.get("/Names"))
        yield from ((str(name), target) for name, target in zip(names[::2], names[1::2], strict=True))
        for kid in items(node.get("/Kids")):
            yield from walk(kid)

    tree = document.pdf.Root.get("/Names", {}).get("/Dests")
    return iter(()) if tree is None else walk(tree)


CHECKS = (addresses, destinations, described, fields, bookmarks)
