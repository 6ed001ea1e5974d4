"""What stands where on the slides of a deck: measured and cut once, for every writer of slides.

`placeholders` says what a slide layout is made of, `layouts` has this tool's own and `ornaments` what is drawn beside
their text, as data; `design` is a brand's or a custom master's. `pagination` puts slides on pages: `parts` fill
placeholders, `two_columns` stand side by side, `split` cuts text, `table_layout` and `chart_layout` fit tables and
charts. `measure` breaks lines with the widths of `font_metrics`. `language` cuts text by script and writes dates.
Nothing here changes a word or knows a file format.
"""

from handouts.slidelayout.design import Design, brand_design
from handouts.slidelayout.pagination import Page, paginate

__all__ = ["Design", "Page", "brand_design", "paginate"]
