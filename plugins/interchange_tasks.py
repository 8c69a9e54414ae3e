"""The commands that bring surveys in from other tools and take them out: `import-survey`, `export-survey`."""

import json as json_format
import os
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from invoke import Context, Exit, task

from editorial.interchange.exported import Format
from editorial.interchange.model import Fate, ForeignFileError, Imported
from editorial.problems import did_you_mean
from editorial.slug import is_slug, slugify
from plugins.commands import (
    CONTENT,
    FINDINGS,
    WRONG_USE,
    checked_content,
    clock,
    content_folder,
    content_zone,
)

_LONGEST_SLUG = 80
_OPEN = "opens and closes are not set, so it takes answers as soon as it is published"


@task(
    name="import-survey",
    help={
        "file": "a survey of SurveyJS (JSON), LimeSurvey (.lss or tab-separated) or Qualtrics (.qsf)",
        "slug": "the new survey's slug; from its title without",
        "content": "folder of the content",
        "dry-run": "print the report, and write nothing",
        "json": "print the report as data",
    },
    positional=["file"],
)
def import_survey_file(
    _: Context,
    file: str,
    slug: str = "",
    content: str = CONTENT,
    dry_run: bool = False,
    json: bool = False,
) -> None:
    """Bring a survey of another tool into content/surveys, and report what was kept, changed and dropped."""
    from editorial.interchange.document import survey_text

    folder = content_folder(content)
    imported = _imported(Path(file))
    slug = slug or slugify(imported.title)[:_LONGEST_SLUG].rstrip("-_.")
    if not is_slug(slug):
        raise Exit(f"“{slug}” cannot stand in an address (write --slug {slugify(slug)})", code=WRONG_USE)
    text = survey_text(imported)
    _refuse_broken(text, slug, folder, file)
    target = folder / "surveys" / f"{slug}.md"
    if target.exists():
        raise Exit(f"{target} is there already (choose another with --slug)", code=FINDINGS)
    if not dry_run:
        _write_new(target, text)
    _print_report(imported, target, dry_run=dry_run, as_json=json)


@task(
    name="export-survey",
    help={
        "slug": "the survey's slug",
        "format": f"one of: {', '.join(Format)}",
        "output": "file to write; without it, the terminal",
        "content": "folder of the content",
        "as-of": "the instant to write into the file",
    },
    positional=["slug"],
)
def export_survey_file(
    _: Context,
    slug: str,
    format: str = "surveyjs",  # noqa: A002 - the word of the command line
    output: str = "",
    content: str = CONTENT,
    as_of: str = "",
) -> None:
    """Write a survey for another tool: as SurveyJS JSON, triple-s XML or a DDI codebook."""
    from editorial.interchange.formats import export_survey

    if format not in list(Format):
        raise Exit(f"there is no format “{format}” ({did_you_mean(format, Format)})", code=WRONG_USE)
    folder = content_folder(content)
    content_read = checked_content(folder)
    surveys = content_read.surveys
    if slug not in surveys:
        raise Exit(f"there is no survey “{slug}” ({did_you_mean(slug, surveys)})", code=WRONG_USE)
    path = surveys[slug].source.path
    errors = [str(problem) for problem in content_read.problems if problem.is_error and problem.path == path]
    if errors:
        raise Exit("\n".join(errors), code=FINDINGS)
    instant = clock(as_of, folder) or datetime.now(UTC).astimezone(content_zone(folder))
    exported = export_survey(surveys[slug], Format(format), as_of=instant)
    if output:
        _write_over(Path(output), exported.text)
    else:
        sys.stdout.write(exported.text)
    for loss in exported.losses:
        print(f"left out: {loss}", file=sys.stderr)


def _imported(path: Path) -> Imported:
    from editorial.interchange.formats import LARGEST, import_survey

    try:
        # One byte more than is taken says that there are too many.
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as error:
        raise Exit(f"{path}: it cannot be read: {error.strerror}", code=WRONG_USE) from None
    try:
        return import_survey(data)
    except ForeignFileError as error:
        raise Exit(f"{path}: {error}", code=FINDINGS) from None


def _refuse_broken(text: str, slug: str, folder: Path, file: str) -> None:
    """End the command if `check` would find an error in what was made; that would be a mistake of ours."""
    from editorial.interchange.document import read_text

    _, problems = read_text(text, slug=slug, zone=content_zone(folder))
    errors = [str(problem) for problem in problems if problem.is_error]
    if errors:
        lines = "\n".join(errors)
        raise Exit(f"{file}: what was made of it is not a survey; nothing is written\n{lines}", code=FINDINGS)


def _write_new(target: Path, text: str) -> None:
    """Write a file whole or not at all, and never over another; ends the command where that cannot be."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(
            "w", encoding="utf-8", dir=target.parent, prefix=".", suffix=".new"
        ) as file:
            file.write(text)
            file.flush()
            os.fchmod(file.fileno(), 0o644)
            # Unlike a renaming, a link does not replace what has come to be there in the meantime.
            os.link(file.name, target)
    except FileExistsError:
        raise Exit(f"{target} is there already (choose another with --slug)", code=FINDINGS) from None
    except OSError as error:
        raise Exit(f"{target}: it cannot be written: {error.strerror}", code=FINDINGS) from None


def _write_over(target: Path, text: str) -> None:
    try:
        target.write_text(text, encoding="utf-8")
    except OSError as error:
        raise Exit(f"{target}: it cannot be written: {error.strerror}", code=FINDINGS) from None


def _print_report(imported: Imported, target: Path, *, dry_run: bool, as_json: bool) -> None:
    if as_json:
        data = {
            "file": str(target),
            "written": not dry_run,
            "questions": len(imported.header["questions"]),
            "report": [note.as_data() for note in imported.notes],
        }
        print(json_format.dumps(data, ensure_ascii=False, indent=1))
        return
    print(*imported.notes, sep="\n")
    counts = ", ".join(f"{imported.count(fate)} {fate}" for fate in Fate)
    verb = "would be written" if dry_run else "is written"
    print(f"{target} {verb} with {len(imported.header['questions'])} questions: {counts}.", file=sys.stderr)
    print(f"Before it goes out: {_OPEN}; there is no purpose.", file=sys.stderr)
