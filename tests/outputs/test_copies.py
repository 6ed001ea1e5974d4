"""Copies with names are as sound as any other file: tags, reading order, standards; several in one file, too."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pikepdf
import pypdf
import pypdfium2
import pytest
import zxingcpp
from PIL import Image, ImageDraw

from handouts.engine.personal import build_copies
from handouts.engine.recipients import MailMerge
from handouts.model.readers import Recipient, code_of
from handouts.pipeline import Workspace

from . import claims, tree, vera
from .structure import Element, items, opened

NAMES = ("Ada Müller", "Zoë O’Neill", "山田 太郎", "Bo Li")


def _person(name: str, number: int, *, audience: str = "class", language: str = "de") -> Recipient:
    return Recipient(name, name, "", "9b", number, language, audience, "AB"[number % 2], number)


PEOPLE = tuple(_person(name, number) for number, name in enumerate(NAMES, 1))
CHECKS = (
    claims.title,
    claims.conformance,
    claims.harmless,
    tree.standard,
    tree.tables,
    tree.lists,
    tree.figures,
    tree.content,
    tree.reading_order,
)


@pytest.fixture(scope="module")
def copies(tiny: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Worksheets and tests with codes: a file each, and one for the class."""
    return sorted(
        path
        for merge in (False, True)
        for path in _built(tiny, MailMerge(PEOPLE, "9b.csv", ("worksheet", "test"), merge, "qr"), tmp_path_factory)
    )


