"""HTML → tree, all of it or an error: the parser leaves out the rest once something is nested too deep or too large."""

from __future__ import annotations

import lxml.html
from lxml import etree
from lxml.html import HtmlElement

from handouts.errors import ContentError, one_problem


def tree_of(html: str, name: str = "") -> HtmlElement:
    """The tree of a whole document; `name` is what messages call it.

    Raises:
        ContentError: Nothing is in it, or not all of it could be read.
    """
    # Without huge_tree a text or an attribute ends after 10 MB, which a picture in a data: address may have.
    parser = lxml.html.HTMLParser(encoding="utf-8", huge_tree=True)
    try:
        root: HtmlElement = lxml.html.document_fromstring(html.encode(), parser=parser)
    except etree.ParserError as error:
        raise ContentError(one_problem(name, "there is nothing in it")) from error
    except etree.LxmlError as error:
        raise ContentError(one_problem(name, "it cannot be read as HTML with the memory there may be")) from error
    for found in parser.error_log.filter_from_fatals():
        message = (
            f"it cannot be read further than here ({found.message}); take apart what is nested so deep or so large"
        )
        raise ContentError(one_problem(name, message, found.line))
    return root
