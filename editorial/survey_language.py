"""A survey as it reads in one of its languages; answers, digest and checks stay those of the survey."""

from collections.abc import Mapping
from dataclasses import replace

from editorial.page_words import say
from editorial.question import Option, Question, QuestionType
from editorial.survey import Survey
from editorial.survey_translations import QuestionWords, Translation


def languages_of(survey: Survey) -> tuple[str, ...]:
    """Return the languages that a survey can be read in, its own first; nothing where there is only one."""
    return (survey.language, *(found.language for found in survey.languages)) if survey.languages else ()


def in_language(survey: Survey, language: str) -> Survey:
    """Return a survey with its texts in a language, for showing only: its digest is not the survey's.

    What is not translated, and an unknown language, stay as the survey has them.
    """
    found = next((item for item in survey.languages if item.language == language), None)
    if found is None:
        return _with_fixed_words(survey, language or survey.language)
    spoken = replace(
        survey,
        title=found.title or survey.title,
        purpose=found.purpose or survey.purpose,
        introduction=found.introduction or survey.introduction,
        thanks=found.thanks or survey.thanks,
        questions=tuple(_translated(question, found) for question in survey.questions),
    )
    return _with_fixed_words(spoken, language)


def _translated(question: Question, translation: Translation) -> Question:
    words = translation.questions.get(question.id)
    if words is None:
        return question
    return replace(
        question,
        ask=words.ask or question.ask,
        help=words.help or question.help,
        low=words.low or question.low,
        high=words.high or question.high,
        none=replace(question.none, label=words.none or question.none.label) if question.none else None,
        options=_labelled(question.options, words, "options"),
        rows=_labelled(question.rows, words, "rows"),
        columns=_labelled(question.columns, words, "columns"),
        points=_labelled(question.points, words, "points"),
    )


def _labelled(options: tuple[Option, ...], words: QuestionWords, part: str) -> tuple[Option, ...]:
    labels: Mapping[str, str] = words.labels.get(part, {})
    return tuple(replace(option, label=labels.get(option.id, option.label)) for option in options)


def _with_fixed_words(survey: Survey, language: str) -> Survey:
    """Return the survey with yes and no in a language: they are the pages' words, not the author's."""
    if not language or say("Yes", language) == "Yes":
        return survey
    return replace(survey, questions=tuple(_yes_or_no(question, language) for question in survey.questions))


def _yes_or_no(question: Question, language: str) -> Question:
    if question.type is not QuestionType.YES_NO:
        return question
    spoken = tuple(replace(option, label=say(option.label, language)) for option in question.options)
    return replace(question, options=spoken)
