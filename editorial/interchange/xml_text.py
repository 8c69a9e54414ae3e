"""Writing XML: an element with text and children in one call, and the file as indented text."""

from lxml import etree

from editorial.interchange.texts import printable


def add(parent: etree._Element, name: str, text: str = "", /, **attributes: str) -> etree._Element:
    """Return a new last child of an element."""
    child = etree.SubElement(parent, name, {key.rstrip("_"): value for key, value in attributes.items()})
    # What XML cannot hold no page shows either.
    child.text = printable(text).replace("\ufffe", "").replace("\uffff", "") or None
    return child


def as_text(root: etree._Element) -> str:
    """Return the file."""
    body: str = etree.tostring(root, pretty_print=True, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{body}'
