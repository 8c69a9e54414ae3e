"""`invoke survey-links`: the ways to a survey from a letter, from another site, from anywhere."""

import json as json_format
import os
from typing import TYPE_CHECKING

from invoke import Context, task

import pelicanconf
from plugins.commands import CONTENT, checked_content, content_folder
from plugins.survey_tasks import named_survey

# What a command needs is loaded when it runs, so that listing them all is quick.
if TYPE_CHECKING:
    from editorial.survey_links import SurveyLinks


@task(
    help={
        "slug": "the survey",
        "service": "where readers reach the service (default: MASTHEAD_SERVICE_URL, or this machine)",
        "site": "the address of the site (default: MASTHEAD_SITE_URL)",
        "content": "folder of the content",
        "json": "print the links as data",
    },
    positional=["slug"],
    name="survey-links",
)
def print_survey_links(
    _: Context, slug: str, service: str = "", site: str = "", content: str = CONTENT, json: bool = False
) -> None:
    """Print the ways to a survey: a link, one for each first answer, HTML for letters and other sites."""
    from editorial.survey_links import survey_links

    survey = named_survey(checked_content(content_folder(content)), slug)
    links = survey_links(
        survey,
        service=_address(service, "MASTHEAD_SERVICE_URL", pelicanconf.SURVEY_SERVICE),
        site=_address(site, "MASTHEAD_SITE_URL", pelicanconf.SITEURL),
    )
    if json:
        print(json_format.dumps(links.as_data(), ensure_ascii=False, indent=1))
    else:
        print(as_text(links))


def as_text(links: "SurveyLinks") -> str:
    """Return the ways to a survey as they are printed."""
    answers = [f"  {link.address}  {link.label}" for link in links.answers]
    none = "  (the first question is not one that a link can answer)"
    return "\n".join(
        [
            "Link (works without JavaScript; following it stores nothing)",
            f"  {links.plain}",
            "",
            "With an answer to the first question picked, and not sent",
            *(answers or [none]),
            "",
            "On the site",
            f"  {links.on_site}",
            f"  at the end of a post: survey: {links.survey} in its header",
            "  beside every page: where: [sidebar] in the survey's header",
            "",
            "In a letter (HTML)",
            links.mail,
            "",
            "In a page of another site (list its origin in MASTHEAD_SITE_ORIGINS)",
            links.embed,
        ]
    )


def _address(given: str, setting: str, default: str) -> str:
    return (given or os.environ.get(setting, "") or default).rstrip("/")
