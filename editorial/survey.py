"""Surveys and polls: the header of a survey file, and what a survey is at an instant."""

from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from enum import StrEnum
from functools import cached_property

from editorial import field_readers as read
from editorial.fields import Context, FieldReader, Invalid, header
from editorial.header import Document, Entry, Node
from editorial.instants import NotATimeError, parse_day
from editorial.legal_basis import Basis
from editorial.page_words import say
from editorial.problems import Problem, Severity
from editorial.question import Condition, Operator, Option, Question, QuestionType, is_question_id
from editorial.slug import is_slug, slugify
from editorial.source import Source
from editorial.survey_definition import canonical_json, digest_of
from editorial.survey_lines import survey_source
from editorial.survey_questions import read_questions
from editorial.survey_translations import Translation, read_translations
from editorial.survey_was import check_was

__all__ = [
    "Condition",
    "Kind",
    "Operator",
    "Option",
    "Pages",
    "Place",
    "Question",
    "QuestionType",
    "Results",
    "Survey",
    "SurveyState",
    "read_survey",
]

DEFAULT_MIN_CELL = 5
DEFAULT_RETENTION_DAYS = 365
# What every survey may be told by its address: the post that led to it.
OWN_CONTEXT = ("from",)


class Kind(StrEnum):
    """A survey, or a poll of one question."""

    SURVEY = "survey"
    POLL = "poll"


class Place(StrEnum):
    """Where a survey is offered."""

    SIDEBAR = "sidebar"
    POST_END = "post-end"
    PAGE = "page"


class Results(StrEnum):
    """Who may see the numbers."""

    PRIVATE = "private"
    AFTER_VOTE = "after-vote"
    PUBLIC = "public"


class Pages(StrEnum):
    """One question at a time, or all on one page."""

    ONE = "one"
    ALL = "all"


class SurveyState(StrEnum):
    """Whether answers are taken at an instant."""

    NOT_YET = "not-yet"
    OPEN = "open"
    CLOSED = "closed"


def _first_instant(node: Node, context: Context) -> datetime:
    """Read an instant; a bare day means its beginning."""
    return read.instant(bare_day_at=time(0))(node, context)


def _end(node: Node, context: Context) -> datetime:
    """Read an instant up to which something lasts; a bare day lasts through its end."""
    words = read.text(node, context)
    try:
        return datetime.combine(parse_day(words) + timedelta(days=1), time(0), context.zone)
    except NotATimeError:
        return read.instant(bare_day_at=time(0))(node, context)


def _context_name(node: Node, context: Context) -> str:
    """Read the name of a value that an address may bring along."""
    word = read.text(node, context)
    if not is_question_id(word):
        message = f"“{word}” cannot name a value in an address"
        raise Invalid("not-a-name", message, "write lower-case letters, digits and single underscores")
    if word in OWN_CONTEXT:
        raise Invalid("reserved-name", f"{word} is taken in any case", "take it out of the list")
    return word


def _reasons(node: Node, context: Context) -> dict[str, str]:
    """Read why rules of the wording lint do not hold here: a reason for each rule."""
    return {entry.key: _reason(entry, context) for entry in read.mapping(node).entries}


def _reason(entry: Entry, context: Context) -> str:
    reason = read.text(entry.value, context)
    if not reason:
        message = f"{entry.key} has no reason"
        raise Invalid("no-reason", message, "say why the rule does not hold here", line=entry.line)
    return reason


