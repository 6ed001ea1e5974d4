"""Native charts: `plan` measures, `data` prepares, `draw`, `axes` and `labels` draw, `words` describes.

`xml` mends what python-pptx leaves undone, `kept` has what was drawn before.
"""

from handouts.writers.powerpoint.charts.kept import add_chart
from handouts.writers.powerpoint.charts.plan import ChartPlan, plan_chart
from handouts.writers.powerpoint.charts.words import described

__all__ = ["ChartPlan", "add_chart", "described", "plan_chart"]
