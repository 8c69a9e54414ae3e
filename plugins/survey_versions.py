"""The surveys of a content folder as they were at a revision that git knows."""

from pathlib import Path
from zoneinfo import ZoneInfo

from editorial.fields import Context, FieldReader
from editorial.header import read_document
from editorial.problems import ContentError
from editorial.survey import Survey, read_survey
from editorial.unread_files import SUFFIX
from plugins.content_at import RevisionError, content_at

SURVEYS = "surveys"
NEWEST, ONE_BEFORE = "HEAD", "HEAD~1"


def surveys_at(folder: Path, revision: str, zone: ZoneInfo) -> dict[str, Survey]:
    """Return the surveys of a content folder at a revision, by slug, without those that had errors.

    Raises RevisionError.
    """
    if not (folder / SURVEYS).is_dir():
        msg = f"there is no folder {folder / SURVEYS} (name the content with --content)"
        raise RevisionError(msg)
    with content_at(folder / SURVEYS, revision) as copy:
        found = (_read(path, zone) for path in sorted(copy.rglob(f"*{SUFFIX}")))
        return {survey.slug: survey for survey in found if survey is not None}


def committed_surveys(folder: Path, now: dict[str, Survey], zone: ZoneInfo) -> dict[str, Survey]:
    """Return what each survey was in the newest commit, or in the one before where that has it as it is now.

    Empty where git knows nothing of the folder. As a server that checks what was pushed sees only what is
    committed, it would otherwise never find a change.
    """
    found: dict[str, Survey] = {}
    for revision in (ONE_BEFORE, NEWEST):
        try:
            surveys = surveys_at(folder, revision, zone)
        except RevisionError:
            continue
        changed = {
            slug: old for slug, old in surveys.items() if slug in now and old.digest != now[slug].digest
        }
        found |= changed
    return found


def _read(path: Path, zone: ZoneInfo) -> Survey | None:
    reader = FieldReader(path.as_posix(), Context(zone))
    try:
        survey = read_survey(read_document(path.read_bytes(), path.as_posix()), reader, stem=path.stem)
    except (ContentError, OSError):
        return None
    return None if any(problem.is_error for problem in reader.problems) else survey
