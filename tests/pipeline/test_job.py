"""A job says all that decides its bytes, and nothing else is needed to perform it."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from dataclasses import fields, replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation
from pypdf import PdfReader

from handouts.engine.plan import editions
from handouts.model.brand import Logo
from handouts.pipeline import Job, Workspace, finished, perform, prepare

ROOT = Path(__file__).resolve().parents[2]
TINY = ROOT / "tests" / "lesson"


@pytest.fixture(scope="module")
def workspace() -> Workspace:
    return Workspace.open(TINY)


def job(workspace: Workspace, document: str, **changes: Any) -> Job:
    """A German one for the class."""
    asked: dict[str, Any] = {"languages": ["de"], "audiences": ["class"], "documents": [document]}
    edition = editions(workspace.project, workspace.lesson, **asked)[0]
    return prepare(workspace, replace(edition, **changes))


def test_its_key_is_the_same_in_every_process(workspace: Workspace) -> None:
    code = (
        "import sys; from pathlib import Path\n"
        "from handouts.engine.plan import editions\n"
        "from handouts.pipeline import Workspace, prepare\n"
        f"opened = Workspace.open(Path({str(TINY)!r}))\n"
        "asked = dict(languages=['de'], audiences=['class'], documents=['worksheet'])\n"
        "print(prepare(opened, editions(opened.project, opened.lesson, **asked)[0]).key)"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHONHASHSEED": "7"}
    said = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    mine = job(workspace, "worksheet")
    assert said.stdout.strip() == mine.key == pickle.loads(pickle.dumps(mine)).key


def test_its_key_tells_every_change(workspace: Workspace) -> None:
    first = job(workspace, "worksheet")
    brand = replace(first.brand, footer="Fuß")
    logo = replace(brand, logo=Logo(file="a.png", alt="A", data=b"1"))
    other = replace(brand, logo=Logo(file="a.png", alt="A", data=b"2"))
    changes: dict[str, list[Any]] = {
        "edition": ["de/class/other.pdf"],
        "html": [first.html + " "],
        "css": [first.css[::-1], ("".join(first.css),)],
        "brand": [brand, logo, other],
        "writer": ["pptx"],
        "payload": [[["term", "meaning"]]],
        "hyphenation": [{}, {**first.hyphenation, "en": ("a-b",)}],
        "families": [first.families[::-1]],
        "imposition": ["2up"],
        "deck_format": ["lines"],
        "shell": ["<p>"],
        "master": [b"PK", b"PK2"],
        "copies": [({"name": "Ada"},), ({"name": "Ida"},)],
        "smallest": [8.0],
    }
    assert set(changes) == {each.name for each in fields(Job)}
    keys = [replace(first, **{name: value}).key for name, values in changes.items() for value in values]
    assert len({first.key, *keys}) == len(keys) + 1


def test_a_key_does_not_depend_on_the_order_of_mappings(workspace: Workspace) -> None:
    first = job(workspace, "worksheet")
    turned = replace(first, hyphenation=dict(reversed(first.hyphenation.items())))
    assert len(first.hyphenation) > 1
    assert turned.key == first.key


@pytest.mark.parametrize("changes", [{}, {"imposition": "2up"}])
def test_pages_are_counted(workspace: Workspace, changes: dict[str, Any]) -> None:
    made = perform(job(workspace, "worksheet", **changes))
    assert made.count == len(PdfReader(BytesIO(made.data)).pages)


def test_slides_are_counted(workspace: Workspace) -> None:
    made = perform(job(workspace, "deck"))
    assert made.count == len(Presentation(BytesIO(made.data)).slides) > 2


def test_preparing_neither_sets_nor_draws(workspace: Workspace) -> None:
    plain = job(workspace, "handout")
    done = finished(plain)
    assert "<svg" not in plain.html
    assert "<svg" in done.html
    assert done.html.count("„") > plain.html.count("„")
    assert finished(done).html == done.html
