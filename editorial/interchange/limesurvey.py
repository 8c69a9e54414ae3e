"""LimeSurvey's questions as ours: what each of its types becomes, and when each question is asked."""

from collections.abc import Iterator

from editorial.interchange.limesurvey_conditions import Names, read_relevance
from editorial.interchange.limesurvey_parts import LimeGroup, LimeQuestion, LimeSurvey
from editorial.interchange.limesurvey_reading import Reading, leftover_attributes
from editorial.interchange.limesurvey_types import READERS
from editorial.interchange.model import Condition, Fate, ForeignQuestion, ForeignSurvey, Note, Words, joined
from editorial.interchange.texts import plain
from editorial.question import QuestionType

TOOL = "LimeSurvey"


def from_limesurvey(survey: LimeSurvey) -> ForeignSurvey:
    """Return a LimeSurvey survey in neutral terms."""
    notes = list(survey.notes)
    names = Names.of(survey.questions())
    questions: list[ForeignQuestion] = []
    for number, group in enumerate(survey.groups, 1):
        shown = read_relevance(group.relevance, names)
        if group.is_shuffled:
            what = "a random order of groups"
            notes.append(Note(group.where, Fate.DROPPED, what, "they stand as they are written"))
        questions += _heading(group, number, shown, notes)
        for question in group.questions:
            when = joined(shown, read_relevance(question.relevance, names))
            questions += _read(question, when, notes)
    return ForeignSurvey(
        tool=TOOL,
        title=survey.title,
        introduction=survey.welcome,
        thanks=survey.end,
        one_at_a_time=survey.format == "S",
        language=survey.language,
        questions=tuple(questions),
        notes=tuple(notes),
    )


def _heading(group: LimeGroup, number: int, shown: Condition, notes: list[Note]) -> Iterator[ForeignQuestion]:
    if not group.name and not group.description:
        return
    heading = group.name or group.description
    why = "Masthead has questions one after another, without sections"
    notes.append(Note(group.where, Fate.CHANGED, f"the heading “{heading.own}” became a statement", why))
    yield ForeignQuestion(
        code=f"section{number}",
        where=group.where,
        type=QuestionType.STATEMENT,
        ask=heading,
        help=group.description if group.name else Words(),
        when=shown,
    )


def _read(question: LimeQuestion, when: Condition, notes: list[Note]) -> list[ForeignQuestion]:
    reader = READERS.get(question.type)
    if reader is None or isinstance(reader, str):
        what = f"the question {question.code} of LimeSurvey's type “{question.type}”"
        notes.append(Note(question.where, Fate.DROPPED, what, reader or "Masthead has no such question"))
        return []
    if question.attributes.get("hidden") == "1":
        why = "it is hidden, so nobody was asked"
        notes.append(Note(question.where, Fate.DROPPED, f"the question {question.code}", why))
        return []
    if question.mandatory == "S":
        notes.append(Note(question.where, Fate.CHANGED, "a soft mandatory question", "it may be left out"))
    for row in question.subquestions:
        if row.condition:
            what = f"the condition of “{plain(row.words.own)}”: {row.condition}"
            notes.append(Note(question.where, Fate.DROPPED, what, "it is always offered"))
    reading = Reading(question, when, notes)
    found = list(reader(reading))
    notes += leftover_attributes(reading)
    return found
