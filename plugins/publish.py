"""Publication: checked, built beside the published site, proven to tell nothing early, then put in place.

Whatever goes wrong on the way, the published site stays as it is; there is never half a new one.
"""

import contextlib
import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pelican.settings import read_settings

from editorial.content import Content
from editorial.embargo import Kind, Leak, leaks
from editorial.instants import written_day
from editorial.markup import to_html
from editorial.post import Post
from editorial.problems import Problem, Severity
from editorial.stage import Format, IdeaType
from plugins.build import PROJECT, BuildReport, BuildRequest, build_site
from plugins.checks import THEME, Checked, check_content
from plugins.folder_swap import Workshop, keep_equal_files, swap, take_along, workshop
from plugins.linkcheck import SiteAddress, built_files, check_links
from plugins.output_folder import LIST, written_before

SETTINGS_FILE = "publishconf.py"
THEME_TEXTS = (".html", ".css", ".js", ".svg")
REMEDIES = {
    Kind.ADDRESS: "link to the post with {filename}, which is shown as words until it is live",
    Kind.SLUG: "find what names the post there; give a file that it waits for another name",
    Kind.FILE: "correct the link to that file",
}
OTHER_REMEDY = (
    "take it out of what is published; words that the site says by itself belong in EMBARGO_EXPLAINED"
)


@dataclass(frozen=True)
class Publication:
    """What came of it: the numbers of live and waiting posts, and all findings, sorted."""

    live: int
    waiting: int
    problems: tuple[Problem, ...]
    is_done: bool


def publish(
    read: Callable[[], Content],
    request: BuildRequest,
    *,
    progress: Callable[[str], None] = lambda _: None,
) -> Publication:
    """Publish a content folder, unless there is an error in it or in what was built.

    Raises what building raises, BusyError, and OSError when the new site cannot take the old one's place.
    """
    settings = read_settings(str(PROJECT / SETTINGS_FILE), override=dict(request.overrides or {}))
    # The clock is read once: what is checked, built and proven is one and the same.
    as_of = request.as_of or datetime.now(UTC)
    with workshop(request.output) as place:
        before = written_before(place.target)
        progress("checking the content")
        content = read()
        checked = check_content(content, as_of=as_of, foreign=request.foreign)
        live = content.live_posts(as_of)
        live_paths = {post.source.path for post in live}
        waiting = [post for post in content.posts if post.source.path not in live_paths]
        if refused := _refusal(content, checked, request, empties=bool(before)):
            return Publication(len(live), len(waiting), refused, is_done=False)
        progress("building the site")
        report = _build(request, place, as_of)
        take_along(place, (name for name in _files(place.target) if name not in {*before, LIST}))
        progress("looking for what is not live yet, and for links that lead nowhere")
        known = (*_known(content, settings), *_said_by_dates(live, as_of))
        found = [
            *report.found_late,
            *_leaks(place, live, waiting, known, request),
            *_dead_links(place, settings, request),
        ]
        problems = tuple(sorted({*checked.problems, *found}))
        is_done = not any(problem.is_error for problem in found)
        if is_done:
            progress("putting it in place")
            keep_equal_files(place, built_files(place.new))
            swap(place)
        return Publication(report.live, report.waiting, problems, is_done=is_done)


def address_warning(site_url: str, stand_in: str) -> str:
    """Return what to say where the site's own address is not known as it should be, or nothing."""
    if not site_url:
        return (
            f"warning: MASTHEAD_SITE_URL is not set: sitemap and feeds name {stand_in} instead, and pages "
            "have neither a canonical address nor share links (set it to the site's address)"
        )
    if not site_url.startswith(("http://", "https://")):
        return f"warning: MASTHEAD_SITE_URL: “{site_url}” is no web address such as https://example.org"
    return ""


def _refusal(
    content: Content, checked: Checked, request: BuildRequest, *, empties: bool
) -> tuple[Problem, ...]:
    """Return all findings where they forbid a build, and else none; `empties`: a site stands already."""
    if empties and not (content.posts or content.pages):
        emptied = Problem(
            path=os.path.relpath(request.content),
            line=1,
            severity=Severity.ERROR,
            code="empties-the-site",
            message="neither a post nor a page is in this folder, and the published site would be emptied",
            remedy="give the folder of the content with --content, or delete the published site first",
        )
        return tuple(sorted([*checked.problems, emptied]))
    return checked.problems if checked.has_errors and not request.foreign else ()


