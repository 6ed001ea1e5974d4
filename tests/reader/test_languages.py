"""What is no language, wherever one is named: told with its place and the one that is meant."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from handouts.cli import main
from handouts.locales.codes import tag_objection

from ..cli.spoken import write_project


@pytest.mark.parametrize(
    ("tag", "meant"),
    [
        *{"ua": "uk", "cz": "cs", "jp": "ja", "gr": "el", "dk": "da", "at": "de", "us": "en", "ua-UA": "uk"}.items(),
        *{"DE": "de", "de_DE": "de-DE", "pt-br": "pt-BR", "sr-latn": "sr-Latn", "de ": "de", "en-EN": "en"}.items(),
        *{"deu": "de", "eng": "en", "iw": "he"}.items(),
        *{
            "Deutsch": "de",
            "English": "en",
            "französisch": "fr",
            "Francais": "fr",
            "Türkçe": "tr",
            "українська": "uk",
        }.items(),
    ],
)
def test_what_is_meant_is_told(tag: str, meant: str) -> None:
    assert tag_objection(tag) == f'"{tag}" is not a language; did you mean "{meant}"?'


@pytest.mark.parametrize("tag", ["xx", "1951", "", "../x", "fr,de", "zz", "klingonisch?"])
def test_nothing_is_guessed_where_nobody_can_tell(tag: str) -> None:
    assert tag_objection(tag) == (
        f'"{tag}" is not a language; write its code of two or three small letters, such as de, en or fr'
    )


@pytest.mark.parametrize("tag", ["de", "de-AT", "en-US", "no", "nb", "zh-Hans", "la", "sr-Latn", "hsb", "gsw"])
def test_languages_have_none(tag: str) -> None:
    assert tag_objection(tag) is None


def test_sources_may_be_in_old_languages() -> None:
    assert tag_objection("grc", quoted=True) is None
    assert "that of quotations only" in (tag_objection("grc") or "")
    assert tag_objection("de-x-easy") == '"de-x-easy" is a wording, not a language; write "de"'


def spoilt(path: Path, old: str, new: str) -> str:
    """Put something wrong in place of something right, and return the line and column where it stands."""
    text = path.read_text("utf-8")
    assert old in text, old
    changed = text.replace(old, new, 1)
    place = text.index(old)
    path.write_text(changed, "utf-8")
    return f"{changed.count(chr(10), 0, place) + 1}:"


LIST = "languages:\n- de\n- uk\n"
QUOTATION = {
    "id": "Q1",
    "date": "-44",
    "title": {"de": "Rede", "uk": "Rede"},
    "original": "la",
    "text": {"la": "Veni.", "de": "Ich kam.", "uk": "Ich kam."},
    "rights": {"de": "frei", "uk": "frei"},
    "sources": ["S1"],
}
PLACES: dict[str, tuple[str, str, Callable[[str], str], str]] = {
    "of the project": ("handouts.yaml", LIST, lambda tag: f"languages:\n- de\n- {tag}\n", "languages: "),
    "of an audience": ("handouts.yaml", "  - de\n  - uk\n", lambda tag: f"  - de\n  - {tag}\n", "audience a: "),
    "of a lesson": ("content/l/lesson.yaml", LIST, lambda tag: f"languages:\n- de\n- {tag}\n", "languages: "),
    "of a text": (
        "content/l/lesson.yaml",
        "title:\n  de: Title\n  uk:",
        lambda tag: f"title:\n  de: T\n  {tag}:",
        "title: ",
    ),
    "of an original": (
        "content/l/lesson.yaml",
        "original: la",
        lambda tag: f"original: {tag}",
        "quotation Q1: original: ",
    ),
    "of a second language": ("handouts.yaml", "gloss: uk", lambda tag: f"gloss: {tag}", ""),
}


@pytest.mark.parametrize("tag", ["ua", "uk_UA", "UK", "Ukrainisch"])
@pytest.mark.parametrize("place", PLACES)
def test_it_is_told_wherever_it_stands(tmp_path: Path, place: str, tag: str) -> None:
    name, old, new, said = PLACES[place]
    write_project(tmp_path, ["de", "uk"], audience={"gloss": "uk"}, quotations=[QUOTATION])
    spoilt(tmp_path / name, old, new(tag))
    for command in (("check",), ("check", "--format", "json"), ("build",)):
        result = CliRunner().invoke(main, [*command, "-C", str(tmp_path)])
        assert result.exit_code == 1, result.output
        assert isinstance(result.exception, SystemExit), result.output
        assert f'"{tag}"' in result.output or f'\\"{tag}\\"' in result.output
        if len(command) == 1:
            lines = [line for line in result.output.splitlines() if f'{said}"{tag}"' in line]
            assert lines, result.output
            assert all(line.startswith(f"{name}:") for line in lines)
            assert any("did you mean" in line for line in lines), lines


@pytest.mark.parametrize("name", ["handouts.yaml", "content/l/lesson.yaml"])
def test_a_language_that_is_there_twice_is_told(tmp_path: Path, name: str) -> None:
    write_project(tmp_path, ["de"])
    spoilt(tmp_path / name, "languages:\n- de\n", "languages:\n- de\n- de\n")
    assert '"de" is there twice; delete one' in CliRunner().invoke(main, ["check", "-C", str(tmp_path)]).output
