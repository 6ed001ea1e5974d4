"""What workers share is loaded before they are forked; the fork server passes over what cannot be, and says nothing."""

from __future__ import annotations

import subprocess
import sys

import pytest


@pytest.mark.slow
def test_all_of_it_can_be_loaded() -> None:
    code = "import sys, handouts.build.workers.preload; print('weasyprint' in sys.modules, 'pptx' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", timeout=600, check=False)
    assert (done.stdout, done.stderr) == ("True True\n", "")