def _build(request: BuildRequest, place: Workshop, as_of: datetime) -> BuildReport:
    staged = BuildRequest(
        content=request.content,
        output=place.new,
        as_of=as_of,
        settings_file=SETTINGS_FILE,
        foreign=request.foreign,
        overrides=request.overrides,
    )
    # Pelican says how it gets on; a command's own output may be data.
    with contextlib.redirect_stdout(sys.stderr):
        return build_site(staged)


def _files(folder: Path) -> list[str]:
    return built_files(folder) if folder.is_dir() else []


def _leaks(
    place: Workshop,
    live: Iterable[Post],
    waiting: Iterable[Post],
    known: Iterable[str],
    request: BuildRequest,
) -> Iterator[Problem]:
    files = ((name, (place.new / name).read_bytes()) for name in built_files(place.new))
    for leak in leaks(waiting, files, live=live, known=known):
        yield leak_problem(leak, request.output)


def leak_problem(leak: Leak, output: Path) -> Problem:
    """Return a leak as a finding in the published file."""
    message = f"the {leak.kind} of {leak.post}, which is not live, stands in it: “{leak.found}”"
    remedy = REMEDIES.get(leak.kind, OTHER_REMEDY)
    return Problem((output / leak.path).as_posix(), 1, "embargo-leak", message, remedy)


def _dead_links(place: Workshop, settings: Mapping[str, Any], request: BuildRequest) -> Iterator[Problem]:
    site = SiteAddress(
        url=settings["SITEURL"].rstrip("/"),
        others=tuple(filter(None, [settings["FEED_DOMAIN"].rstrip("/")])),
        elsewhere=tuple(filter(None, [settings["SURVEY_SERVICE"].rstrip("/")])),
    )
    for problem in check_links(place.new, site):
        name = Path(problem.path).relative_to(place.new)
        # Foreign texts come with links that nobody here can mend.
        severity = Severity.WARNING if request.foreign else problem.severity
        path = (request.output / name).as_posix()
        yield Problem(path, problem.line, problem.code, problem.message, problem.remedy, severity)


def _known(content: Content, settings: Mapping[str, Any]) -> Iterator[str]:
    """What the site says beside its posts."""
    yield from settings["EMBARGO_EXPLAINED"]
    yield "\n".join(
        (settings["SITENAME"], settings["TAGLINE"], *(title for title, _ in settings["MENUITEMS"]))
    )
    for stage in settings["STAGES"]:
        yield "\n".join((stage.key, stage.name, stage.wording, stage.description))
    yield "\n".join((*(idea.wording for idea in IdeaType), *(form.label for form in Format)))
    for page in content.pages:
        yield "\n".join((page.slug, page.title, page.summary, _shown(page.body)))
    for author in content.authors.values():
        yield "\n".join((author.slug, author.name, author.role, *author.links, _shown(author.biography)))
    for survey in content.surveys.values():
        words = (survey.title, survey.purpose, survey.introduction, survey.thanks, survey.kind)
        yield "\n".join((survey.slug, *words, json.dumps(json.loads(survey.definition), ensure_ascii=False)))
    for path in sorted(THEME.rglob("*")):
        if path.suffix in THEME_TEXTS:
            yield path.read_text(encoding="utf-8")


def _shown(body: str) -> str:
    # What looks like a comment in the source may be code that is shown.
    return to_html(body) if "<!" in body else body


def _said_by_dates(posts: Iterable[Post], as_of: datetime) -> Iterator[str]:
    """Dates are written out on pages and stand in addresses."""
    days = {moment.date() for post in posts for moment in (post.date, post.modified) if moment}
    yield "\n".join(
        f"{written_day(day)}\n/archive/{day:%Y}/{day:%m}/" for day in sorted({*days, as_of.date()})
    )
