"""Writing a survey as SurveyJS JSON, such that reading it gives the same questions again."""

import html
import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from editorial.interchange.exported import Exported
from editorial.interchange.surveyjs_write_conditions import value_of, visible_if
from editorial.markup import to_html
from editorial.question import Option, Question, QuestionType
from editorial.slug import slugify
from editorial.survey import Pages, Survey
from editorial.survey_translations import QuestionWords, Translation

# Every other field of the header is named among the losses.
_CARRIED = ("title", "thanks", "pages", "language", "languages", "questions")


def export_surveyjs(survey: Survey) -> Exported:
    """Return the survey as SurveyJS JSON, and what of it that format cannot hold."""
    spoken = {translation.language: translation for translation in survey.languages}
    data = {
        "title": _in_languages(survey.title, {name: found.title for name, found in spoken.items()}),
        "description": _in_languages(
            survey.introduction, {name: found.introduction for name, found in spoken.items()}
        ),
        "completedHtml": _in_languages(
            to_html(survey.thanks), {name: to_html(found.thanks) for name, found in spoken.items()}
        ),
        "locale": survey.language,
        "questionsOnPageMode": "questionPerPage" if survey.pages is Pages.ONE else "singlePage",
        # As here, an answer to a question that is no longer shown does not count.
        "clearInvisibleValues": "onHidden",
        "pages": [{"name": "page1", "elements": [_element(item, survey) for item in survey.questions]}],
    }
    text = json.dumps({key: value for key, value in data.items() if value}, ensure_ascii=False, indent=2)
    return Exported(f"{text}\n", tuple(_losses(survey)))


class _Spoken:
    """A question with its words in all languages of the survey."""

    def __init__(self, question: Question, translations: tuple[Translation, ...]) -> None:
        self.question = question
        self._words = {
            found.language: words for found in translations if (words := found.questions.get(question.id))
        }

    def text(self, name: str) -> Any:
        """Return one of the question's texts."""
        others = {language: str(getattr(words, name)) for language, words in self._words.items()}
        own = (
            self.question.none.label
            if name == "none" and self.question.none
            else getattr(self.question, name)
        )
        return _in_languages(own or "", others)

    def items(self, name: str) -> list[dict[str, Any]]:
        """Return the options, rows, columns or points."""
        return [self._item(name, option) for option in getattr(self.question, name)]

    def _item(self, name: str, option: Option) -> dict[str, Any]:
        others = {language: _label(words, name, option.id) for language, words in self._words.items()}
        data: dict[str, Any] = {
            "value": value_of(self.question, option.id),
            "text": _in_languages(option.label, others),
        }
        return data | ({"randomize": False} if option.pin else {})


def _label(words: QuestionWords, name: str, option: str) -> str:
    return words.labels.get(name, {}).get(option, "")


def _in_languages(own: str, others: Mapping[str, str]) -> str | dict[str, str]:
    known = {language: text for language, text in others.items() if text}
    return {"default": own, **known} if known and own else own


def _element(question: Question, survey: Survey) -> dict[str, Any]:
    spoken = _Spoken(question, survey.languages)
    data: dict[str, Any] = {"type": "", "name": question.id}
    data |= _WRITERS[question.type](spoken)
    if question.type is not QuestionType.STATEMENT:
        data["title"] = spoken.text("ask")
    data["description"] = spoken.text("help")
    data["isRequired"] = question.required
    data["visibleIf"] = visible_if(question, survey)
    return {key: value for key, value in data.items() if value or _is_number(value)}


