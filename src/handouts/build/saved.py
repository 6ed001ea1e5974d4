"""What people save in a project, as soon as they save it (watchfiles)."""

from __future__ import annotations

from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Event, Thread
from types import TracebackType

from watchfiles import Change, DefaultFilter, watch

FOLDERS = ("content", "templates")
"""What is watched with all that lies in it; of the project's own folder only what lies there itself."""
QUIET = 10
"""Milliseconds without a further change before changes are told: an editor writes, renames and deletes at once."""
LONGEST = 300
"""Milliseconds after which they are told all the same."""


class Saved:
    """Paths that change in a project, collected in the background for whoever is free to look.

    A folder of `FOLDERS` that is made later is watched from then on.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        self._changed: SimpleQueue[set[Path]] = SimpleQueue()
        self._stop = Event()
        self._threads: dict[Path, Thread] = {}

    def __enter__(self) -> Saved:
        self._start(self._root, recursive=False)
        self._start_folders()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop.set()
        for thread in self._threads.values():
            thread.join()

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
            if folder.is_dir() and not (folder in self._threads and self._threads[folder].is_alive()):
                self._start(folder, recursive=True)

    def _start(self, folder: Path, *, recursive: bool) -> None:
        self._threads[folder] = Thread(target=self._collect, args=(folder, recursive), daemon=True)
        self._threads[folder].start()

    def _collect(self, folder: Path, recursive: bool) -> None:
        told = watch(
            folder,
            watch_filter=_Sources(),
            recursive=recursive,
            debounce=LONGEST,
            step=QUIET,
            stop_event=self._stop,
            rust_timeout=200,
            raise_interrupt=False,
        )
        for changes in told:
            self._changed.put({Path(path) for _, path in changes})


class _Sources(DefaultFilter):
    """What editors leave beside a file that they save is none of a project's sources, nor is anything hidden."""

    def __call__(self, change: Change, path: str) -> bool:
        name = Path(path).name
        return super().__call__(change, path) and not name.startswith((".", "#", "~$")) and not name.endswith("~")
