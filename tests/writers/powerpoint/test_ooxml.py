"""What python-pptx imports for nothing is loaded only when something of it is asked for, and then it is itself."""

from __future__ import annotations

import subprocess
import sys


def said(code: str) -> str:
    """What a fresh process prints."""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_a_deck_loads_neither_http_nor_tls() -> None:
    code = "import sys, handouts.writers.powerpoint; print({'urllib.request', 'http.client', 'ssl'} & {*sys.modules})"
    assert said(code) == "set()"


def test_whoever_asks_gets_the_module_itself() -> None:
    code = (
        "import handouts.writers.powerpoint, xml.sax.saxutils as s; open_ = s.urllib.request.urlopen; "
        "import urllib.request; from urllib.request import urlopen; "
        "print(open_ is urlopen, urllib.request.urlopen is urlopen, urllib.request.__file__ is not None)"
    )
    assert said(code) == "True True True"


def test_one_that_is_loaded_already_is_left_alone() -> None:
    code = (
        "import sys, urllib.request; before = urllib.request; import handouts.writers.powerpoint; "
        "print(urllib.request is before is sys.modules['urllib.request'])"
    )
    assert said(code) == "True"
