"""Other tools that make such pages, where they are on the path: the same words, as each of them takes them."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from lxml import html

from inputs import PYTHON, Inputs
from measure import BenchError, Command, compare

_HEADINGS = ("h1", "h2", "h3", "h4")
_SPECIAL = re.compile(r"([\\#$%&_*@<>`\[\]~=+/-])")


@dataclass(frozen=True)
class Peer:
    """A tool by the names of its programs, what it is given, and its command line."""

    name: str
    programs: tuple[str, ...]
    command: Callable[[str, Inputs], tuple[str, ...]]
    note: str
    needs: tuple[str, ...] = ()

    def program(self) -> str | None:
        """Where it is, or None if it or something that it needs is not on the path."""
        if not all(_found(name) for name in self.needs):
            return None
        return next(filter(None, map(_found, self.programs)), None)


def measured(inputs: Inputs, runs: int) -> str:
    """A line for each peer: its time and memory, or that it is not there."""
    return "Other tools on this machine:\n\n" + "\n".join(f"- {line}" for line in _lines(inputs, runs))


def _lines(inputs: Inputs, runs: int) -> Iterator[str]:
    for peer in PEERS:
        program = peer.program()
        if program is None:
            yield f"{peer.name}: not on the path"
            continue
        try:
            (costs,) = compare([Command(peer.command(program, inputs), inputs.folder, _PATH)], runs)
        except BenchError as error:
            yield f"{peer.name}: failed: {str(error).splitlines()[0]}"
        else:
            yield f"{peer.name}, {peer.note}: {costs.seconds:.2f} s, {costs.peak / 2**20:.0f} MiB"


_PATH = {"PATH": os.pathsep.join([str(Path(PYTHON).parent), os.environ.get("PATH", os.defpath)])}
"""With the programs of this environment, so that pandoc finds its WeasyPrint."""


def _found(name: str) -> str | None:
    return shutil.which(name, path=_PATH["PATH"])


def _pandoc(program: str, inputs: Inputs) -> tuple[str, ...]:
    page, *sheets = _page(inputs)
    styles = (f"--css={sheet}" for sheet in sheets)
    return (program, page, "-s", "--pdf-engine=weasyprint", *styles, "-o", str(inputs.folder / "pandoc.pdf"))


def _chromium(program: str, inputs: Inputs) -> tuple[str, ...]:
    page, *sheets = _page(inputs)
    text = Path(page).read_text(encoding="utf-8")
    links = "".join(f'<link rel="stylesheet" href="{Path(sheet).as_uri()}">' for sheet in sheets)
    linked = inputs.folder / "chromium.html"
    linked.write_text(text.replace("</head>", f"{links}</head>", 1), encoding="utf-8")
    target = f"--print-to-pdf={inputs.folder / 'chromium.pdf'}"
    return (program, "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", target, linked.as_uri())


def _typst(program: str, inputs: Inputs) -> tuple[str, ...]:
    source = inputs.folder / "typst.typ"
    source.write_text(typst(Path(_page(inputs)[0]).read_text(encoding="utf-8")), encoding="utf-8")
    return (program, "compile", str(source), str(inputs.folder / "typst.pdf"))


def _marp(program: str, inputs: Inputs) -> tuple[str, ...]:
    (slides,) = inputs.files([inputs.scale.deck])[inputs.scale.deck]
    source = inputs.folder / "marp.md"
    source.write_text(marp(Path(slides).read_text(encoding="utf-8")), encoding="utf-8")
    return (program, str(source), "--pptx", "-o", str(inputs.folder / "marp.pptx"))


def _page(inputs: Inputs) -> list[str]:
    return inputs.files([inputs.scale.single])[inputs.scale.single]


def typst(page: str) -> str:
    """The headings and paragraphs of a page in Typst's markup; tables and lists become paragraphs."""
    tree = html.document_fromstring(page)
    parts = ['#set page(paper: "a4")\n#set text(lang: "de", hyphenate: true)\n#set par(justify: true)']
    for element in tree.iter(*_HEADINGS, "p", "li", "td", "th"):
        words = _SPECIAL.sub(r"\\\1", " ".join(str(element.xpath("string()")).split()))
        if words:
            parts.append(f"{'=' * int(element.tag[1])} {words}" if element.tag in _HEADINGS else words)
    return "\n\n".join(parts) + "\n"


def marp(slides: str) -> str:
    """The titles and bullets of a deck in Marp's Markdown."""
    pages = json.loads(slides)["slides"]
    texts = ("\n".join((f"# {page['title']}\n", *(f"- {one['text']}" for one in page["bullets"]))) for page in pages)
    return "---\nmarp: true\n---\n\n" + "\n\n---\n\n".join(texts) + "\n"


PEERS = (
    Peer("pandoc with WeasyPrint", ("pandoc",), _pandoc, "the six pages from their HTML and CSS", ("weasyprint",)),
    Peer("Typst", ("typst",), _typst, "the words of the six pages, without their tables and design"),
    Peer(
        "Chromium",
        ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable"),
        _chromium,
        "the six pages from their HTML and CSS",
    ),
    Peer("Marp", ("marp",), _marp, "the titles and lists of the deck, as pictures of slides"),
)
