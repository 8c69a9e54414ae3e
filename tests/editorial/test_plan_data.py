import json
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from editorial.approval import Approval
from editorial.plan import make_plan
from editorial.plan_data import COLUMNS, as_data, csv_rows
from editorial.plan_text import plan_text
from tests import b2b_plan
from tests.builders import LONDON, SETTINGS, make_author, make_post


def plan_of(*posts, **more: Any):
    authors = {"ada": make_author("ada", capacity=2)}
    now = datetime(2026, 6, 3, 12, tzinfo=LONDON)
    policy = more.pop("policy", b2b_plan.policy())
    return make_plan(posts, authors, policy, as_of=now, zone=LONDON, stages=SETTINGS.stage_keys, **more)


@pytest.fixture(scope="module")
def b2b():
    return b2b_plan.plan()


def test_data_survive_json_and_have_every_part(b2b):
    data = as_data(b2b)

    assert json.loads(json.dumps(data)) == data
    assert data["as_of"] == "2014-07-15T12:00:00-04:00"
    assert data["horizon"] == {"first": "2014-07-15", "end": "2014-09-09"}
    assert [name for name, part in data.items() if not part] == []


def test_a_post_has_its_state_and_what_is_due(b2b):
    posts = {post["id"]: post for post in as_data(b2b)["posts"]}

    assert posts["white-papers"] == {
        "id": "white-papers",
        "state": "draft",
        "date": "2014-07-29T09:00:00-04:00",
        "day": "2014-07-29",
        "due": "2014-07-18",
        "title": "white papers",
        "authors": ["buyer"],
        "reviewer": "koch",
        "stage": "consideration",
        "idea": "practical",
        "category": "Influence",
        "persona": None,
        "status": "draft",
        "timely": False,
        "path": "posts/white-papers.md",
        "next_step": "review",
        "deadlines": {"draft": "2014-07-15", "review": "2014-07-23", "approved": "2014-07-28"},
        "days_overdue": 0,
        "overdue_step": None,
        "days_late": 0,
        "late_step": None,
        "review_day": None,
        "review_due": False,
        "approval": "none",
        "missed_gates": [],
    }
    assert (posts["late-loyalty"]["state"], posts["late-loyalty"]["overdue_step"]) == ("overdue", "draft")


def test_matrices_name_the_cells_that_hold_posts(b2b):
    ideas, topics, personas = as_data(b2b)["coverage"]["matrices"]

    assert ideas["columns"] == ["aspirational", "practical"]
    assert {"stage": "interest", "idea": "practical", "live": 6, "planned": 1, "review_due": 2} in ideas[
        "cells"
    ]
    assert topics["name"] == "topic"
    assert personas["columns"][-1] is None


def test_table_has_a_row_for_each_post(b2b):
    rows = list(csv_rows(as_data(b2b)["posts"]))

    assert rows[0] == COLUMNS
    assert len(rows) == 38
    assert {len(row) for row in rows} == {len(COLUMNS)}
    row = next(row for row in rows if row[0] == "forum-notes")
    assert dict(zip(COLUMNS, row, strict=True))["authors"] == "buyer; jbs"


@pytest.mark.parametrize("title", ['=HYPERLINK("//x")', "+1", "-1", "@SUM(A1)"])
def test_no_cell_of_the_table_is_a_formula(title):
    rows = list(csv_rows(as_data(plan_of(make_post(title=title)))["posts"]))

    assert rows[1][COLUMNS.index("title")] == f"'{title}"


def test_text_says_what_goes_out_what_is_late_and_what_is_missing(b2b):
    lines = plan_text(b2b).splitlines()

    assert lines[0] == "The plan at 12:00 on 15 July 2014 (America/New_York), up to 8 September 2014"
    assert lines[lines.index("Overdue") + 1] == "  late-loyalty  step draft  5 days  jbs"
    assert "  2014-07-02 to 2014-07-21  20 days empty  21 from post to post  now" in lines
    assert "  interest       1             6 + 1, 2 due" in lines
    assert "  Influence           last 2014-07-01  next 2014-07-29  due 2014-07-15  late" in lines
    assert "  koch   1 of 6 + 1 review  0 of 6 + 1 review  0 of 6" in lines
    july = lines.index("July 2014")
    assert [line.split()[:4] for line in lines[july + 1 : july + 4]] == [
        ["Tue", "1", "live", "no-influence"],
        ["Tue", "22", "scheduled", "scheduled-list"],
        ["Tue", "29", "draft", "white-papers"],
    ]
    assert not [line for line in lines if line != line.rstrip()]


def test_text_says_in_a_posts_line_that_its_approval_lapsed():
    text = plan_text(plan_of(make_post(date="2026-06-04"), approvals={"first-flush": Approval.LAPSED}))

    assert "  Thu  4  scheduled  first-flush  ada  interest × practical    approval lapsed" in text


def test_text_says_what_was_made_of_which_post():
    posts = [make_post(f"posts/{name}.md", title=name) for name in ("tea", "cups")]
    made = make_post("posts/talk.md", title="Talk", derived_from=["tea"])
    again = make_post("posts/film.md", title="Film", derived_from=["talk"])

    lines = plan_text(plan_of(*posts, made, again)).splitlines()

    place = lines.index("What was made of a post")
    assert lines[place + 1 :] == ["  tea  talk, film"]


def test_text_of_an_empty_plan_is_short():
    text = plan_text(plan_of(policy=b2b_plan.make_policy()))

    assert text.splitlines()[0] == "The plan at 12:00 on 3 June 2026 (Europe/London), up to 28 July 2026"
    assert "Overdue" not in text


def test_signs_that_steer_a_terminal_are_not_printed():
    text = plan_text(plan_of(replace(make_post(date="2026-06-04"), category="Tea\x1b[31m")))

    assert "Tea�[31m" in text
    assert "\x1b" not in text
