"""What nobody can go below: how long the parts take that every solution with these libraries needs."""

from __future__ import annotations

from inputs import PYTHON, Inputs
from longer import warm
from measure import Command, compare

STARTS = {
    "Python starts": "pass",
    "and imports Click": "import click",
    "or WeasyPrint": "import weasyprint",
    "or python-pptx": "import pptx",
}


def floors(inputs: Inputs, runs: int) -> str:
    """The parts in one sentence, each the best of several runs."""
    costs = compare([Command((PYTHON, "-c", code), inputs.folder) for code in STARTS.values()], 2 * runs)
    starts = ", ".join(f"{name} in {cost.seconds:.2f} s" for name, cost in zip(STARTS, costs, strict=True))
    again = min(warm(inputs, inputs.scale.single, runs))
    return f"The floors: {starts}; `write_pdf` sets the six pages once more in the same process in {again:.2f} s."
