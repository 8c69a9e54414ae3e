from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from editorial.post import NEEDED, Comments
from editorial.stage import Format, IdeaType
from editorial.status import State, Status
from tests.builders import LONDON, header_text, make_post, read_post_text

NOON = datetime.fromisoformat("2026-03-01T12:00:00+00:00")
ZONES = st.sampled_from([UTC, LONDON, ZoneInfo("America/New_York"), ZoneInfo("Pacific/Apia")])
# Around the hour that comes twice in London.
CLOCKS = st.builds(
    lambda minutes, zone: (datetime(2026, 10, 24, tzinfo=UTC) + timedelta(minutes=minutes)).astimezone(zone),
    st.integers(0, 3 * 24 * 60),
    ZONES,
)
DATES = st.datetimes(datetime.fromisoformat("2026-10-24"), datetime.fromisoformat("2026-10-27")).map(
    lambda moment: moment.isoformat(timespec="minutes")
)


def planned(status, **fields):
    """Return the least that a post of a status has."""
    need = {"authors": ["ada"], "date": None, "stage": None, "idea": None, "summary": None}
    return make_post(status=status, **(need | fields))


def test_a_post_has_what_its_header_says():
    post = make_post(
        id="tea-1",
        slug="first",
        modified="2026-03-02",
        authors=["ada", "bo"],
        category="Planning",
        tags="green, black",
        also=["loyalty"],
        format="case-study",
        persona="Editor",
        question="Why spring?",
        due="2026-02-20",
        reviewer="bo",
        series="Tea",
        series_index=2,
        evergreen="yes",
        review_by="2027-03-01",
        survey="readers",
        derived_from=["tea-0"],
        aliases=["/old/", "/older.html"],
        comments="closed",
        feedback="off",
    )

    assert (post.id, post.slug, post.title) == ("tea-1", "first", "First flush")
    assert post.date.isoformat() == "2026-03-01T09:00:00+00:00"
    assert post.modified.isoformat() == "2026-03-02T09:00:00+00:00"
    assert (post.authors, post.tags, post.category) == (("ada", "bo"), ("green", "black"), "Planning")
    assert (post.stage, post.also, post.idea) == ("interest", ("loyalty",), IdeaType.PRACTICAL)
    assert (post.format, post.status) == (Format.CASE_STUDY, Status.APPROVED)
    assert (post.due, post.review_by) == (date(2026, 2, 20), date(2027, 3, 1))
    assert (post.series, post.series_index, post.evergreen) == ("Tea", 2, True)
    assert (post.survey, post.derived_from, post.aliases) == ("readers", ("tea-0",), ("/old/", "/older.html"))
    assert (post.comments, post.feedback) == (Comments.CLOSED, False)


def test_a_post_that_says_little_gets_the_defaults():
    post = planned("draft", path="posts/2026/First Flush.md")

    assert (post.slug, post.id) == ("first-flush", "first-flush")
    assert (post.format, post.comments, post.feedback) == (Format.ESSAY, Comments.OPEN, True)
    assert (post.date, post.stage, post.idea, post.evergreen) == (None, None, None, False)


def test_a_post_without_a_status_is_a_draft():
    post, problems = read_post_text(header_text({"title": "Tea", "authors": ["ada"]}))

    assert problems == []
    assert post.status is Status.DRAFT


def test_the_id_is_the_slug_where_none_is_given():
    assert make_post(slug="first").id == "first"


def test_published_means_approved():
    assert make_post(status="published").status is Status.APPROVED


@pytest.mark.parametrize("field", NEEDED)
@pytest.mark.parametrize(
    "written", ["", f"{'{field}'}:\n", "{field}: ''\n"], ids=["left out", "empty", "quotes"]
)
@pytest.mark.parametrize("status", Status)
def test_a_post_needs_each_field_from_its_status_on(field, written, status):
    whole = {
        "authors": "ada",
        "date": "2026-03-01",
        "stage": "interest",
        "idea": "practical",
        "summary": "Tea.",
    }
    lines = "".join(f"{key}: {value}\n" for key, value in whole.items() if key != field)
    text = f"---\ntitle: Tea\nstatus: {status}\n{lines}{written.format(field=field)}---\n"

    _, problems = read_post_text(text)

    line = 8 if written else 3
    expected = (
        f"posts/first-flush.md:{line}: error missing-{field} the post has no {field}, "
        f"which it needs from the status {NEEDED[field]} on (write `{field}: …`)"
    )
    assert problems == ([expected] if status.has_reached(NEEDED[field]) else [])


def test_a_field_that_is_wrong_is_not_missing_too():
    _, problems = read_post_text(
        header_text({"title": "Tea", "authors": "ada", "status": "review", "date": "soon", "summary": "Tea.",
                     "stage": "tea", "idea": "odd"})
    )  # fmt: skip

    assert [problem.split()[2] for problem in problems] == ["not-a-date", "not-known", "not-known"]


def test_a_wrong_status_asks_for_nothing_else():
    _, problems = read_post_text(header_text({"title": "Tea", "status": "apprved"}))

    assert problems == [
        "posts/first-flush.md:3: error not-known status: “apprved” is not known (did you mean approved?)"
    ]


@pytest.mark.parametrize(
    ("status", "date", "due", "state"),
    [
        ("idea", None, None, State.IDEA),
        ("assigned", None, "2026-03-01", State.ASSIGNED),
        ("assigned", None, "2026-02-28", State.OVERDUE),
        ("draft", "2026-03-02", None, State.DRAFT),
        ("review", "2026-03-01 12:00", None, State.OVERDUE),
        ("approved", "2026-03-01 12:01", None, State.SCHEDULED),
        ("approved", "2026-03-01 12:00", None, State.LIVE),
        ("approved", "2026-03-02", "2026-02-01", State.SCHEDULED),
        ("hidden", "2026-02-01", None, State.LIVE),
    ],
)
def test_what_a_post_is_depends_on_the_clock(status, date, due, state):
    post = make_post(status=status, date=date, due=due)

    assert post.state(NOON) is state


def test_a_hidden_post_is_listed_nowhere():
    assert not make_post(status="hidden").is_listed
    assert make_post().is_listed


@given(DATES, CLOCKS, CLOCKS, st.sampled_from(["idea", "assigned", "draft", "review", "approved", "hidden"]))
@example(
    "2026-10-25T01:30",
    *(datetime(2026, 10, 25, 1, m, tzinfo=LONDON, fold=f) for m, f in ((45, 0), (15, 1))),
    "approved",
)
def test_what_is_live_stays_live_and_its_state_says_so(moment, one, other, status):
    post, _ = read_post_text(header_text({"title": "Tea", "date": moment, "status": status}))
    earlier, later = sorted((one, other), key=lambda clock: clock.astimezone(UTC))

    assert post.is_live(earlier) <= post.is_live(later)
    for clock in (earlier, later):
        assert post.is_live(clock) == (post.state(clock) is State.LIVE)


def test_an_approved_post_without_a_date_is_never_live():
    post, _ = read_post_text(header_text({"title": "Tea", "status": "approved"}))

    assert not post.is_live(NOON)
    assert post.state(NOON) is State.SCHEDULED


def test_the_digest_changes_with_what_is_read_and_with_nothing_else():
    post = make_post()

    assert make_post(status="hidden", body="Tea is picked in spring.\n\n").digest == post.digest
    assert make_post(body="Tea is picked in autumn.").digest != post.digest
    assert make_post(title="Second flush").digest != post.digest


def test_words_are_counted_as_readers_would():
    assert make_post(body="Don't count *signs* — e.g. hand-written 3.5 notes.").words == 7
