"""What `invoke calendar` does: the plan in words and as data, the desk, and what changed in the plan."""

import csv
import io
import json
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from invoke import Exit

import pelicanconf
import publishconf
from editorial.content import Content
from editorial.outlook import Outlook, forecast_findings
from editorial.outlook_text import outlook_data, outlook_lines
from editorial.plan import Plan
from editorial.plan_data import as_data, csv_rows
from editorial.plan_text import plan_text
from plugins.commands import FINDINGS, WRONG_USE, checked_content, print_findings
from plugins.content_plan import outlook_of, plan_of
from plugins.derived_files import write_whole
from plugins.editorial_calendar import NotOurDeskError, desk_frame, refuse_foreign_folder, write_desk
from plugins.file_history import read_history
from plugins.uncollected import no_collection

PROJECT = Path(pelicanconf.__file__).resolve().parent
CUT_SHORT = (
    "git has only the last commits here: the pace is that of these alone, what was dropped before is not "
    "cancelled, and calendars that know more may take no change; fetch the whole history"
)


@dataclass(frozen=True)
class CalendarRequest:
    """What was asked for: without an instant the plan is that of now, without weeks the policy's horizon."""

    content: Path
    desk: Path
    as_of: datetime | None = None
    weeks: int | None = None
    foreign: bool = False
    as_json: bool = False
    reads: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Calendar:
    """What was made: the plan with all findings, what lies ahead, both as data; how many files changed.

    It is cut short where git has the last commits only.
    """

    plan: Plan
    outlook: Outlook
    data: Mapping[str, Any]
    changed: int
    is_cut_short: bool = False


def show_plan(request: CalendarRequest) -> None:
    """Print the plan and write the desk; ends the command if the plan breaks what must not be broken."""
    with no_collection():
        content = checked_content(request.content, foreign=request.foreign)
        try:
            refuse_foreign_folder(request.desk)
            calendar = write_calendar(content, request, cache=_history_cache())
        except NotOurDeskError as error:
            raise Exit(str(error), code=FINDINGS) from None
        except OSError as error:
            raise Exit(f"the desk cannot be written: {error}", code=FINDINGS) from None
    findings = calendar.plan.findings
    if calendar.is_cut_short:
        print(CUT_SHORT, file=sys.stderr)
    if request.as_json:
        print(_json(calendar.data))
    else:
        print(plan_text(calendar.plan))
        print(*outlook_lines(calendar.outlook), sep="\n", end="\n\n" if findings else "\n")
        print_findings(findings, as_json=False)
        desk = request.desk / "index.html"
        print(f"The desk opens at {desk}; files changed: {calendar.changed}.", file=sys.stderr)
    if any(problem.is_error for problem in findings):
        raise Exit(code=FINDINGS)


def write_calendar(content: Content, request: CalendarRequest, *, cache: Path | None) -> Calendar:
    """Make the plan of a content folder and write its desk; `cache` is a file that keeps git's log."""
    plan = plan_of(
        content,
        _instant(request, content),
        weeks=request.weeks,
        foreign=request.foreign,
        reads=request.reads,
    )
    history = read_history(request.content, cache)
    outlook = outlook_of(content, plan, history)
    plan = _with_all_findings(plan, outlook, content)
    data = as_data(plan) | outlook_data(outlook)
    frame = desk_frame(vars(publishconf), cache=cache)
    changed = write_desk(plan, content, request.desk, frame, outlook=outlook, history=history)
    changed += write_data(data, request.desk)
    return Calendar(plan, outlook, data, changed, history.is_cut_short)


def show_changes(request: CalendarRequest, *, since: str) -> None:
    """Print what the working tree changes in the plan against a git revision.

    Ends the command if it now breaks what must not be broken.
    """
    from editorial.plan_diff import diff_data, diff_lines
    from plugins.calendar_diff import diff_against
    from plugins.content_at import RevisionError

    content = checked_content(request.content, foreign=request.foreign)
    as_of = _instant(request, content)
    read = partial(checked_content, foreign=request.foreign)
    make = partial(plan_of, as_of=as_of, weeks=request.weeks, foreign=request.foreign)
    try:
        diff = diff_against(since, content, read=read, plan_of=make)
    except RevisionError as error:
        raise Exit(str(error), code=WRONG_USE) from None
    if request.as_json:
        print(json.dumps(diff_data(diff), ensure_ascii=False, indent=1))
    else:
        print(*diff_lines(diff), sep="\n")
    if any(problem.is_error for problem in diff.new_findings):
        raise Exit(code=FINDINGS)


def _instant(request: CalendarRequest, content: Content) -> datetime:
    return request.as_of or datetime.now(UTC).astimezone(content.zone)


def _with_all_findings(plan: Plan, outlook: Outlook, content: Content) -> Plan:
    # A post that cannot be read is missing from the plan, which must not pass in silence.
    found = {*plan.findings, *forecast_findings(outlook), *content.errors}
    return replace(plan, findings=tuple(sorted(found)))


def _history_cache() -> Path | None:
    return PROJECT / pelicanconf.DESK_HISTORY if pelicanconf.DESK_HISTORY else None


def write_data(data: Mapping[str, Any], desk: Path) -> int:
    """Write the plan as JSON and as a table, each whole; returns how many of the two changed."""
    changed = 0
    for name, text in {"plan.json": _json(data) + "\n", "plan.csv": _csv(csv_rows(data["posts"]))}.items():
        path, written = desk / name, text.encode()
        if not path.is_file() or path.read_bytes() != written:
            write_whole(path, written)
            changed += 1
    return changed


def _json(data: Mapping[str, Any]) -> str:
    """Return data with one post, or other part of a list, to a line: ten times as fast as indents."""
    encode = json.JSONEncoder(ensure_ascii=False).encode

    def lines(value: object) -> str:
        if not isinstance(value, list) or not value:
            return encode(value)
        parts = ",\n  ".join(map(encode, value))
        return f"[\n  {parts}\n ]"

    fields = (f" {json.dumps(name)}: {lines(value)}" for name, value in data.items())
    return "{\n" + ",\n".join(fields) + "\n}"


def _csv(rows: Iterable[tuple[str, ...]]) -> str:
    # Spreadsheets take a file for UTF-8 when it begins with this sign.
    table = io.StringIO("\ufeff")
    table.seek(0, io.SEEK_END)
    csv.writer(table).writerows(rows)
    return table.getvalue()
