"""Editions → jobs, one after the other, with a limit on what templates may take."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from handouts.engine.workers.limits import TEMPLATES, Limits, templates_too_big, templates_too_slow, within
from handouts.errors import HandoutsError, TemplateError
from handouts.model.edition import Edition
from handouts.pipeline import Job, Workspace, prepare

T = TypeVar("T")
_LEAST = 2.0
"""Seconds that are left in any case, if there were as many: templates that are read for the first time need some."""
_AFTERWARDS = 0.1
"""The part of the limit that is left to other documents once the templates of one have not come to an end."""


class Rendering:
    """Prepares the editions of a project. Templates of a document that have hung once are not tried again.

    Args:
        workspace: The project.
        limits: What the templates of one edition may take.
        aborted: Called just before the process ends because something hangs that cannot be stopped.
    """

    def __init__(
        self,
        workspace: Workspace,
        aborted: Callable[[str, HandoutsError], None],
        limits: Limits = TEMPLATES,
    ) -> None:
        self._workspace, self._given_up, self._limits = workspace, aborted, limits
        self._hung: dict[str, TemplateError] = {}

    def job(self, edition: Edition) -> Job:
        """Prepare one edition.

        Raises:
            HandoutsError: As `prepare` does, or the templates take too long or too much memory.
        """
        return self.guarded(edition, lambda: prepare(self._workspace, edition))

    def guarded(self, edition: Edition, work: Callable[[], T]) -> T:
        """Do work that renders the templates of an edition.

        Raises:
            HandoutsError: As `work` does, or the templates take too long or too much memory.
        """
        if edition.document in self._hung:
            raise self._hung[edition.document]
        limits, late = self._limits, False

        def too_slow(exceeded: Limits) -> TemplateError:
            nonlocal late
            late = True
            return templates_too_slow(exceeded)

        try:
            with within(limits, too_slow, lambda: self._given_up(str(edition), templates_too_slow(limits))):
                return work()
        except MemoryError:
            raise templates_too_big(limits) from None
        except TemplateError as error:
            if late:
                self._hung[edition.document] = error
                if self._limits is limits and len(self._hung) == 1 and limits.seconds:
                    least = min(_LEAST, limits.seconds)
                    self._limits = Limits(max(least, limits.seconds * _AFTERWARDS), limits.memory)
            raise
