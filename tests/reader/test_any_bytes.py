"""Whatever bytes a file holds, readers give a result or say what is wrong in the author's words, never a traceback."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from handouts import reader
from handouts.checks import check_lesson
from handouts.errors import HandoutsError
from handouts.filters import filters_for
from handouts.reader.roster import Choice, read_roster

HERE = Path(__file__).resolve().parents[2]
TINY = HERE / "tests" / "lesson"
ODD = [
    *(b"\0", b"\xff", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"\x0b", b"\xc2\x85", b"\xe2\x80\xa8", b"\xf0\x9f\x98\x80"),
    *(b"\r", b"\t", b"---\n", b"...\n", b"&a ", b"*a", b"<<: ", b"!!binary ", b"? ", b"|\n", b">-\n", b"%YAML 9.9\n"),
    *(b"{", b"}", b"[", b"]", b'"', b"'", b":", b": ", b"- ", b"#", b"~", b"null", b"no", b"1e999", b".nan", b"-0"),
    *(b"9" * 400, b"0x", b"2024-02-30", b"12:30:45", b"en: ", b"de-x-: ", b"[^", b"![x](", b"**", b"$", b"\\u0000"),
]
"""What is special to YAML, Markdown, numbers, dates and texts."""


@st.composite
def changed(draw: st.DrawFn, whole: bytes) -> bytes:
    """A file in which a few places were overwritten, doubled or cut; or any bytes at all."""
    if draw(st.integers(0, 9)) == 0:
        return draw(st.binary(max_size=200))
    for _ in range(draw(st.integers(1, 3))):
        start = draw(st.integers(0, len(whole)))
        end = min(len(whole), start + draw(st.integers(0, 12)))
        put = draw(st.sampled_from(ODD) | st.binary(max_size=8) | st.just(whole[end : end + 40]))
        whole = whole[:start] + put + whole[end:]
    return whole


def files(pattern: str, home: Path = TINY) -> list[Path]:
    found = sorted(home.glob(pattern))
    assert found
    return found


@st.composite
def one_changed(draw: st.DrawFn, paths: list[Path]) -> tuple[Path, bytes]:
    """One of these files and what it holds now."""
    path = draw(st.sampled_from(paths))
    return path, draw(changed(path.read_bytes()))


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project whose files may be broken, one at a time."""
    return Path(shutil.copytree(TINY, tmp_path_factory.mktemp("any") / "project"))


def read_anyhow(read: Callable[[], object]) -> None:
    """Run a reader; only our own errors may come out of it, each with something to say."""
    problems = None
    try:
        read()
    except HandoutsError as error:
        problems = error.problems
    assert problems is None or (problems and all(one.message and one.line >= 0 for one in problems))


quick = settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])


@pytest.mark.slow
@quick
@given(changing=one_changed([*files("content/**/*.yaml"), TINY / "handouts.yaml"]))
def test_content_and_project(project: Path, changing: tuple[Path, bytes]) -> None:
    path, data = changing
    there = project / path.relative_to(TINY)

    def read() -> None:
        content = reader.read_all(project)
        check_lesson(content.lesson, content.project, content.positions, strict=True)

    there.write_bytes(data)
    try:
        read_anyhow(read)
    finally:
        there.write_bytes(path.read_bytes())


@quick
@given(data=changed((HERE / "templates/themes/classic/brand.yaml").read_bytes()))
def test_brand(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "brand.yaml"
    path.write_bytes(data)
    read_anyhow(lambda: reader.read_theme(path, root=tmp_path))


@quick
@given(data=changed((HERE / "templates/labels/de.yaml").read_bytes()))
def test_labels(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "de.yaml"
    path.write_bytes(data)
    read_anyhow(lambda: reader.read_labels(path, root=tmp_path))


ROSTER = 'Name;Klasse;Variante;Sprache\n"Müller; Zoë";9b;A;de\nBo Li;9b;B;en\n'.encode()


@quick
@given(data=changed(ROSTER) | changed(ROSTER.decode().encode("utf-16")))
@example(data=b"\xff\xfe")
@example(data=b"name\n" + b"a" * 200_000)
def test_roster(tmp_path: Path, data: bytes) -> None:
    settings_of = reader.read_project(TINY)
    path = tmp_path / "9b.csv"
    path.write_bytes(data)
    fonts = {audience.id: ("Source Sans 3",) for audience in settings_of.audiences}
    read_anyhow(lambda: read_roster(path, settings_of, Choice(audiences=("class",)), fonts, tmp_path))


MARKDOWN = b"# A\n\n- *b* [c](https://d.e)\n1. `f`\n\n| g |\n|---|\n| h |\n"


@quick
@given(text=st.text() | changed(MARKDOWN).map(lambda data: data.decode("utf-8", "replace")))
def test_markdown(text: str) -> None:
    filters_for("de")["markdown"](text)
