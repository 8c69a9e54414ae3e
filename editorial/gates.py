"""Gates: what the policy wants a post of a stage, idea type or format to have before it is approved."""

from dataclasses import dataclass
from enum import StrEnum

from editorial.post import Post
from editorial.problems import Severity
from editorial.stage import Format, IdeaType


class Need(StrEnum):
    """What a gate can ask for; `label` completes “the post has no …”."""

    SOURCE = "source"
    DISCLOSURE = "disclosure"
    STEPS = "steps"
    IMAGE = "image"
    SUMMARY = "summary"
    QUESTION = "question"
    PERSONA = "persona"
    REVIEWER = "reviewer"
    SURVEY = "survey"


@dataclass(frozen=True)
class Gate:
    """What posts need for which all of stage, idea type and format hold; None holds for every post."""

    needs: tuple[Need, ...]
    stage: str | None = None
    idea: IdeaType | None = None
    format: Format | None = None
    rule: Severity = Severity.ERROR

    def is_for(self, post: Post) -> bool:
        """Return whether a post must pass it; the further stages that a post serves do not count."""
        wanted = ((self.stage, post.stage), (self.idea, post.idea), (self.format, post.format))
        return all(asked is None or asked == has for asked, has in wanted)

    @property
    def name(self) -> str:
        """Which posts it is for, in words: “consideration, practical” or “all”."""
        return ", ".join(str(part) for part in (self.stage, self.idea, self.format) if part) or "all"
