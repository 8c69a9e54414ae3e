"""What a reader has answered and not yet sent: it travels in the form or in a link, and is never stored."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from itsdangerous import BadData, URLSafeSerializer

from editorial.conditions import shown_questions
from editorial.option_order import is_seed, orders_shown
from editorial.question import Question
from editorial.survey import Survey
from editorial.survey_form import SentBefore

# In characters: what still fits into an address that goes through messages and proxies, and into a form.
LONGEST_LINK = 6_000
LONGEST_IN_FORM = 500_000
_LONGEST_TIME = 86_400


@dataclass(frozen=True, kw_only=True)
class Draft:
    """Answers on their way; `survey` is the version that was begun, as it was written.

    `passed` are the steps that the reader has left by “Next”; `reviewed` is true once all answers were shown.
    `ticket` shows how long the reader has waited, where that stands for a proof of work. `sent_before` is
    about other answers that were stored under the same id. These two are not sealed.
    """

    survey: Survey
    submission_id: str
    seed: str = ""
    language: str = ""
    answers: Mapping[str, Any] = field(default_factory=dict)
    context: Mapping[str, str] = field(default_factory=dict)
    seconds: Mapping[str, int] = field(default_factory=dict)
    passed: tuple[str, ...] = ()
    reviewed: bool = False
    ticket: str = ""
    sent_before: SentBefore | None = None

    def with_answers(self, answers: Mapping[str, Any]) -> "Draft":
        """Return the draft with these answers, of which those that are None are none."""
        return replace(self, answers={name: value for name, value in answers.items() if value is not None})

    def without_hidden(self) -> "Draft":
        """Return the draft without the answers to questions that are not shown, as if they never had been."""
        shown = {question.id for question in shown_questions(self.survey, self.answers)}
        kept = self.with_answers({name: value for name, value in self.answers.items() if name in shown})
        return replace(kept, passed=tuple(name for name in self.passed if name in shown))

    @property
    def paradata(self) -> dict[str, Any]:
        """How the response came about, as far as that is known: order of options, seconds, language."""
        shown = shown_questions(self.survey, self.answers)
        noted: dict[str, Any] = {
            "order": orders_shown(shown, self.seed),
            "seconds": {q.id: self.seconds[q.id] for q in shown if q.id in self.seconds},
            "language": self.language if self.survey.languages else "",
        }
        return {name: value for name, value in noted.items() if value}


class Drafts:
    """Seals drafts of surveys and opens them again."""

    def __init__(self, secret_key: str) -> None:
        self._secret_key = secret_key

    def seal(self, draft: Draft) -> str:
        """Return a draft as one word that fits into an address: compressed and signed, not encrypted."""
        survey = draft.survey
        data = {
            "d": survey.digest,
            "i": draft.submission_id,
            "s": draft.seed,
            "l": draft.language,
            "a": dict(draft.answers),
            "c": dict(draft.context),
            "t": dict(draft.seconds),
            "p": list(draft.passed),
            "r": draft.reviewed,
        }
        return str(self._serializer(survey.slug).dumps(data))

    def open(self, sealed: str, slug: str) -> Mapping[str, Any] | None:
        """Return what was sealed for this survey, or None if it was changed, or never was sealed here."""
        try:
            opened = self._serializer(slug).loads(sealed)
        except (BadData, UnicodeError, ValueError):
            return None
        return opened if isinstance(opened, dict) else None

    def _serializer(self, slug: str) -> URLSafeSerializer:
        return URLSafeSerializer(self._secret_key, salt=f"masthead.draft:{slug}")


def draft_from(opened: Mapping[str, Any], survey: Survey) -> Draft:
    """Return what `Drafts.open` gave as a draft, without answers to questions that the survey lacks."""
    return Draft(
        survey=survey,
        submission_id=opened["i"],
        seed=opened["s"],
        language=opened["l"],
        answers={name: value for name, value in opened["a"].items() if survey.question(name)},
        context=opened["c"],
        seconds=opened["t"],
        passed=tuple(opened["p"]),
        reviewed=opened["r"],
    )


def seconds_in(text: str, questions: tuple[Question, ...]) -> dict[str, int]:
    """Return the seconds per question that a page's script counted; what makes no sense is left out."""
    try:
        counted = json.loads(text) if len(text) <= LONGEST_LINK else {}
    except (ValueError, RecursionError):
        return {}
    return sensible_seconds(counted, questions)


def sensible_seconds(counted: Any, questions: tuple[Question, ...]) -> dict[str, int]:
    """Return the whole seconds, at most a day, by the questions there are; the rest is left out."""
    if not isinstance(counted, dict):
        return {}
    return {
        q.id: counted[q.id]
        for q in questions
        if type(counted.get(q.id)) is int and 0 < counted[q.id] <= _LONGEST_TIME
    }


def seed_in(sent: object) -> str:
    """Return a seed as it was sent, or none."""
    return sent if isinstance(sent, str) and is_seed(sent) else ""
