from datetime import UTC, date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from editorial.days_off import DaysOff, month_of
from editorial.likeness import TOO_LIKE, likeness
from editorial.load import TOLERATED
from editorial.outlook import forecast_findings, look_ahead
from editorial.outlook_text import outlook_data, outlook_lines
from editorial.pace import StatusSince
from editorial.plan import make_plan
from editorial.proposal_judge import NEAR_DAYS
from editorial.status import Status
from tests.builders import LONDON, SETTINGS, make_author, make_policy, make_post

AS_OF = datetime(2026, 6, 1, 9, tzinfo=UTC)
WEEKLY = {"cadence": {"posts_per_week": 1}, "horizon_weeks": 3}


def idea(name: str, **fields):
    return make_post(f"posts/{name}.md", **{"status": "idea", "date": None, "summary": None, **fields})


def outlook_of(posts, *authors, histories=None, **policy):
    people = {author.slug: author for author in authors or (make_author(),)}
    rules = make_policy(**{**WEEKLY, **policy})
    plan = make_plan(posts, people, rules, as_of=AS_OF, zone=LONDON, stages=SETTINGS.stage_keys)
    return plan, look_ahead(plan, people, rules, histories or {}, zone=LONDON)


def proposals_of(posts, *authors, **policy):
    return outlook_of(posts, *authors, **policy)[1].proposals


def chosen(proposals) -> list[str]:
    return [proposal.choice.id if proposal.choice else proposal.because for proposal in proposals]


def test_every_week_under_the_cadence_is_a_slot():
    proposals = proposals_of([make_post(date="2026-06-10")])

    assert [str(proposal.slot.day) for proposal in proposals] == ["2026-06-02", "2026-06-17"]
    assert proposals[0].slot.why == "the week of 1 June 2026 would have 0 of 1 post"
    assert chosen(proposals) == ["no idea or evergreen can be ready by then and keep every rule"] * 2


def test_a_stretch_that_is_too_long_is_a_slot():
    posts = [make_post(date="2026-05-29"), make_post("posts/second.md", date="2026-06-19")]

    proposals = proposals_of(posts, cadence={"longest_gap_days": 14})

    (proposal,) = proposals
    assert date(2026, 6, 5) <= proposal.slot.day <= date(2026, 6, 12)
    assert proposal.slot.why == "nothing goes out for 21 days from 29 May 2026"


def test_the_last_slots_of_a_month_are_kept_for_news():
    posts = [idea("a"), idea("b"), idea("c"), idea("d")]

    proposals = proposals_of(posts, timely=1)

    assert [proposal.slot.is_for_news for proposal in proposals] == [False, False, True]
    assert chosen(proposals)[2] == "kept free for news"


def test_the_stage_that_lacks_most_comes_first_and_the_reasons_say_so():
    shares = {"epiphany": 0.5, "loyalty": 0.5}
    live = make_post(date="2026-05-04", stage="epiphany", category="Tea")
    posts = [live, idea("again", stage="epiphany"), idea("lacking", stage="loyalty")]

    proposals = proposals_of(posts, stages=shares)

    assert chosen(proposals)[:2] == ["lacking", "again"]
    assert proposals[0].runner_up is not None
    assert proposals[0].runner_up.id == "again"
    assert [reason.words for reason in proposals[0].choice.reasons][:1] == [
        "loyalty lacks 1.0 posts of its share in Q2 2026"
    ]


def test_a_topic_that_has_waited_longest_comes_first():
    rotation = [{"name": "Tea", "every_weeks": 4}, {"name": "Cups", "every_weeks": 4}]
    posts = [
        make_post("posts/tea.md", date="2026-05-25", category="Tea"),
        make_post("posts/cups.md", date="2026-03-02", category="Cups"),
        idea("more-tea", category="Tea"),
        idea("more-cups", category="Cups"),
    ]

    proposals = proposals_of(posts, categories=rotation)

    assert chosen(proposals)[0] == "more-cups"


def test_what_is_further_on_comes_first():
    posts = [idea("vague"), idea("written", status="draft")]

    assert chosen(proposals_of(posts))[0] == "written"


def test_an_author_who_is_away_or_has_no_room_is_not_proposed():
    away = make_author("ada", away=[{"from": "2026-06-01", "to": "2026-06-30"}])
    full = make_author("bea", capacity=1)
    planned = make_post("posts/planned.md", date="2026-06-12", authors=["bea"])
    posts = [planned, idea("of-ada"), idea("of-bea", authors=["bea"])]

    proposals = proposals_of(posts, away, full)

    assert set(chosen(proposals)) == {"no idea or evergreen can be ready by then and keep every rule"}