@dataclass(frozen=True, kw_only=True)
class Survey:
    """A survey or poll; it is open from `opens` (included) to `closes` (excluded), both aware."""

    slug: str
    source: Source
    introduction: str
    body_line: int = 1
    title: str = header(read.text, required=True, default="")
    opens: datetime | None = header(_first_instant)
    closes: datetime | None = header(_end)
    where: tuple[Place, ...] = header(
        read.list_of(lambda node, context: Place(read.one_of(Place)(node, context))), default=(Place.PAGE,)
    )
    kind: Kind = header(lambda node, context: Kind(read.one_of(Kind)(node, context)), default=Kind.SURVEY)
    results: Results = header(
        lambda node, context: Results(read.one_of(Results)(node, context)), default=Results.PRIVATE
    )
    min_cell: int = header(read.whole_number(least=1), default=DEFAULT_MIN_CELL)
    purpose: str = header(read.text, default="")
    basis: Basis | None = header(read.member_of(Basis))
    retention_days: int = header(read.whole_number(least=1, most=36_500), default=DEFAULT_RETENTION_DAYS)
    limit: int | None = header(read.whole_number(least=1))
    once: bool = header(read.flag, default=False)
    pages: Pages = header(lambda node, context: Pages(read.one_of(Pages)(node, context)), default=Pages.ALL)
    thanks: str = header(read.long_text, default="")
    questions: tuple[Question, ...] = header(lambda node, _: node, default=())
    hidden: tuple[str, ...] = header(read.list_of(_context_name), default=())
    language: str = header(read.language, default="")
    languages: tuple[Translation, ...] = header(lambda node, _: node, default=())
    lint: dict[str, str] = header(_reasons, default={})
    retired: tuple[str, ...] = header(read.list_of(read.text), default=())

    @cached_property
    def definition(self) -> str:
        """The questions as canonical JSON: the same text for the same questions."""
        return canonical_json(self.questions)

    @cached_property
    def digest(self) -> str:
        """The SHA-256 of the definition, in hex; it changes when anything about the questions does."""
        return digest_of(self.definition)

    @property
    def context_names(self) -> tuple[str, ...]:
        """The values that may come with an address or a response: declared ones, and where it came from."""
        return (*OWN_CONTEXT, *self.hidden)

    def say(self, words: str) -> str:
        """Return the fixed words of a page in the language that the survey is written in."""
        return say(words, self.language)

    def question(self, question_id: str) -> Question | None:
        """Return the question with this id, or None."""
        return next((question for question in self.questions if question.id == question_id), None)

    def state(self, as_of: datetime) -> SurveyState:
        """Return whether the survey takes answers at an instant."""
        if self.opens is not None and as_of < self.opens:
            return SurveyState.NOT_YET
        if self.closes is not None and as_of >= self.closes:
            return SurveyState.CLOSED
        return SurveyState.OPEN

    def is_open(self, as_of: datetime) -> bool:
        """Return whether the survey takes answers at an instant."""
        return self.state(as_of) is SurveyState.OPEN


def read_survey(document: Document, reader: FieldReader, *, stem: str) -> Survey:
    """Return the survey in a file named `stem`; problems are added to the reader's.

    It is fit for use only when no error was added.
    """
    values = reader.read(Survey, document.header)
    node = values.pop("questions", None)
    values.pop("languages", None)
    if node is None:
        remedy = "add a line `questions:` and a list below"
        reader.report(1, "missing-questions", "there are no questions", remedy)
    questions = read_questions(node, reader) if node is not None else ()
    survey = Survey(
        slug=stem,
        source=survey_source(reader.path, document.header),
        introduction=document.body.strip(),
        body_line=document.text_line,
        questions=questions,
        **values,
    )
    if written := document.header.get("languages"):
        texts = {name: getattr(survey, name) for name in ("title", "purpose", "introduction", "thanks")}
        survey = replace(
            survey, languages=read_translations(written, reader, questions, texts, own=survey.language)
        )
    _check_header(survey, reader)
    reader.problems += check_was(questions, survey.source, retired=survey.retired)
    return survey


def _check_header(survey: Survey, reader: FieldReader) -> None:
    source = survey.source
    if not is_slug(survey.slug):
        message = f"the file's name “{survey.slug}” cannot stand in an address"
        remedy = f"name it {slugify(survey.slug)}.md"
        reader.problems.append(Problem(source.path, 1, "not-a-slug", message, remedy))
    if survey.opens and survey.closes and survey.closes <= survey.opens:
        message = "closes: the survey closes before it opens"
        reader.problems.append(
            source.problem("closes", "closes-before-opens", message, "correct one of the two")
        )
    if survey.kind is Kind.POLL and len(survey.questions) > 1:
        message = f"kind: a poll has one question, and here are {len(survey.questions)}"
        remedy = "keep one of them, or write kind: survey"
        reader.problems.append(source.problem("kind", "poll-with-questions", message, remedy))
    if survey.languages and not survey.language:
        message = "languages: in which language the survey itself is written is not said"
        reader.problems.append(source.problem("languages", "missing-language", message, "add language: en"))
    if not survey.purpose and "purpose" not in source.lines:
        message = "there is no purpose; readers are told what their answers are for"
        remedy = "add a line `purpose: …`"
        reader.problems.append(
            source.problem("title", "missing-purpose", message, remedy, severity=Severity.WARNING)
        )
