"""The commands that make the site: `invoke serve`, `invoke build`, `invoke publish`."""

import os
import sys
from pathlib import Path

from invoke import Context, Exit, task

import pelicanconf
import publishconf
from editorial.problems import ContentError
from plugins.commands import (
    CONTENT,
    FINDINGS,
    FOREIGN,
    PROJECT,
    STATE,
    WRONG_USE,
    checked_content,
    clock,
    content_folder,
    port_number,
    print_findings,
    show_progress,
)

# The commands load what they need when they run, so that listing them all is quick.
OUTPUT = os.path.relpath(PROJECT / pelicanconf.OUTPUT_PATH)


@task(
    help={
        "content": "folder of the content",
        "port": "port of the site",
        "service-port": "port of the survey service",
        "as-of": "the instant to build for and answer at, such as 2026-03-03 or 2026-03-03T09:00Z",
        "foreign": FOREIGN,
    }
)
def serve(
    _: Context,
    content: str = CONTENT,
    port: int = 8000,
    service_port: int = 8001,
    as_of: str = "",
    foreign: bool = False,
) -> None:
    """Show the site with previews and the survey service, and rebuild on every save."""
    from plugins.serve import Desk, serve

    folder = content_folder(content)
    ports = port_number(port), port_number(service_port)
    sys.exit(serve(Desk(folder, Path(STATE), *ports, clock(as_of, folder), foreign)))


@task(
    help={
        "content": "folder of the content",
        "output": "folder to build into",
        "as-of": "the instant to build for",
        "jobs": "how many pictures and cards to make at once (default: as many as the machine takes)",
        "fresh": "take nothing over from earlier builds",
        "foreign": FOREIGN,
    }
)
def build(
    _: Context,
    content: str = CONTENT,
    output: str = OUTPUT,
    as_of: str = "",
    jobs: int = 0,
    fresh: bool = False,
    foreign: bool = False,
) -> None:
    """Build the site for production: only what is live."""
    from plugins.build import BuildError, BuildRequest, build_site
    from plugins.output_folder import NotOurFolderError

    folder = content_folder(content)
    if jobs < 0:
        raise Exit(f"--jobs: {jobs} is too few (write 1 or more)", code=WRONG_USE)
    request = BuildRequest(
        folder,
        Path(output),
        clock(as_of, folder),
        settings_file="publishconf.py",
        fresh=fresh,
        foreign=foreign,
        overrides={"JOBS": jobs} if jobs else None,
    )
    try:
        report = build_site(request)
    except (BuildError, ContentError, NotOurFolderError) as error:
        raise Exit(str(error), code=FINDINGS) from None
    for problem in (*(report.problems if foreign else ()), *report.lapsed, *report.found_late):
        print(problem, file=sys.stderr)
    print(_went_out(report.live, report.waiting, output))


@task(
    help={
        "content": "folder of the content",
        "output": "folder of the published site, which is replaced in one step",
        "as-of": "the instant to publish for",
        "foreign": FOREIGN,
        "json": "print the findings as data",
    }
)
def publish(
    _: Context,
    content: str = CONTENT,
    output: str = OUTPUT,
    as_of: str = "",
    foreign: bool = False,
    json: bool = False,
) -> None:
    """Check, build, prove that nothing leaks and no link is dead, and then put the site in place."""
    from plugins.build import BuildError, BuildRequest
    from plugins.folder_swap import BusyError
    from plugins.output_folder import NotOurFolderError
    from plugins.publish import address_warning, publish

    if warning := address_warning(publishconf.SITEURL, publishconf.FEED_DOMAIN):
        print(warning, file=sys.stderr)
    folder = content_folder(content)
    request = BuildRequest(folder, Path(output), clock(as_of, folder), foreign=foreign)
    try:
        publication = publish(
            lambda: checked_content(folder, foreign=foreign), request, progress=show_progress
        )
    except (BuildError, BusyError, ContentError, NotOurFolderError, OSError) as error:
        raise Exit(f"{error}\nNot published; {output} is as it was.", code=FINDINGS) from None
    print_findings(publication.problems, as_json=json)
    if not publication.is_done:
        raise Exit(f"Not published; {output} is as it was.", code=FINDINGS)
    if not json:
        print(_went_out(publication.live, publication.waiting, output))


def _went_out(live: int, waiting: int, output: str) -> str:
    posts = "1 post is" if live == 1 else f"{live} posts are"
    return f"{posts} live in {output}; {waiting} {'waits' if waiting == 1 else 'wait'}."
