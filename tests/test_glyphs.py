"""What no font can print is found before pages are laid out, with the place where it is written."""

from __future__ import annotations

import pickle
import shutil
from pathlib import Path

import pytest

from handouts import fonts
from handouts.checks.printing import WrittenSources, glyph_problems, unprintable
from handouts.engine.plan import editions
from handouts.engine.project_plan import build_editions
from handouts.errors import GlyphError, HandoutsError, LayoutError
from handouts.fonts import font_files, missing
from handouts.pipeline import Workspace, explained, prepare, proof
from handouts.styles import FONT_BASE
from handouts.writers.pdf import write_pdf

FAMILIES = ("Source Sans 3", "Noto Sans JP")
SHRUG = "\U0001f937"
SAID = f'"{SHRUG}" (U+1F937 SHRUG) is in none of the fonts Source Sans 3, Noto Sans JP'


def lacking(words: str) -> str:
    return "".join(letter for letter, _ in missing(words, FAMILIES))


@pytest.mark.parametrize(
    "words",
    [
        "plain",
        "“Größe” – 日米安全保障条約 ☃ ▸ ﬁ",
        "Ver\u00adtrag",  # soft hyphen
        "5\u00a0%, 5\u202f%, 5\u2009%",
        "a\u200db\ufe0f\u2060",  # joiner, variation selector, word joiner
        "Sho\u0304wa, か\u3099",  # composed only when printed
        "Ǭ ḉ",  # put together of parts
        "two\nlines",
    ],
)
def test_what_can_be_printed(words: str) -> None:
    assert lacking(words) == ""
    _laid_out(words)


@pytest.mark.parametrize("letter", [SHRUG, "ა", "ا", "한", "\u20d6", "\ue000"])
def test_what_cannot_be_printed(letter: str) -> None:
    assert lacking(f"a {letter} b {letter}") == letter
    with pytest.raises(LayoutError, match="notdef"):
        _laid_out(letter)


def _laid_out(words: str) -> None:
    faces = (f'@font-face {{ font-family: "{f}"; src: url("{FONT_BASE}{_file(f).name}") }}' for f in FAMILIES)
    css = "".join(faces) + 'body { font-family: "Source Sans 3", "Noto Sans JP" }'
    write_pdf(f'<html lang="de"><head><title>T</title></head><body><p>{words}</p></body></html>', [css])


def _file(family: str) -> Path:
    return font_files(family)["Regular"]


def test_a_style_that_lacks_a_character_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    regular, bold = tmp_path / "r", tmp_path / "b"
    files = {"Own": {"Regular": regular, "Bold": bold}}
    letters = {regular: frozenset("aä"), bold: frozenset("a")}
    for path in letters:
        path.touch()
    monkeypatch.setattr(fonts, "font_files", files.__getitem__)
    monkeypatch.setattr(fonts, "_letters", letters.__getitem__)
    for cached in (fonts._printable, fonts._everywhere):
        cached.cache_clear()
    try:
        assert list(missing("aäö", ("Own",))) == [("ä", "Bold"), ("ö", "")]
        (found,) = unprintable("<p>ä</p>", (), ("Own",))
    finally:
        for cached in (fonts._printable, fonts._everywhere):
            cached.cache_clear()
    assert "(U+00E4 LATIN SMALL LETTER A WITH DIAERESIS) has no Bold in the fonts Own" in found.message


@pytest.fixture
def project(tmp_path: Path, tiny: Path) -> Path:
    """A copy of the tiny project, free to be broken."""
    return Path(shutil.copytree(tiny, tmp_path / "project"))


def _found(project: Path) -> list[str]:
    """What a proof of the German handouts finds."""
    workspace = Workspace.open(project)
    problems: dict[str, None] = {}
    for edition in editions(workspace.project, workspace.lesson, languages=["de"], documents=["handout"]):
        try:
            proof(prepare(workspace, edition))
        except HandoutsError as error:
            problems.update(dict.fromkeys(map(str, explained(workspace, edition, error).problems)))
    return list(problems)


def _changed(project: Path, name: str, old: str, new: str) -> str:
    """Replace the first `old` in a file; `¦` in `new` marks the place, which is returned as messages say it."""
    path = project / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    text = text.replace(old, new, 1)
    before = text.partition("¦")[0]
    path.write_text(text.replace("¦", ""), encoding="utf-8")
    return f"{name}:{before.count(chr(10)) + 1}:{len(before.rpartition(chr(10))[2]) + 1}: "


