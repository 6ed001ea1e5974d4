"""HTML → PDF: `writer` lays pages out with WeasyPrint, the others do what it leaves undone.

What stands on the page: `line_numbers`, `room`, `notes`, `forms`. How words break: `hyphenation`. Which fonts there
are: `fontconfig`. What screen readers and archives go by: `tags`, `archive`. All that depends on WeasyPrint's private
parts is here.
"""

from handouts.writers.pdf.writer import write_pdf

__all__ = ["write_pdf"]
