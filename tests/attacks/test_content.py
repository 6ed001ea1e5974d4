"""Content and settings that lead elsewhere, wait for ever, or are small and unfold to much."""

from __future__ import annotations

import re

import pytest

from handouts.engine import JOURNAL

from .arena import Arena, huge, link, pipe

pytestmark = pytest.mark.slow

FILES = {
    "linked": (link("HOME/secret.yaml"), "leads out of the project"),
    "device": (link("/dev/zero"), "leads out of the project"),
    "itself": (link("itself.yaml"), "replace it by a plain file"),
    "pipe": (pipe, "is not a plain file"),
    "folder": (lambda path: path.mkdir(), "is not a plain file"),
    "huge": (huge, "is larger than 5 MB"),
    "zero": ("x: a\0b\n", "U\\+0000"),
    "bytes": (b"x: \xff\n", "is not UTF-8"),
    "aliases": ("a: &a [1, 1]\nb: &b [*a, *a]\n", '"\\*a" refers to another place'),
    "deep": (f"x: {'[' * 10_000}{']' * 10_000}\n", "nested more than 32 levels deep"),
    "deepest": ("".join(f"{' ' * n}- \n" for n in range(2000)), "nested more than 32 levels deep"),
    "twice": ("operators: []\noperators: []\n", "already there in line 1"),
    "tagged": ("t: !!python/object/apply:os.system [ls]\n", "types such as"),
    "binary": ("x: !!binary aGFsbG8=\n", "types such as"),
    "documents": ("d: 1\n---\ny: 2\n", "a second document"),
    "hidden": ('h: "a\\x1bb"\n', "invisible character"),
}
SETTINGS = [
    ("lesson: tiny", "lesson: ../../etc", "lesson: "),
    ("theme: classic", "theme: ../../../home", "theme: "),
    ("seed: 1949", "output: ../../etc", "not a folder of its own"),
    ("seed: 1949", "output: /elsewhere", "not a folder of its own"),
    ("seed: 1949", 'output: "a\\nb"', "not a folder of its own"),
    ("id: class", "id: ../../class", "cannot be an id"),
    ("languages: [de, en]", "languages: [../../de, en]", "is not a language"),
    ("documents: [", "documents: [../x, ", "is not the name of a document"),
    ("seed: 1949", "variants: [../../a]", "is not a name of letters and digits"),
    ("seed: 1949", f"seed: {'9' * 100_000}", "seed"),
    ("type_size: 12", "type_size: .inf", "type_size"),
]
MARKDOWN = {
    "brackets": "[" * 50_000,
    "pictures": "![" * 20_000,
    "stars": "*a " * 20_000,
    "quotes": "> " * 3000 + "a",
    "lists": "- " * 3000 + "a",
    "ticks": "`a" * 20_000,
    "entities": "&" * 20_000,
    "marks": "\"'" * 20_000,
    "html": "<script>alert(1)</script><img src=http://127.0.0.1:PORT/x>",
    "address": "[a](javascript:alert(1)) [b](file:///etc/passwd) ![c](http://127.0.0.1:PORT/x.png)",
}


def test_files_of_the_content(arena: Arena) -> None:
    arena.lay({f"content/tiny/{name}.yaml": what for name, (what, _) in FILES.items()})
    built = arena.build("worksheet")
    assert (built.code, built.files) == (1, {})
    for name, (_, said) in FILES.items():
        built.line(rf"^content/tiny/{name}\.yaml.*{said}")


def test_names_that_would_draw_on_a_terminal(arena: Arena) -> None:
    arena.cold = True
    arena.lay({"content/tiny/a\nb\x1b[31mc\u202e.yaml": "x: ["})
    built = arena.build("worksheet")
    assert built.line(r"content/tiny/a b\\u001b\[31mc\\u202e\.yaml:2:1: ")


@pytest.mark.parametrize(("old", "new", "said"), SETTINGS)
def test_settings_that_lead_elsewhere(arena: Arena, old: str, new: str, said: str) -> None:
    arena.change("handouts.yaml", old, new)
    built = arena.build("worksheet")
    assert (built.code, built.files) == (1, {})
    assert said in built.said


def test_the_lesson_or_the_labels_are_links(arena: Arena) -> None:
    (arena.home / "labels").mkdir()
    (arena.home / "labels" / "de.yaml").write_text('page: "canary-8d1f77"\n', "utf-8")
    arena.lay({"templates/labels": link("HOME/labels")})
    built = arena.build("worksheet")
    assert "templates/labels/de.yaml: leads out of the project" in built.said
    (arena.project / "content/tiny").rename(arena.home / "tiny")
    arena.lay({"content/tiny": link("HOME/tiny")})
    assert "content/tiny: leads out of the project" in arena.build("worksheet").said


def test_an_output_folder_that_leads_elsewhere(arena: Arena) -> None:
    elsewhere = arena.home / "elsewhere"
    elsewhere.mkdir()
    arena.lay({"output": link("HOME/elsewhere")})
    assert "output: leads out of the project" in arena.build("worksheet", output=None).said
    (arena.project / "output").unlink()
    arena.lay({"output/de": link("HOME/elsewhere")})
    assert "leads out of the output folder" in arena.build("worksheet", output=None).said
    assert list(elsewhere.iterdir()) == []


def test_an_output_folder_with_traps(arena: Arena) -> None:
    secret = (arena.home / "secret.txt").read_text("utf-8")
    lock, manifest, journal = ".handouts.lock", "manifest.json", JOURNAL
    arena.lay(
        {
            f"output/{lock}": link("HOME/secret.txt"),
            f"output/{manifest}": pipe,
            f"output/{journal}": link("HOME/secret.txt"),
        }
    )
    arena.lay({"output/de/class/worksheet.pdf": pipe})
    built = arena.build("worksheet", output=None)
    assert built.code == 1
    for name in (lock, manifest, journal, "de/class/worksheet.pdf"):
        assert built.line(rf"output/{re.escape(name)}: is .*delete it")
    assert (arena.home / "secret.txt").read_text("utf-8") == secret


def test_markdown_that_unfolds(arena: Arena) -> None:
    arena.documents({name: f"{{{{ {text!r}|markdown }}}}" for name, text in MARKDOWN.items()})
    built = arena.build(*MARKDOWN, seconds=5)
    assert built.code in (0, 1)
    for line in built.said.splitlines():
        assert re.search(r"stopped after \d+ s|nested too deep|outside of the project|editions failed", line), line


def test_a_project_file_that_is_none(arena: Arena) -> None:
    for what in (pipe, huge, link("HOME/secret.yaml"), link("/dev/zero")):
        arena.lay({"handouts.yaml": what})
        assert arena.build("worksheet").code in (1, 2)
