"""How a page for one value to filter by is narrowed further: by a link to `#stage=interest`, and CSS alone.

A style sheet cannot compare an address with an attribute, so each value has its own rules.
"""

from collections.abc import Iterable
from typing import Protocol

from editorial.facets import Facet

RULES = "theme/filters.css"


class Card(Protocol):
    """What a page shows of a post."""

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of its facets."""


# What holds none of the posts that are left goes too; on a wide screen a month keeps its days. All of them
# say what they hold: to look for it by `:has()` takes a browser half a minute where it is hundreds of posts.
_RULE = """\
.desk-only[id="KEY"]:target ~ .desk-shown :is(
  [data-keys]:not([data-keys~="KEY"]), [data-holds]:not([data-holds~="KEY"])
) { display: none; }
@media screen and (max-width: 64rem) {
  .desk-only[id="KEY"]:target ~ .desk-shown [data-cells]:not([data-cells~="KEY"]) { display: none; }
}
"""


def narrowing_rules(facets: Iterable[Facet]) -> str:
    """Return the style sheet that narrows a page to the value which the address names after `#`."""
    return "".join(_RULE.replace("KEY", facet.key) for facet in facets)


def joined_keys(*groups: Iterable[Card]) -> str:
    """Return every key that one of some cards has, with spaces between."""
    return " ".join(dict.fromkeys(key for group in groups for card in group for key in card.keys))
