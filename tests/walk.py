"""Doing what a page of the documentation tells its reader to do, step by step, in an empty folder.

Three kinds of steps are understood:

- a block ```console: lines that begin with "$ " are run; what stands below each is in what it prints, … being anything
- "Save as `PATH`:" or "Add at the end of `PATH`:" before a block of any kind
- "In `PATH`, change:" before a block ```diff of lines to be found (-), and lines to stand there instead (+)
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

BLOCK = re.compile(
    r"(?:^(?P<verb>Save as|Add at the end of|In) `(?P<path>[^`\n]+)`(?:, change)?[^\n]*:\n+)?"
    r"^```(?P<kind>\w+)\n(?P<text>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)
RUN = ("console", "bash")
SECONDS = 900


@dataclass(frozen=True)
class Step:
    """One thing to do; `words` is a command with what it should say, or the text for a file."""

    verb: str
    path: str
    words: str
    line: int


@dataclass(frozen=True)
class Done:
    """A command that was run, and how long it took."""

    command: str
    seconds: float
    output: str


def steps(text: str) -> Iterator[Step]:
    """What a page tells to do, in its order; blocks that say neither what to run nor where to write are left out."""
    for match in BLOCK.finditer(text):
        line = text.count("\n", 0, match.start("text")) + 1
        if match["verb"]:
            yield Step(match["verb"], match["path"], match["text"], line)
        elif match["kind"] in RUN:
            for part in re.split(r"^\$ ", match["text"], flags=re.MULTILINE)[1:]:
                yield Step("run", "", part, line)


def walk(page: Path, folder: Path, environment: Mapping[str, str]) -> list[Done]:
    """Take every step of a page in a folder; `handouts` is the one on the PATH of the environment.

    Raises:
        AssertionError: A command fails or says something else, or a line to be changed is not there.
    """
    done: list[Done] = []
    for step in steps(page.read_text(encoding="utf-8")):
        where = f"{page.name}:{step.line}"
        if step.verb == "run":
            command = step.words.splitlines()[0]
            if command.startswith("cd "):
                folder = (folder / shlex.split(command)[1]).resolve(strict=True)
                continue
            done.append(_run(step.words, folder, environment, where))
        else:
            _write(step, folder / step.path, where)
    assert done, f"{page.name} tells nothing to run"
    return done


def _run(words: str, folder: Path, environment: Mapping[str, str], where: str) -> Done:
    command, *expected = words.splitlines()
    started = time.perf_counter()
    run = subprocess.run(
        ["bash", "-euc", command],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        timeout=SECONDS,
        check=False,
    )
    seconds = time.perf_counter() - started
    assert run.returncode == 0, f"{where}: {command} ended with {run.returncode}:\n{run.stdout}"
    for line in filter(str.strip, expected):
        pattern = ".*".join(map(re.escape, line.strip().split("…")))
        assert re.search(pattern, run.stdout), f"{where}: {command} does not say {line!r}, but:\n{run.stdout}"
    return Done(command, seconds, run.stdout)


def _write(step: Step, path: Path, where: str) -> None:
    old = path.read_text(encoding="utf-8") if path.is_file() else ""
    path.parent.mkdir(parents=True, exist_ok=True)
    if step.verb == "In":
        path.write_text(_changed(old, step, where), encoding="utf-8", newline="\n")
    elif step.verb == "Save as":
        assert not old, f"{where}: {step.path} is there already"
        path.write_text(step.words, encoding="utf-8", newline="\n")
    else:
        assert old, f"{where}: {step.path} is not there"
        path.write_text(old + step.words, encoding="utf-8", newline="\n")


def _changed(old: str, step: Step, where: str) -> str:
    """The text with the lines of a diff changed; a line that ends in " …" is meant whatever its rest is."""
    lines = step.words.splitlines()
    gone = "".join(
        re.escape(line[1:].rstrip(" …")) + (".*" if line.endswith("…") else "") + "\n"
        for line in lines
        if line[0] == "-"
    )
    come = "".join(line[1:] + "\n" for line in lines if line[0] == "+")
    found = re.findall(f"^{gone}", old, re.MULTILINE)
    assert len(found) == 1, f"{where}: these lines stand {len(found)} times in {step.path}:\n{step.words}"
    return old.replace(found[0], come, 1)


def told(done: list[Done]) -> str:
    """Each command with its seconds, and their sum."""
    lines = [f"{one.seconds:6.1f} s  {one.command}" for one in done]
    return "\n".join([*lines, f"{sum(one.seconds for one in done):6.1f} s  all together"])


def clean_environment(commands: Path) -> dict[str, str]:
    """The environment of somebody who has nothing but a folder of commands; the cache is that of the tests."""
    kept = {
        key: value
        for key, value in os.environ.items()
        if key == "HANDOUTS_CACHE" or not key.startswith(("PYTHON", "HANDOUTS"))
    }
    return {**kept, "PATH": f"{commands}{os.pathsep}{os.environ['PATH']}", "NO_COLOR": "1"}
