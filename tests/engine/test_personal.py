"""Copies for a class: laid out once, the same as if each were laid out, and entered as any other file."""

from __future__ import annotations

import json
import os
import re
import shutil
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pypdf
import pypdfium2
import pytest
from PIL import Image, ImageChops

from handouts import pipeline
from handouts.engine import LOCK
from handouts.engine.lock import locked
from handouts.engine.options import BuildOptions
from handouts.engine.personal import build_copies, dry_run_copies
from handouts.engine.plan import editions
from handouts.engine.project_plan import build_editions
from handouts.engine.recipients import MailMerge, wanted
from handouts.engine.report import Report
from handouts.engine.state.manifest import inputs_of
from handouts.engine.workers.limits import Limits
from handouts.errors import PublishError, UsageError
from handouts.model.readers import CodeForm, Recipient
from handouts.pipeline import Workspace, perform, personalisation
from handouts.writers.personal import Copier, fill, keys_of

LONG = "Maria Theresia Walburga Amalia Christina von und zu Hohenberg-Großrinderfeld auf Wolkenkuckucksheim"
NAMES = ("Ada Müller", "Zoë O’Neill", "Bo Li", "Ada Müller", "山田 太郎", LONG)


def _person(name: str, number: int, class_name: str = "9b", variant: str = "A", language: str = "de") -> Recipient:
    first, _, last = name.rpartition(" ")
    return Recipient(name, first, last, class_name, number, language, "class", variant, number + 1)


PEOPLE = tuple(_person(name, number, variant="AB"[number % 2]) for number, name in enumerate(NAMES, 1))


@pytest.fixture
def project(tiny: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(tiny, tmp_path / "project", ignore=shutil.ignore_patterns("output")))


