"""A small plan in files, and how changes of it are asked for."""

from datetime import datetime
from pathlib import Path

import pytest

from plugins.change_refusals import RefusedError
from plugins.commands import checked_content
from plugins.content_changes import Desk
from tests.builders import LONDON, header_text, post_text

NOW = datetime(2026, 6, 3, 12, tzinfo=LONDON)
PLAN_FILES = {
    "editorial.yaml": "timezone: Europe/London\nquiet_days: [2026-06-24]\n",
    "authors/ada.md": header_text({"name": "Ada", "email": "ada@example.org"}),
    "authors/bo.md": header_text({"name": "Bo", "away": ["2026-06-10"]}),
    "posts/live.md": post_text(title="Live", date="2026-05-01"),
    "posts/wait.md": post_text(title="Wait", date="2026-06-10", status="review", summary="Wait."),
    "posts/next.md": post_text(title="Next", date="2026-06-17 07:30", status="draft", summary="N."),
    "posts/idea.md": header_text({"title": "Idea", "status": "idea"}),
    "posts/said.md": post_text(title="Said", date="2026-07-20", status="published", summary="Said."),
}  # fmt: skip


def desk(content: Path, *, foreign: bool = False) -> Desk:
    """Return a content folder as an editor would change it."""
    return Desk(checked_content(content, foreign=foreign), NOW, foreign)


def refusal(call, *args, **kwargs) -> tuple[str, list[str], bool]:
    """Return why a change is refused: the message, the problems by their files, whether it is wrong use."""
    with pytest.raises(RefusedError) as raised:
        call(*args, **kwargs)
    problems = [str(problem).partition("content/")[2] for problem in raised.value.problems]
    return str(raised.value), problems, raised.value.is_wrong_use
