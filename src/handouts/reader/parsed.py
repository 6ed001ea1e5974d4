"""What one YAML file holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from handouts.errors import Problem
from handouts.model.position import Position, Way


@dataclass(frozen=True)
class Parsed:
    """What one file holds. `data` is None if it could not be read to its end."""

    data: Any
    places: dict[Way, Position]
    problems: tuple[Problem, ...]
