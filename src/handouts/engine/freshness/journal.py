"""What a build is about to write, noted beside the manifest until that is written.

A build that is killed leaves it, and the next one finds in it what was made already.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from handouts.engine.freshness.manifest import MOST, Entry, in_bytes, is_entry
from handouts.engine.leftovers import JOURNAL
from handouts.errors import PublishError, one_problem
from handouts.plainfiles import open_plain, read_plain


@dataclass
class Journal:
    """The journal in one output folder. `tools` are those that all files it notes are made with, under a short name."""

    output: Path
    tools: Mapping[str, Mapping[str, str]]
    _begun: bool = field(default=False, repr=False)

    def note(self, name: str, entry: Entry) -> None:
        """Note that this file is about to be written.

        Raises:
            PublishError: It cannot be noted.
        """
        try:
            self.output.mkdir(parents=True, exist_ok=True)
            flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT
            with open(open_plain(self.output / JOURNAL, flags), "ab") as file:  # noqa: PTH123
                if not self._begun:
                    # What was there may end in half a line.
                    file.write(b"\n" + in_bytes({"tools": self.tools}) + b"\n")
                    self._begun = True
                file.write(in_bytes({"path": name, "entry": entry}) + b"\n")
        except OSError as error:
            raise _unwritable(self.output, error) from error

    def close(self) -> None:
        """Delete it: the manifest says it all.

        Raises:
            PublishError: It cannot be deleted.
        """
        try:
            (self.output / JOURNAL).unlink(missing_ok=True)
            self._begun = False
        except OSError as error:
            raise _unwritable(self.output, error) from error


def read_journal(output: Path, tools: dict[str, dict[str, str]]) -> Iterator[tuple[str, Entry]]:
    """What a build that was killed has noted; whether it came to write it, only the files tell.

    Args:
        output: The output folder.
        tools: Gets the tools that it had, under their short name.
    """
    try:
        lines = read_plain(output / JOURNAL, MOST).splitlines()
    except OSError:
        return
    for line in lines:
        try:
            told = json.loads(line)
        except (ValueError, RecursionError):
            continue
        if not isinstance(told, dict):
            continue
        if is_entry(told.get("path"), told.get("entry")):
            yield told["path"], told["entry"]
        elif isinstance(told.get("tools"), dict):
            tools.update(told["tools"])


def _unwritable(output: Path, error: OSError) -> PublishError:
    return PublishError(one_problem(output / JOURNAL, f"cannot be written ({error.strerror}); is the disk full?"))
