import itertools
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from editorial.instants import parse_instant
from editorial.ripple import RippleError, late_dues, ripple, shifted
from tests.builders import LONDON, make_author, make_policy, make_post

NEW_YORK = ZoneInfo("America/New_York")
LORD_HOWE = ZoneInfo("Australia/Lord_Howe")
AS_OF = datetime(2026, 3, 1, 12, tzinfo=LONDON)
FIRST = date(2026, 4, 1)


def planned(slug, day, **fields):
    return make_post(f"posts/{slug}.md", **{"date": day, "status": "draft", **fields})


def rippled(posts, moved, new, *, as_of=AS_OF, authors=(), **policy):
    """Return the moves, as days by id; `new` is a day."""
    (post,) = (post for post in posts if post.id == moved)
    moves = ripple(
        posts, post, parse_instant(new, LONDON), policy=make_policy(**policy),
        authors={author.slug: author for author in authors}, zone=LONDON, as_of=as_of,
    )  # fmt: skip
    return {move.id: (str(move.after.astimezone(LONDON).date()), move.reason) for move in moves}


def test_what_follows_goes_as_many_days_and_what_does_not_follow_stays():
    posts = [
        planned("before", "2026-04-01"),
        planned("moved", "2026-04-07"),
        planned("next", "2026-04-09 07:30"),
        planned("after", "2026-04-14", status="approved"),
        planned("undated", None, status="idea"),
    ]

    assert rippled(posts, "moved", "2026-04-10") == {
        "moved": ("2026-04-10", "asked for"),
        "next": ("2026-04-12", "as moved"),
        "after": ("2026-04-17", "as moved"),
    }


def test_quiet_days_absences_and_pins_push_further_and_the_distance_is_kept():
    posts = [
        planned("moved", "2026-04-01"),
        planned("quiet", "2026-04-02"),
        planned("away", "2026-04-04", authors=["bo", "ada"]),
        planned("pin", "2026-04-14", timely=True),
        planned("pinned", "2026-04-08"),
        planned("last", "2026-04-20"),
    ]
    bo = make_author("bo", away=[{"from": "2026-04-09", "to": "2026-04-09"}])

    assert rippled(
        posts, "moved", "2026-04-04", authors=[bo], quiet_days=[{"from": "2026-04-05", "to": "2026-04-06"}]
    ) == {
        "moved": ("2026-04-04", "asked for"),
        "quiet": ("2026-04-07", "since 5 April 2026 is a quiet day"),
        "away": ("2026-04-10", "since bo is away on 9 April 2026"),
        "pinned": ("2026-04-15", "since pin is pinned to 14 April 2026"),
        "last": ("2026-04-27", "to keep its distance"),
    }


def test_a_cadence_of_more_than_a_post_a_day_lets_two_share_the_day_of_a_pin():
    posts = [
        planned("a", "2026-04-01"),
        planned("pin", "2026-04-03", timely=True),
        planned("b", "2026-04-02"),
    ]

    assert rippled(posts, "a", "2026-04-02", cadence={"posts_per_week": 7})["b"][0] == "2026-04-04"
    assert rippled(posts, "a", "2026-04-02", cadence={"posts_per_week": 8})["b"][0] == "2026-04-03"


def test_a_move_to_an_earlier_day_pulls_what_follows_but_not_into_the_past_nor_past_what_stays():
    posts = [
        planned("stays", "2026-04-05"),
        planned("moved", "2026-04-20"),
        planned("next", "2026-04-22"),
        planned("last", "2026-04-24"),
    ]

    assert rippled(posts, "moved", "2026-04-01") == {
        "moved": ("2026-04-01", "asked for"),
        "next": ("2026-04-06", "since it stays behind moved"),
        "last": ("2026-04-08", "to keep its distance"),
    }
    assert rippled(posts, "moved", "2026-02-20")["next"] == (
        "2026-04-06",
        "since 22 February 2026 has passed",
    )


