"""Whether a text shows anything: white space does not, nor signs that only steer how others are shown."""

import re
import unicodedata

# Spaces, ends of lines, control and format characters (a byte order mark is one), halves of surrogate pairs.
_UNSEEN = ("Zs", "Zl", "Zp", "Cc", "Cf", "Cs")
# Unicode has these among letters, marks and symbols: fillers, joiners, variation selectors, empty Braille.
_FILLERS = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180d\u2800\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]"
)


def is_blank(text: str) -> bool:
    """Return whether a reader would see nothing of a text."""
    return all(unicodedata.category(sign) in _UNSEEN or _FILLERS.match(sign) for sign in text)
