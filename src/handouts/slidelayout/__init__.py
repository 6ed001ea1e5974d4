"""What stands where on the slides of a deck: measured and cut once, for every writer of slides.

`placeholders` says what a slide layout is made of; `layouts` has this tool's own and the design of a deck, a brand's or
a custom master's, and `ornaments` what is drawn beside their text, as data. `pagination` puts slides on pages: `parts`
fill placeholders, `split` cuts text, `table_layout` and `chart_layout` fit tables and charts. `diagrams` draws
timelines, figures, comparisons and agendas with shapes. `measure` breaks lines
with the widths of `font_metrics`.
Nothing here changes a word or knows a file format.
"""

from handouts.slidelayout.layouts import Design, brand_design
from handouts.slidelayout.pagination import Page, paginate

__all__ = ["Design", "Page", "brand_design", "paginate"]