def test_what_would_be_due_this_very_instant_has_passed():
    posts = [planned("moved", "2026-04-20"), planned("next", "2026-04-22 12:00")]
    noon = parse_instant("2026-04-10 12:00", LONDON)

    assert rippled(posts, "moved", "2026-04-08", as_of=noon)["next"] == (
        "2026-04-11",
        "since 10 April 2026 has passed",
    )


def test_what_is_pulled_may_pass_a_pinned_post():
    posts = [
        planned("pin", "2026-04-18", timely=True),
        planned("moved", "2026-04-20"),
        planned("next", "2026-04-22"),
    ]

    assert rippled(posts, "moved", "2026-04-10")["next"] == ("2026-04-12", "as moved")


def test_days_are_counted_by_the_wall_calendar_whatever_the_hours():
    posts = [planned("moved", "2026-04-01 23:00"), planned("next", "2026-04-05")]

    assert rippled(posts, "moved", "2026-04-02 01:00")["next"][0] == "2026-04-06"
    assert list(rippled(posts, "moved", "2026-04-01 07:00")) == ["moved"]


def test_posts_that_go_out_together_stay_together():
    posts = [planned("moved", "2026-04-20"), planned("one", "2026-04-22"), planned("two", "2026-04-22")]

    found = rippled(posts, "moved", "2026-04-21")

    assert (found["one"][0], found["two"][0]) == ("2026-04-23", "2026-04-23")


def test_what_cannot_be_pulled_stays_and_with_it_everything_behind():
    posts = [planned("moved", "2026-04-20"), planned("next", "2026-04-22"), planned("last", "2026-04-24")]

    assert list(
        rippled(posts, "moved", "2026-04-19", quiet_days=[{"from": "2026-04-10", "to": "2026-04-30"}])
    ) == ["moved"]


def test_somebody_who_is_away_for_years_is_named():
    posts = [planned("moved", "2026-04-20"), planned("next", "2026-04-22")]
    ada = make_author("ada", away=[{"from": "2026-01-01", "to": "2030-01-01"}])

    with pytest.raises(RippleError) as raised:
        rippled(posts, "moved", "2026-04-21", authors=[ada])

    assert str(raised.value) == (
        "next cannot be shifted: in two years no day is free (look at absences and quiet days)"
    )


def test_a_post_without_a_date_has_nothing_that_follows_it():
    with pytest.raises(RippleError, match="moved has no date yet, so nothing follows it"):
        rippled([planned("moved", None, status="idea")], "moved", "2026-04-21")


def test_only_a_due_day_that_somebody_wrote_can_come_to_lie_after_the_date():
    posts = [
        planned("moved", "2026-04-20", due="2026-04-10"),
        planned("next", "2026-04-22", due="2026-04-12"),
        planned("last", "2026-04-23", due="2026-04-12"),
    ]
    moves = ripple(
        posts, posts[0], parse_instant("2026-04-09", LONDON),
        policy=make_policy(), authors={}, zone=LONDON, as_of=AS_OF,
    )  # fmt: skip

    assert [str(problem) for problem in late_dues(posts, moves, LONDON)] == [
        (
            "posts/moved.md:9: warning due-after-date due: 10 April 2026 lies after the post's new date, "
            "9 April 2026 (give the step an earlier day)"
        ),
        (
            "posts/next.md:9: warning due-after-date due: 12 April 2026 lies after the post's new date, "
            "11 April 2026 (give the step an earlier day)"
        ),
    ]


def test_the_hands_of_the_clock_stay_when_clocks_change():
    new_york = datetime(2026, 3, 7, 2, 30, tzinfo=NEW_YORK)
    lord_howe = datetime(2026, 4, 4, 1, 45, tzinfo=LORD_HOWE)

    assert [shifted(new_york, days).astimezone(UTC).isoformat() for days in (0, 1, 2)] == [
        "2026-03-07T07:30:00+00:00", "2026-03-08T07:30:00+00:00", "2026-03-09T06:30:00+00:00"
    ]  # fmt: skip
    assert [shifted(lord_howe, days).astimezone(UTC).isoformat() for days in (0, 1, 2)] == [
        "2026-04-03T14:45:00+00:00", "2026-04-04T14:45:00+00:00", "2026-04-05T15:15:00+00:00"
    ]  # fmt: skip