def _is_number(value: Any) -> bool:
    """Return whether a value is a number, which says something also when it is 0."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def _choice(kind: str) -> Callable[[_Spoken], dict[str, Any]]:
    def write(spoken: _Spoken) -> dict[str, Any]:
        question = spoken.question
        return {
            "type": kind,
            "choices": spoken.items("options"),
            "choicesOrder": "random" if question.shuffle else "",
            "showOtherItem": question.other,
            "showNoneItem": question.none is not None,
            "noneText": spoken.text("none"),
            "minSelectedChoices": question.min,
            "maxSelectedChoices": question.max,
        }

    return write


def _rank(spoken: _Spoken) -> dict[str, Any]:
    # A reader may leave options out, as here.
    return _choice("ranking")(spoken) | {"selectToRankEnabled": True}


def _text(kind: str) -> Callable[[_Spoken], dict[str, Any]]:
    return lambda _: {"type": "text", "inputType": kind}


def _lines(kind: str) -> Callable[[_Spoken], dict[str, Any]]:
    def write(spoken: _Spoken) -> dict[str, Any]:
        question = spoken.question
        least = [{"type": "text", "minLength": question.min}] if question.min is not None else []
        return {"type": kind, "maxLength": question.max, "validators": least}

    return write


def _number(spoken: _Spoken) -> dict[str, Any]:
    bounds = {"minValue": spoken.question.min, "maxValue": spoken.question.max}
    kept = {name: bound for name, bound in bounds.items() if bound is not None}
    return {
        "type": "text",
        "inputType": "number",
        "validators": [{"type": "numeric", **kept}] if kept else [],
    }


def _rating(spoken: _Spoken) -> dict[str, Any]:
    points = spoken.question.points
    data: dict[str, Any] = {
        "type": "rating",
        "minRateDescription": spoken.text("low"),
        "maxRateDescription": spoken.text("high"),
        "rateType": "stars" if spoken.question.type is QuestionType.STARS else "",
    }
    if points[0].label:
        return data | {"rateValues": spoken.items("points")}
    return data | {"rateMin": int(points[0].id), "rateMax": int(points[-1].id)}


def _matrix(spoken: _Spoken) -> dict[str, Any]:
    return {
        "type": "matrix",
        "rows": spoken.items("rows"),
        "columns": spoken.items("columns"),
        "eachRowRequired": spoken.question.required,
    }


def _yes_no(_: _Spoken) -> dict[str, Any]:
    return {"type": "boolean", "valueTrue": "yes", "valueFalse": "no"}


def _consent(spoken: _Spoken) -> dict[str, Any]:
    # In SurveyJS “no” would be an answer too, and a required consent must be given.
    question = spoken.question
    given = [{"type": "expression", "expression": f"{{{question.id}}} = true"}] if question.required else []
    return {"type": "boolean", "displayMode": "checkbox", "useTitleAsLabel": True, "validators": given}


def _statement(spoken: _Spoken) -> dict[str, Any]:
    words = spoken.text("ask")
    if isinstance(words, dict):
        return {
            "type": "html",
            "html": {name: html.escape(text, quote=False) for name, text in words.items()},
        }
    return {"type": "html", "html": html.escape(words, quote=False)}


def _losses(survey: Survey) -> Iterator[str]:
    said = sorted(name for name in survey.source.lines if "/" not in name and name not in _CARRIED)
    if said:
        yield f"the header's {', '.join(said)}: a SurveyJS definition has no place for it"
    for question in survey.questions:
        offered = [*question.choices, *question.rows, *question.columns]
        if question.was or any(option.was for option in offered):
            yield f"{question.id}: was, as SurveyJS keeps no versions"
        if question.none is not None and question.none.id != slugify(question.none.label):
            yield f"{question.id}: the id {question.none.id}, as SurveyJS calls that option “none”"
        for option in question.options:
            if (value := value_of(question, option.id)) != option.id:
                yield f"{question.id}: the id {option.id}, which is {value} there, as another one has it"


_WRITERS: Mapping[QuestionType, Callable[[_Spoken], dict[str, Any]]] = {
    QuestionType.CHOICE: _choice("radiogroup"),
    QuestionType.CHOICES: _choice("checkbox"),
    QuestionType.YES_NO: _yes_no,
    QuestionType.SCALE: _rating,
    QuestionType.NPS: _rating,
    QuestionType.STARS: _rating,
    QuestionType.MATRIX: _matrix,
    QuestionType.RANK: _rank,
    QuestionType.TEXT: _lines("text"),
    QuestionType.LONG_TEXT: _lines("comment"),
    QuestionType.EMAIL: _text("email"),
    QuestionType.NUMBER: _number,
    QuestionType.DATE: _text("date"),
    QuestionType.CONSENT: _consent,
    QuestionType.STATEMENT: _statement,
}
