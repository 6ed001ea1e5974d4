"""What the READMEs tell people to type exists, and what they point at is there."""

from __future__ import annotations

import re
import shlex
import subprocess
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from handouts.cli import main

ROOT = Path(__file__).resolve().parents[1]
READMES = sorted(
    path
    for path in {*ROOT.glob("*.md"), *ROOT.glob("*/README.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("docs/*/*.md")}
    if not path.is_relative_to(ROOT / ".venv")
)
FENCE = re.compile(r"^```(sh|console)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
RUN = {ROOT / "docs" / "how-to", ROOT / "docs" / "reference"}
"""Folders whose commands test_docs runs, or takes from the code."""
INLINE = re.compile(r"`((?:handouts|make) [^`]+)`")
CODE = re.compile(r"(`+)(?!`)[^\n]*?(?<!`)\1(?!`)")
"""What is shown as code within a line; a link in it leads nowhere."""
LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)\s#]+)")
KNOWN_TOOLS = set("cat handouts make git cd eval pip printf python3 rm sudo brew winget".split())


def commands(path: Path) -> Iterator[list[str]]:
    """The words of each command that a README shows, in a fenced block or between backticks.

    In a console block only what follows "$ " is a command, the rest is what it says.
    """
    text = path.read_text(encoding="utf-8")
    blocks = ((kind, line) for kind, block in FENCE.findall(text) for line in block.splitlines())
    lines = [line for kind, line in blocks if kind == "sh" or line.startswith("$ ")]
    lines += INLINE.findall(FENCE.sub("", text))
    for line in lines:
        words = shlex.split(line.removeprefix("$ "), comments=True)
        while words and re.fullmatch(r"[A-Z_]+=\S*", words[0]):
            words.pop(0)
        if words:
            yield words


def shown(tool: str) -> list[tuple[str, list[str]]]:
    """(README, arguments) of every command of one tool."""
    found = [
        (path.relative_to(ROOT).as_posix(), words[1:])
        for path in READMES
        if path.parent not in RUN
        for words in commands(path)
        if words[0] == tool
    ]
    assert found, f"no README shows {tool}"
    return found


def targets() -> set[str]:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    return set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))


def parse(arguments: list[str]) -> None:
    """Let Click read the arguments without running anything; it raises on an unknown verb, option or choice."""
    assert isinstance(main, click.Group)
    group = main.make_context("handouts", list(arguments), resilient_parsing=False)
    rest = [*group._protected_args, *group.args] if hasattr(group, "_protected_args") else group.args
    if not rest:
        return
    name, command, left = main.resolve_command(group, rest)
    assert command is not None
    command.make_context(name, left, parent=group)


@pytest.mark.parametrize(("readme", "arguments"), shown("handouts"))
def test_handouts_commands_are_understood(readme: str, arguments: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    try:
        parse(arguments)
    except (click.exceptions.Exit, click.MissingParameter):
        pass  # --help and --version end here; a command may be mentioned without what it works on
    except click.UsageError as error:
        pytest.fail(f"{readme}: handouts {shlex.join(arguments)}: {error.format_message()}")


@pytest.mark.parametrize("arguments", [["bild"], ["build", "--langg", "de"]])
def test_wrong_commands_would_be_seen(arguments: list[str]) -> None:
    with pytest.raises(click.UsageError):
        parse(arguments)


@pytest.mark.parametrize(("readme", "arguments"), shown("make"))
def test_make_targets_exist(readme: str, arguments: list[str]) -> None:
    asked = {word for word in arguments if "=" not in word}
    assert asked <= targets(), readme


def test_every_make_target_says_what_it_does() -> None:
    done = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, encoding="utf-8", check=True)
    told = {line.split()[0] for line in done.stdout.splitlines() if line and not line.startswith("make")}
    assert told == targets()


@pytest.mark.parametrize("path", READMES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_commands_are_of_known_tools(path: Path) -> None:
    assert {words[0] for words in commands(path)} <= KNOWN_TOOLS


@pytest.mark.parametrize("path", READMES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(path: Path) -> None:
    words = CODE.sub("", path.read_text(encoding="utf-8"))
    broken = [target for target in LINK.findall(words) if not (path.parent / target).exists()]
    assert broken == []


@pytest.mark.parametrize(
    "folder", ["bench", "content", "docs", "examples", "output", "scripts", "src", "templates", "tests"]
)
def test_every_top_folder_has_a_readme(folder: str) -> None:
    assert (ROOT / folder / "README.md").is_file()
