"""Lays out jobs that were pickled into a file, one after the other.

Prints processor seconds as JSON: those until all is imported, then those of each job.
"""

from __future__ import annotations

import json
import pickle
import sys
import time
from pathlib import Path

import handouts.writers.pdf  # noqa: F401 (what the first job would wait for)
from handouts.pipeline import perform


def main() -> None:
    """Read the file that is named, and perform its jobs."""
    jobs = pickle.loads(Path(sys.argv[1]).read_bytes())
    seconds = [time.process_time()]
    for job in jobs:
        started = time.process_time()
        perform(job)
        seconds.append(time.process_time() - started)
    print(json.dumps(seconds))


if __name__ == "__main__":
    main()
