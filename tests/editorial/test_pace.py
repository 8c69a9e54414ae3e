from datetime import UTC, date, datetime

import pytest

from editorial.days_off import DaysOff
from editorial.pace import measured_paces, status_history, working_days_between
from editorial.status import Status
from editorial.written_status import written_status
from tests.builders import LONDON, make_policy

WORKS_ON = DaysOff().is_working_day
LEAD = make_policy(lead_days={"draft": 14, "review": 7, "approved": 2}).lead_days


def at(day: int) -> datetime:
    return datetime(2026, 6, day, 12, tzinfo=UTC)


def way(*days: int):
    """Return the history of a post that reached the four steps on these days of June."""
    steps = (Status.ASSIGNED, Status.DRAFT, Status.REVIEW, Status.APPROVED)
    return status_history([(at(day), step) for day, step in zip(days, steps, strict=False)])


def test_a_history_has_each_change_once():
    history = status_history(
        [(at(1), Status.DRAFT), (at(2), Status.DRAFT), (at(3), None), (at(4), Status.REVIEW)]
    )

    assert [(change.status, change.since) for change in history] == [
        (Status.DRAFT, at(1)),
        (Status.REVIEW, at(4)),
    ]


def test_working_days_between_leave_out_the_weekend_and_the_last_day():
    friday, tuesday = date(2026, 6, 5), date(2026, 6, 9)

    assert working_days_between(friday, tuesday, WORKS_ON) == 2


def test_the_pace_of_a_step_is_the_median_of_those_who_took_it():
    histories = [way(1, 3, 4, 5), way(1, 4, 5, 8), way(1, 11, 12, 15)]

    paces = measured_paces(histories, LEAD, works_on=WORKS_ON, zone=LONDON)

    # From Monday the 1st: 2, 3 and 8 working days to the draft.
    assert (paces[Status.DRAFT].days, paces[Status.DRAFT].samples) == (3.0, 3)
    assert (paces[Status.REVIEW].days, paces[Status.REVIEW].samples) == (1.0, 3)
    assert (paces[Status.APPROVED].days, paces[Status.APPROVED].samples) == (1.0, 3)


def test_days_are_those_of_the_teams_own_clock():
    # Late on Sunday in UTC is Monday in London's summer.
    late = datetime(2026, 6, 7, 23, 30, tzinfo=UTC)
    history = status_history([(late, Status.DRAFT), (at(9), Status.REVIEW)])

    paces = measured_paces([history] * 3, LEAD, works_on=lambda _: True, zone=LONDON)

    assert paces[Status.REVIEW].days == 1


def test_a_step_that_was_skipped_tells_nothing():
    straight = status_history([(at(1), Status.ASSIGNED), (at(30), Status.APPROVED)])

    paces = measured_paces([straight] * 5, LEAD, works_on=WORKS_ON, zone=LONDON)

    assert [pace.samples for pace in paces.values()] == [0, 0, 0]


def test_a_step_that_was_taken_before_the_one_before_it_tells_nothing():
    paces = measured_paces([way(10, 9, 11, 12)] * 3, LEAD, works_on=WORKS_ON, zone=LONDON)

    assert {str(step): pace.samples for step, pace in paces.items()} == {
        "draft": 0,
        "review": 3,
        "approved": 3,
    }


def test_a_post_that_was_sent_back_counts_once_with_all_the_days_it_took():
    # A draft on the 1st and 2nd, again on the 8th and 9th; in review on the 3rd and 4th, again on the 10th.
    days = {1: "draft", 3: "review", 5: "assigned", 8: "draft", 10: "review", 11: "approved"}
    sent_back = status_history([(at(day), Status(word)) for day, word in days.items()])

    def paces(posts: int):
        return measured_paces([sent_back] * posts, LEAD, works_on=WORKS_ON, zone=LONDON)

    assert {pace.samples for pace in paces(2).values()} == {0}
    assert {str(step): (pace.days, pace.samples) for step, pace in paces(3).items()} == {
        "draft": (1.0, 3),
        "review": (4.0, 3),
        "approved": (3.0, 3),
    }


def test_too_few_posts_leave_the_policys_days():
    paces = measured_paces([way(1, 3, 4, 5)] * 2, LEAD, works_on=WORKS_ON, zone=LONDON)

    assert {str(step): (pace.days, pace.samples) for step, pace in paces.items()} == {
        "draft": (0.0, 0),  # nothing says when somebody is to be asked
        "review": (7.0, 0),
        "approved": (5.0, 0),
    }


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("---\ntitle: Tea\nstatus: review\n---\nstatus: idea\n", Status.REVIEW),
        ('---\r\nStatus: "Published" # out\r\n---\r\n', Status.APPROVED),
        ("Title: Tea\nStatus: draft\n\nstatus: review\n", Status.DRAFT),
        ("---\ntitle: Tea\n---\n", Status.DRAFT),
        ("---\nstatus: lost\n---\n", None),
        ("status: review without an end", None),
        ("", None),
    ],
)
def test_the_status_of_a_version_is_found_in_its_header(text: str, status: Status | None):
    assert written_status(text.encode()) is status
