"""The versions of a survey that responses answered, put in order for reading them as one."""

from collections.abc import Iterable

from editorial.survey import Survey
from editorial.survey_history import AnsweredDefinition
from editorial.survey_versions import JoinedVersions, Version


def joined_versions(survey: Survey, definitions: Iterable[AnsweredDefinition]) -> JoinedVersions:
    """Return the versions of a survey, the oldest first; what its file says now comes last.

    Versions that somebody began and nobody finished are left out: they have no answers.
    """
    older = sorted(
        (one for one in definitions if one.survey == survey.slug and one.responses),
        key=lambda one: one.first_seen,
    )
    versions = [Version.of(one.body) for one in older if one.digest != survey.digest]
    return JoinedVersions([*versions, Version(survey.digest, survey.questions)])
