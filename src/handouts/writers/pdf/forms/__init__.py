"""Real form fields (AcroForm) over what a template marks as room for an answer.

WeasyPrint's own fields have no appearances and want a font that cannot be embedded, so they could never be PDF/A.
These are written here: `places` reads from the finished layout where fields go, `typeface` is what is typed with,
`form` makes the objects and puts all of it into the file. Numbers in brackets are sections of ISO 32000-1. This
replaces a function of WeasyPrint and reads its boxes, which are private: the version is pinned.

A template marks any element that has a box of its own:

    data-field     `line`: one line, to the right of the words in the box; `text`: several lines; `ruled`: several
                   lines, set at the pitch of the blocks inside; `tick`: a box to tick, printed by the page itself
    data-name      its name, unique in the document; what comes before a full stop is a group: `task3.gap2`
    data-tip       what to enter, in words: the tool tip, and what a screen reader says
    data-length    for `line`: the most characters it takes
"""

from handouts.writers.pdf.forms.form import with_fields

__all__ = ["with_fields"]
