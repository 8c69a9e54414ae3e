"""What commands say of surveys: `invoke survey-diff`, and the register of `invoke privacy`."""

import json as json_format
import sys
from collections.abc import Sequence

from invoke import Context, Exit, task

from editorial.content import Content
from editorial.problems import did_you_mean
from editorial.quantities import quantity
from editorial.survey import Survey
from editorial.survey_diff import Change, is_breaking
from editorial.survey_history import AnsweredDefinition, changes_since
from plugins.commands import CONTENT, FINDINGS, WRONG_USE, checked_content, content_folder
from plugins.content_at import RevisionError
from plugins.survey_versions import NEWEST, surveys_at

_SERVICE = "--answered names the service's database, or a file of its definitions"


@task(
    help={
        "slug": "the survey",
        "rev": "the revision to compare with, such as a branch, a tag or a commit; also as a second word",
        "content": "folder of the content",
        "json": "print the changes as data",
    },
    positional=["slug"],
)
def survey_diff(_: Context, slug: str, rev: str = NEWEST, content: str = CONTENT, json: bool = False) -> None:
    """Say what changed in a survey since a revision: wording, additive, breaking; 1 if it breaks answers."""
    folder = content_folder(content)
    read = checked_content(folder)
    survey = named_survey(read, slug)
    try:
        before = surveys_at(folder, rev, read.zone).get(slug)
    except RevisionError as error:
        raise Exit(str(error), code=WRONG_USE) from None
    if before is None:
        message = f"{slug} was not there at {rev}, or could not be used (name a later revision)"
        raise Exit(message, code=WRONG_USE)
    changes = changes_since(before.questions, survey)
    if json:
        print(json_format.dumps(_as_data(before, survey, rev, changes), ensure_ascii=False, indent=1))
    else:
        print(*_lines(slug, rev, changes), sep="\n")
    if is_breaking(changes):
        raise Exit(code=FINDINGS)


def print_register(content: str, answered: Sequence[AnsweredDefinition] | None, *, as_json: bool) -> None:
    """Print the register of privacy, and what it cannot know; without definitions that are answered, None."""
    from editorial.privacy_register import as_markdown, register, unregistered

    surveys = checked_content(content_folder(content)).surveys.values()
    entries = register(surveys, answered or ())
    if as_json:
        print(json_format.dumps([entry.as_data() for entry in entries], ensure_ascii=False, indent=1))
    else:
        print(as_markdown(entries))
    for slug, number in unregistered(surveys, answered or ()).items():
        kept = quantity(number, "response")
        print(f"{slug}: {kept} kept, and no file says what for or how long", file=sys.stderr)
    for survey in surveys:
        if survey.retired and answered is None:
            gone = ", ".join(survey.retired)
            print(
                f"{survey.slug}: no longer asked, but answers may be kept: {gone} ({_SERVICE})",
                file=sys.stderr,
            )


def named_survey(content: Content, slug: str) -> Survey:
    """Return the survey with a slug; ends the command if there is none, or if it cannot be used."""
    from plugins.survey_checks import usable_surveys

    surveys = dict(usable_surveys(content))
    if slug in surveys:
        return surveys[slug]
    if slug in content.surveys:
        errors = [problem for problem in content.errors if problem.path == content.surveys[slug].source.path]
        raise Exit("\n".join(map(str, errors)), code=FINDINGS)
    raise Exit(f"there is no survey {slug} ({did_you_mean(slug, content.surveys)})", code=WRONG_USE)


def _lines(slug: str, rev: str, changes: tuple[Change, ...]) -> list[str]:
    if not changes:
        return [f"{slug} asks what it asked at {rev}"]
    return [
        f"{change.kind}: {change.message}{f' ({change.remedy})' if change.remedy else ''}"
        for change in changes
    ]


def _as_data(before: Survey, survey: Survey, rev: str, changes: tuple[Change, ...]) -> dict[str, object]:
    return {
        "survey": survey.slug,
        "revision": rev,
        "old_digest": before.digest,
        "new_digest": survey.digest,
        "is_breaking": is_breaking(changes),
        "changes": [change.as_data() for change in changes],
    }
