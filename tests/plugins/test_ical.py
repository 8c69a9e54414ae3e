"""Calendar files as the icalendar library, and so Apple, Google and Outlook, read them."""

import os
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from editorial.content import ContentSettings, read_content
from editorial.plan import make_plan
from plugins.editorial_calendar import DeskFrame, desk_calendars
from plugins.editorial_calendar.ical_zone import zone_component
from plugins.file_history import read_history
from tests.builders import STAGES, header_text, post_text, write_content
from tests.git_folder import GitFolder

AS_OF = datetime(2026, 3, 1, 12, tzinfo=UTC)
POLICY = "timezone: {zone}\nlead_days: {{draft: 10, review: 5, approved: 1}}\n"
THEME = Path(__file__).parents[2] / "theme"


@pytest.fixture
def folder(tmp_path) -> GitFolder:
    folder = GitFolder(tmp_path / "content")
    write_content(
        folder.folder,
        {
            "editorial.yaml": POLICY.format(zone="Europe/London"),
            "authors/ada.md": header_text({"name": "Ada"}),
        },
    )
    return folder


def put(folder: GitFolder, name: str = "tea", **fields: object) -> None:
    fields = {"title": "First flush", "date": "2026-03-31", "status": "draft"} | fields
    write_content(folder.folder, {f"posts/{name}.md": post_text(**fields)})


def files(folder: GitFolder, as_of: datetime = AS_OF, cache: Path | None = None) -> dict[str, bytes]:
    frame = DeskFrame("Tea Times", THEME, STAGES, previews="http://127.0.0.1:8000/preview/key/", cache=cache)
    content = read_content(folder.folder, ContentSettings(STAGES, ZoneInfo("UTC")))
    plan = make_plan(
        content.posts,
        content.authors,
        content.policy,
        as_of=as_of,
        zone=content.zone,
        stages=[stage.key for stage in STAGES],
    )
    return desk_calendars(plan, content, frame, read_history(content.folder, frame.cache))


def events(folder: GitFolder, name: str = "calendar.ics") -> dict[str, object]:
    found = Calendar.from_ical(files(folder)[name]).events
    return {str(event["uid"]): event for event in found}


def test_a_publication_is_an_instant_in_the_policys_zone(folder):
    put(folder)
    folder.commit("2026-02-01T10:00:00+00:00")

    event = events(folder)["tea.publication@tea-times.masthead"]

    assert event["summary"] == "First flush (draft)"
    assert event["dtstart"].dt == datetime(2026, 3, 31, 9, tzinfo=ZoneInfo("Europe/London"))
    assert event["dtstart"].params["tzid"] == "Europe/London"
    assert (event["status"], event["transp"], event["sequence"]) == ("TENTATIVE", "TRANSPARENT", 1)
    assert event["dtstamp"].dt == event["last-modified"].dt == datetime(2026, 2, 1, 10, tzinfo=UTC)
    assert event["url"] == "http://127.0.0.1:8000/preview/key/tea/"
    assert event["description"].startswith(
        "State: draft\nStage: Interest\nIdea: practical\nAuthors: ada\nFile: "
    )


def test_what_is_due_lasts_a_whole_day_and_ends_before_the_next(folder):
    put(folder)

    event = events(folder)["tea.due-review@tea-times.masthead"]

    assert event["summary"] == "First flush: due for review"
    assert (event["dtstart"].dt, event["dtend"].dt) == (date(2026, 3, 24), date(2026, 3, 25))
    assert event["dtstart"].params["value"] == "DATE"
    assert event["transp"] == "TRANSPARENT"


def test_steps_that_are_done_are_not_due_and_a_due_day_of_the_posts_own_counts(folder):
    put(folder, due="2026-03-20")

    found = events(folder)

    assert [uid.partition("@")[0] for uid in found] == [
        "tea.publication",
        "tea.due-review",
        "tea.due-approved",
    ]
    assert found["tea.due-review@tea-times.masthead"]["dtstart"].dt == date(2026, 3, 20)


def test_a_moved_post_keeps_its_uid_and_raises_its_sequence_before_and_after_the_commit(folder):
    put(folder)
    folder.commit("2026-02-01T10:00:00+00:00")
    uid = "tea.publication@tea-times.masthead"
    before = events(folder)[uid]

    put(folder, date="2026-04-02")
    moved = events(folder)[uid]
    folder.commit("2026-02-02T10:00:00+00:00")
    committed = events(folder)[uid]

    assert [before["sequence"], moved["sequence"], committed["sequence"]] == [1, 2, 2]
    assert moved["dtstart"].dt.date() == committed["dtstart"].dt.date() == date(2026, 4, 2)


