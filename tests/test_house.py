"""The house itself: its layers, its size, its docstrings, its package, and what must not stand in any file."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "handouts"
MODULES = sorted(PACKAGE.rglob("*.py"))
TOO_LONG = 400
WEB = "https://example.org"
BINARY = {".jpg", ".otf", ".pdf", ".png", ".pptx", ".ttf", ".whl"}
LEAKS = re.compile(
    r"(?<![\w.])/(?:work|farm|root|home|tmp)/\w"  # a path of somebody's machine
    r"|(?:index-url|extra-index|find-links|registry) ?[= ].{0,20}:/{2}"  # where somebody's packages come from
    r"|://[^\"\s]*\.(?:whl|tar\.gz|tgz)\b"
    r"|\bfiles\.pythonhosted\."
)


def test_modules_are_found() -> None:
    assert len(MODULES) > 20


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_module_is_short_enough_to_read(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= TOO_LONG


def public_names(node: ast.Module | ast.ClassDef, prefix: str = "") -> Iterator[tuple[str, ast.AST]]:
    """Every public class, function and method, with its dotted name; overrides and property setters aside."""
    for child in node.body:
        if not isinstance(child, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) or child.name.startswith("_"):
            continue
        decorators = {ast.unparse(decorator) for decorator in child.decorator_list}
        if decorators & {"override", "overload"} or any(name.endswith(".setter") for name in decorators):
            continue
        yield prefix + child.name, child
        if isinstance(child, ast.ClassDef):
            yield from public_names(child, f"{prefix}{child.name}.")


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_every_public_name_is_documented(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert ast.get_docstring(tree), "the module has no docstring"
    bare = [name for name, node in public_names(tree) if not ast.get_docstring(node)]  # type: ignore[arg-type]
    assert bare == []


def test_public_names_are_seen() -> None:
    tree = ast.parse('class A:\n    def b(self): ...\n    def _c(self): ...\ndef d():\n    """Say."""\n')
    assert [name for name, _ in public_names(tree)] == ["A", "A.b", "d"]


@pytest.mark.slow
def test_imports_run_one_way() -> None:
    code = "import sys; sys.path.insert(0, 'src'); from importlinter.cli import lint_imports; sys.exit(lint_imports())"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, encoding="utf-8", timeout=600, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    kept = re.search(r"(\d+) kept, 0 broken", done.stdout)
    assert kept, done.stdout
    assert int(kept[1]) == 17


@cache
def own_files() -> list[Path]:
    """What git tracks or would track; without git (a source archive) everything but what is built."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if listed.returncode == 0:
        paths = [ROOT / name for name in listed.stdout.split("\0") if name]
    else:
        built = re.compile(r"\.venv(-checks)?|\.git|\.hypothesis|output|dist|__pycache__|.*_cache")
        paths = [path for path in ROOT.rglob("*") if not any(map(built.fullmatch, path.relative_to(ROOT).parts))]
    return sorted(path for path in paths if path.is_file() and path.suffix not in BINARY)


def test_no_machine_paths_and_no_registry_addresses() -> None:
    assert len(own_files()) > 40
    found = [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()[:100]}"
        for path in own_files()
        if path != Path(__file__)
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if LEAKS.search(line)
    ]
    assert found == []


@pytest.mark.parametrize(
    "line",
    ["see /home/anna/handouts", "--index-url=" + WEB + "/simple", WEB + "/a-1.0.whl"],
)
def test_leaks_would_be_seen(line: str) -> None:
    assert LEAKS.search(line)


@pytest.fixture
def packed(wheel: Path) -> Iterator[zipfile.ZipFile]:
    """What is in the wheel."""
    with zipfile.ZipFile(wheel) as archive:
        yield archive


@pytest.mark.slow
def test_wheel_carries_the_starter_project(packed: zipfile.ZipFile) -> None:
    names = set(packed.namelist())
    expected = {"handouts/starter/handouts.yaml", "handouts/cli/__init__.py"}
    for folder in ("templates", "content"):
        expected |= {f"handouts/starter/{name}" for name in names_below(folder)}
    assert len(expected) > 25
    assert expected <= names


@pytest.mark.slow
def test_wheel_carries_the_data_of_the_package(packed: zipfile.ZipFile) -> None:
    expected = {name.removeprefix("src/") for name in names_below("src/handouts")}
    assert len(expected) > 40
    assert expected <= set(packed.namelist())


def names_below(folder: str) -> set[str]:
    """Paths of the repository's own files in a folder, from the top."""
    return {path.relative_to(ROOT).as_posix() for path in own_files() if path.is_relative_to(ROOT / folder)}


@pytest.mark.slow
def test_wheel_carries_nothing_else(packed: zipfile.ZipFile) -> None:
    tops = {name.split("/")[0] for name in packed.namelist()}
    assert tops == {"handouts", f"handouts-{version(packed)}.dist-info"}
    assert not [name for name in packed.namelist() if "__pycache__" in name or name.endswith((".pdf", ".pptx"))]


@pytest.mark.slow
def test_wheel_has_the_command_and_both_licences(packed: zipfile.ZipFile) -> None:
    folder = f"handouts-{version(packed)}.dist-info"
    assert "handouts = handouts.cli:main" in packed.read(f"{folder}/entry_points.txt").decode()
    for name in ("LICENSE", "LICENSE-CONTENT"):
        assert packed.read(f"{folder}/licenses/{name}") == (ROOT / name).read_bytes()


def version(packed: zipfile.ZipFile) -> str:
    """The version in the wheel's file name."""
    return Path(str(packed.filename)).name.split("-")[1]


def test_constraints_name_every_dependency_exactly() -> None:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pinned = [line for line in lines if line and not line.startswith("#")]
    assert len(pinned) > 30
    assert [line for line in pinned if not re.match(r"[a-z0-9._-]+==[\w.]+(\s|$)", line)] == []


MODULE_OF = {
    "beautifulsoup4": "bs4",
    "fonttools": "fontTools",
    "markdown-it-py": "markdown_it",
    "mdit-py-plugins": "mdit_py_plugins",
    "pillow": "PIL",
    "python-pptx": "pptx",
    "pyyaml": "yaml",
    "rendercv-fonts": "rendercv_fonts",
    "python-calamine": "python_calamine",
    "resvg-py": "resvg_py",
}
FILES_ONLY = {"rendercv_fonts"}
PART_OF_ANOTHER = {"pydantic_core", "_cffi_backend", "cffi", "webencodings", "dask"}
"""What comes with pydantic, WeasyPrint and distributed, and is only used together with them."""


def test_dependencies_are_what_is_imported() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    requirements = project["dependencies"] + project["optional-dependencies"]["cluster"]
    names = [re.split(r"[<>=! ]", requirement)[0] for requirement in requirements]
    declared = {MODULE_OF.get(name, name) for name in names}
    imported = {
        name.split(".")[0]
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        for name in imported_names(node)
    }
    foreign = imported - set(sys.stdlib_module_names) - {"handouts"} - PART_OF_ANOTHER
    assert foreign == declared - FILES_ONLY


def imported_names(node: ast.AST) -> list[str]:
    """The modules that one import statement asks for."""
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    return [node.module] if isinstance(node, ast.ImportFrom) and node.module and not node.level else []
