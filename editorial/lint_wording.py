"""Rules about the words of a question: what leads, doubles, negates, or is hard to read. For English."""

import re
from collections.abc import Iterator

from editorial import lint_words as words
from editorial.lint_settings import LintSettings
from editorial.option_meanings import is_degree
from editorial.problems import Problem
from editorial.question import POINTED, Question, QuestionType
from editorial.reading_age import YEARS_BEFORE_SCHOOL, grade
from editorial.survey import Survey
from editorial.survey_lines import problem_at

# Above it a single question is hard for somebody who left school at sixteen and reads in passing.
HARDEST_GRADE = 13
_FEWEST_WORDS = 14
_GROWN_UP = 20
_LONGEST_EITHER_OR = 6
_RATED = (*POINTED, QuestionType.YES_NO, QuestionType.MATRIX)
_CLOSED = (*_RATED, QuestionType.CHOICE, QuestionType.CHOICES)


def leading(survey: Survey, _: LintSettings) -> Iterator[Problem]:
    """Yield the questions whose words ask for a certain answer."""
    for question in survey.questions:
        if question.takes_answer and (match := words.LEADING.search(question.ask)):
            message = f"{question.id}: “{match[0]}” says which answer is wanted"
            remedy = "ask so that every answer is as easy to give"
            yield problem_at(
                survey.source, question.id, "ask", code="leading", message=message, remedy=remedy
            )


def double_barrelled(survey: Survey, _: LintSettings) -> Iterator[Problem]:
    """Yield the questions that ask for one answer about two things; rows of a matrix too."""
    remedy = "ask about each on its own, or about one of them"
    for question in survey.questions:
        if not _is_rated(question):
            continue
        asked = _asking(question.ask)
        if pair := _joined(words.JOINED_BY_AND, asked) or (
            _joined(words.JOINED_BY_OR, asked) if _is_either_or(question, asked) else ""
        ):
            message = f"{question.id}: one answer is asked for about two things, “{pair}”"
            yield problem_at(
                survey.source, question.id, "ask", code="double-barrelled", message=message, remedy=remedy
            )
        for number, row in enumerate(question.rows):
            if pair := _joined(words.JOINED_BY_AND, row.label):
                message = f"{question.id}: the row “{row.label}” asks about two things"
                yield problem_at(
                    survey.source,
                    question.id,
                    "rows",
                    number,
                    code="double-barrelled",
                    message=message,
                    remedy=remedy,
                )


def negated(survey: Survey, _: LintSettings) -> Iterator[Problem]:
    """Yield the closed questions in which something is denied: the answer “no” then says two things."""
    for question in survey.questions:
        asked = words.HARMLESS_NEGATION.sub("", _asking(question.ask))
        if question.type not in _CLOSED or words.LEADING.search(asked):
            continue
        denied = words.NEGATION.findall(asked)
        hidden = words.HIDDEN_NEGATION.findall(asked)
        if denied and len(denied) + len(hidden) > 1:
            message = f"{question.id}: two negations, “{' … '.join([*denied, *hidden])}”"
        elif denied:
            message = f"{question.id}: “{denied[0]}” turns the answers round"
        else:
            continue
        remedy = "ask for what is, not for what is not"
        yield problem_at(survey.source, question.id, "ask", code="negated", message=message, remedy=remedy)


def absolute(survey: Survey, _: LintSettings) -> Iterator[Problem]:
    """Yield the closed questions with a word that next to nobody can answer yes to."""
    for question in survey.questions:
        if question.type in _CLOSED and (match := words.ABSOLUTE.search(_asking(question.ask))):
            message = f"{question.id}: hardly anything is “{match[0].lower()}” so"
            remedy = "ask how often, or how much"
            yield problem_at(
                survey.source, question.id, "ask", code="absolute", message=message, remedy=remedy
            )


def jargon(survey: Survey, settings: LintSettings) -> Iterator[Problem]:
    """Yield the words that only insiders know, each where it comes first: listed ones, abbreviations."""
    seen: set[str] = set()
    for question in survey.questions:
        for name, text in (("ask", question.ask), ("help", question.help)):
            for word in _insiders_words(text, settings):
                if word.casefold().removesuffix("s") in seen:
                    continue
                seen.add(word.casefold().removesuffix("s"))
                message = f"{question.id}: not every reader knows “{word}”"
                remedy = "write a plain word, or explain it in help"
                yield problem_at(
                    survey.source, question.id, name, code="jargon", message=message, remedy=remedy
                )


def hard_to_read(survey: Survey, _: LintSettings) -> Iterator[Problem]:
    """Yield the questions that are harder to read than most texts for everybody."""
    for question in survey.questions:
        found = grade(question.ask)
        if len(question.ask.split()) >= _FEWEST_WORDS and found > HARDEST_GRADE:
            age = min(round(found) + YEARS_BEFORE_SCHOOL, _GROWN_UP)
            message = f"{question.id}: it reads like a text for the age of {age} or more (grade {found:.0f})"
            remedy = "shorten the sentence, and take shorter words"
            yield problem_at(
                survey.source, question.id, "ask", code="hard-to-read", message=message, remedy=remedy
            )


def _asking(text: str) -> str:
    """Return the sentences that ask; all of the text where none ends in a question mark."""
    sentences = re.split(r"(?<=[.!?])\s+", text)
    return " ".join(sentence for sentence in sentences if sentence.endswith("?")) or text


def _is_either_or(question: Question, asked: str) -> bool:
    # In a longer sentence "or" mostly widens what is meant: "at a conference or workshop".
    return question.type is QuestionType.YES_NO and len(asked.split()) <= _LONGEST_EITHER_OR


def _is_rated(question: Question) -> bool:
    """Return whether an answer is a verdict on what is asked about, so that two things get one verdict."""
    if question.type in _RATED:
        return True
    degrees = sum(map(is_degree, question.options))
    return question.type is QuestionType.CHOICE and degrees > len(question.options) / 2


def _joined(pattern: re.Pattern[str], text: str) -> str:
    """Return the first two things that are joined, in the words that join them, or nothing."""
    return next((match[0] for match in pattern.finditer(text) if not _is_one_thing(match)), "")


def _is_one_thing(match: re.Match[str]) -> bool:
    one, other = match[1], match[2]
    is_name = one[0].isupper() and other[0].isupper()
    is_span = (
        one.isdecimal() or other.isdecimal() or re.search(r"\bbetween [^,]*$", match.string[: match.start()])
    )
    is_phrase = (one.lower(), other.lower()) in words.PAIRS or other.lower() in words.AFTER_OR
    is_company = one.lower() in ("you", "me", "us")
    return bool(is_name or is_span or is_phrase or is_company)


def _insiders_words(text: str, settings: LintSettings) -> Iterator[str]:
    listed = words.JARGON | {word.casefold() for word in settings.jargon}
    for word in re.findall(r"[\w-]+", text):
        if word.casefold() in listed:
            yield word
    # Capitals throughout are shouting, not an abbreviation.
    if text.upper() != text:
        yield from (
            word
            for word in words.ABBREVIATION.findall(text)
            if word.rstrip("s") not in words.KNOWN_ABBREVIATIONS and word.casefold() not in listed
        )
