"""Native charts: `plan` measures, `data` prepares, `draw` and `labels` draw, `xml` mends what python-pptx leaves."""

from handouts.writers.powerpoint.charts.draw import add_chart
from handouts.writers.powerpoint.charts.plan import ChartPlan, plan_chart

__all__ = ["ChartPlan", "add_chart", "plan_chart"]
