"""The texts of a survey that are Markdown: its introduction and its thanks, in every language."""

from collections.abc import Iterator
from dataclasses import dataclass

from editorial.survey import Survey
from editorial.survey_lines import WORDS


@dataclass(frozen=True)
class SurveyText:
    """One text of a survey, and the line in its file that the text begins on.

    `name` tells it from the survey's others: "introduction", "thanks", "languages/de/thanks".
    """

    name: str
    words: str
    line: int


def markdown_texts(survey: Survey) -> Iterator[SurveyText]:
    """Yield what is Markdown in a survey, without empty texts; questions and their help are plain text."""
    if survey.introduction:
        yield SurveyText("introduction", survey.introduction, survey.body_line)
    in_header = [("thanks", survey.thanks)]
    for spoken in survey.languages:
        prefix = f"languages/{spoken.language}"
        in_header += [(f"{prefix}/introduction", spoken.introduction), (f"{prefix}/thanks", spoken.thanks)]
    for name, words in in_header:
        if words:
            yield SurveyText(name, words, survey.source.line(name + WORDS))
