"""The command line: options, printing, exit codes.

One module per command, which is imported when the command is asked for, and everything heavy inside the command, so
that `--help` answers at once. `options` holds what commands share, `selection` finds the project and what was chosen of
it, `say` and `progress` print. Here are the commands by name, the net under all of them, and the standard streams as
this program needs them, whoever started it and however.
"""

from __future__ import annotations

import codecs
import os
import sys
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import Any, TextIO

import click

from handouts import __version__

COMMANDS = {
    "init": "init:init",
    "new": "new:new",
    "import": "importing:import_",
    "build": "build:build",
    "watch": "watch:watch",
    "list": "build:list_editions",
    "check": "check:check",
    "verify": "verify:verify",
    "eject": "eject:eject",
    "convert": "convert:convert",
    "theme": "theme:theme",
    "schema": "schema:schema",
    "doctor": "doctor:doctor",
    "clean": "clean:clean",
}
"""Module and name below `handouts.cli` of each command, in the order of `--help`."""
TRACEBACK = "HANDOUTS_TRACEBACK"
"""The variable that has errors of the system shown with where they came from."""
_STREAMS = (("stdin", "r"), ("stdout", "w"), ("stderr", "w"))
"""The standard streams by their numbers, from 0 on."""
_ESCAPED = "handouts.escaped"


class HelpfulGroup(click.Group):
    """A group that says which command is nearest to one that it does not have."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that the arguments begin with.

        Raises:
            click.UsageError: There is none of that name.
        """
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            from handouts.nearest import suggestion

            hint = suggestion(args[0], self.list_commands(ctx), f'"{ctx.command_path} --help" lists all of them')
            raise click.UsageError(f'there is no command "{args[0]}"{hint}', ctx) from error


class LazyGroup(HelpfulGroup):
    """A group that imports the module of a command only when that command is needed."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 (Click asks for it)
        """The names in the order in which people need them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """The command of this name, or None."""
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name].partition(":")
        command: click.Command = getattr(import_module(f"handouts.cli.{module}"), name)
        return command

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Run the program, with standard streams that can be read from and printed to.

        Here is the net under all other handlers: what the system or the decoding of a name refuses is no bug, but a
        line and exit code 1. A reader that went away is told to Click, which ends quietly.
        """
        prepare_streams()
        try:
            return super().main(*args, **kwargs)
        except (OSError, UnicodeError) as error:
            if os.environ.get(TRACEBACK):
                raise
            with suppress(OSError):
                from handouts.cli.say import refused

                click.echo(refused(error), err=True)
            _give_up_full_streams()
            sys.exit(1)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; Ctrl-C ends it in the way that shells expect, even while its module is imported."""
        try:
            _refuse_a_deleted_folder()
            return super().invoke(ctx)
        except KeyboardInterrupt:
            click.echo("interrupted; files already written are complete", err=True)
            ctx.exit(130)
        except MemoryError:
            raise click.ClickException(
                "there is not enough memory for this; close other programs, or use -j 1"
            ) from None


def _refuse_a_deleted_folder() -> None:
    """End here if the current folder has been deleted, since no path can be told from there."""
    try:
        Path.cwd()
    except OSError as error:
        raise click.ClickException(
            f"the folder that you are in cannot be found ({error.strerror}); go to another one"
        ) from error


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="handouts")
def main() -> None:
    """Write the lesson once, print it for every class.

    Merges the lesson in content/ with the templates in templates/ and writes PDF handouts and PowerPoint decks
    for every audience and language into output/.

    \b
    Examples:
      handouts init my-lesson --from minimal    a new project
      handouts import worksheet.docx            a draft of what you have: Word, Markdown, Moodle
      handouts new task                         a new entry to fill in
      handouts build                            everything that handouts.yaml names
      handouts build --lang de --audience sek1  one class
      handouts build --only deck                the slides alone
      handouts watch --only worksheet           again whenever you save something
      handouts list                             what there is to build
      handouts check                            is the content sound?
      handouts doctor                           is everything installed?
    """


def prepare_streams() -> None:
    """Open standard streams that are closed, and let no letter be too much for one."""
    _open_closed_streams()
    codecs.register_error(_ESCAPED, _escaped)
    for stream in (sys.stdout, sys.stderr):
        _let_all_letters_pass(stream)


def _open_closed_streams() -> None:
    """Open the null device in place of each stream that is closed; what is printed there is lost, as was asked.

    A file that is opened gets the lowest number that is free (POSIX, open). That of a closed stream would be given to
    a lock or to a finished file, and what a library or a process started by this one prints would be written into it.
    """
    for number, (name, mode) in enumerate(_STREAMS):
        try:
            os.fstat(number)
        except OSError:
            os.set_inheritable(os.open(os.devnull, os.O_RDWR), True)
        if getattr(sys, name) is None:
            setattr(sys, name, open(number, mode, encoding="utf-8", closefd=False))  # noqa: SIM115 (it stays)


def _give_up_full_streams() -> None:
    """Lose what a stream cannot take, on a full disk say; else Python tells of it by itself when it ends."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            with open(os.devnull, "wb") as null:  # noqa: PTH123
                os.dup2(null.fileno(), stream.fileno())


def _let_all_letters_pass(stream: TextIO) -> None:
    """Escape letters that a stream's encoding lacks: Latin-1 and Windows' code pages have no arrow and no kanji."""
    change = getattr(stream, "reconfigure", None)
    if change is not None and stream.errors == "strict":
        change(errors=_ESCAPED)


def _escaped(error: UnicodeError) -> tuple[str, int]:
    """As JSON escapes letters (RFC 8259, section 7), so that what is for programs stays JSON."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    letters = error.object[error.start : error.end].encode("utf-16-be", "surrogatepass")
    units = (letters[place : place + 2].hex() for place in range(0, len(letters), 2))
    return "".join(f"\\u{unit}" for unit in units), error.end
