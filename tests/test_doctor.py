"""`handouts doctor`: what it finds, what it advises, and that it never breaks down itself."""

from __future__ import annotations

import ctypes
import json
import os
import platform
import re
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator
from importlib import metadata
from pathlib import Path

import pytest
from click.testing import CliRunner

from handouts import cache, fonts, sealing
from handouts.cli import main
from handouts.doctor import (
    MODULES,
    Finding,
    cache_findings,
    examine,
    fits,
    font_findings,
    library_findings,
    mending,
    package_findings,
    project_findings,
)
from handouts.engine.state.tool_versions import LIBRARIES

SYSTEMS = ("debian", "fedora", "arch", "alpine", "macos", "windows", "other")


def test_here_nothing_is_missing(tiny: Path) -> None:
    findings = examine(tiny)
    assert [one for one in findings if not one.ok] == []
    assert {one.topic for one in findings} == {"versions", "packages", "libraries", "fonts", "cache", "project"}
    found = {one.name: one.found for one in findings}
    assert found["weasyprint"] == "70.0"
    assert re.fullmatch(r"1\.\d+\.\d+", found["Pango"])
    assert found["Source Sans 3"] == "Regular, Italic, Bold, BoldItalic"
    assert found["handouts.yaml"].startswith("tiny in ")


def test_every_package_is_looked_at() -> None:
    project = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text("utf-8"))["project"]
    assert set(MODULES) == {re.split(r"[<>=! ]", one)[0] for one in project["dependencies"]}


def test_libraries_have_the_names_that_weasyprint_opens() -> None:
    from weasyprint.text import ffi

    source = re.sub(r"\s+", " ", Path(ffi.__file__).read_text("utf-8"))
    for names in LIBRARIES.values():
        assert ", ".join(f"'{name}'" for name in names) in source


def test_lines_are_for_people() -> None:
    result = CliRunner().invoke(main, ["doctor"])
    assert result.exit_code == 0, result.output
    assert result.output.endswith("Nothing is missing.\n")
    assert re.search(r"^  ok +Pango +1\.", result.output, re.MULTILINE)


def test_json_is_for_programs(tiny: Path) -> None:
    result = CliRunner().invoke(main, ["doctor", "--format", "json", "-C", str(tiny)])
    told = json.loads(result.stdout)
    assert told["ok"]
    assert {"topic": "packages", "name": "weasyprint", "found": "70.0", "ok": True, "mend": ""} in told["findings"]


def without(*missing: str) -> Callable[[str], ctypes.CDLL]:
    """Opens libraries as a machine does that lacks some."""
    hidden = {name for library in missing for name in LIBRARIES[library]}

    def load(name: str) -> ctypes.CDLL:
        if name in hidden:
            raise OSError(f"cannot open {name}")
        return ctypes.CDLL(name)

    return load


@pytest.mark.parametrize(
    ("system", "command"),
    [
        ("debian", "apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"),
        ("fedora", "dnf install pango harfbuzz"),
        ("arch", "pacman -S pango harfbuzz"),
        ("alpine", "apk add so:libpango-1.0.so.0 so:libpangoft2-1.0.so.0 so:libharfbuzz-subset.so.0"),
        ("macos", "brew install pango"),
        ("windows", "mingw-w64-ucrt-x86_64-pango"),
        ("other", "install Pango, PangoFT2, HarfBuzz-subset as your system does it; see https://"),
    ],
)
def test_one_command_mends_all_libraries(system: str, command: str) -> None:
    findings = list(library_findings(system, without("Pango", "PangoFT2", "HarfBuzz-subset")))
    broken = [one for one in findings if not one.ok]
    assert [one.name for one in broken] == ["Pango", "PangoFT2", "HarfBuzz-subset"]
    assert len({one.mend for one in broken}) == 1
    assert command in broken[0].mend
    assert "three times as long" in broken[-1].found


def test_debian_gets_the_packages_that_the_script_installs(root: Path) -> None:
    script = (root / "scripts/system-packages.sh").read_text("utf-8")
    installed = set(re.findall(r"need_library \S+ (\S+)", script))
    assert len(installed) == 4
    assert installed <= set(mending.library_command(LIBRARIES, "debian").split())


