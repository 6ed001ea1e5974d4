"""What WeasyPrint says of style sheets and documents, which it would only log."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import weasyprint


@contextmanager
def logged() -> Iterator[list[str]]:
    """Collect what WeasyPrint would only log: a missing glyph, an unreadable picture, CSS it does not know."""
    messages: list[str] = []

    class Collector(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            messages.append(record.getMessage())

    logger = logging.getLogger("weasyprint")
    collector: Any = Collector(logging.WARNING)
    before = logger.propagate, logger.handlers[:]
    logger.handlers, logger.propagate = [collector], False
    try:
        yield messages
    finally:
        logger.propagate, logger.handlers = before


def mistakes_in(sheet: str) -> list[str]:
    """What WeasyPrint says of one style sheet when it reads it; no font and no picture of it is loaded."""

    class Unloaded:
        def add_font_face(self, *_: Any) -> None:
            pass

    with logged() as messages:
        weasyprint.CSS(string=sheet, font_config=Unloaded())
    return messages
