"""An edition: one file to write."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath

from handouts.model.project import Audience


@dataclass(frozen=True)
class Edition:
    """One document × audience × language (× variant)."""

    document: str
    audience: Audience
    language: str
    variant: str | None = None

    @property
    def extension(self) -> str:
        """`pptx` for decks, `pdf` for everything else."""
        return "pptx" if self.document == "deck" else "pdf"

    @property
    def path(self) -> PurePosixPath:
        """Where it is written, below the output folder: `de/sek1/test-a.pdf`."""
        name = self.document + (f"-{self.variant.lower()}" if self.variant else "")
        return PurePosixPath(self.language, self.audience.id, f"{name}.{self.extension}")

    def __str__(self) -> str:
        return str(self.path)
