"""Native charts: `data` prepares, `draw`, `axes` and `labels` draw, `words` describes.

`xml` mends what python-pptx leaves undone, `kept` has what was drawn before. `slidelayout.chart_layout` has measured.
"""

from handouts.writers.powerpoint.charts.kept import add_chart, described

__all__ = ["add_chart", "described"]
