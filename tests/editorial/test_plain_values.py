import json
from dataclasses import dataclass, fields
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editorial.plain_values import codec
from editorial.post import Post
from editorial.problems import Problem, Severity
from tests.builders import LONDON, make_post


@dataclass(frozen=True)
class Dish:
    name: str
    price: float = 0.0


@dataclass(frozen=True)
class Lunch:
    when: datetime
    day: date | None = None
    guests: tuple[str, ...] = ()
    severity: Severity = Severity.ERROR
    dishes: tuple[Dish, ...] = ()
    best: Dish | None = None


def over_the_wire(thing):
    kind = codec(type(thing))
    return kind.typed(json.loads(json.dumps(kind.plain(thing))))


ZONES = st.sampled_from(
    [UTC, LONDON, timezone(timedelta(hours=5, minutes=30)), timezone(-timedelta(hours=4))]
)
INSTANTS = st.datetimes(
    min_value=datetime(1900, 1, 2), max_value=datetime(2199, 12, 30), timezones=ZONES  # noqa: DTZ001
)  # fmt: skip


DISHES = st.builds(Dish, st.text(), st.floats(allow_nan=False))


@given(
    st.builds(
        Lunch,
        INSTANTS,
        st.none() | st.dates(),
        st.lists(st.text()).map(tuple),
        st.sampled_from(Severity),
        st.lists(DISHES).map(tuple),
        st.none() | DISHES,
    )
)
def test_what_becomes_plain_becomes_itself_again(lunch):
    again = over_the_wire(lunch)

    assert again == lunch
    assert (str(again.when.tzinfo), again.when.fold) == (str(lunch.when.tzinfo), lunch.when.fold)


def test_the_second_of_two_equal_times_stays_the_second():
    lunch = Lunch(datetime(2026, 10, 25, 1, 30, tzinfo=LONDON, fold=1))

    assert over_the_wire(lunch).when.utcoffset() == timedelta(0)


def test_a_post_becomes_plain_and_itself_again():
    post = make_post(
        modified="2026-03-02 10:00",
        tags=["tea", "Käse"],
        also=["loyalty"],
        series="Tea",
        series_index=2,
        evergreen="true",
        due="2026-02-01",
        aliases=["/old/"],
        approved="ada 2026-02-01T09:00:00Z 0123456789abcdef",
    )

    again = over_the_wire(post)

    assert again == post
    assert [type(getattr(again, field.name)) for field in fields(Post)] == [
        type(getattr(post, field.name)) for field in fields(Post)
    ]


def test_a_problem_becomes_plain_and_itself_again():
    problem = Problem("posts/tea.md", 4, "not-known", "“x” is not known", "write y", Severity.WARNING)

    assert over_the_wire(problem) == problem


def test_what_is_said_by_default_is_left_out():
    assert codec(Lunch).plain(Lunch(datetime(2026, 3, 1, tzinfo=UTC))) == {
        "when": ["2026-03-01T00:00:00", 0.0, 0]
    }


def test_a_type_that_is_not_known_is_refused():
    with pytest.raises(TypeError, match=r"<class 'object'> cannot be turned into plain values"):
        codec(object)


def test_a_zone_that_cannot_be_named_is_refused():
    class Here(tzinfo):
        def utcoffset(self, _):
            return timedelta(hours=1)

    with pytest.raises(TypeError, match="is no zone that can be named"):
        codec(Lunch).plain(Lunch(datetime(2026, 3, 1, tzinfo=Here())))
