"""Headings in texts of other sites: they begin below the page's own, and skip no level."""

import re

_HEADING = re.compile(r"<(?P<slash>/?)h(?P<level>[1-6])\b", re.IGNORECASE)
FIRST = 2
LAST = 6


def levelled(text: str) -> str:
    """Return HTML whose first heading is an `h2` and in which no heading skips a level."""
    # The original levels that are open, outermost first: a heading stands one below the nearest higher one.
    above: list[int] = []

    def replace(match: re.Match[str]) -> str:
        level = int(match["level"])
        if not match["slash"]:
            while above and above[-1] >= level:
                above.pop()
            above.append(level)
        return f"<{match['slash']}h{min(LAST, FIRST + len(above) - 1)}"

    return _HEADING.sub(replace, text)
