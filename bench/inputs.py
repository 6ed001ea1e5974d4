"""What is measured: a project made of this repository's own lesson, and its pages as files for the plain scripts."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from random import choices
from typing import Any

import yaml

from measure import Command, printed

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
PYTHON = sys.executable


@dataclass(frozen=True)
class Scale:
    """How much is built: the real lesson, or a tiny one to see that everything runs."""

    project: Path
    """Whose `handouts.yaml` and `content/` are taken."""
    pairs: Mapping[str, tuple[str, ...]]
    """Audiences, and the languages of each."""
    documents: tuple[str, ...]
    """What the full matrix has for each pair; a deck comes beside them."""
    single: str
    """The PDF that is built alone."""
    deck: str
    """The deck that is built alone; it has a chart."""
    sheet: str
    """The page that every pupil gets."""
    file: str
    """A file of the content, and …"""
    word: str
    """… the end of a sentence's beginning in it, whose last word is changed. The single PDF holds it."""
    pupils: int
    many: int
    """How many documents one process sets."""
    settled: int
    """After how many of them its memory is taken for the first time."""


REAL = Scale(
    project=ROOT,
    pairs={
        "sek1": ("de", "en"),
        "sek2": ("de",),
        "clil": ("en",),
        "adult": ("de", "en"),
        "uni": ("de", "en"),
    },
    documents=("handout", "worksheet", "teacher"),
    single="de/sek1/reading.pdf",
    deck="de/sek1/deck.pptx",
    sheet="de/sek1/sheet.pdf",
    file="us-japan-alliance/texts.yaml",
    word="Der Kalte Krieg änderte",
    pupils=200,
    many=1000,
    settled=100,
)
TINY = Scale(
    project=ROOT / "tests" / "lesson",
    pairs={"class": ("de",)},
    documents=("handout",),
    single="de/class/handout.pdf",
    deck="de/class/deck.pptx",
    sheet="de/class/sheet.pdf",
    file="tiny/materials.yaml",
    word="Am 1. September 1948 trat",
    pupils=2,
    many=2,
    settled=1,
)


@dataclass(frozen=True)
class Inputs:
    """The folder that everything happens in, and what is in it."""

    folder: Path
    scale: Scale
    _files: dict[str, list[str]] = field(default_factory=dict)

    @cached_property
    def project(self) -> Path:
        """The project; made when it is asked for."""
        return made_project(self.scale, self.folder / "project")

    def edit(self) -> None:
        """Change one word of a text into one that never stood there, so that nothing is remembered of it."""
        self._write(self.scale.word + "".join(choices("aeioulmnrst", k=6)))

    def restore(self) -> None:
        """Take back what was edited."""
        self._write(self.scale.word)

    def _write(self, words: str) -> None:
        name = Path("content") / self.scale.file
        text = (self.scale.project / name).read_text(encoding="utf-8")
        assert self.scale.word in text, f"{self.scale.word!r} is no longer in {name}"
        (self.project / name).write_text(text.replace(self.scale.word, words, 1), encoding="utf-8")

    @property
    def matrix(self) -> list[str]:
        """The full matrix by the paths of its editions."""
        return [
            f"{language}/{audience}/{name}"
            for audience, languages in self.scale.pairs.items()
            for language in languages
            for name in (*(f"{document}.pdf" for document in self.scale.documents), "deck.pptx")
        ]

    @cached_property
    def handouts(self) -> tuple[str, ...]:
        """How the command line is started: by its script, as users do, or as a module where there is none."""
        script = Path(PYTHON).with_name("handouts")
        return (str(script),) if script.is_file() else (PYTHON, "-m", "handouts")

    def build(self, *words: str, output: str, **more: Any) -> Command:
        """`handouts build` into a folder of this name."""
        return self.verb("build", *words, "-C", str(self.project), "-o", str(self.folder / output), **more)

    def verb(self, *words: str, cache: str = "cache", **more: Any) -> Command:
        """One of our commands. Its caches are in a folder of this name, so that nobody's own ones count."""
        environment = {"HANDOUTS_CACHE": str(self.folder / cache)}
        return Command((*self.handouts, *words), self.folder, environment, **more)

    def chosen(self, edition: str) -> tuple[str, ...]:
        """The options that select one edition."""
        language, audience, name = edition.split("/")
        return ("--lang", language, "--audience", audience, "--only", name.partition(".")[0])

    def has(self, verb: str, option: str = "") -> bool:
        """Whether the command line knows this command, and this option of it."""
        told = subprocess.run((*self.handouts, verb, "--help"), capture_output=True, text=True, check=False)
        return told.returncode == 0 and option in told.stdout

    def files(self, editions: Iterable[str]) -> dict[str, list[str]]:
        """The final HTML and CSS of these PDFs, or the words of these decks, as files."""
        editions = list(editions)
        if missing := [edition for edition in editions if edition not in self._files]:
            folder = self.folder / "pages"
            folder.mkdir(exist_ok=True)
            words = (PYTHON, str(HERE / "dump.py"), str(self.project), str(folder), *missing)
            told = printed(*words, HANDOUTS_NO_SHORTCUTS="1", HANDOUTS_CACHE=str(self.folder / "dumped"))
            self._files.update(json.loads(told))
        return {edition: self._files[edition] for edition in editions}

    def plain(self, edition: str, output: str) -> tuple[str, ...]:
        """The words of the plain script that makes one edition."""
        target = self.folder / output / edition
        target.parent.mkdir(parents=True, exist_ok=True)
        source, *sheets = self.files([edition])[edition]
        if edition.endswith(".pptx"):
            return (PYTHON, str(HERE / "plain_deck.py"), source, str(target))
        styles = (word for sheet in sheets for word in ("--css", sheet))
        return (PYTHON, str(HERE / "plain_pdf.py"), *styles, source, str(target))


def made_project(scale: Scale, folder: Path) -> Path:
    """A project with the pairs and documents of this scale; its other audiences stay, since content speaks of them."""
    folder.mkdir(parents=True)
    shutil.copytree(scale.project / "content", folder / "content")
    shutil.copytree(ROOT / "templates", folder / "templates", ignore=shutil.ignore_patterns("README.md"))
    shutil.copytree(HERE / "project", folder, dirs_exist_ok=True)
    settings = yaml.safe_load((scale.project / "handouts.yaml").read_text(encoding="utf-8"))
    settings["documents"] = [*scale.documents, "deck", *_own(scale)]
    settings["by_plan"] = []  # one worksheet with all tasks, as it was when the plain scripts were written
    for audience in settings["audiences"]:
        audience.pop("documents", None)
        audience["languages"] = list(scale.pairs.get(audience["id"], audience["languages"]))
    (folder / "handouts.yaml").write_text(yaml.safe_dump(settings, allow_unicode=True, sort_keys=False), "utf-8")
    return folder


def _own(scale: Scale) -> list[str]:
    """Documents that are not part of the matrix."""
    names = (Path(edition).stem for edition in (scale.single, scale.sheet))
    return [name for name in dict.fromkeys(names) if name not in scale.documents]