@pytest.fixture(scope="module")
def forms(tiny: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Worksheets and tests with fields: one of each, one file for the class, and one in which not all have fields."""
    project = Path(shutil.copytree(tiny, tmp_path_factory.mktemp("forms") / "project"))
    settings = (project / "handouts.yaml").read_text("utf-8")
    (project / "handouts.yaml").write_text(settings.replace("- id: class", "- id: class\n    forms: true"), "utf-8")
    mixed = (_person("Eva", 1, audience="adult"), *PEOPLE[1:3], _person("Max", 4, audience="adult", language="en"))
    alone = _built(project, MailMerge(PEOPLE[:1], "9b.csv", ("worksheet", "test")), tmp_path_factory)
    merged = _built(project, MailMerge(PEOPLE, "9b.csv", ("worksheet", "test"), merge=True), tmp_path_factory)
    some = _built(project, MailMerge(mixed, "9b.csv", ("worksheet",), merge=True), tmp_path_factory)
    return {**{path.stem: path for path in (*alone, *merged)}, "mixed": some[0]}


def _built(project: Path, asked: MailMerge, folders: pytest.TempPathFactory) -> list[Path]:
    report = build_copies(Workspace.open(project), asked, folders.mktemp("copies"))
    assert not report.failed
    return report.written


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_copies_are_sound(copies: list[Path], check: Callable[[Path], list[str]]) -> None:
    assert len(copies) == 10
    assert {path.name: found for path in copies if (found := check(path))} == {}


def test_each_copy_has_its_headings(copies: list[Path]) -> None:
    """In one file there are as many first ones as copies."""
    alone = [path for path in copies if path.name not in ("worksheet.pdf", "test.pdf")]
    assert [found for path in alone for found in tree.headings(path)] == []
    for path in set(copies) - set(alone):
        assert sum(element.kind == "H1" for element in opened(path).elements) == len(NAMES)


def test_names_stand_in_the_tree_of_tags(copies: list[Path]) -> None:
    """As words of their own between the label and the class, where they are read."""
    for path in copies:
        document = opened(path)
        lines = [line for line in document.elements if line.kind == "P" and document.text(line).startswith("Name ")]
        spans = ([document.text(part) for part in line.below() if part.kind == "Span"] for line in lines)
        names = [next(said for said in said_in_line if said in NAMES) for said_in_line in spans]
        assert [document.text(line) for line in lines] == [f"Name {name} Klasse 9b Datum" for name in names]
        assert len(names) == (len(NAMES) if path.name in ("worksheet.pdf", "test.pdf") else 1)


def _as_printed(page: Image.Image) -> Image.Image:
    return page


def _as_scanned(page: Image.Image) -> Image.Image:
    """Askew, on grey paper, in pale ink."""
    return page.rotate(4, Image.Resampling.BICUBIC, expand=True, fillcolor=255).point(lambda light: 70 + light // 2)


def _as_stained(page: Image.Image) -> Image.Image:
    """With a blot of a fifth of its width upon the code."""
    for code in _read(page):
        begin, end = code.position.top_left, code.position.bottom_right
        side, x, y = (end.x - begin.x) / 5, (begin.x + end.x) / 2, (begin.y + end.y) / 2
        ImageDraw.Draw(page).rectangle((x, y, x + side, y + side), fill=0)
    return page


def _read(page: Image.Image) -> list[zxingcpp.Barcode]:
    return zxingcpp.read_barcodes(page, formats=zxingcpp.BarcodeFormat.QRCode)


@pytest.mark.parametrize("seen", [_as_printed, _as_scanned, _as_stained], ids=lambda seen: seen.__name__[1:])
def test_cameras_read_the_code_of_each_copy(copies: list[Path], seen: Callable[[Image.Image], Image.Image]) -> None:
    """It says what `code_of` says, once a copy, on its first page."""
    codes = {(person, document): _code(person, document) for person in PEOPLE for document in ("worksheet", "test")}
    found = {path: list(_codes(path, seen)) for path in copies}
    for document in ("worksheet", "test"):
        alone = sorted(pages for path, pages in found.items() if path.stem.startswith(f"{document}-"))
        assert [first for first, *_ in alone] == [[codes[person, document]] for person in PEOPLE]
        assert not any(any(others) for _, *others in alone)
        (merged,) = (pages for path, pages in found.items() if path.stem == document)
        assert [page for page in merged if page] == [[codes[person, document]] for person in PEOPLE]
        assert all(not page for page in merged[1::2])


def _code(person: Recipient, document: str) -> str:
    return code_of(person, document, person.variant if document == "test" else None)


def _codes(path: Path, seen: Callable[[Image.Image], Image.Image]) -> Iterator[list[str]]:
    """What a camera reads on each page, at a scanner's 150 dots an inch."""
    for page in pypdfium2.PdfDocument(path):
        picture = page.render(scale=150 / 72, grayscale=True).to_pil()
        yield [code.text for code in _read(seen(picture))]


def test_validators_find_nothing(copies: list[Path]) -> None:
    if why := vera.missing():
        pytest.skip(why)
    assert {path.name: found for path, found in vera.broken_rules(copies).items() if found} == {}


def test_validators_find_nothing_in_forms(forms: dict[str, Path]) -> None:
    if why := vera.missing():
        pytest.skip(why)
    assert {path.name: found for path, found in vera.broken_rules([*forms.values()]).items() if found} == {}


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_forms_are_sound(forms: dict[str, Path], check: Callable[[Path], list[str]]) -> None:
    assert {name: found for name, path in forms.items() if (found := check(path))} == {}


def _fields(path: Path) -> dict[str, pikepdf.Dictionary]:
    """The fields of a file by their whole names; each knows what it hangs on."""

    def below(field: pikepdf.Dictionary, name: str) -> Iterator[tuple[str, pikepdf.Dictionary]]:
        for kid in field.get("/Kids", []):
            assert kid.Parent.objgen == field.objgen
            yield from below(kid, f"{name}.{kid.T}")
        if "/Kids" not in field:
            yield name, field

    tops = items(opened(path).pdf.Root.AcroForm.Fields)
    found = [pair for top in tops if isinstance(top, pikepdf.Dictionary) for pair in below(top, str(top.T))]
    assert len(dict(found)) == len(found), "two fields have the same name"
    return dict(found)


def _copies(path: Path) -> list[list[Element]]:
    """The elements of each copy in one file."""
    return [[*one.below()] for one in opened(path).elements[0].children]


@pytest.mark.parametrize(("name", "filled"), [("worksheet", (1, 2, 3, 4)), ("test", (1, 2, 3, 4)), ("mixed", (2, 3))])
def test_each_copy_has_fields_of_its_own(forms: dict[str, Path], name: str, filled: tuple[int, ...]) -> None:
    """Under the number of the copy, on pages of the copy, in the tree where the copy is."""
    fields = _fields(forms[name])
    if name != "test":  # pupils get different variants of it
        alone = _fields(forms["worksheet-ada-mueller"]).keys()
        assert fields.keys() == {f"{number}.{one}" for number in filled for one in alone}
    assert {int(one.partition(".")[0]) for one in fields} == {*filled}
    pages = [page.obj for page in opened(forms[name]).pdf.pages]
    widgets = [one.objgen for page in pages for one in page.get("/Annots", []) if one.Subtype == "/Widget"]
    assert sorted(widgets) == sorted(field.objgen for field in fields.values())
    for field in fields.values():
        assert field.objgen in [one.objgen for one in field.P.Annots]
    for number, elements in enumerate(_copies(forms[name]), 1):
        held = [widget for element in elements if element.kind == "Form" for widget in element.annotations]
        assert sorted(held) == sorted(field.objgen for one, field in fields.items() if one.startswith(f"{number}."))


def test_what_one_enters_is_in_no_other_copy(forms: dict[str, Path], tmp_path: Path) -> None:
    writer = pypdf.PdfWriter(clone_from=forms["worksheet"])
    (ticked,) = {*_fields(forms["worksheet"])["2.task1.b"].AP.N.keys()} - {"/Off"}
    entered = {"2.date": "23.5.2026", "2.task1.b": ticked}
    for page in writer.pages:
        writer.update_page_form_field_values(page, entered, auto_regenerate=False)
    writer.write(tmp_path / "filled.pdf")
    found = pypdf.PdfReader(tmp_path / "filled.pdf").get_fields()
    assert found
    values = {name: field["/V"] for name, field in found.items() if field.get("/V", "/Off") not in ("", "/Off")}
    assert values == entered


def test_forms_have_the_words_and_tags_of_copies_alone(forms: dict[str, Path]) -> None:
    alone = opened(forms["worksheet-ada-mueller"])
    first, *_ = _copies(forms["worksheet"])
    merged = opened(forms["worksheet"])
    wanted = [one for one in alone.elements if one.kind != "Document"]
    assert [one.kind for one in first[1:]] == [one.kind for one in wanted]
    assert [merged.text(one) for one in first[1:]] == [alone.text(one) for one in wanted]
    said = [[merged.text(one) for one in copy if one.kind == "P"] for copy in _copies(forms["worksheet"])]
    assert [next(line for line in lines if line.startswith("Name ")) for lines in said] == [
        f"Name {name} Klasse 9b Datum" for name in NAMES
    ]


def test_what_is_typed_with_is_there_whoever_comes_first(forms: dict[str, Path]) -> None:
    for path in forms.values():
        form = opened(path).pdf.Root.AcroForm
        for field in _fields(path).values():
            face = str(field.get("/DA", form.DA)).split()[0]
            assert form.DR.Font[face].FontDescriptor.FontFile2