def test_content_is_named_by_line_and_column(project: Path) -> None:
    name = "content/tiny/materials.yaml"
    deep = _changed(project, name, "darunter 4 Frauen", f"darunter 4 ¦{SHRUG} Frauen")
    escaped = _changed(project, name, 'de: "Mit dem Beitritt', '¦de: "Mit dem \\U0001F937 Beitritt')
    found = _found(project)
    assert sorted(line[: line.index(SAID) + len(SAID)] for line in found) == sorted(
        f"{place}{SAID}" for place in (deep, escaped)
    )


def test_only_editions_that_print_it_fail(project: Path) -> None:
    place = _changed(project, "content/tiny/materials.yaml", "Mit dem Beitritt", f"Mit dem ¦{SHRUG} Beitritt")
    workspace = Workspace.open(project)
    chosen = editions(workspace.project, workspace.lesson, languages=["de"], documents=["handout", "deck"])
    report = build_editions(workspace, chosen, project / "output")
    (problem,) = report.failed.pop("de/adult/handout.pdf")
    assert str(problem).startswith(f"{place}{SAID}")
    assert not report.failed
    assert {path.relative_to(project / "output").as_posix() for path in report.written} == {
        "de/class/handout.pdf",
        "de/class/deck.pptx",
        "de/adult/deck.pptx",
    }


def test_what_is_only_read_aloud_may_be_anything(project: Path) -> None:
    _changed(project, "content/tiny/materials.yaml", 'alt: {de: "61', f'alt: {{de: "¦{SHRUG} 61')
    assert _found(project) == []


def test_figures_find_their_letters_in_all_fonts(project: Path) -> None:
    _changed(project, "content/tiny/materials.yaml", 'name: {de: "Mitglieder"', 'name: {de: "¦日本"')
    assert _found(project) == []


def test_forms_templates_styles_and_the_project_are_named_too(project: Path) -> None:
    templates = project / "templates"
    (templates / "labels").mkdir(parents=True)
    (templates / "labels" / "de.yaml").write_text(f'# {SHRUG}\nhandout: "Blatt ☃ ა"\n', encoding="utf-8")
    (templates / "handout").mkdir()
    own = (
        f'{{% extends "@base/handout/html.j2" %}}\n{{# {SHRUG} #}}\n'
        "{% block lead %}\n<p>Guten Tag 한</p><p>&#x1F937;</p>\n{% endblock %}\n"
    )
    (templates / "handout" / "html.j2").write_text(own, encoding="utf-8")
    short = _changed(project, "handouts.yaml", "Klasse 9", "Klasse ¦ا 9")
    found = {line.partition(": ")[0]: line.partition("(")[2][:7].strip() for line in _found(project)}
    assert found == {
        "templates/labels/de.yaml:2:19": "U+10D0",
        "templates/handout/html.j2:4:14": "U+D55C",
        "templates/handout/html.j2:4:1": "U+1F937",
        short.removesuffix(": "): "U+0627",
    }


def test_words_from_nowhere_are_shown_with_their_edition() -> None:
    page = f"<body><p>Einmal um {SHRUG} herum</p></body>"
    error = GlyphError("de/class/handout.pdf", unprintable(page, (), FAMILIES))
    (problem,) = error.problems
    assert glyph_problems(error, WrittenSources((), ())) == [problem]
    assert str(problem).startswith(f"de/class/handout.pdf, in “Einmal um {SHRUG} herum”: {SAID}")


def test_words_that_styles_add_are_seen() -> None:
    sheet = '/* \U0001f937 */ p::before { content: "\\1F937" }'
    sources = WrittenSources((), [("templates/shared/base.css", sheet)])
    error = GlyphError("de/a.pdf", unprintable("<body><p>x</p></body>", (sheet,), FAMILIES))
    (problem,) = glyph_problems(error, sources)
    assert (problem.path, problem.line) == ("templates/shared/base.css", 1)


def test_nothing_is_found_where_all_is_well() -> None:
    assert unprintable("<body><p>日本</p></body>", ("p { color: red }",), FAMILIES) == []


def test_an_error_travels_whole_between_processes(project: Path) -> None:
    place = _changed(project, "content/tiny/materials.yaml", "Mit dem Beitritt", f"Mit dem ¦{SHRUG} Beitritt")
    workspace = Workspace.open(project)
    chosen = editions(workspace.project, workspace.lesson, languages=["de"], audiences=["adult"], documents=["handout"])
    with pytest.raises(GlyphError, match="Mit dem") as caught:
        proof(pickle.loads(pickle.dumps(prepare(workspace, chosen[0]))))
    there = pickle.loads(pickle.dumps(caught.value))
    assert there.problems == caught.value.problems
    (problem,) = explained(workspace, chosen[0], there).problems
    assert str(problem).startswith(f"{place}{SAID}")
