"""What a page of a survey sends: the draft it carries, and what was filled in on it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from flask import Request
from werkzeug.datastructures import MultiDict

from editorial.answers import from_form
from editorial.page_words import TRANSLATIONS
from editorial.question import Question
from editorial.slug import is_slug
from editorial.survey import Survey
from editorial.survey_steps import Step, step_of
from survey_server import messages
from survey_server.addresses import answers_in, context_in, language_in
from survey_server.drafts import Draft, draft_from, seconds_in, seed_in
from survey_server.forms import ResponseForm, build_form_of_answers
from survey_server.guard import TICKET_FIELD
from survey_server.services import Services, new_code, new_seed
from survey_server.submission import is_digest, is_submission_id

DRAFT_FIELD = "_so_far"
STEP_FIELD = "_step"
MOVE_FIELD = "_go"
ID_FIELD = "_submission_id"
DEFINITION_FIELD = "_definition"
SEED_FIELD = "_seed"
LANGUAGE_FIELD = "_lang"
SECONDS_FIELD = "_seconds"
CONTEXT_PREFIX = "_context__"


@dataclass(frozen=True)
class Sent:
    """A post, read: `before` is the draft as the page carried it, `draft` is that with what was filled in.

    `has_id` is false where the page could not make up an id for the submission; `notice` says why the reader
    has to look again before anything is kept.
    """

    draft: Draft
    before: Draft
    form: ResponseForm
    step_id: str
    in_steps: bool
    has_id: bool
    notice: str

    @property
    def step(self) -> Step | None:
        """The step that was on the page, or None."""
        return step_of(self.draft.survey, self.draft.answers, self.step_id)

    def under(self, submission_id: str) -> "Sent":
        """Return the same, sent as another submission."""
        draft, before = (replace(d, submission_id=submission_id) for d in (self.draft, self.before))
        return replace(self, draft=draft, before=before)

    def step_errors(self) -> dict[str, tuple[str, ...]]:
        """Return what is wrong with the answer on the page, which is one of steps."""
        self.form.validate()
        return {name: words for name, words in self.form.messages.items() if name == self.step_id}


def read_sent(services: Services, survey: Survey, request: Request, *, is_readable: bool = True) -> Sent:
    """Return what was sent, in the version of the survey that the page showed, if it is known."""
    form = request.form
    carried = form.get(DRAFT_FIELD, "")
    before, notice = (
        _opened(services, survey, carried, LANGUAGE_FIELD, form)
        if carried
        else _begun(services, survey, form)
    )
    if before.survey.once and is_submission_id(form.get(ID_FIELD)):
        # The browser's own id, which it answers this survey under whenever it does.
        before = replace(before, submission_id=form[ID_FIELD])
    step_id = form.get(STEP_FIELD, "")
    on_page = _on_page(before.survey, step_id, is_carried=bool(carried))
    filled = {question.id: from_form(question, form.getlist, before.language) for question in on_page}
    draft = before.with_answers({**before.answers, **filled})
    spent = seconds_in(form.get(SECONDS_FIELD, ""), before.survey.questions)
    draft = replace(draft, seconds=_added(before.seconds, spent), ticket=form.get(TICKET_FIELD, ""))
    return Sent(
        draft=draft,
        before=before,
        form=build_form_of_answers(draft.survey, draft.answers, draft.language),
        step_id=step_id,
        in_steps=bool(carried or step_id),
        has_id=bool(carried or form.get(ID_FIELD, "")),
        notice=notice if is_readable else messages.said(messages.NOT_UTF8, draft.language),
    )


def survey_begun(services: Services, slug: str, given: MultiDict[str, str]) -> Survey | None:
    """Return a survey whose file is gone as a form or a link was begun in it, or None if that is not known.

    Raises StoreAwayError.
    """
    sealed = given.get(DRAFT_FIELD) or given.get(DRAFT_FIELD.lstrip("_"), "")
    opened = services.drafts.open(sealed, slug) if sealed else None
    digest = opened["d"] if opened else given.get(DEFINITION_FIELD, "")
    survey = services.begun(slug, digest) if is_slug(slug) and is_digest(digest) else None
    if survey is None or survey.language:
        return survey
    # What the questions do not tell: in which language they are.
    language = opened["l"] if opened else given.get(LANGUAGE_FIELD, "")
    return replace(survey, language=language if language in TRANSLATIONS else "")


def draft_of_address(services: Services, survey: Survey, given: MultiDict[str, str]) -> tuple[Draft, str]:
    """Return the draft that an address begins or brings back, and what is amiss with it in a sentence."""
    if given.get(DRAFT_FIELD.lstrip("_")):
        return _opened(services, survey, given[DRAFT_FIELD.lstrip("_")], "lang", given)
    draft = _new(survey, language_in(given.get("lang", ""), survey))
    return replace(draft, answers=answers_in(given, survey), context=context_in(given, survey)), ""


def _opened(
    services: Services, survey: Survey, sealed: str, language_name: str, given: Mapping[str, str]
) -> tuple[Draft, str]:
    language = language_in(given.get(language_name, ""), survey)
    opened = services.drafts.open(sealed, survey.slug)
    if opened is None:
        return _new(survey, language), messages.said(messages.DRAFT_DAMAGED, language)
    begun = services.version(survey, opened["d"])
    draft = draft_from(opened, begun or survey)
    if given.get(language_name):
        draft = replace(draft, language=language)
    return draft, "" if begun else messages.said(messages.DEFINITION_CHANGED, draft.language)


def _begun(services: Services, survey: Survey, form: MultiDict[str, str]) -> tuple[Draft, str]:
    language = language_in(form.get(LANGUAGE_FIELD, ""), survey)
    sent_digest, sent_id = form.get(DEFINITION_FIELD, ""), form.get(ID_FIELD, "")
    answered: Survey | None = survey
    if sent_digest:
        answered = services.version(survey, sent_digest) if is_digest(sent_digest) else None
    draft = _new(answered or survey, language)
    draft = replace(
        draft,
        seed=seed_in(form.get(SEED_FIELD)) or _seed_after(draft, form.get(STEP_FIELD, "")),
        context=context_in(form, survey, prefix=CONTEXT_PREFIX),
    )
    if answered is None:
        notice = messages.DEFINITION_CHANGED
    else:
        notice = messages.SUBMISSION_ID_RENEWED if sent_id and not is_submission_id(sent_id) else ""
    if is_submission_id(sent_id):
        draft = replace(draft, submission_id=sent_id)
    return draft, messages.said(notice, language)


def _seed_after(draft: Draft, step_id: str) -> str:
    """Return the seed after a page without one: none where options were already seen as written."""
    first = draft.survey.question(step_id)
    return draft.seed if first and not first.shuffle else ""


def _new(survey: Survey, language: str) -> Draft:
    return Draft(survey=survey, submission_id=new_code(), seed=new_seed(), language=language)


def _on_page(survey: Survey, step_id: str, *, is_carried: bool) -> tuple[Question, ...]:
    if step_id:
        question = survey.question(step_id)
        return (question,) if question else ()
    # The page that shows all answers asks nothing itself.
    return () if is_carried else survey.questions


def _added(before: Mapping[str, int], spent: Mapping[str, int]) -> dict[str, Any]:
    return {name: before.get(name, 0) + spent.get(name, 0) for name in {**before, **spent}}
