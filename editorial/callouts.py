"""Callouts: words set apart from the text, written as `!!! note "Title"` and indented lines under it."""

from xml.etree.ElementTree import Element

from markdown.treeprocessors import Treeprocessor


class Callouts(Treeprocessor):
    """Gives Markdown's admonitions the names and the role that the theme and a screen reader know."""

    def run(self, root: Element) -> None:
        """Change the tree in place; `data-kind` is the word after the exclamation marks."""
        for block in root.iter("div"):
            kind, *kinds = block.get("class", "").split() or [""]
            if kind != "admonition":
                continue
            block.attrib |= {"class": "callout", "data-kind": kinds[0] if kinds else "note", "role": "note"}
            for title in block.iterfind("p[@class='admonition-title']"):
                title.set("class", "callout__title")