def test_what_was_dropped_is_cancelled_under_its_uid_with_a_higher_sequence(folder):
    put(folder, "deleted")
    put(folder, "dateless")
    folder.commit("2026-02-01T10:00:00+00:00")
    (folder.folder / "posts/deleted.md").unlink()
    put(folder, "dateless", date=None)
    folder.commit("2026-02-02T10:00:00+00:00")

    found = events(folder, "authors/ada.ics")

    assert {
        uid: (event["status"], event["sequence"], event["summary"], event["dtstart"].dt.date())
        for uid, event in found.items()
    } == {
        f"{name}.publication@tea-times.masthead": ("CANCELLED", 2, "First flush (dropped)", date(2026, 3, 31))
        for name in ("deleted", "dateless")
    }


UID = "tea.publication@tea-times.masthead"


def sequences(folder: GitFolder, *steps: Callable[[], object]) -> list[int]:
    """Return the post's number at the beginning, after each step, and after the commit of each."""
    found = [events(folder)[UID]["sequence"]]
    for day, step in enumerate(steps, 2):
        step()
        found.append(events(folder)[UID]["sequence"])
        folder.commit(f"2026-02-{day:02}T10:00:00+00:00")
        found.append(events(folder)[UID]["sequence"])
    return found


def test_a_post_that_is_deleted_and_comes_back_counts_on(folder):
    put(folder)
    folder.commit("2026-02-01T10:00:00+00:00")

    found = sequences(
        folder,
        (folder.folder / "posts/tea.md").unlink,
        lambda: put(folder, date="2026-04-02"),
        (folder.folder / "posts/tea.md").unlink,
        lambda: put(folder, date="2026-04-03", body="Another text. " * 30),
    )

    assert found == [1, 2, 2, 3, 3, 4, 4, 5, 5]


def test_a_post_that_comes_back_without_a_date_is_cancelled_with_a_higher_number_still(folder):
    put(folder)
    folder.commit("2026-02-01T10:00:00+00:00")

    found = sequences(
        folder,
        (folder.folder / "posts/tea.md").unlink,
        lambda: put(folder, date="2026-04-02"),
        lambda: put(folder, date=None),
    )

    assert found == [1, 2, 2, 3, 3, 4, 4]
    assert events(folder)[UID]["status"] == "CANCELLED"


def test_a_post_that_goes_to_another_folder_counts_on_however_much_of_it_changes(folder):
    put(folder, id="tea", body="About tea. " * 30)
    folder.commit("2026-02-01T10:00:00+00:00")

    def move() -> None:
        (folder.folder / "posts/sub").mkdir()
        folder.git("mv", "posts/tea.md", "posts/sub/tea.md")

    def rewrite() -> None:
        (folder.folder / "posts/sub/tea.md").unlink()
        put(folder, "green", id="tea", title="Quite another", body="Nothing like it was. " * 30)

    assert sequences(folder, move, rewrite) == [1, 2, 2, 3, 3]


def test_what_is_moved_but_not_changed_was_not_changed_before_its_last_commit(folder):
    put(folder)
    os.utime(folder.folder / "posts/tea.md", (1_600_000_000, 1_600_000_000))
    folder.commit("2026-02-01T10:00:00+00:00")
    (folder.folder / "posts/sub").mkdir()
    folder.git("mv", "posts/tea.md", "posts/sub/tea.md")

    assert events(folder)[UID]["last-modified"].dt == datetime(2026, 2, 1, 10, tzinfo=UTC)


def test_a_due_day_that_the_policy_or_an_absence_moves_raises_its_sequence(folder):
    put(folder)
    folder.commit("2026-02-01T10:00:00+00:00")
    policy, away = POLICY.format(zone="Europe/London"), [{"from": "2026-03-23", "to": "2026-03-24"}]
    states = [events(folder)]
    for day, files in (
        (2, {"editorial.yaml": policy.replace("review: 5", "review: 6")}),
        (3, {"authors/ada.md": header_text({"name": "Ada", "away": away})}),
    ):
        write_content(folder.folder, files)
        states.append(events(folder))
        folder.commit(f"2026-02-{day:02}T10:00:00+00:00")
        states.append(events(folder))

    due = [state["tea.due-review@tea-times.masthead"] for state in states]
    assert [event["dtstart"].dt.day for event in due] == [24, 23, 23, 19, 19]
    numbers = [event["sequence"] for event in due]
    assert numbers == [numbers[0] + step for step in (0, 1, 1, 2, 2)]
    assert due[2]["last-modified"].dt == due[2]["dtstamp"].dt == datetime(2026, 2, 2, 10, tzinfo=UTC)
    assert [state[UID]["sequence"] for state in states] == [1] * 5


def test_an_author_gets_what_they_write_and_what_they_review(folder):
    write_content(folder.folder, {"authors/ben.md": header_text({"name": "Ben"})})
    put(folder)
    put(folder, "mate", reviewer="ben", date="2026-05-01")

    assert {uid.partition(".")[0] for uid in events(folder, "authors/ben.ics")} == {"mate"}
    assert {uid.partition(".")[0] for uid in events(folder, "authors/ada.ics")} == {"tea", "mate"}


