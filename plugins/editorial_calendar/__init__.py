"""The desk: the plan as pages and calendar files, for the team only and never inside the public output.

`invoke calendar` writes it without Pelican, so nothing here imports it; builds do so by `in_builds`.
"""

from collections import defaultdict
from datetime import timedelta
from pathlib import Path

from editorial.content import Content, ContentSettings
from editorial.dropped import dropped_publications
from editorial.facets import FacetNames, by_kind, facets, keys_by_post, narrowers
from editorial.month_grid import first_of_month
from editorial.outlook import Outlook
from editorial.plan import Plan
from plugins.editorial_calendar.cards import LOOK_BACK_DAYS, cards_of, shown_entries
from plugins.editorial_calendar.folder import NotOurDeskError, refuse_foreign_folder, write_files
from plugins.editorial_calendar.frame import FILES, PLAN_MARK, TOKEN_MARK, DeskFrame, Pages, desk_frame
from plugins.editorial_calendar.ical import CalendarFrame, DatedEvent, calendar_file, events_of
from plugins.editorial_calendar.ical_parts import CalendarParts
from plugins.editorial_calendar.lists import draw_lists
from plugins.editorial_calendar.month import draw_months, month_address
from plugins.editorial_calendar.narrowing import RULES, narrowing_rules
from plugins.editorial_calendar.numbers import draw_coverage, draw_load
from plugins.editorial_calendar.outlook import draw_outlook
from plugins.editorial_calendar.overview import draw_findings, draw_overview
from plugins.file_history import ContentHistory
from plugins.plan_mark import plan_mark

# Beside what is kept of git's log.
CALENDAR_PARTS = "calendar-parts.json"

# What the pages were made from; the server that sends them puts it in.
PLAN_FILE = ".desk-plan"

__all__ = [
    "FILES",
    "PLAN_FILE",
    "PLAN_MARK",
    "TOKEN_MARK",
    "DeskFrame",
    "NotOurDeskError",
    "desk_frame",
    "refuse_foreign_folder",
    "write_desk",
]


def write_desk(
    plan: Plan,
    content: Content,
    folder: Path,
    frame: DeskFrame,
    *,
    outlook: Outlook,
    history: ContentHistory,
) -> int:
    """Write the plan's pages and calendars into a folder; returns how many files changed.

    Other files in the folder stay as they are.
    """
    pages = desk_pages(plan, content, folder, frame, outlook, is_cut_short=history.is_cut_short)
    files = pages | desk_calendars(plan, content, frame, history)
    # It comes last: an older mark beside newer pages only lets a ripple be refused.
    mark = {PLAN_FILE: plan_mark(content.posts, plan.as_of).encode()} if frame.is_editable else {}
    return write_files(folder, files | mark)


def desk_pages(
    plan: Plan, content: Content, folder: Path, frame: DeskFrame, outlook: Outlook, *, is_cut_short: bool
) -> dict[str, bytes]:
    """Return the pages with their styles, by their paths in the folder; git's history may be cut short."""
    month_now = month_address(first_of_month(plan.today))
    authors = sorted(content.authors.values(), key=lambda author: (author.name, author.slug))
    names = {author.slug: author.name for author in authors}
    shown = shown_entries(plan)
    filters = facets(shown, FacetNames(names, {stage.key: stage.name for stage in frame.stages}))
    everywhere = {
        "plan": plan,
        "month_now": month_now,
        "author_slugs": sorted(content.authors),
        "facets": tuple(by_kind(filters).items()),
        "narrowers": narrowers(filters),
        "nav": (
            ("overview", "index.html", "Overview"),
            ("month", month_now, "Month"),
            ("agenda", "agenda.html", "Agenda"),
            ("board", "board.html", "Board"),
            ("coverage", "coverage.html", "Coverage"),
            ("load", "load.html", "Load"),
            ("outlook", "outlook.html", "Outlook"),
            ("findings", "findings.html", "Findings"),
        ),
    }
    pages = Pages(frame, folder, everywhere)
    pages.files[RULES] = narrowing_rules(filters).encode()
    titles = {entry.post.id: entry.post.title for entry in plan.entries}
    cards = cards_of(shown, content, pages, keys_by_post(filters))
    draw_overview(pages, plan, cards, titles, authors, outlook)
    draw_months(pages, plan, content, cards, filters)
    draw_lists(pages, plan, cards, filters)
    draw_coverage(pages, plan, titles)
    draw_load(pages, plan, names, titles)
    draw_outlook(pages, outlook, cards, titles, names, is_cut_short=is_cut_short)
    draw_findings(pages, plan)
    return pages.files


def desk_calendars(
    plan: Plan, content: Content, frame: DeskFrame, history: ContentHistory
) -> dict[str, bytes]:
    """Return the calendar files, one with everything and one for each author."""
    since = plan.as_of - timedelta(days=LOOK_BACK_DAYS)
    settings = ContentSettings(frame.stages, content.zone, language=frame.language)
    former = history.former_posts(content, settings, since=since)
    shown = shown_entries(plan)
    calendars = CalendarFrame(
        name=frame.name,
        domain=frame.domain,
        zone=content.zone,
        histories={entry.post.id: history.of(history.path_of(entry.post), entry.post.id) for entry in shown},
        links={entry.post.id: frame.page_of(entry.post, entry.state) for entry in shown},
        stages={stage.key: stage.name for stage in frame.stages},
        rules=history.of_rules(),
    )
    dropped = dropped_publications(former, content.posts, since=since)
    parts = CalendarParts(frame.cache.with_name(CALENDAR_PARTS) if frame.cache else None)
    events = events_of(shown, dropped, calendars, parts)
    own: dict[str, list[DatedEvent]] = defaultdict(list)
    for event in events:
        for slug in set(event.people):
            own[slug].append(event)
    files = {"calendar.ics": calendar_file(frame.name, events, content.zone, parts)}
    for slug, author in content.authors.items():
        name = f"{frame.name}: {author.name}"
        files[f"authors/{slug}.ics"] = calendar_file(name, own[slug], content.zone, parts)
    parts.save()
    return files
