"""Lessons that nobody would write still become files that every reader can use: tags, text, layout, standards."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest

from handouts.engine.plan import editions
from handouts.errors import HandoutsError
from handouts.pipeline import Workspace, explained, perform, prepare

from . import claims, fonts, geometry, links, text, tree, vera
from .odd import ODD, Odd, both, lay

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("odd")]
Made = Callable[[str], dict[str, Path]]


@pytest.fixture(scope="module")
def made(tiny: Path, tmp_path_factory: pytest.TempPathFactory) -> Made:
    """`made("facing")` makes the files of a lesson, once."""
    known: dict[str, dict[str, Path]] = {}

    def make(name: str) -> dict[str, Path]:
        if name not in known:
            known[name] = _made(ODD[name], lay(tiny, tmp_path_factory.mktemp(name), ODD[name]))
        return known[name]

    return make


def _made(odd: Odd, project: Path) -> dict[str, Path]:
    workspace = Workspace.open(project)
    wanted = editions(
        workspace.project,
        workspace.lesson,
        languages=odd.languages,
        audiences=odd.audiences,
        documents=odd.documents,
        impositions=odd.impositions,
    )
    files = {str(edition): project / "output" / edition.path for edition in wanted}
    for edition in wanted:
        path = files[str(edition)]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(perform(prepare(workspace, edition)).data)
    return files


def syntax(path: Path) -> list[str]:
    """What QPDF has to say."""
    with pikepdf.open(path) as pdf:
        return pdf.check_pdf_syntax()


def _checks(name: str, edition: str) -> list[Callable[[Path], list[str]]]:
    """Sheets have the tags of their pages, which are checked where those are; fields have whole fonts."""
    odd = ODD[name]
    if any(edition.endswith(f"-{way}.pdf") for way in odd.impositions):
        return [syntax, claims.title, claims.conformance, claims.harmless]
    found = [syntax, *(check for topic in (tree, fonts, links, claims, text, geometry) for check in topic.CHECKS)]
    if odd.settings:  # another paper, or slides
        found.remove(claims.paper)
    if name == "forms":
        found.remove(fonts.shipped)
    return found


@pytest.mark.parametrize("name", ODD)
def test_files_pass_what_every_file_passes(name: str, made: Made) -> None:
    files = made(name)
    assert len(files) >= len(ODD[name].documents)
    complaints = {
        f"{edition}: {check.__name__}": found
        for edition, path in files.items()
        for check in _checks(name, edition)
        if (found := check(path))
    }
    assert complaints == {}


@pytest.mark.parametrize("name", [name for name, odd in ODD.items() if odd.words])
def test_readers_find_the_words(name: str, made: Made) -> None:
    found = "".join(text.letters(text.words(path)) for path in made(name).values())
    assert [word for word in ODD[name].words if text.letters(word) not in found] == []


def test_what_a_lesson_lacks_has_no_heading_either(made: Made) -> None:
    said = text.words(made("nothing")["de/class/teacher.pdf"])
    assert "Erwartungshorizont" in said
    assert [words for words in ("Lernziele", "Mit Umsicht", "sprechen:", "Verlauf") if words in said] == []


def test_verapdf_finds_no_broken_rule(made: Made) -> None:
    if reason := vera.missing():
        pytest.skip(reason)
    files = {path: f"{name}: {edition}" for name in ODD for edition, path in made(name).items()}
    assert len(files) >= 40
    assert {files[path]: rules for path, rules in vera.broken_rules([*files]).items() if rules} == {}


@pytest.mark.parametrize("words", ["법 앞에", "القانون", "חוק", "กฎหมาย", "😀 und 👨‍👩‍👧", "𓀀"])
def test_what_no_font_can_print_is_named_with_its_line(words: str, tiny: Path, tmp_path: Path) -> None:
    def change(lesson: dict[str, object], project: dict[str, object]) -> None:
        lesson["question"] = both(f"Was heißt {words}?")

    workspace = Workspace.open(lay(tiny, tmp_path, Odd(change, ("handout",))))
    (edition,) = editions(
        workspace.project, workspace.lesson, languages=("de",), audiences=("class",), documents=("handout",)
    )
    with pytest.raises(HandoutsError) as caught:
        perform(prepare(workspace, edition))
    problems = explained(workspace, edition, caught.value).problems
    assert problems
    lines = (tmp_path / "content/tiny/lesson.yaml").read_text("utf-8").splitlines()
    for problem in problems:
        assert problem.path == "content/tiny/lesson.yaml"
        assert words[0] in lines[problem.line - 1]
