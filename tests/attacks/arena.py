"""A project as an attacker would hand it over, built by a process of its own, and what must hold whatever is in it."""

from __future__ import annotations

import base64
import os
import re
import resource
import shutil
import socket
import subprocess
import threading
import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pikepdf

from .. import warm

ROOT = Path(__file__).resolve().parents[2]
CANARY = "canary-8d1f77"
"""Stands in files beside the project, and must not turn up in anything that is built or said."""
LONGEST_LINE = 500
"""Characters of a message that a person still reads."""
PATIENCE = 900
"""Seconds until a build counts as hanging, on a machine that does other things too."""

_KINDS = (".pdf", ".pptx")
_MEMORY = 4 << 30
"""Bytes of addresses for a command that reads what is there: a device without an end fills them soon."""

Lay = str | bytes | Callable[[Path], None]
"""A file: its text, its bytes, or what makes it at a path. In text, HOME and PORT mean the attacker's targets."""


class Built:
    """What came of a build."""

    def __init__(self, done: subprocess.CompletedProcess[str], output: Path) -> None:
        self.code, self.told, self.said = done.returncode, done.stdout, done.stderr
        self.output = output
        self.files = {path.name: path for path in output.rglob("*") if path.is_file() and path.suffix in _KINDS}

    def line(self, pattern: str) -> str:
        """The one line of what was said that this is in."""
        found = [line for line in self.said.splitlines() if re.search(pattern, line)]
        assert len(found) == 1, f"{pattern}: {len(found)} lines of\n{self.said}"
        return found[0]


Enough = Callable[[Callable[[int], Built], Callable[[Built], bool]], tuple[int, Built]]


class Arena:
    """The tiny project in a folder of its own, beside a secret, and a server that nobody should talk to."""

    def __init__(self, home: Path, cache: Path) -> None:
        self.home, self.project, self._cache = home, home / "project", cache
        self.cold = False
        """Whether commands are started afresh, as a person does, rather than forked from what is loaded."""
        self.asked: list[bytes] = []
        shutil.copytree(ROOT / "tests" / "lesson", self.project, ignore=shutil.ignore_patterns("output"))
        for name in ("secret.txt", "secret.css", "secret.yaml"):
            (home / name).write_text(f'/* x: "{CANARY}" */\n', "utf-8")
        self._server = socket.create_server(("127.0.0.1", 0))
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        while True:
            try:
                line, _ = self._server.accept()
            except OSError:
                return
            with line:
                self.asked.append(line.recv(100))

    def close(self) -> None:
        """Stop listening."""
        self._server.close()

    def aimed(self, text: str) -> str:
        """Text with the targets put in, also where it is written in base64."""
        port = self._server.getsockname()[1]

        def inner(match: re.Match[str]) -> str:
            plain = base64.b64decode(match[1]).replace(b"HOME", str(self.home).encode())
            return f";base64,{base64.b64encode(plain.replace(b'PORT', str(port).encode())).decode()}"

        coded = re.sub(r";base64,([A-Za-z0-9+/=]+)", inner, text)
        return coded.replace("HOME", str(self.home)).replace("PORT", str(port))

    def lay(self, files: Mapping[str, Lay]) -> None:
        """Put files into the project, over what is there."""
        for name, what in files.items():
            path = self.project / name
            path.parent.mkdir(parents=True, exist_ok=True)
            if callable(what):
                what(path)
            elif isinstance(what, bytes):
                path.write_bytes(what)
            else:
                path.write_text(self.aimed(what), "utf-8")

    def change(self, name: str, old: str, new: str) -> None:
        """Replace a piece of a file of the project."""
        path = self.project / name
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), "utf-8")

    def documents(self, pages: Mapping[str, str]) -> None:
        """Documents of the project's own: the HTML of their bodies, or whole templates."""
        for name, text in pages.items():
            if not text.startswith("{%"):
                around = '{% extends "shared/page.j2" %}{% block name %}x{% endblock %}{% block body %}'
                text = f"{around}\n{text}\n{{% endblock %}}"
            self.lay({f"templates/{name}/html.j2": text})
        self.change("handouts.yaml", "documents: [", f"documents: [{', '.join(pages)}, ")

    def build(
        self,
        *documents: str,
        seconds: float = 30,
        memory: int = 512,
        output: str | None = "HOME/out",
        workers: int = 1,
        more: Sequence[str] = (),
    ) -> Built:
        """Build some documents in German, and see that what always holds has held.

        `memory` is in MB; without `output` files go where the project says; `more` are further options.
        """
        only = [part for document in documents for part in ("--only", document)]
        folder = self.project / "output" if output is None else Path(self.aimed(output))
        chosen = ["--audience", "class", "--lang", "de", *only, *(["-o", str(folder)] if output else [])]
        limits = ["-j", str(workers), "--time-limit", str(seconds), "--memory-limit", str(memory)]
        self._holds(built := Built(self._run("build", *chosen, *limits, *more), folder))
        return built

    def call(self, command: str) -> subprocess.CompletedProcess[str]:
        """Run another command in the project, with memory for an ordinary one."""
        return self._run(*command.split(), limits={resource.RLIMIT_AS: _MEMORY})

    def _run(self, *arguments: str, limits: Mapping[int, int] = {}) -> subprocess.CompletedProcess[str]:
        environment = {
            **os.environ,
            "PYTHONPATH": str(ROOT / "src"),
            "PYTHONWARNINGS": "default",
            "NO_COLOR": "1",
            "HANDOUTS_CACHE": str(self._cache),
        }
        return warm.run(
            *arguments, cwd=self.project, environment=environment, timeout=PATIENCE, limits=limits, cold=self.cold
        )

    def _holds(self, built: Built) -> None:
        assert built.code in (0, 1, 2), built.said
        assert "Traceback" not in built.said, built.said
        assert "Warning" not in built.said, built.said
        longest = max(built.said.splitlines(), key=len, default="")
        assert len(longest) <= LONGEST_LINE, built.said
        assert not re.search(r"[\x00-\x09\x0b-\x1f\u202a-\u202e]", built.said)
        assert self.asked == []
        assert CANARY not in built.said + built.told
        for path in built.files.values():
            assert CANARY.encode() not in _contents(path), path


def _contents(path: Path) -> bytes:
    """All that a file holds, unpacked."""
    if path.suffix == ".pptx":
        with zipfile.ZipFile(path) as parts:
            return b"".join(map(parts.read, parts.namelist()))
    with pikepdf.open(path) as pdf:
        streams = (one for one in pdf.objects if isinstance(one, pikepdf.Stream))
        return b"".join(one.read_bytes() if _is_text(one) else one.read_raw_bytes() for one in streams)


def _is_text(stream: pikepdf.Stream) -> bool:
    return str(stream.get("/Subtype")) != "/Image"


def link(target: str) -> Callable[[Path], None]:
    """A link, in place of what is there; `HOME` is the folder around the project."""

    def make(path: Path) -> None:
        home = next(parent.parent for parent in path.parents if parent.name == "project")
        if path.is_dir():
            shutil.rmtree(path)
        path.unlink(missing_ok=True)
        path.symlink_to(target.replace("HOME", str(home)))

    return make


def pipe(path: Path) -> None:
    """A named pipe, which whoever opens it waits at for ever."""
    path.unlink(missing_ok=True)
    os.mkfifo(path)


def huge(path: Path) -> None:
    """A terabyte of nothing, which takes no room on the disk."""
    path.unlink(missing_ok=True)
    with path.open("wb") as file:
        file.truncate(1 << 40)