def test_a_post_of_two_needs_room_with_both():
    both = {"authors": ["ada", "bea"]}
    posts = [idea("first", **both), idea("second", **both)]

    proposals = proposals_of(posts, make_author("ada"), make_author("bea", capacity=1), horizon_weeks=2)

    assert chosen(proposals) == ["first", "no idea or evergreen can be ready by then and keep every rule"]


def test_what_should_be_done_already_leaves_no_room():
    missed = make_post("posts/missed.md", status="draft", date="2026-05-04")
    due = idea("due", status="draft", due="2026-06-12", category="Tea")
    posts = [missed, due, idea("more")]

    proposals = proposals_of(posts, make_author("ada", capacity=2), horizon_weeks=2)

    # Of two posts in June one is overdue, and what is due counts as one already, wherever it is put.
    assert chosen(proposals) == ["due", "no idea or evergreen can be ready by then and keep every rule"]
    assert proposals[0].runner_up is None


def test_what_cannot_be_ready_is_not_proposed():
    lead_days = {"assigned": 12, "draft": 7, "review": 5, "approved": 1}

    proposals = proposals_of([idea("slow"), idea("fast", status="draft")], lead_days=lead_days)

    # From the draft on it takes 6 working days, from the idea on 11.
    assert chosen(proposals) == [
        "no idea or evergreen can be ready by then and keep every rule",
        "fast",
        "slow",
    ]


def test_an_idea_without_an_author_goes_to_whoever_has_most_room():
    busy, free = make_author("ada", capacity=1), make_author("bea", capacity=3)

    proposals = proposals_of([idea("open", authors=None)], busy, free)

    assert proposals[0].choice is not None
    assert proposals[0].choice.author == "bea"


def test_an_evergreen_is_proposed_once_its_review_is_due():
    due = make_post("posts/due.md", date="2025-01-01", evergreen="true", review_by="2026-06-05")
    fresh = make_post("posts/fresh.md", date="2025-01-01", evergreen="true", review_by="2027-01-01")

    proposals = proposals_of([due, fresh])

    assert chosen(proposals) == [
        "no idea or evergreen can be ready by then and keep every rule",
        "due",
        "no idea or evergreen can be ready by then and keep every rule",
    ]


def test_posts_that_are_much_alike_stay_two_weeks_apart():
    same = {"category": "Tea", "stage": "interest", "tags": ["green", "white"]}
    posts = [make_post("posts/planned.md", date="2026-06-10", **same), idea("twin", **same)]

    assert (
        chosen(proposals_of(posts)) == ["no idea or evergreen can be ready by then and keep every rule"] * 2
    )


def test_of_several_like_posts_the_one_that_disturbs_most_counts():
    near = make_post("posts/near.md", date="2026-06-03", category="Tea", stage="interest")
    far = make_post("posts/far.md", date="2026-04-20", category="Cups", stage="loyalty", tags=["a", "b"])
    # More like the far one, which hardly matters any more, and still like the one of the same week.
    mixed = idea("mixed", category="Tea", stage="loyalty", tags=["a", "b"])
    other = idea("other", category="Water", stage="interest")

    first, *_ = proposals_of([near, far, mixed, other], cadence={"posts_per_week": 2}, horizon_weeks=1)

    assert [first.choice.id, first.runner_up.id] == ["other", "mixed"]
    assert [reason.words for reason in first.runner_up.reasons] == [
        "its status is idea",
        f"a post that is like it lies {abs((first.slot.day - date(2026, 6, 3)).days)} days away",
    ][1:]


def test_a_post_and_what_it_was_made_of_are_as_like_as_can_be():
    talk, film = (
        make_post("posts/talk.md"),
        make_post("posts/film.md", derived_from=["talk"], stage="loyalty"),
    )

    assert likeness(talk, film) == likeness(film, talk) == 1


def test_the_pace_of_the_team_leaves_its_quiet_days_out():
    way = [StatusSince(Status.DRAFT, AS_OF - timedelta(days=7)), StatusSince(Status.REVIEW, AS_OF)]
    quiet = [{"from": "2026-05-25", "to": "2026-05-26"}]

    _, outlook = outlook_of([], histories=dict.fromkeys("abc", way), quiet_days=quiet)

    # A week of five working days, of which two were quiet.
    assert {str(pace.step): pace.days for pace in outlook.paces}["review"] == 3


