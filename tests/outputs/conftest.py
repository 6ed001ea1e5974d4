"""At the end of a run: what no test can judge, but somebody should look at."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

LISTED = "worth a look"


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    found = [
        str(value)
        for report in terminalreporter.getreports("passed")
        for name, value in properties(report)
        if name == LISTED
    ]
    if found:
        terminalreporter.section(LISTED)
        for line in sorted(found):
            terminalreporter.line(line)


def properties(report: pytest.TestReport) -> Iterable[tuple[str, object]]:
    return getattr(report, "user_properties", ())
