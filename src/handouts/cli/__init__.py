"""The command line: options, printing, exit codes.

One module per topic; `options` holds what commands share, `project` finds the project and what was chosen of it,
`say` prints. A command's module is imported when the command is asked for, and everything heavy inside the command, so
that `--help` answers at once.
"""

from handouts.cli.group import main

__all__ = ["main"]