def test_one_reason_never_drowns_the_others():
    live = [
        make_post(f"posts/live-{day}.md", date=f"2026-04-{day:02}", stage="epiphany") for day in range(1, 9)
    ]
    shares = {"stages": {"epiphany": 0.1, "loyalty": 0.9}, "ideas": {"aspirational": 1.0, "practical": 0}}
    tea = make_post("posts/tea.md", date="2020-01-01", category="Tea")
    wanted = idea("wanted", stage="loyalty", idea="aspirational", category="Tea")
    rotation = [{"name": "Tea", "every_weeks": 1}]

    choice = proposals_of(
        [*live, tea, wanted], make_author("ada", capacity=4), categories=rotation, **shares
    )[0].choice

    # Two posts of each share, two intervals of the topic, and the whole of June is free.
    assert [reason.points for reason in choice.reasons] == [6.0, 4.0, 4.0, 1.0]


def test_the_room_of_an_author_counts_by_its_part():
    planned = make_post("posts/planned.md", date="2026-06-25", tags=["x"])

    choice = proposals_of([planned, idea("one")], make_author("ada", capacity=4))[0].choice

    room = next(reason for reason in choice.reasons if "has room" in reason.words)
    assert (room.points, room.words) == (0.8, "ada has room for 3 of 4 posts that month")


def test_hidden_posts_and_what_missed_its_date_play_no_part():
    same = {"category": "Tea", "stage": "interest", "tags": ["green"]}
    hidden = make_post(
        "posts/hidden.md", date="2025-01-01", status="hidden", evergreen=True, review_by="2026-01-01"
    )
    missed = make_post("posts/missed.md", date="2026-05-30", status="draft", **same)

    assert chosen(proposals_of([hidden], horizon_weeks=1)) == [
        "no idea or evergreen can be ready by then and keep every rule"
    ]
    # What did not go out disturbs nothing that is like it.
    assert chosen(proposals_of([missed, idea("twin", **same)], horizon_weeks=1)) == ["twin"]


def test_to_bring_an_evergreen_up_to_date_takes_a_review_and_an_approval():
    due = make_post("posts/due.md", date="2025-01-01", evergreen=True, review_by="2026-01-01")
    lead_days = {"assigned": 60, "draft": 6, "review": 3, "approved": 1}

    # Five working days: the second week's slot is the first that leaves them.
    assert [proposal.choice is not None for proposal in proposals_of([due], lead_days=lead_days)] == [
        False,
        True,
        False,
    ]


def test_posts_too_much_alike_are_so_from_three_quarters_on():
    same = {"category": "Tea", "stage": "interest"}
    posts = [
        make_post("posts/planned.md", date="2026-06-03", tags=["a", "b", "c"], **same),
        idea("twin", tags=["a", "b", "d"], **same),
        idea("cousin", tags=["a", "d", "e"], **same),
    ]

    (second,) = proposals_of(posts, cadence={"posts_per_week": 2}, horizon_weeks=1)

    assert likeness(posts[0], posts[1]) == 0.8
    assert (second.choice.id, second.runner_up) == ("cousin", None)


def test_the_outlook_is_told_in_words_and_as_data():
    posts = [idea("first", category="Tea"), idea("second", category="Tea")]

    _, outlook = outlook_of(posts, categories=[{"name": "Tea", "every_weeks": 4}])

    lines = list(outlook_lines(outlook))
    assert "  2026-06-02: the week of 1 June 2026 would have 0 of 1 post" in lines
    assert "    first, by ada (4.0 points: +4.0 Tea has never appeared)" in lines
    assert "    runner-up: second, by ada (4.0 points: +4.0 Tea has never appeared)" in lines
    data = outlook_data(outlook)
    assert data["proposals"][0]["choice"]["id"] == "first"
    assert data["proposals"][0]["runner_up"]["reasons"] == [
        {"points": 4.0, "words": "Tea has never appeared"}
    ]


def test_a_post_that_will_miss_its_date_is_a_finding_at_its_date():
    late = make_post("posts/late.md", status="draft", date="2026-06-04")
    lead_days = {"draft": 10, "review": 4, "approved": 1}

    _, outlook = outlook_of([late], lead_days=lead_days)

    (finding,) = forecast_findings(outlook)
    assert str(finding) == (
        "posts/late.md:3: warning will-miss-date at the pace of the policy's lead_days the post will be "
        "ready on 11 June 2026, too late for 4 June 2026; to make it, work on review had to begin by "
        "22 May 2026 (move the date, or give it to somebody who can be faster)"
    )


