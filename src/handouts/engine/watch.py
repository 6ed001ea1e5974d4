"""A build after each time that something in the project is saved, by processes that stay warm.

`Saved` tells what people save in a project, as soon as they save it (watchfiles).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Event, Thread
from types import TracebackType

from watchfiles import Change, DefaultFilter, watch

from handouts.engine import BuildEvents
from handouts.engine.options import BuildOptions
from handouts.engine.project_plan import build_editions
from handouts.engine.report import Report
from handouts.engine.signals import signals_deferred
from handouts.engine.workers.limits import USUAL, Limits
from handouts.engine.workers.pool import WorkerPool
from handouts.model.edition import Edition
from handouts.pipeline import Workspace

FOLDERS = ("content", "templates")
"""What is watched with all that lies in it; of the project's own folder only what lies there itself."""
QUIET = 10
"""Milliseconds without a further change before changes are told: an editor writes, renames and deletes at once."""
LONGEST = 300
"""Milliseconds after which they are told all the same."""


class Saved:
    """Paths that change in a project, collected in the background for whoever is free to look.

    A folder of `FOLDERS` that is made later is watched from then on. One that is made anew is another folder to the
    system, which would go on to tell of the old one.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        self._changed: SimpleQueue[set[Path]] = SimpleQueue()
        self._watched: dict[Path, _Watched] = {}
        self._replaced: set[str] = set()

    def __enter__(self) -> Saved:
        self._start(self._root, recursive=False)
        self._start_folders()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for one in self._watched.values():
            one.stop.set()
        for one in self._watched.values():
            one.thread.join()

    def wait(self) -> set[Path]:
        """Block until something is saved.

        Returns:
            What was saved, added or deleted since the last call.
        """
        while True:
            try:  # a wait without end could not be interrupted on every system
                found = self._changed.get(timeout=0.5)
            except Empty:
                continue
            while not self._changed.empty():
                found |= self._changed.get()
            self._start_folders()
            return found

    def pending(self) -> bool:
        """Whether something has been saved since the last `wait`, without waiting."""
        return not self._changed.empty()

    def _start_folders(self) -> None:
        for name in FOLDERS:
            folder = self._root / name
            known = self._watched.get(folder)
            if name in self._replaced:
                self._replaced.discard(name)
                self._end(known)
            if folder.is_dir() and not (known and known.thread.is_alive()):
                self._start(folder, recursive=True)

    def _end(self, known: _Watched | None) -> None:
        if known:
            known.stop.set()
            known.thread.join()

    def _start(self, folder: Path, *, recursive: bool) -> None:
        """Watch a folder; whatever changes in it once this has returned is told."""
        stop = _Stop()
        thread = Thread(target=self._collect, args=(folder, recursive, stop), daemon=True)
        self._watched[folder] = _Watched(thread, stop)
        with signals_deferred():  # a thread that gets signals would end what is deferred in the first one
            thread.start()
        stop.listening.wait()

    def _collect(self, folder: Path, recursive: bool, stop: _Stop) -> None:
        try:
            self._listen(folder, recursive, stop)
        except FileNotFoundError:  # deleted as it was about to be watched; the folder around it tells when it is back
            pass
        finally:
            stop.listening.set()

    def _listen(self, folder: Path, recursive: bool, stop: _Stop) -> None:
        told = watch(
            folder,
            watch_filter=_Sources(),
            recursive=recursive,
            debounce=LONGEST,
            step=QUIET,
            stop_event=stop,
            rust_timeout=200,
            raise_interrupt=False,
        )
        for changes in told:
            found = {(kind, Path(path)) for kind, path in changes}
            if not recursive:  # a folder that a build has made for its files is no source
                found = {(kind, path) for kind, path in found if path.name in FOLDERS or not path.is_dir()}
                self._replaced.update(path.name for kind, path in found if kind != Change.modified)
            if found:
                self._changed.put({path for _, path in found})


@dataclass(frozen=True)
class _Watched:
    """A folder that is watched: by whom, and how to have that stop."""

    thread: Thread
    stop: _Stop


class _Stop(Event):
    """Ends the watching of a folder, and knows when it has begun.

    watchfiles asks `is_set` only after the system has agreed to tell of changes, and says by nothing else that it has.
    """

    def __init__(self) -> None:
        super().__init__()
        self.listening = Event()

    def is_set(self) -> bool:
        self.listening.set()
        return super().is_set()


class _Sources(DefaultFilter):
    """What editors leave beside a file that they save is none of a project's sources, nor is anything hidden."""

    def __call__(self, change: Change, path: str) -> bool:
        name = Path(path).name
        return super().__call__(change, path) and not name.startswith((".", "#", "~$")) and not name.endswith("~")


@dataclass
class Watch:
    """What stays from one build to the next: the project as it was read, the processes, what was made last.

    `output` is the folder for finished files; None until the project is read and has named one. `choose` picks the
    editions to keep fresh. `workers` is the most processes to use.
    """

    root: Path
    output: Path | None
    choose: Callable[[Workspace], list[Edition]]
    workers: int = 1
    limits: Limits = USUAL
    _workspace: Workspace | None = field(default=None, init=False)
    _pool: WorkerPool | None = field(default=None, init=False)
    _recent: tuple[str, ...] = field(default=(), init=False)

    def round(self, saved: Saved, events: BuildEvents) -> Report:
        """Build what is not fresh, what was made the last time first: people go on where they were.

        What is saved meanwhile ends it early, for the rest would be out of date.

        Raises:
            HandoutsError: The project is not sound, or the folder cannot be built into. What was read before is kept.
        """
        self._workspace = workspace = self._workspace.reread() if self._workspace else Workspace.open(self.root)
        self.output = output = self.output or workspace.root / workspace.project.output
        editions = self.choose(workspace)
        recent = [edition for edition in editions if str(edition) in self._recent]
        others = [edition for edition in editions if str(edition) not in self._recent]
        report, made = Report(), list[str]()
        for some in (recent, others):
            if some and not saved.pending():
                report = self._build(workspace, some, output, saved, events)
                made += [path.relative_to(output).as_posix() for path in report.written]
        self._recent = tuple(made) or self._recent
        return report

    def _build(
        self, workspace: Workspace, editions: Sequence[Edition], output: Path, saved: Saved, events: BuildEvents
    ) -> Report:
        if self._pool is None:
            self._pool = WorkerPool(min(self.workers, len(editions)), self.limits).__enter__()
        try:
            options = BuildOptions(limits=self.limits, events=events, pool=self._pool, outdated=saved.pending)
            return build_editions(workspace, editions, output, options)
        finally:
            if not self._pool.open:
                self._pool = None

    def close(self) -> None:
        """Let the processes go."""
        if self._pool is not None:
            self._pool.__exit__(None, None, None)
            self._pool = None
