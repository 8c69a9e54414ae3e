from datetime import UTC, datetime

from editorial.dropped import Former, dropped_publications
from tests.builders import make_post

SINCE = datetime(2026, 1, 1, tzinfo=UTC)


def former(path: str, *, day: int = 1, **fields: object) -> Former:
    return Former(make_post(path, **fields), 3, datetime(2026, 2, day, tzinfo=UTC))


def test_a_deleted_post_and_one_without_its_date_are_dropped():
    dateless = make_post("posts/b.md", date=None, status="idea")

    found = dropped_publications([former("posts/b.md"), former("posts/a.md")], [dateless], since=SINCE)

    assert [(drop.id, drop.people, drop.changes) for drop in found] == [
        ("a", ("ada",), 3),
        ("b", ("ada",), 3),
    ]


def test_a_post_that_has_a_date_again_is_not_dropped():
    moved_to_another_file = make_post("posts/2027/a.md", date="2026-09-01")

    assert dropped_publications([former("posts/a.md")], [moved_to_another_file], since=SINCE) == ()


def test_what_was_planned_for_long_ago_is_not_told_any_more():
    assert dropped_publications([former("posts/a.md", date="2025-12-01")], [], since=SINCE) == ()


def test_of_several_dates_that_were_taken_away_the_latest_counts():
    versions = [
        former("posts/a.md", day=2, date="2026-05-02"),
        former("posts/a.md", day=1, date="2026-05-01"),
    ]

    [drop] = dropped_publications(versions, [], since=SINCE)

    assert drop.date.day == 2
