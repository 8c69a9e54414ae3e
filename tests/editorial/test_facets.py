from datetime import datetime

from editorial.due_days import due_days
from editorial.facets import FacetNames, by_kind, facets, keys_by_post, narrowers
from editorial.plan import make_plan
from editorial.status import Status
from tests.builders import LONDON, SETTINGS, make_author, make_policy, make_post

NAMES = FacetNames({"ada": "Ada Quill"}, {key: key.capitalize() for key in SETTINGS.stage_keys})


def plan_of(*posts, **policy):
    return make_plan(
        posts,
        {"ada": make_author()},
        make_policy(**policy),
        as_of=datetime(2026, 3, 2, 12, tzinfo=LONDON),
        zone=LONDON,
        stages=SETTINGS.stage_keys,
    )


def test_posts_can_be_filtered_by_what_they_have_in_order():
    plan = plan_of(
        make_post("posts/one.md", category="Tea-cake", stage="loyalty", also=["epiphany"]),
        make_post("posts/two.md", category="Tea, cake", stage="interest", authors=["ben"], date="2026-05-01"),
        make_post("posts/three.md", status="idea", date=None, authors=[]),
    )

    found = [
        (facet.path, facet.label, [entry.id for entry in facet.entries])
        for facet in facets(plan.entries, NAMES)
    ]

    assert found == [
        ("author/ada", "Ada Quill", ["one"]),
        ("author/ben", "ben", ["two"]),
        ("stage/epiphany", "Epiphany", ["one"]),
        ("stage/interest", "Interest", ["two", "three"]),
        ("stage/loyalty", "Loyalty", ["one"]),
        ("topic/tea-cake", "Tea-cake", ["one", "two"]),
        ("status/idea", "Idea", ["three"]),
        ("status/approved", "Approved", ["one", "two"]),
        ("state/idea", "Idea", ["three"]),
        ("state/scheduled", "Scheduled", ["two"]),
        ("state/live", "Live", ["one"]),
    ]


def test_what_is_overdue_is_found_by_its_status_too():
    plan = plan_of(make_post("posts/late.md", date="2026-03-01", status="review"))

    found = {facet.path: [entry.id for entry in facet.entries] for facet in facets(plan.entries, NAMES)}

    assert found["status/review"] == found["state/overdue"] == ["late"]


def test_a_facet_is_narrowed_by_what_its_posts_have_besides():
    plan = plan_of(
        make_post("posts/one.md", category="Tea", stage="loyalty", also=["epiphany"], authors=["ada", "ben"]),
        make_post("posts/two.md", category="Tea", stage="loyalty", authors=["ben"], date="2026-05-01"),
        make_post("posts/three.md", category="Cups", stage="interest", authors=["ada"]),
    )
    found = facets(plan.entries, NAMES)

    of_tea = narrowers(found)["topic/tea"]

    assert {kind: [(one.facet.label, one.posts) for one in others] for kind, others in of_tea.items()} == {
        "author": [("Ada Quill", 1), ("ben", 2)],
        "stage": [("Epiphany", 1), ("Loyalty", 2)],
        "status": [("Approved", 2)],
        "state": [("Scheduled", 1), ("Live", 1)],
    }


def test_a_post_carries_the_keys_of_all_its_facets():
    plan = plan_of(make_post("posts/one.md", category="Tea", stage="loyalty", also=["epiphany"]))
    found = facets(plan.entries, NAMES)

    assert keys_by_post(found) == {
        "one": ("author=ada", "stage=epiphany", "stage=loyalty", "topic=tea", "status=approved", "state=live")
    }
    assert [(kind, len(group)) for kind, group in by_kind(found).items()] == [
        ("author", 1),
        ("stage", 2),
        ("topic", 1),
        ("status", 1),
        ("state", 1),
    ]


def test_steps_to_come_have_their_days_and_the_posts_own_due_day_comes_first():
    lead = {"lead_days": {"draft": 10, "review": 5, "approved": 1}}
    plan = plan_of(make_post(status="draft", date="2026-03-31", due="2026-03-20"), **lead)

    days = [(step, f"{day:%d.%m.}") for step, day in due_days(plan.entries[0])]

    assert days == [(Status.REVIEW, "20.03."), (Status.APPROVED, "30.03.")]


def test_an_approved_post_has_nothing_due():
    plan = plan_of(make_post(date="2026-03-31", due="2026-03-20"), lead_days={"draft": 10})

    assert list(due_days(plan.entries[0])) == []