@pytest.mark.parametrize("system", SYSTEMS)
def test_every_library_has_a_package_on_every_system(system: str) -> None:
    for library in LIBRARIES:
        assert mending.library_command([library], system).strip()


@pytest.mark.parametrize(
    ("name", "release", "family"),
    [
        ("Linux", {"ID": "debian"}, "debian"),
        ("Linux", {"ID": "ubuntu", "ID_LIKE": "debian"}, "debian"),
        ("Linux", {"ID": "linuxmint", "ID_LIKE": "ubuntu debian"}, "debian"),
        ("Linux", {"ID": "rocky", "ID_LIKE": "rhel centos fedora"}, "fedora"),
        ("Linux", {"ID": "manjaro", "ID_LIKE": "arch"}, "arch"),
        ("Linux", {"ID": "nixos"}, "other"),
        ("Linux", None, "other"),
        ("Darwin", None, "macos"),
        ("Windows", None, "windows"),
        ("Plan9", None, "other"),
    ],
)
def test_systems_are_told_apart(
    name: str, release: dict[str, str] | None, family: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read() -> dict[str, str]:
        if release is None:
            raise OSError("no os-release")
        return release

    monkeypatch.setattr(platform, "system", lambda: name)
    monkeypatch.setattr(platform, "freedesktop_os_release", read)
    assert mending.system() == family


@pytest.mark.parametrize(("user", "command"), [(0, "apt-get "), (1000, "sudo apt-get ")])
def test_only_root_goes_without_sudo(user: int, command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: user, raising=False)
    assert mending.library_command(["Pango"], "debian").startswith(command)


def test_a_package_that_is_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pptx", None)
    (broken,) = (one for one in package_findings() if not one.ok)
    assert broken.name == "python-pptx"
    assert '-m pip install "python-pptx' in broken.mend


@pytest.mark.parametrize(
    ("version", "requirement", "expected"),
    [
        ("70.0", "weasyprint==70.0", True),
        ("70", "weasyprint==70.0", True),
        ("70.0+local.1", "weasyprint==70.0", True),
        ("70.0rc1", "weasyprint==70.0", False),
        ("70.0.dev1", "weasyprint==70.0", False),
        ("1.0.2rc1", "python-pptx<2,>=1.0.2", False),
        ("1.0.3rc1", "python-pptx<2,>=1.0.2", True),
        ("69.1", "weasyprint==70.0", False),
        ("1.0.2", "python-pptx<2,>=1.0.2", True),
        ("2.0", "python-pptx<2,>=1.0.2", False),
        ("1.0.1", "python-pptx<2,>=1.0.2", False),
        ("10.17.0", "pikepdf>=10", True),
        ("9.8", "pikepdf>=10", False),
        ("3.0", "markupsafe", True),
    ],
)
def test_versions_are_compared_by_their_numbers(version: str, requirement: str, expected: bool) -> None:
    assert fits(version, requirement) is expected


def test_a_package_of_another_version(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = ["weasyprint==1.0", "click>=8.2", 'pytest>=9; extra == "dev"']
    monkeypatch.setattr("importlib.metadata.requires", lambda name: asked)
    (broken,) = (one for one in package_findings() if not one.ok)
    assert broken.found == "70.0, but needed is weasyprint==1.0"
    assert broken.mend.endswith('-m pip install "weasyprint==1.0"')


def test_another_version_that_cannot_even_be_imported_is_replaced_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.metadata.requires", lambda name: ["weasyprint==1.0"])
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    (broken,) = (one for one in package_findings() if not one.ok)
    assert broken.found.startswith("70.0, but needed is weasyprint==1.0 (")
    assert broken.mend.endswith('-m pip install "weasyprint==1.0"')


def test_sources_that_are_not_installed_ask_for_the_weasyprint_that_pages_are_proved_with(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(name: str) -> list[str]:
        raise metadata.PackageNotFoundError(name)

    monkeypatch.setattr("importlib.metadata.requires", refuse)
    monkeypatch.setattr("importlib.metadata.version", lambda name: "69.0" if name == "weasyprint" else "99.0")
    (broken,) = (one for one in package_findings() if not one.ok)
    assert broken.found == "69.0, but needed is weasyprint==70.0"


BROKEN = """\
print("noise that belongs to nobody")
raise OSError("cannot load library 'libpango-1.0-0': error 0x7e")
"""


@pytest.mark.slow
@pytest.mark.parametrize("form", ["human", "json"])
@pytest.mark.parametrize(
    ("package", "source"),
    [
        ("weasyprint", BROKEN),
        ("weasyprint", "raise ImportError('half installed')"),
        ("pydantic", "1 / 0"),
        ("yaml", "x"),
    ],
)
def test_what_cannot_be_imported_is_a_finding_never_a_traceback(
    package: str, source: str, form: str, tmp_path: Path, root: Path, tiny: Path
) -> None:
    (tmp_path / package).mkdir()
    (tmp_path / package / "__init__.py").write_text(source, "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "handouts", "doctor", "--format", form, "-C", str(tiny)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(tmp_path), str(root / "src")])},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 1
    assert "Traceback" not in done.stdout + done.stderr
    assert "noise" not in done.stdout
    distribution = "pyyaml" if package == "yaml" else package
    if form == "json":
        (broken,) = (one for one in json.loads(done.stdout)["findings"] if one["name"] == distribution)
        assert not broken["ok"]
    else:
        assert re.search(rf"^  missing  {distribution} .*cannot be used: ", done.stdout, re.MULTILINE)
        assert "To mend it:" in done.stdout


def test_fonts_that_lack_a_style(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    good = next(iter(fonts.font_files("Lato").values()))
    (tmp_path / "cut.ttf").write_bytes(b"<html>")
    files = {"Regular": good, "Bold": tmp_path / "cut.ttf"}
    monkeypatch.setattr(fonts, "font_files", lambda family: files)
    (finding,) = font_findings(("Lato",))
    assert not finding.ok
    assert finding.found == "lacks BoldItalic, Italic, Bold"


def test_a_family_that_is_not_shipped() -> None:
    (finding,) = font_findings(("Comic Sans",))
    assert not finding.ok
    assert 'the font "Comic Sans" is not shipped' in finding.found


def test_no_project_is_no_fault() -> None:
    assert [one.ok for one in project_findings(None)] == [True]


def test_a_broken_project_is_told_with_its_first_problem(tmp_path: Path) -> None:
    (tmp_path / "handouts.yaml").write_text("lesson: x\nlanguages: []\n", "utf-8")
    (finding,) = project_findings(tmp_path)
    assert re.match(r"[2-9] problems, the first: handouts\.yaml", finding.found)
    assert finding.mend == f'handouts check -C "{tmp_path}"'


def test_an_output_folder_that_cannot_be_written(tiny: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(**options: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("tempfile.TemporaryFile", refuse)
    *_, finding = project_findings(tiny)
    assert finding == Finding("project", "output", "cannot be written (Permission denied)", ok=False, mend=finding.mend)
    assert "handouts build -o DIR" in finding.mend


@pytest.fixture
def cached(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], Finding]]:
    """What is found of the cache folder that HANDOUTS_CACHE names."""

    def finding(named: str) -> Finding:
        monkeypatch.setenv("HANDOUTS_CACHE", named)
        cache.folder.cache_clear()
        (found,) = cache_findings()
        return found

    yield finding
    cache.folder.cache_clear()


def test_the_cache_folder_is_looked_at(tmp_path: Path, cached: Callable[[str], Finding]) -> None:
    found = cached(str(tmp_path / "new" / "cache"))
    assert found.ok
    assert found.found == f"{tmp_path / 'new' / 'cache'} can be written"
    assert not (tmp_path / "new").exists()
    assert cached("").ok
    assert "HANDOUTS_CACHE" in cached("").found


def test_a_key_that_cannot_be_kept_is_told(
    tmp_path: Path, cached: Callable[[str], Finding], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sealing, "_key", lambda: None)
    found = cached(str(tmp_path / "cache"))
    assert not found.ok
    assert found.mend == f"make {sealing.key_file()} a file of your own"


def test_a_cache_folder_that_cannot_be_used_is_told(tmp_path: Path, cached: Callable[[str], Finding]) -> None:
    (tmp_path / "file").write_text("x", "utf-8")
    found = cached(str(tmp_path / "file" / "cache"))
    assert not found.ok
    assert "HANDOUTS_CACHE" in found.mend
    (tmp_path / "shared").mkdir()
    (tmp_path / "shared").chmod(0o777)
    found = cached(str(tmp_path / "shared"))
    assert found.ok == (os.name == "nt")
