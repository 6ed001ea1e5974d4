"""The Python packages that are needed: there, and able to be imported?"""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from importlib import import_module, metadata

from handouts import registry
from handouts.doctor.finding import Finding
from handouts.doctor.mending import package_command
from handouts.errors import TemplateError
from handouts.installed import PROVED

MODULES = {
    "weasyprint": "weasyprint",
    "python-pptx": "pptx",
    "rendercv-fonts": "rendercv_fonts",
    "babel": "babel",
    "click": "click",
    "cssselect2": "cssselect2",
    "fonttools": "fontTools",
    "jinja2": "jinja2",
    "lxml": "lxml.etree",
    "markdown-it-py": "markdown_it",
    "markupsafe": "markupsafe",
    "packaging": "packaging.requirements",
    "pikepdf": "pikepdf",
    "pillow": "PIL.Image",
    "platformdirs": "platformdirs",
    "pydantic": "pydantic",
    "pydyf": "pydyf",
    "pyphen": "pyphen",
    "pyyaml": "yaml",
    "resvg-py": "resvg_py",
    "segno": "segno",
    "tinycss2": "tinycss2",
    "tinyhtml5": "tinyhtml5",
    "watchfiles": "watchfiles",
}
"""What to import to see whether a distribution works; the two writers and the fonts first."""


def package_findings() -> Iterator[Finding]:
    """Each package with its version, or with what goes wrong when it is imported."""
    wanted = _requirements()
    for name, module in MODULES.items():
        try:
            found = metadata.version(name)
        except metadata.PackageNotFoundError:
            found = ""
        asked = wanted.get(name, name)
        wrong = _importing(module)
        if found and not fits(found, asked):
            why = f" ({_short(wrong)})" if wrong else ""
            said = f"{found}, but needed is {asked}{why}"
            yield Finding("packages", name, said, ok=False, mend=package_command([asked]))
        elif not wrong:
            yield Finding("packages", name, found or "found")
        elif found and isinstance(wrong, OSError):
            mend = "see the libraries that are missing; they are what it lacks"
            yield Finding("packages", name, f"{found}, but cannot be used: {_short(wrong)}", ok=False, mend=mend)
        else:
            what = f"{found}, but cannot be used: {_short(wrong)}" if found else "missing"
            yield Finding("packages", name, what, ok=False, mend=package_command([asked]))


def fits(version: str, requirement: str) -> bool:
    """Whether a version is one that a requirement such as `python-pptx>=1.0.2,<2` allows; where nobody can tell, it is.

    A pre-release of a later version is taken, too.
    """
    try:
        from packaging.requirements import InvalidRequirement, Requirement
    except ImportError:  # which is told as such
        return True
    try:
        return Requirement(requirement).specifier.contains(version, prereleases=True)
    except InvalidRequirement:
        return True


def writer_findings() -> Iterator[Finding]:
    """Each writer that another package brings, or what is wrong with one."""
    try:
        more = registry.writers()[len(registry.BUILT_IN) :]
    except TemplateError as error:
        yield Finding("packages", "writers", _short(error), ok=False, mend="uninstall what brings it, or update that")
        return
    for writer in more:
        wrong = _importing(writer.module)
        said = f"cannot be used: {_short(wrong)}" if wrong else f"makes {', '.join(writer.documents)}"
        mend = "uninstall what brings it, or update that" if wrong else ""
        yield Finding("packages", f"writer {writer.name}", said, ok=not wrong, mend=mend)


def _requirements() -> dict[str, str]:
    """What handouts asks for, by name; if it runs from sources that are not installed, no more than they say."""
    try:
        asked = metadata.requires("handouts") or []
    except metadata.PackageNotFoundError:
        return {"weasyprint": f"weasyprint=={PROVED}"}
    return {
        re.split(r"[^A-Za-z0-9._-]", one, maxsplit=1)[0].lower(): one.split(";")[0].strip()
        for one in asked
        if "extra ==" not in one
    }


def _importing(module: str) -> Exception | None:
    """What an import raises; WeasyPrint also prints then, and warns of what it will need one day."""
    with warnings.catch_warnings(), redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
        warnings.simplefilter("ignore")
        try:
            import_module(module)
        except Exception as error:
            return error
    return None


def _short(error: Exception) -> str:
    return " ".join(str(error).split())[:160]
