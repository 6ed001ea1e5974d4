"""What is wrong with a master, or with what brand.yaml says of it."""

from __future__ import annotations

from collections.abc import Iterable

from handouts.errors import LayoutError, Problem


class MasterError(LayoutError):
    """A master that cannot be used.

    Attributes:
        found: Each finding, with the keys in brand.yaml that lead to what it is about; none if it is the file itself.
    """

    def __init__(self, found: Iterable[tuple[tuple[str, ...], str]] | str) -> None:
        self.found = (((), found),) if isinstance(found, str) else tuple(found)
        super().__init__(Problem("master", 0, 0, message) for _, message in self.found)

    def __reduce__(self) -> tuple[type[MasterError], tuple[tuple[tuple[tuple[str, ...], str], ...]]]:
        """Let the error travel whole from a worker process."""
        return type(self), (self.found,)
