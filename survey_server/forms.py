"""The form of a survey: WTForms fields by question type, which read and check by `editorial.answers`."""

from collections.abc import Mapping
from typing import Any

from wtforms import Field
from wtforms.form import BaseForm
from wtforms.meta import DefaultMeta
from wtforms.utils import unset_value
from wtforms.validators import StopValidation

from editorial.answers import check
from editorial.conditions import shown_questions
from editorial.question import Question, QuestionType
from editorial.survey import Survey
from editorial.survey_language import in_language
from survey_server.messages import sentence

# What WTForms hands to these methods and we do not need is marked ARG002.


class AnswerField(Field):
    """The answer to one question; `data` is the answer, or what was written where it should be."""

    def __init__(self, question: Question, language: str = "", **arguments: Any) -> None:
        super().__init__(label=question.ask, **arguments)
        self.question = question
        self.language = language

    def process(
        self,
        formdata: None,  # noqa: ARG002 - `editorial.answers` takes answers out of forms, for every door
        data: Any = None,
        extra_filters: Any = None,  # noqa: ARG002
    ) -> None:
        """Take the answer as it was read."""
        self.process_errors: list[str] = []
        self.data = None if data is unset_value else data

    def pre_validate(self, form: BaseForm) -> None:  # noqa: ARG002
        """Say what is wrong with the answer; raises StopValidation."""
        faults = check(self.question, self.data)
        if faults:
            raise StopValidation(sentence(self.question, faults[0], self.language))


FIELD_BUILDERS: dict[QuestionType, type[AnswerField]] = {
    QuestionType.CHOICE: AnswerField,
    QuestionType.CHOICES: AnswerField,
    QuestionType.YES_NO: AnswerField,
    QuestionType.SCALE: AnswerField,
    QuestionType.NPS: AnswerField,
    QuestionType.STARS: AnswerField,
    QuestionType.MATRIX: AnswerField,
    QuestionType.RANK: AnswerField,
    QuestionType.TEXT: AnswerField,
    QuestionType.LONG_TEXT: AnswerField,
    QuestionType.EMAIL: AnswerField,
    QuestionType.NUMBER: AnswerField,
    QuestionType.DATE: AnswerField,
    QuestionType.CONSENT: AnswerField,
    QuestionType.STATEMENT: AnswerField,
}


class _Meta(DefaultMeta):
    """Our sentences are our own, so WTForms need not look for translations of its."""

    locales = False


class ResponseForm(BaseForm):
    """All questions of a survey, of which only those that are shown are checked and kept.

    Labels in messages, and the messages themselves, are in `language`.
    """

    def __init__(self, survey: Survey, language: str = "") -> None:
        spoken = in_language(survey, language).questions
        super().__init__({q.id: FIELD_BUILDERS[q.type](q, language) for q in spoken}, meta=_META)
        self.survey = survey
        self.shown: tuple[Question, ...] = ()

    def post_process(self, formdata: Any = None) -> None:  # noqa: ARG002
        """Find out which questions the answers lead to."""
        self.shown = shown_questions(self.survey, self.data)

    def validate(self, extra_validators: Any = None) -> bool:  # noqa: ARG002
        """Return whether every answer that counts can be kept."""
        # All of them first, as all messages are wanted and `all` would stop at the first.
        results = [self._fields[question.id].validate(self) for question in self.shown]
        return all(results)

    @property
    def kept(self) -> dict[str, Any]:
        """The answers that count: given, and to questions that are shown."""
        answers = self.data
        return {q.id: answers[q.id] for q in self.shown if answers[q.id] is not None}

    @property
    def messages(self) -> dict[str, tuple[str, ...]]:
        """What is wrong, by question."""
        return {name: tuple(messages) for name, messages in self.errors.items()}


_META = _Meta()


def build_form_of_answers(survey: Survey, answers: Mapping[str, Any], language: str = "") -> ResponseForm:
    """Return a survey's form filled in with answers, not yet checked; its messages are in `language`."""
    form = ResponseForm(survey, language)
    form.process(None, data=dict(answers))
    return form
