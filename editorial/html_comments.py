"""Comments in texts: notes of the team's, which readers do not see, but which a page would carry to them."""

import re

from markdown.postprocessors import Postprocessor

# As browsers read them: what begins with `<!`, `<?` or `</` and is no tag is a comment, too. Tags are passed
# over, and so is what is no HTML within them, since a quoted value may hold the signs of a comment.
_PIECE = re.compile(
    r"""
      (?P<kept>
        <(?P<raw>script|style|textarea|title)\b[^>]*+>.*?(?:</(?P=raw)\s*+>|\Z)
      | </?[a-z](?:[^<>"']++|"[^"]*+"|'[^']*+')*+>
      )
    | <!--(?:-?>|.*?(?:--!?>|\Z))
    | <(?:[!?]|/(?![a-z>]))[^>]*+(?:>|\Z)
    """,
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)
_IN_SOURCE = re.compile(r"<!--.*?--!?>|<[!?][^>]*+>", re.DOTALL)
_OPENERS = ("<!", "<?", "</ ")


class CommentsGo(Postprocessor):
    """Takes the comments out of what a text becomes."""

    def run(self, text: str) -> str:
        """Return the HTML without comments."""
        return without_comments(text)


def without_comments(text: str) -> str:
    """Return HTML without its comments."""
    if not any(opener in text for opener in _OPENERS):
        return text
    return _PIECE.sub(lambda match: match["kept"] or "", text)


def outside_comments(source: str) -> str:
    """Return a source text without all that looks like a comment, even where it is code that readers see."""
    return _IN_SOURCE.sub("", source)
