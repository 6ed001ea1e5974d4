"""A second build: nothing is imported, rendered or set that need not be, and nobody's work is lost."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CHOICE = ("--audience", "class", "--lang", "de", "--only", "worksheet", "--only", "deck", "-j", "1")
MODULES = """
import sys
from handouts.cli import main
try:
    main(sys.argv[2:])
finally:
    open(sys.argv[1], "w").write(" ".join(sys.modules))
"""


@pytest.mark.slow
def test_each_way_of_being_fresh_or_not(tiny: Path, tmp_path: Path) -> None:
    project = Path(shutil.copytree(tiny, tmp_path / "project", ignore=shutil.ignore_patterns("output")))
    deck, sheet = (project / "output/de/class" / name for name in ("deck.pptx", "worksheet.pdf"))

    def build(*more: str) -> tuple[str, set[str]]:
        environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "HANDOUTS_CACHE": str(tmp_path / "cache")}
        environment["TMPDIR"] = str(tmp_path)  # where nobody else works
        arguments = [str(tmp_path / "modules"), "build", "-C", str(project), *CHOICE, *more]
        command = [sys.executable, "-c", MODULES, *arguments]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=600, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout + done.stderr, {*(tmp_path / "modules").read_text("utf-8").split()}

    said, modules = build()
    assert "built 2, fresh 0" in said
    made = {path: path.read_bytes() for path in (deck, sheet)}
    assert (tmp_path / "cache" / "pruned").is_file(), "what is old in the cache is looked for once a day"

    said, modules = build()
    assert "built 0, fresh 2" in said
    heavy = {"pydantic", "yaml", "jinja2", "json", "platformdirs", "weasyprint", "pptx", "handouts.pipeline"}
    assert heavy & modules == set()

    (project / "content/tiny/lesson.yaml").touch()
    said, modules = build()
    assert "built 0, fresh 2" in said
    assert "handouts.pipeline" in modules
    assert "weasyprint" not in modules

    deck.write_bytes(b"my own slides")
    said, _ = build()
    assert "built 1, fresh 1" in said
    assert "deck.edited.pptx" in said
    assert (deck.parent / "deck.edited.pptx").read_bytes() == b"my own slides"
    assert {path: path.read_bytes() for path in made} == made
