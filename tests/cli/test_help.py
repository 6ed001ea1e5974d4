"""Every command and option is explained, with examples that work, and `--help` answers at once."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from handouts.cli import main


def walk(group: click.Group, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """Every command below a group with its name, groups of commands included."""
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        yield (*path, name), command
        if isinstance(command, click.Group):
            yield from walk(command, (*path, name))


COMMANDS = [pytest.param(path, command, id=" ".join(path)) for path, command in walk(main)]


def undocumented(command: click.Command) -> Iterator[str]:
    """What a command leaves unsaid: itself, its examples, any of its options."""
    if not command.help or not command.get_short_help_str():
        yield "what it does"
    if not isinstance(command, click.Group) and "Examples:" not in (command.help or ""):
        yield "examples"
    for parameter in command.params:
        if isinstance(parameter, click.Option) and not parameter.help:
            yield parameter.opts[0]
        elif isinstance(parameter, click.Argument):
            word = re.findall(r"\w+", parameter.make_metavar(click.Context(command)))[0]
            if word.lower() not in (command.help or "").lower():
                yield str(parameter.name)


def test_the_verbs_are_there() -> None:
    assert {"init", "build", "list", "check", "schema", "doctor", "clean"} <= {path.values[0][0] for path in COMMANDS}


@pytest.mark.parametrize(("path", "command"), COMMANDS)
def test_every_command_and_option_is_documented(path: tuple[str, ...], command: click.Command) -> None:
    assert list(undocumented(command)) == []
    shown = CliRunner().invoke(main, [*path, "--help"])
    assert shown.exit_code == 0
    assert shown.output.startswith(f"Usage: main {' '.join(path)} ")


def test_an_undocumented_command_would_be_seen() -> None:
    @click.command()
    @click.argument("place")
    @click.option("--deep", is_flag=True)
    def bare(place: str, deep: bool) -> None: ...

    assert list(undocumented(bare)) == ["what it does", "examples", "place", "--deep"]


@pytest.mark.parametrize(("path", "command"), COMMANDS)
def test_examples_are_understood(
    path: tuple[str, ...], command: click.Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(click.Path, "convert", lambda self, value, param, ctx: value)  # none of the files is here
    lines = re.findall(r"^\s+(handouts .*)$", (command.help or "").partition("Examples:")[2], re.MULTILINE)
    assert lines or isinstance(command, click.Group)
    for line in lines:
        words = shlex.split(re.split(r"\s{2,}", line)[0])[1:]
        assert tuple(words[: len(path)]) == path
        assert command.make_context(path[-1], words[len(path) :]) is not None


def test_help_loads_nothing_heavy(root: Path) -> None:
    code = (
        "import sys; from click.testing import CliRunner; from handouts.cli import main; "
        "assert CliRunner().invoke(main, ['--help']).exit_code == 0; "
        "print([name for name in ('weasyprint', 'pptx', 'resvg_py', 'jinja2', 'lxml', 'pydantic', 'yaml') "
        "if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={"PYTHONPATH": str(root / "src")},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert done.stdout.strip() == "[]"


def test_a_command_loads_the_module_of_no_other(root: Path) -> None:
    code = (
        "import sys; from handouts.cli import main; main(['list', '--help'], standalone_mode=False); "
        "print([name for name in sys.modules if name.startswith('handouts.cli.')], file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={"PYTHONPATH": str(root / "src")},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert "handouts.cli.build" in done.stderr
    assert "handouts.cli.doctor" not in done.stderr
