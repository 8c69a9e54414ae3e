"""The ways to a survey from elsewhere: links, a part of an e-mail, a part of another site's page."""

import html
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from editorial.question import Question, QuestionType
from editorial.survey import Survey
from editorial.survey_places import page_address

# Answers that an address may pick; the rest a reader writes.
_BY_LINK = (
    QuestionType.CHOICE,
    QuestionType.CHOICES,
    QuestionType.YES_NO,
    QuestionType.SCALE,
    QuestionType.NPS,
    QuestionType.STARS,
)


@dataclass(frozen=True)
class AnswerLink:
    """A link that opens a survey with one answer picked; nothing is stored before the reader sends it."""

    option: str
    label: str
    address: str


@dataclass(frozen=True)
class SurveyLinks:
    """The ways to one survey: its addresses in the service and on the site, and HTML to be pasted."""

    survey: str
    plain: str
    on_site: str
    answers: tuple[AnswerLink, ...]
    mail: str
    embed: str

    def as_data(self) -> dict[str, Any]:
        """Return the ways as JSON knows them."""
        answers = [
            {"option": link.option, "label": link.label, "address": link.address} for link in self.answers
        ]
        return {
            "survey": self.survey,
            "plain": self.plain,
            "on_site": self.on_site,
            "answers": answers,
            "mail": self.mail,
            "embed": self.embed,
        }


def survey_links(survey: Survey, *, service: str, site: str) -> SurveyLinks:
    """Return the ways to a survey; `service` and `site` are addresses without a slash at their end."""
    plain = page_address(survey, service)
    first = next((question for question in survey.questions if question.takes_answer), None)
    answers = _answer_links(first, plain) if first else ()
    return SurveyLinks(
        survey=survey.slug,
        plain=plain,
        on_site=f"{site}/surveys/{survey.slug}/",
        answers=answers,
        mail=_mail(survey, first, answers, plain),
        embed=_embed(survey, service, plain),
    )


def _answer_links(question: Question, plain: str) -> tuple[AnswerLink, ...]:
    if question.type not in _BY_LINK or question.when:
        return ()
    is_of_points = question.type in (QuestionType.SCALE, QuestionType.NPS, QuestionType.STARS)
    offered = question.points if is_of_points else question.choices
    return tuple(
        AnswerLink(
            option.id,
            _point_label(question, option.id, option.label) if is_of_points else option.label,
            f"{plain}?q.{question.id}={quote(option.id, safe='')}",
        )
        for option in offered
    )


def _point_label(question: Question, point: str, label: str) -> str:
    ends = {question.points[0].id: question.low, question.points[-1].id: question.high}
    words = label if label and label != point else ends.get(point, "")
    return f"{point} – {words}" if words else point


def _mail(survey: Survey, first: Question | None, answers: tuple[AnswerLink, ...], plain: str) -> str:
    """Return a part of an HTML letter: no style, no picture, no table, so that every program shows it."""
    if first is None or not answers:
        return f'<p><a href="{html.escape(plain)}">{html.escape(survey.title)}</a></p>'
    links = [
        f'  <li><a href="{html.escape(link.address)}">{html.escape(link.label)}</a></li>' for link in answers
    ]
    return "\n".join([f"<p>{html.escape(first.ask)}</p>", "<ul>", *links, "</ul>"])


def _embed(survey: Survey, service: str, plain: str) -> str:
    # The link is for readers without a script, and for the time until the survey is there.
    return "\n".join(
        [
            f'<div data-masthead-survey="{survey.slug}">',
            f'  <a href="{html.escape(plain)}">{html.escape(survey.title)}</a>',
            "</div>",
            f'<script type="module" src="{html.escape(service)}/embed.js" async></script>',
        ]
    )
