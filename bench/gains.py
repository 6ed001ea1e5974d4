"""What each short cut brings: the full matrix without it, against the matrix with all of them."""

from __future__ import annotations

from dataclasses import replace

from handouts.shortcuts import PAGES, SLIDES, SWITCH
from inputs import Inputs
from measure import Costs, compare, run
from rows import full_matrix


def gains(inputs: Inputs, runs: int) -> str:
    """A table in Markdown, a row a short cut; each round builds the matrix once for every row."""
    with_all = full_matrix(inputs)
    run(with_all)
    names = (*PAGES, SLIDES)
    without = [replace(with_all, environment={**with_all.environment, SWITCH: name}) for name in names]
    everything, *others = compare([with_all, *without], runs)
    lines = ["| without | time | times as long | processor |", "|---|---:|---:|---:|"]
    return "\n".join(lines + [_line(name, cost, everything) for name, cost in zip(names, others, strict=True)])


def _line(name: str, cost: Costs, everything: Costs) -> str:
    longer, busier = cost.seconds / everything.seconds, cost.processor / everything.processor
    return f"| `{name}` | {cost.seconds:.2f} s | {longer:.2f} | {busier:.2f} |"
