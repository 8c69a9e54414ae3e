"""The commands of those who write: `invoke new`, `invoke reading-paths`."""

import json as json_format
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from invoke import Context, task

import pelicanconf
from editorial.content import POLICY_FILE
from plugins.commands import CONTENT, checked_content, clock, content_folder, print_findings, today

# What a command needs is loaded when it runs, so that listing them all is quick.
if TYPE_CHECKING:
    from editorial.path_report import PathReport


@task(
    help={
        "kind": "post, author or survey",
        "title": "the title, or the author's name",
        "author": "the author's slug; several with commas",
        "category": "topic",
        "stage": "stage that the post serves",
        "idea": "aspirational or practical",
        "date": "day of publication, or of a survey's opening",
        "content": "folder of the content",
    },
    positional=["kind"],
)
def new(
    _: Context,
    kind: str,
    title: str = "",
    author: str = "",
    category: str = "",
    stage: str = "",
    idea: str = "",
    date: str = "",
    content: str = CONTENT,
) -> None:
    """Start a post, an author or a survey; at a terminal it asks for what it cannot know."""
    from plugins.new_content import Wanted, begin

    wanted = Wanted(kind, title, author, category, stage, idea, date)
    stages = tuple(stage.key for stage in pelicanconf.STAGES)
    ask = input if sys.stdin.isatty() else None
    print(begin(wanted, checked_content(content_folder(content)), stages=stages, today=today(), ask=ask))


@task(
    help={
        "content": "folder of the content",
        "as-of": "the instant at which to look",
        "json": "print the report as data",
    }
)
def reading_paths(_: Context, content: str = CONTENT, as_of: str = "", json: bool = False) -> None:
    """Say where readers find no way on: dead ends, loops, topics that lead to no last stage."""
    from editorial.path_report import as_data, findings

    folder = content_folder(content)
    instant, report = path_report(folder, clock(as_of, folder))
    if json:
        data = {"as_of": instant.isoformat(), **as_data(report)}
        print(json_format.dumps(data, ensure_ascii=False, indent=1))
        return
    print_findings(findings(report, policy=(folder / POLICY_FILE).as_posix()), as_json=False)
    ends = f"{len(report.dead_ends)} dead ends, {len(report.loops)} loops"
    gaps = f"{len(report.gaps)} topics without a way through"
    print(f"{report.posts} posts, {report.steps} next steps: {ends}, {gaps}", file=sys.stderr)


def path_report(folder: Path, as_of: datetime | None) -> "tuple[datetime, PathReport]":
    """Return the instant, now where none is given, and the report on the posts that are listed then."""
    from editorial.path_report import report_on

    content = checked_content(folder)
    instant = as_of or datetime.now(UTC).astimezone(content.zone)
    listed = [post for post in content.live_posts(instant) if post.is_listed]
    return instant, report_on(listed, [stage.key for stage in pelicanconf.STAGES])