@pytest.fixture
def layouts(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Each layout that is made in this process: whether places were left open in it."""
    made: list[bool] = []
    laid_out = personalisation._laid_out

    def counted(job: pipeline.Job, values: object, marked: object) -> object:
        made.append(marked is not None)
        return laid_out(job, values, marked)  # type: ignore[arg-type]

    monkeypatch.setattr(personalisation, "_laid_out", counted)
    return made


def _asked(
    people: tuple[Recipient, ...] = PEOPLE, *documents: str, merge: bool = False, code: CodeForm | None = None
) -> MailMerge:
    return MailMerge(people, "9b.csv", documents or ("worksheet",), merge, code)


def _build(project: Path, output: Path, asked: MailMerge, *, workers: int = 1) -> Report:
    return build_copies(Workspace.open(project), asked, output, BuildOptions(workers))


def _text(path: Path | bytes) -> str:
    file = pypdf.PdfReader(BytesIO(path) if isinstance(path, bytes) else path)
    return file.pages[0].extract_text().replace("\xa0", " ")


def _job(
    project: Path, people: tuple[Recipient, ...], document: str = "worksheet", code: CodeForm | None = None
) -> pipeline.Job:
    workspace = Workspace.open(project)
    asked = wanted(workspace.project, workspace.lesson, _asked(people, document, code=code))
    edition = asked[0].edition
    (job,) = pipeline.prepare_copies(workspace, edition, [copy.reader for copy in asked], code)
    return job


def test_each_pupil_gets_a_file_with_the_name_where_it_is_read(project: Path, tmp_path: Path) -> None:
    report = _build(
        project, tmp_path / "out", _asked((*PEOPLE, _person("Bo Li", 1, "Q1/../x"), _person("Con", 1, "CON")))
    )
    assert not report.failed
    made = sorted(path.relative_to(tmp_path / "out").as_posix() for path in report.written)
    assert made == [
        "classes/9b/worksheet-05.pdf",
        "classes/9b/worksheet-ada-mueller-2.pdf",
        "classes/9b/worksheet-ada-mueller.pdf",
        "classes/9b/worksheet-bo-li.pdf",
        "classes/9b/worksheet-maria-theresia-walburga-amalia-christina-von-und-zu-hohenber.pdf",
        "classes/9b/worksheet-zoe-oneill.pdf",
        "classes/class-con/worksheet-con.pdf",
        "classes/q1-x/worksheet-bo-li.pdf",
    ]
    assert re.search(
        r"Name Zoë O’Neill\s+Klasse 9b\s+Datum", _text(tmp_path / "out/classes/9b/worksheet-zoe-oneill.pdf")
    )
    assert "Name 山田 太郎" in _text(tmp_path / "out/classes/9b/worksheet-05.pdf")


def test_what_is_shared_is_laid_out_once(project: Path, layouts: list[bool]) -> None:
    """Two layouts prove that nothing moves; two names have to be laid out alone: one is too long, one not Latin."""
    people = (*PEOPLE, *(_person(f"Nr {number}", number) for number in range(30)))
    copies = pipeline.copies_of(perform(_job(project, people)))
    assert layouts == [True, True, False, False]
    assert len(copies) == len(people)
    assert len({id(copy.layout) for copy in copies}) == 3


@pytest.mark.slow
@pytest.mark.parametrize("code", [None, "short", "qr"])
def test_a_copy_looks_as_if_it_were_laid_out(project: Path, code: CodeForm | None) -> None:
    job = pipeline.finished(_job(project, PEOPLE[:4], "test", code))
    copies = pipeline.copies_of(personalisation.copied(job))
    assert all(copy.drawn for copy in copies)
    for values, copy in zip(job.copies, copies, strict=True):
        (other,) = pipeline.copies_of(personalisation.copied(replace(job, copies=(values,))))
        assert not other.drawn
        pictures = [_picture(Copier().file(one)) for one in (copy, other)]
        assert ImageChops.difference(*pictures).getbbox() is None


def _picture(data: bytes) -> Image.Image:
    return pypdfium2.PdfDocument(data)[0].render(scale=2).to_pil().convert("RGB")


def test_words_that_nearly_fit_are_set_smaller(project: Path) -> None:
    people = (*PEOPLE[:3], _person("Wilhelmine Friederike Charlotte von Hohenberg", 4))
    *_, copy = pipeline.copies_of(perform(_job(project, people)))
    sizes = re.findall(rb"/\S+ (\d+(?:\.\d+)?) Tf", b"".join(copy.drawn))
    assert sorted(map(float, sizes))[0] < sorted(map(float, sizes))[-1]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("block", "shared"),
    [
        ('{% block lead %}<p>Für <b data-personal="first">{{ person.first }}</b></p>{% endblock %}', True),
        ('{% block lead %}<p>Für <b data-personal="first">{{ person.first }}</b>, heute</p>{% endblock %}', False),
        ("{% block lead %}<p>Für {{ person.first if person }}</p>{% endblock %}", False),
        ('{% block lead %}<p style="text-align: right"><b data-personal="first"></b></p>{% endblock %}', False),
        ('{% block lead %}<p style="text-transform: uppercase"><b data-personal="first"></b></p>{% endblock %}', False),
    ],
    ids=["end of a line", "within a line", "no mark", "at the right", "capitals"],
)
def test_templates_may_print_it_anywhere(project: Path, block: str, shared: bool) -> None:
    """Whatever can be shared is; the rest is laid out, and nobody sees a difference."""
    _override(project, block)
    workspace = Workspace.open(project)
    people = [_person(f"{first} Li", number) for number, first in enumerate(("Illi", "Ada", "MMM"), 1)]
    copies = wanted(workspace.project, workspace.lesson, _asked(tuple(people)))
    jobs = pipeline.prepare_copies(workspace, copies[0].edition, [copy.reader for copy in copies])
    made = [copy for job in jobs for copy in pipeline.copies_of(perform(job))]
    assert all(copy.drawn for copy in made) == shared
    alone = pipeline.finished(jobs[-1])
    for person, copy in zip(people, made, strict=True):
        text = _text(Copier().file(copy))
        assert len(re.findall(rf"(?i){person.first}\b", text)) == 2
    (other,) = pipeline.copies_of(personalisation.copied(replace(alone, copies=(alone.copies[-1],))))
    pictures = [_picture(Copier().file(one)) for one in (made[-1], other)]
    assert ImageChops.difference(*pictures).getbbox() is None


def test_words_that_end_a_line_at_the_right_are_never_moved() -> None:
    """Narrower words than those laid out would fit, and begin at the wrong place: so they are tried."""
    assert personalisation._furthest("Ada", {"Ada": 20.0, "Illi": 15.0, "Maximilian": 60.0}, 20.01) == "Illi"
    assert personalisation._furthest("Ada", {"Ada": 20.0, "Illi": 15.0, "Maximilian": 60.0}, 99.0) == "Maximilian"
    assert personalisation._furthest("Ada", {"Ada": 20.0}, 99.0) == "Ada"


def _override(project: Path, block: str) -> None:
    folder = project / "templates" / "worksheet"
    folder.mkdir(parents=True)
    (folder / "html.j2").write_text('{% extends "@base/worksheet/html.j2" %}\n' + block, encoding="utf-8")


def test_a_mark_that_nobody_has_is_an_error(project: Path, tmp_path: Path) -> None:
    _override(project, '{% block lead %}<p><b data-personal="nane"></b></p>{% endblock %}')
    report = _build(project, tmp_path / "out", _asked())
    assert len(report.failed) == len(PEOPLE)
    assert all('data-personal="nane"; did you mean "name"?' in str(one) for (one,) in report.failed.values())


@pytest.mark.slow
def test_templates_may_take_no_longer_than_was_asked_for(project: Path, tmp_path: Path) -> None:
    _override(project, "{% block lead %}" + 2 * "{% for n in range(99999) %}" + 2 * "{% endfor %}" + "{% endblock %}")
    asked, options = _asked(PEOPLE[:2]), BuildOptions(limits=Limits(2))
    report = build_copies(Workspace.open(project), asked, tmp_path / "out", options)
    foreseen = dict(dry_run_copies(Workspace.open(project), asked, tmp_path / "out", options))
    assert report.failed.keys() == foreseen.keys()
    assert len(foreseen) == 2
    told = [*(str(one) for (one,) in report.failed.values()), *map(str, foreseen.values())]
    assert all("stopped after 2 s; see whether a loop" in one for one in told), told


def test_a_build_that_is_out_of_date_ends_with_whole_files(project: Path, tmp_path: Path) -> None:
    asked = _asked(PEOPLE[:3], "worksheet", "test")
    report = build_copies(Workspace.open(project), asked, tmp_path / "out", BuildOptions(outdated=lambda: True))
    assert 0 < len(report.written) < 6
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text("ascii"))
    assert {*manifest["outputs"]} == {path.relative_to(tmp_path / "out").as_posix() for path in report.written}


def test_fresh_copies_are_left_alone_and_the_manifest_knows_them(
    project: Path, tmp_path: Path, layouts: list[bool]
) -> None:
    output = tmp_path / "out"
    _build(project, output, _asked(PEOPLE[:4]))
    before = {path: path.read_bytes() for path in output.rglob("*.pdf")}
    again = _build(project, output, _asked(PEOPLE[:4]))
    assert (again.written, len(again.fresh)) == ([], 4)
    manifest = json.loads((output / "manifest.json").read_text("ascii"))
    entry = manifest["outputs"]["classes/9b/worksheet-bo-li.pdf"]
    assert (entry["roster"], entry["document"], entry["audience"]) == ("9b.csv", "worksheet", "class")
    next(iter(before)).unlink()
    assert len(_build(project, output, _asked(PEOPLE[:4])).written) == 1
    assert {path: path.read_bytes() for path in output.rglob("*.pdf")} == before


@pytest.mark.parametrize("merge", [False, True])
def test_the_manifest_says_how_many_pages_there_are_and_of_what(project: Path, tmp_path: Path, merge: bool) -> None:
    _override(project, '{% block lead %}<p style="break-after: page">Noch eine Seite</p>{% endblock %}')
    output = tmp_path / "out"
    report = _build(project, output, _asked(PEOPLE[:3], merge=merge))
    manifest = json.loads((output / "manifest.json").read_text("ascii"))
    pages = {path: len(pypdf.PdfReader(path).pages) for path in report.written}
    assert {output / name: entry["pages"] for name, entry in manifest["outputs"].items()} == pages
    assert min(pages.values()) > 1
    assert manifest["inputs"] == inputs_of(project)
    assert "templates/worksheet/html.j2" in manifest["inputs"]


def test_two_builds_at_once_are_noticed(project: Path, tmp_path: Path) -> None:
    with locked(tmp_path / "out"), pytest.raises(PublishError, match="another build"):
        _build(project, tmp_path / "out", _asked(PEOPLE[:1]))
    assert len(_build(project, tmp_path / "out", _asked(PEOPLE[:1])).written) == 1


def test_any_number_of_workers_makes_the_same_bytes(project: Path, tmp_path: Path) -> None:
    for workers in (1, 2):
        _build(project, tmp_path / str(workers), _asked(PEOPLE[:3], "worksheet", "test", merge=True), workers=workers)
    one, two = ({path.name: path.read_bytes() for path in (tmp_path / name).rglob("*.pdf")} for name in "12")
    assert one == two
    assert one.keys() == {"worksheet.pdf", "test.pdf"}


def test_merged_copies_begin_on_odd_pages_under_their_names(project: Path, tmp_path: Path) -> None:
    report = _build(project, tmp_path / "out", _asked((*PEOPLE, _person("Eva", 1, "9c", language="en")), merge=True))
    assert sorted(path.parent.name for path in report.written) == ["9b", "9c"]
    file = pypdf.PdfReader(tmp_path / "out/classes/9b/worksheet.pdf")
    marks = [mark for mark in file.outline if not isinstance(mark, list)]
    assert [mark.title for mark in marks] == ["Ada Müller", "Zoë O’Neill", "Bo Li", "Ada Müller (2)", "山田 太郎", LONG]
    for mark, name in zip(marks, NAMES, strict=True):
        number = file.get_destination_page_number(mark)
        assert number is not None
        assert number % 2 == 0
        assert _letters(name) in _letters(file.pages[number].extract_text())


def _letters(text: str) -> str:
    """Without line ends, wherever they are."""
    return re.sub(r"[-\s]", "", text)


def test_variants_go_to_whom_they_were_dealt(project: Path, tmp_path: Path) -> None:
    _build(project, tmp_path / "out", _asked(PEOPLE[:3], "test"))
    texts = {path.stem: _text(path) for path in (tmp_path / "out").rglob("*.pdf")}
    assert "Variante B" in texts["test-ada-mueller"]
    assert "Variante A" in texts["test-zoe-oneill"]


def _left(report: Report, output: Path) -> list[str]:
    return [path.relative_to(output).as_posix() for path in report.orphans]


@pytest.mark.slow
def test_copies_of_those_who_left_are_told_and_stay_until_they_are_back(project: Path, tmp_path: Path) -> None:
    output, (ada, zoe, bo, other_ada, *_) = tmp_path / "out", PEOPLE
    made = _build(project, output, _asked((ada, zoe, bo, other_ada), "worksheet", "test")).written
    gone = ["classes/9b/test-bo-li.pdf", "classes/9b/worksheet-bo-li.pdf"]
    assert _left(_build(project, output, _asked((ada, zoe, other_ada))), output) == gone
    assert all(path.is_file() for path in made)
    workspace = Workspace.open(project)
    chosen = editions(workspace.project, workspace.lesson, languages=["de"], documents=["deck"])
    assert _left(build_editions(workspace, chosen, output), output) == gone
    twin = ["classes/9b/test-ada-mueller-2.pdf", "classes/9b/worksheet-ada-mueller-2.pdf"]
    assert _left(_build(project, output, _asked((ada, zoe, bo), "test")), output) == twin
    assert _left(_build(project, output, _asked((ada, zoe, bo, other_ada), "test")), output) == []


def test_how_copies_are_asked_for_makes_none_superfluous(project: Path, tmp_path: Path) -> None:
    output = tmp_path / "out"
    for documents, merge in ((("worksheet", "test"), False), (("worksheet",), True), (("test",), False)):
        report = _build(project, output, _asked(PEOPLE[:2], *documents, merge=merge))
        assert report.written or report.fresh
        assert report.orphans == []


def test_the_folder_of_a_class_is_the_same_whoever_gets_copies(project: Path, tmp_path: Path) -> None:
    """Nobody in the first one does, since the project has no French."""
    people = (_person("Ada", 1, "9b", language="fr"), _person("Bo", 1, "9B"))
    for _ in range(2):
        report = _build(project, tmp_path / "out", _asked(people))
        assert [path.name for path in (tmp_path / "out" / "classes").iterdir()] == ["9b-2"]
        assert report.orphans == []


def test_copies_from_other_lists_and_for_other_classes_belong_to_others(project: Path, tmp_path: Path) -> None:
    output, ada, bo = tmp_path / "out", PEOPLE[0], PEOPLE[2]
    _build(project, output, _asked((ada, _person("Eva", 1, "9c"))))
    _build(project, output, replace(_asked((bo,)), roster="choir.csv"))
    assert _build(project, output, _asked((ada,))).orphans == []


@pytest.mark.parametrize(
    ("documents", "told"),
    [
        (("deck",), "deck is not made for each pupil; leave out --roster"),
        (("teacher",), "teacher is not made for each pupil"),
        (("handout",), "nothing in handout is personal; mark in its template what is: data-personal"),
    ],
)
def test_what_has_no_copies_is_refused(project: Path, tmp_path: Path, documents: tuple[str, ...], told: str) -> None:
    with pytest.raises(UsageError, match=told):
        _build(project, tmp_path / "out", _asked(PEOPLE, *documents))
    assert not list((tmp_path / "out").rglob("*.pdf"))


def test_marks_are_found_and_filled() -> None:
    html = '<p><b class="x" data-personal="name">Ada</b> <img src="a" data-personal="qr" alt="x"></p>'
    assert keys_of(html) == ["name", "qr"]
    assert fill(html, {"name": "<Bo & Li>", "qr": "data:,"}) == (
        '<p><b class="x" data-personal="name">&lt;Bo &amp; Li&gt;</b> <img src="data:," data-personal="qr" alt="x"></p>'
    )


@pytest.mark.skipif(os.name != "posix", reason="makes a link")
def test_a_lock_that_leads_elsewhere_is_refused_and_nothing_emptied(project: Path, tmp_path: Path) -> None:
    output, mine = tmp_path / "out", tmp_path / "mine.txt"
    output.mkdir()
    mine.write_text("of mine", encoding="utf-8")
    (output / LOCK).symlink_to(mine)
    with pytest.raises(PublishError, match="is a link"):
        _build(project, output, _asked(PEOPLE[:1]))
    assert mine.read_text(encoding="utf-8") == "of mine"


@pytest.mark.skipif(os.name != "posix", reason="makes a link")
def test_a_class_whose_folder_leads_elsewhere_gets_no_file(project: Path, tmp_path: Path) -> None:
    output, elsewhere = tmp_path / "out", tmp_path / "elsewhere"
    (output / "classes").mkdir(parents=True)
    elsewhere.mkdir()
    (output / "classes" / "9b").symlink_to(elsewhere)
    with pytest.raises(PublishError, match="leads out of the output folder"):
        _build(project, output, _asked(PEOPLE[:1]))
    assert list(elsewhere.iterdir()) == []
