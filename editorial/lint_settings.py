"""What the wording lint has to know about a site."""

from dataclasses import dataclass

from editorial.survey import Survey


@dataclass(frozen=True)
class LintSettings:
    """The language of surveys that name none, as a tag, and words that the site's readers do not know."""

    language: str = "en"
    jargon: tuple[str, ...] = ()

    def is_english(self, survey: Survey) -> bool:
        """Return whether the rules about words can be applied to a survey."""
        return (survey.language or self.language).partition("-")[0].lower() == "en"