def test_two_runs_give_the_same_bytes_as_calendars_want_them(folder):
    put(folder, title="A title that is so long, with ünïcödé; and commas, that it has to be folded somewhere")
    folder.commit("2026-02-01T10:00:00+00:00")

    text = files(folder)["calendar.ics"]

    assert files(folder, AS_OF + timedelta(hours=3))["calendar.ics"] == text
    assert text.count(b"\n") == text.count(b"\r\n")
    assert all(len(line) <= 75 for line in text.split(b"\r\n"))
    head = text.decode().split("\r\n")[:10]
    assert head[:5] == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Masthead//Editorial calendar//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
    ]
    assert "X-WR-CALNAME:Tea Times" in head
    assert "REFRESH-INTERVAL;VALUE=DURATION:PT1H" in head
    assert text.endswith(b"END:VEVENT\r\nEND:VCALENDAR\r\n")


def test_what_is_kept_between_runs_gives_the_same_calendars(folder, tmp_path):
    cache = tmp_path / "var/history.json"
    put(folder)
    put(folder, "cake", title="Cake", reviewer="ada")
    folder.commit("2026-02-01T10:00:00+00:00")
    first = files(folder, cache=cache)
    put(folder, "cake", title="Kuchen, größer", reviewer="ada")

    changed = files(folder, cache=cache)

    assert changed == files(folder)
    assert changed != first
    assert files(folder, cache=cache) == changed


def test_a_calendar_without_events_is_a_calendar_still(folder):
    calendar = Calendar.from_ical(files(folder)["calendar.ics"])

    assert (calendar.events, calendar.timezones) == ([], [])


# The nights on which the clocks go forward and back, as minutes around each change.
NIGHTS = [
    ("Europe/London", datetime(2026, 3, 29, 1, tzinfo=UTC)),
    ("Europe/London", datetime(2026, 10, 25, 1, tzinfo=UTC)),
    ("America/New_York", datetime(2026, 3, 8, 7, tzinfo=UTC)),
    ("America/New_York", datetime(2026, 11, 1, 6, tzinfo=UTC)),
    ("Australia/Lord_Howe", datetime(2026, 10, 3, 15, 30, tzinfo=UTC)),
    ("Australia/Lord_Howe", datetime(2026, 4, 4, 15, tzinfo=UTC)),
]


@pytest.mark.parametrize(("name", "change"), NIGHTS)
def test_the_zones_rules_begin_when_its_clocks_change(name, change):
    zone = ZoneInfo(name)
    rules = zone_component(zone, 2026, 2026)

    def offset(instant: datetime) -> timedelta:
        """What the rules say, read as RFC 5545 has it: each begins by the clock that was valid until then."""
        onsets = []
        for rule in rules.subcomponents:
            dates = [rule.DTSTART]
            extra = rule.get("rdate", [])
            for part in extra if isinstance(extra, list) else [extra]:
                dates += [entry.dt for entry in part.dts]
            onsets += [((day - rule.TZOFFSETFROM).replace(tzinfo=UTC), rule.TZOFFSETTO) for day in dates]
        return max((begin, to) for begin, to in onsets if begin <= instant)[1]

    for minutes in (-90, -31, -1, 0, 29, 31, 90):
        instant = change + timedelta(minutes=minutes)
        assert offset(instant) == instant.astimezone(zone).utcoffset(), minutes


@pytest.mark.parametrize(
    ("zone", "written"), [("America/New_York", "2026-03-08"), ("Australia/Lord_Howe", "2026-10-04")]
)
def test_a_post_in_the_hour_that_is_left_out_has_an_instant_all_the_same(folder, zone, written):
    write_content(folder.folder, {"editorial.yaml": POLICY.format(zone=zone)})
    put(folder, date=f"{written} 02:30", status="approved")

    [event] = events(folder).values()

    expected = datetime.fromisoformat(f"{written}T02:30").replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
    assert event["dtstart"].dt.astimezone(UTC) == expected


@pytest.mark.parametrize(
    ("written", "line"),
    [
        # The hour that occurs twice: what is read by the zone's clock is the first.
        ("2026-11-01 01:30", "DTSTART;TZID=America/New_York:20261101T013000"),
        ("2026-11-01T01:30-05:00", "DTSTART:20261101T063000Z"),
        # The hour that is left out: what the clock shows at that instant.
        ("2026-03-08 02:30", "DTSTART;TZID=America/New_York:20260308T033000"),
    ],
)
def test_an_instant_is_written_so_that_no_calendar_can_take_it_for_another(folder, written, line):
    write_content(folder.folder, {"editorial.yaml": POLICY.format(zone="America/New_York")})
    put(folder, date=written, status="approved")

    text = files(folder)["calendar.ics"].decode()

    assert line in text.split("\r\n")
    [event] = Calendar.from_ical(text).events
    assert event["dtend"].dt - event["dtstart"].dt == timedelta(minutes=15)
