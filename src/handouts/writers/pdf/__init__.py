"""HTML → PDF: `writer` lays pages out with WeasyPrint, the others do what it leaves undone.

What stands on the page: `line_numbers`, `continued`, `room` with `backgrounds`, `torn`, `forms`; what does not fit:
`overflow`. How words break: `hyphenation`, `compounds`, `whole_words`. What a document may bring with it, and which
fonts there are: `loading`; what is wrong with styles: `mistakes`. What screen readers and archives go by, and how hard
files are compressed: `tags`, `archive`. What personal copies share: `copies`. What makes all of it quicker:
`shortcuts`. All that depends on WeasyPrint's private parts is here.
"""

from contextlib import redirect_stdout
from io import StringIO

from handouts.pictures import refuse_truncated
from handouts.writers.pdf.loading import shipped_fonts_only
from handouts.writers.pdf.shortcuts import install

# WeasyPrint prints a page of advice if a library is missing; whoever imports this tells of it.
with shipped_fonts_only(), install(), redirect_stdout(StringIO()):
    from handouts.writers.pdf.archive import compress_quickly

    compress_quickly()
    from handouts.writers.pdf.mistakes import mistakes_in
    from handouts.writers.pdf.writer import Pdf, set_pages, warm, write_layout, write_pdf

    refuse_truncated()

__all__ = ["Pdf", "mistakes_in", "set_pages", "warm", "write_layout", "write_pdf"]