POSTS = st.lists(
    st.tuples(
        st.integers(0, 25),
        st.sampled_from(["07:30", "09:00", "23:30", "09:00 America/New_York", "00:30 Asia/Tokyo", "22:00Z"]),
        st.sampled_from(["plain", "pinned", "bo", "approved"]),
    ),
    min_size=4,
    max_size=12,
)
RANGES = st.lists(st.tuples(st.integers(-10, 40), st.integers(0, 6)), min_size=1, max_size=4, unique=True)
TEMPLATE = make_post(status="draft")


def sequence(rows):
    for number, (day, clock, kind) in enumerate(rows):
        moment = parse_instant(f"{FIRST + timedelta(days=day)} {clock}", LONDON)
        status = make_post(status="approved").status if kind == "approved" else TEMPLATE.status
        authors = ("bo",) if kind == "bo" else ("ada",)
        name = f"p{number}"
        yield replace(
            TEMPLATE, id=name, date=moment, timely=kind == "pinned", status=status, authors=authors,
            source=replace(TEMPLATE.source, path=name),
        )  # fmt: skip


def days(ranges):
    return [
        {"from": str(FIRST + timedelta(days=first)), "to": str(FIRST + timedelta(days=first + more))}
        for first, more in ranges
    ]


@settings(max_examples=200)
@given(POSTS, st.integers(-20, 20), RANGES, RANGES, st.integers(-20, 20), st.data())
def test_ripple_keeps_order_pins_and_distance_and_finds_free_days(rows, shift, quiet, away, today, data):
    posts = list(sequence(rows))
    as_of = datetime.combine(FIRST + timedelta(days=today), datetime.min.time(), LONDON)
    waiting = [post for post in posts if not post.is_live(as_of)] or posts
    moved = data.draw(st.sampled_from(waiting))
    bo = make_author("bo", away=days(away))
    policy = make_policy(quiet_days=days(quiet))

    moves = ripple(
        posts, moved, shifted(moved.date, shift),
        policy=policy, authors={"bo": bo}, zone=LONDON, as_of=as_of,
    )  # fmt: skip

    by_id = {post.id: post for post in posts}
    first, followers = moves[0], moves[1:]
    assert first.id == moved.id
    assert all(not by_id[move.id].timely and not by_id[move.id].is_live(as_of) for move in followers)
    assert all(utc(move.before) > utc(moved.date) and utc(move.after) > utc(as_of) for move in followers)
    others = (post for post in posts if not post.timely and post.id != moved.id)
    staying = [utc(post.date) for post in others if utc(post.date) <= utc(moved.date)]
    assert shift > 0 or all(utc(move.after) > stays for move in followers for stays in staying)
    for earlier, later in itertools.pairwise(followers):
        assert utc(earlier.before) <= utc(later.before)
        assert utc(earlier.after) <= utc(later.after)
        assert (utc(earlier.after) == utc(later.after)) <= (earlier.before == later.before)
        assert later.days >= earlier.days
    for move in followers:
        day = move.after.astimezone(LONDON).date()
        assert not any(found.first <= day <= found.last for found in policy.quiet_days)
        assert by_id[move.id].authors != ("bo",) or not any(f.first <= day <= f.last for f in bo.away)
        assert day not in {post.date.astimezone(LONDON).date() for post in posts if post.timely} - {
            moved.date.astimezone(LONDON).date() if moved.timely else None
        }
        assert utc(move.after) > utc(first.after)
        assert shifted(move.before, move.days) == move.after
        assert shift > 0 < move.days or move.days < 0
    if shift > 0:
        expected = {
            p.id for p in posts if utc(p.date) > utc(moved.date) and not p.timely and not p.is_live(as_of)
        }
        assert {move.id for move in followers} == expected - {moved.id}


def utc(moment):
    return moment.astimezone(UTC)
