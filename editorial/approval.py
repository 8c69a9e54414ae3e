"""Approval bound to the text: who approved a post, when, and a digest of what was read.

The header carries it in one line, `approved: ada-quill 2026-03-03T09:00:00Z 1f3870be274f6c49`, which both
styles of header can hold. The digest covers the title, the summary and the text, since readers see all three.
"""

import hashlib
import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from editorial import field_readers as read
from editorial.fields import Context, Invalid
from editorial.instants import NotATimeError, parse_instant, utc_text
from editorial.nodes import Node
from editorial.slug import is_slug

DIGEST_SIGNS = 16  # 64 bits tell any two texts of a site apart
_MARK = re.compile(r"(?P<by>\S+) (?P<at>\S+) (?P<digest>[0-9a-f]{16,64})")


class Approval(StrEnum):
    """What an approval is worth: none was written down, it holds, it holds but for a slip, it lapsed."""

    NONE = "none"
    VALID = "valid"
    TYPO = "typo"
    LAPSED = "lapsed"


class Readable(Protocol):
    """What readers see of a post."""

    @property
    def title(self) -> str:
        """Its title."""

    @property
    def summary(self) -> str:
        """Its summary."""

    @property
    def body(self) -> str:
        """Its text."""


@dataclass(frozen=True)
class ApprovalMark:
    """An approval as it stands in a header: an author's slug, an instant, the first signs of a digest."""

    by: str
    at: datetime
    digest: str

    def is_of(self, post: Readable) -> bool:
        """Return whether it was given for exactly this text."""
        return approval_digest(post).startswith(self.digest)


def approval_mark(node: Node, context: Context) -> ApprovalMark:
    """Read a mark such as `ada-quill 2026-03-03T09:00:00Z 1f3870be274f6c49`."""
    words = read.text(node, context)
    match = _MARK.fullmatch(words)
    try:
        if match and is_slug(match["by"]):
            return ApprovalMark(match["by"], parse_instant(match["at"], context.zone), match["digest"])
    except NotATimeError:
        pass
    message = f"“{words}” does not say who approved which text when"
    raise Invalid("not-an-approval", message, "take the line out; `invoke status ID approved` writes it anew")


def written_mark(post: Readable, *, by: str, at: datetime) -> str:
    """Return the mark of an approval that an author gives a post's text at an instant."""
    return f"{by} {utc_text(at)} {approval_digest(post)[:DIGEST_SIGNS]}"


def approval_digest(post: Readable) -> str:
    """Return the SHA-256, in hex, of all that an approval is for."""
    return hashlib.sha256(approved_text(post).encode()).hexdigest()


def approved_text(post: Readable) -> str:
    """Return all that an approval is for: title, summary and text."""
    return f"{post.title}\n\n{post.summary}\n\n{post.body.strip()}\n"
