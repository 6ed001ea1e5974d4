"""The blocks of packaged templates, word for word, for projects that want one of them as their own."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import jinja2

from handouts.templating.blocks import ancestry, block_spans
from handouts.templating.environment import LayeredEnvironment
from handouts.templating.layers import Templates, plain


class Original(NamedTuple):
    """A block with its tags, and the name of the template that it stands in."""

    source: str
    text: str


class Packaged:
    """The templates in one folder, without any that lie over them."""

    def __init__(self, folder: Path) -> None:
        self._environment = LayeredEnvironment(Templates.of(folder, folder), {})

    def blocks(self, name: str) -> dict[str, Original]:
        """Every block of a template in the order of the file, and then those of what it extends."""
        found: dict[str, Original] = {}
        for one in ancestry(self._environment, name).line:
            texts = self.blocks_in(one.found.text)
            for block in one.outline.blocks:
                found.setdefault(block, Original(plain(one.name), texts[block]))
        return found

    @staticmethod
    def blocks_in(text: str) -> dict[str, str]:
        """The blocks of a text by name, with their tags; none if it is not valid."""
        try:
            return {name: text[span.start : span.end] for name, span in block_spans(text).items()}
        except jinja2.TemplateSyntaxError:
            return {}
