"""Where a page of the site offers a survey, and as what: a form that is answered there, or an invitation."""

from collections.abc import Iterable
from datetime import UTC, datetime

from editorial.language import language_name
from editorial.survey import Kind, Pages, Place, Survey, SurveyState
from editorial.survey_form import Filled, SurveyForm, shut_note, step_form, survey_form
from editorial.survey_language import languages_of
from editorial.survey_steps import steps_of

_NEVER = datetime.max.replace(tzinfo=UTC)


def page_address(survey: Survey, service: str) -> str:
    """Return the address of a survey in the service, which ends without a slash."""
    return f"{service}/surveys/{survey.slug}"


def api_address(survey: Survey, service: str) -> str:
    """Return where a script sends the answers to a survey."""
    return f"{service}/api/v1/surveys/{survey.slug}/responses"


def page_form(survey: Survey, *, service: str) -> SurveyForm:
    """Return the form of a page that is the same for everybody: all of a survey, or its first step.

    A first step leads to the service, which goes on from there.
    """
    action = page_address(survey, service)
    # The digest lets the service see that a page is older than the survey.
    hidden = {"_definition": survey.digest}
    if survey.language:
        hidden["_lang"] = survey.language
    languages = tuple(
        (code, language_name(code), f"{action}?lang={code}") for code in languages_of(survey)[1:]
    )
    if survey.pages is Pages.ALL:
        return survey_form(
            survey,
            action=action,
            hidden=hidden,
            language=survey.language,
            languages=languages,
            send_to=api_address(survey, service),
        )
    first = steps_of(survey, {})[0]
    return step_form(
        survey,
        first,
        Filled(language=survey.language),
        action=action,
        hidden=hidden | {"_step": first.id},
        languages=languages,
        is_static=True,
    )


def poll_form(survey: Survey, as_of: datetime, *, service: str) -> SurveyForm | None:
    """Return the form of an open poll, which other pages hold whole; None for any other survey."""
    if survey.kind is not Kind.POLL or shut_note(survey, as_of):
        return None
    return page_form(survey, service=service)


def sidebar_survey(surveys: Iterable[Survey], as_of: datetime) -> Survey | None:
    """Return the one survey that stands beside every page: of the open ones the first to close, or None.

    One is enough for a reader, and two forms in a page would share the ids of their questions.
    """
    offered = [survey for survey in surveys if Place.SIDEBAR in survey.where and survey.is_open(as_of)]
    return min(offered, key=lambda survey: (survey.closes or _NEVER, survey.slug), default=None)


def listed_surveys(surveys: Iterable[Survey], as_of: datetime) -> dict[SurveyState, list[Survey]]:
    """Return the surveys that have a page of their own, by their state at an instant, each list by title."""
    offered = sorted(
        (survey for survey in surveys if Place.PAGE in survey.where), key=lambda survey: survey.title
    )
    return {state: [one for one in offered if one.state(as_of) is state] for state in SurveyState}
