"""The judge of candidates looks at as little as it can, and finds the same as if it looked at everything."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from editorial.likeness import Likenesses, likeness
from editorial.proposal_board import ProposalBoard, Targets
from editorial.proposal_judge import Judge
from editorial.proposal_team import Team
from tests.builders import make_post

DAY = date(2026, 6, 10)
CAPACITY, DAYS_LEFT = 3, 5
TARGETS = Targets(stages={"epiphany": 0.5, "interest": 0.5}, ideas={"practical": 0.5}, intervals={"Tea": 2})

POSTS = st.lists(
    st.fixed_dictionaries(
        {
            "status": st.sampled_from(["idea", "draft", "approved"]),
            "stage": st.sampled_from(["epiphany", "interest"]),
            "category": st.sampled_from(["Tea", "Cups"]),
            "tags": st.sampled_from([["milk"], ["milk", "lemon"], ["lemon"], ["sugar", "milk"], []]),
            "authors": st.sampled_from([None, ["bea"], ["bea"], ["ada"], ["bea", "ada"]]),
        }
    ),
    max_size=8,
)


def judge_of(dated, asked: list[str] | None = None, targets: Targets = TARGETS) -> Judge:
    """Return the judge of a day with posts on theirs, for a team of two; `asked` gets whom it asks for."""

    def days_left(author: str, _: date) -> int:
        if asked is not None:
            asked.append(author)
        return DAYS_LEFT

    team = Team(
        authors=("ada", "bea"),
        works_on=lambda _: lambda _: True,
        days_left=days_left,
        capacity=lambda author, _: CAPACITY if author == "bea" else None,
        planned=lambda author, _: {post.id for _, post in dated if author in post.authors},
        days_needed=lambda post: 6 if "sugar" in post.tags else 5,
        is_review_due=lambda post, _: "milk" in post.tags,
    )
    return Judge(DAY, ProposalBoard(dated), team, targets, Likenesses())


def made(path: str, fields):
    """Return a post; only an idea is nobody's."""
    is_anybodys = fields["authors"] is None and fields["status"] != "idea"
    return make_post(path, **{**fields, "authors": ["ada"]} if is_anybodys else fields)


def points_of(post, dated) -> float | None:
    """Return the points of a post by the rule, read from its text; None for what may not be proposed."""
    others = [(abs((day - DAY).days), day, other) for day, other in dated if other.id != post.id]
    in_quarter = [other for _, day, other in others if (day.year, (day.month - 1) // 3) == (2026, 1)]
    seen = [day for day, other in dated if other.category == post.category and day <= DAY]
    planned = [other for _, _, other in others if "bea" in other.authors]
    # Whoever said how much they can write comes before who did not.
    authors = post.authors or ("bea" if len(planned) < CAPACITY else "ada",)
    room = CAPACITY - len(planned) if authors[0] == "bea" else 0
    if (
        ("milk" not in post.tags and post.status == "approved")
        or "sugar" in post.tags
        or ("bea" in authors and len(planned) + 1 > CAPACITY)
        or any(likeness(post, other) >= 0.75 and days < 14 for days, _, other in others)
    ):
        return None

    def share(weight: float, key: str, shares) -> float:
        of_them = sum(key in (other.stage, other.idea) for other in in_quarter)
        return round(weight * max(-2, min(2, shares.get(key, 0) * (len(in_quarter) + 1) - of_them)), 1)

    parts = [
        share(3, post.stage, TARGETS.stages),
        share(2, post.idea, TARGETS.ideas),
        (round(2 * min(2, (DAY - max(seen)).days / 14), 1) if seen else 4) if post.category == "Tea" else 0,
        1 if post.status == "approved" else post.status.step / 2,
        round(max(0, room) / CAPACITY, 1),
        -max(
            (round(2 * likeness(post, other) * (1 - days / 60), 1) for days, _, other in others if days < 60),
            default=0,
        ),
    ]
    return round(sum(parts), 1)


@settings(max_examples=300)
@given(found=POSTS, others=POSTS, days=st.data())
def test_the_best_two_are_those_that_the_rule_gives_most_points_to(found, others, days):
    candidates = [made(f"posts/{number}.md", fields) for number, fields in enumerate(found)]
    beside = [made(f"posts/other-{number}.md", fields) for number, fields in enumerate(others)]
    near = (st.integers(-15, 15) | st.integers(-70, 70)).map(lambda number: DAY + timedelta(days=number))
    live = [post for post in candidates if post.status == "approved"]
    dated = [(days.draw(near), post) for post in [*beside, *live]]

    best = judge_of(dated).best(candidates)

    by_rule = [(points_of(post, dated), post.id) for post in candidates]
    ranked = sorted((-points, name) for points, name in by_rule if points is not None)
    assert [(-candidate.points, candidate.id) for candidate in best] == ranked[:2]


@pytest.mark.parametrize(("status", "authors"), [("idea", None), ("draft", ["ada"])])
def test_an_author_is_asked_once_however_many_posts_there_are(status, authors):
    asked: list[str] = []
    candidates = [make_post(f"posts/{number}.md", status=status, authors=authors) for number in range(50)]

    found = judge_of([], asked=asked).best(candidates)

    assert len(found) == 2
    assert sorted(set(asked)) == sorted(asked)


def test_the_posts_near_the_day_are_looked_at_for_the_best_only():
    near = [(DAY + timedelta(days=number), make_post(f"posts/near-{number}.md")) for number in range(20, 50)]
    first = make_post("posts/first.md", status="draft", category="Cups", stage=None)
    second = make_post("posts/second.md", status="draft", category="Cups", stage=None)
    ideas = [make_post(f"posts/idea-{number:02}.md", status="idea", stage=None) for number in range(50)]
    judge = judge_of(near)

    found = judge.best([*ideas, second, first])

    assert [candidate.id for candidate in found] == ["first", "second"]
    assert set(judge.likenesses.known) == {"first", "second"}


def test_a_post_that_ends_even_with_the_second_best_still_comes_before_it():
    near = [
        (
            DAY + timedelta(days=22),
            make_post("posts/near.md", category="Cups", stage="loyalty", tags=["milk"]),
        )
    ]
    like = [make_post(f"posts/like-{number}.md", status="review", category="Cups") for number in (1, 2)]
    many = ["milk", *(f"herb-{number}" for number in range(19))]
    hardly = make_post("posts/hardly.md", status="draft", category="Scones", tags=many, stage=None)

    found = judge_of(near, targets=Targets()).best([*like, hardly])

    # The likeness of all three is taken off, and of the last so little that it is rounded away.
    assert [(candidate.id, candidate.points) for candidate in found] == [("hardly", 1.0), ("like-1", 1.0)]