def test_each_of_two_posts_of_one_id_is_found_at_its_own_file():
    late = [make_post(f"posts/{name}.md", id="late", status="draft", date="2026-06-04") for name in "ab"]

    _, outlook = outlook_of(late, lead_days={"draft": 10, "review": 4, "approved": 1})

    assert sorted(finding.path for finding in forecast_findings(outlook)) == ["posts/a.md", "posts/b.md"]


POSTS = st.lists(
    st.fixed_dictionaries(
        {
            "status": st.sampled_from(["idea", "idea", "draft", "review", "approved"]),
            "stage": st.sampled_from(SETTINGS.stage_keys),
            "idea": st.sampled_from(["aspirational", "practical"]),
            "category": st.sampled_from(["Tea", "Cups", ""]),
            "authors": st.sampled_from([["ada"], ["bea"], ["ada", "cy"], ["bea", "cy"]]),
            "day": st.integers(-40, 40),
            "is_dated": st.booleans(),
            "evergreen": st.booleans(),
            "tags": st.sampled_from([["green"], ["green", "white"], ["black"], []]),
        }
    ),
    min_size=6,
    max_size=14,
)


def built(number: int, fields: dict):
    day = AS_OF.date() + timedelta(days=fields["day"])
    is_dated = fields["is_dated"] or fields["status"] in ("review", "approved")
    kept = {key: value for key, value in fields.items() if key not in ("day", "is_dated", "evergreen")}
    return make_post(
        f"posts/post-{number:02}.md",
        date=str(day) if is_dated else None,
        evergreen="true" if fields["evergreen"] else None,
        review_by=str(day) if fields["evergreen"] else None,
        **kept,
    )


@settings(max_examples=200)
@given(found=POSTS, seed=st.randoms(use_true_random=False))
def test_proposals_keep_every_rule_whatever_the_order_of_the_files(found, seed):
    posts = [built(number, fields) for number, fields in enumerate(found)]
    people = (
        make_author("ada", capacity=4, away=[{"from": "2026-06-08", "to": "2026-06-12"}]),
        make_author("bea", capacity=3),
        make_author("cy", capacity=1),
    )
    policy = {
        "horizon_weeks": 6,
        "cadence": {"posts_per_week": 2, "longest_gap_days": 10},
        "timely": 1,
        "quiet_days": ["2026-06-17", {"from": "2026-06-22", "to": "2026-06-24"}],
        "lead_days": {"draft": 6, "review": 4, "approved": 1},
    }

    plan, outlook = outlook_of(posts, *people, **policy)
    shuffled = list(posts)
    seed.shuffle(shuffled)
    _, again = outlook_of(shuffled, *people, **policy)

    assert again == outlook
    kept = [proposal for proposal in outlook.proposals if proposal.choice]
    assert len({proposal.choice.id for proposal in kept}) == len(kept)
    assert not any(proposal.slot.is_for_news for proposal in kept)
    quiet = DaysOff(make_policy(**policy).quiet_days)
    assert all(quiet.is_working_day(proposal.slot.day) for proposal in outlook.proposals)
    assert all(plan.today < proposal.slot.day < plan.horizon.end for proposal in outlook.proposals)
    away = {author.slug: DaysOff(author.away) for author in people}
    assert all(away[proposal.choice.author].is_working_day(proposal.slot.day) for proposal in kept)
    by_id = {post.id: post for post in posts}
    assert overburdened(plan, kept, by_id) == []
    assert too_near(plan, kept, by_id) == []


def overburdened(plan, kept, by_id):
    """Return the authors and months that have more posts, planned and proposed, than can be written."""
    given = {}
    for proposal in kept:
        for author in by_id[proposal.choice.id].authors:
            given.setdefault((author, month_of(proposal.slot.day)), set()).add(proposal.choice.id)
    by_month = {(load.author, load.month): load for load in plan.load}
    return [
        place
        for place, names in given.items()
        if len({*by_month[place].posts, *names}) > by_month[place].available + TOLERATED
    ]


def too_near(plan, kept, by_id):
    """Return the proposed posts that lie near to one that is much like them."""
    moved = {proposal.choice.id: proposal.slot.day for proposal in kept}
    dated = {entry.id: entry.day for entry in plan.entries if entry.day and not entry.missed_date}
    return [
        (name, other)
        for name, day in moved.items()
        for other, when in (dated | moved).items()
        if other != name
        and abs((when - day).days) < NEAR_DAYS
        and likeness(by_id[name], by_id[other]) >= TOO_LIKE
    ]
