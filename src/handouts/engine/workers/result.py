"""What comes of a job."""

from __future__ import annotations

from dataclasses import dataclass

from handouts.errors import HandoutsError
from handouts.pipeline import Job, Made


@dataclass(frozen=True)
class Result:
    """What came of a job, and how many seconds it took."""

    job: Job
    outcome: Made | HandoutsError
    seconds: float
