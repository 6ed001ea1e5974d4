"""Bytes of XML → a tree, by lxml without a network, without entities of the file's own, and of a bounded size."""

from __future__ import annotations

from lxml import etree

from handouts.errors import ContentError, one_problem

MOST_BYTES = 50 * 1024 * 1024
"""A question bank with its pictures inside has a few."""


def tree_of(raw: bytes, name: str) -> etree._Element:
    """The root of a document.

    Raises:
        ContentError: It is damaged, too large, or has a document type, which may declare entities that grow.
    """
    if len(raw) > MOST_BYTES:
        raise ContentError(one_problem(name, "this file is larger than 50 MB; export fewer questions at a time"))
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=False)
    try:
        root = etree.fromstring(raw, parser)
    except etree.XMLSyntaxError as error:
        line, column = error.position
        message = f"this is no sound XML ({error.msg or 'it is empty'}); export it once more"
        raise ContentError(one_problem(name, message, max(line, 0), max(column, 0))) from error
    except (ValueError, LookupError) as error:
        raise ContentError(one_problem(name, "this is no sound XML; export it once more")) from error
    if getattr(root.getroottree().docinfo, "doctype", ""):
        message = "this file declares a document type, which neither Moodle nor Word does; it is not read"
        raise ContentError(one_problem(name, message))
    return root
