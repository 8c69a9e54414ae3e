from datetime import date

from editorial.author import Absence
from editorial.gates import Gate, Need
from editorial.policy import ApprovalRule, Cadence, LeadDays, Rotation, Shares, Timely
from editorial.problems import Severity
from editorial.stage import Format, IdeaType
from editorial.status import Status
from tests.builders import LONDON, make_policy


def test_a_team_that_has_promised_nothing_has_the_defaults():
    policy = make_policy()

    assert (policy.timezone, policy.horizon_weeks) == (None, 8)
    assert (policy.cadence, policy.stages, policy.ideas) == (Cadence(), Shares(), Shares())
    assert (policy.categories, policy.personas, policy.quiet_days) == ((), (), ())
    assert (policy.lead_days, policy.timely) == (LeadDays(), Timely())


def test_all_that_a_team_can_promise_is_read():
    policy = make_policy(
        timezone="Europe/London",
        horizon_weeks=10,
        cadence={"posts_per_week": "0.5", "longest_gap_days": 21, "rule": "fail"},
        stages={"epiphany": "25%", "loyalty": 0.75, "rule": "warn"},
        ideas={"aspirational": 0.4, "practical": 0.6},
        categories=["News", {"name": "Planning", "every_weeks": 6, "rule": "fail"}],
        personas=["Editor", "Founder"],
        lead_days={"draft": 14, "review": 7, "approved": 2},
        timely=1,
        quiet_days=["2026-12-24", {"from": "2026-04-03", "to": "2026-04-06"}],
    )

    assert (policy.timezone, policy.horizon_weeks) == (LONDON, 10)
    assert policy.cadence == Cadence(0.5, 21, Severity.ERROR)
    assert policy.stages == Shares({"epiphany": 0.25, "loyalty": 0.75})
    assert policy.ideas == Shares({"aspirational": 0.4, "practical": 0.6})
    assert policy.categories == (Rotation("News"), Rotation("Planning", 6, Severity.ERROR))
    assert policy.personas == ("Editor", "Founder")
    assert policy.lead_days == LeadDays({Status.DRAFT: 14, Status.REVIEW: 7, Status.APPROVED: 2})
    assert policy.timely == Timely(1)
    assert policy.quiet_days == (
        Absence(date(2026, 12, 24), date(2026, 12, 24)),
        Absence(date(2026, 4, 3), date(2026, 4, 6)),
    )


def test_parts_without_a_value_are_as_if_they_were_not_there():
    policy = make_policy(cadence={"posts_per_week": "", "rule": ""}, timely={"slots": 2, "rule": "fail"})

    assert policy.cadence == Cadence()
    assert policy.timely == Timely(2, Severity.ERROR)


def test_shares_in_thirds_add_up():
    policy = make_policy(stages={"epiphany": 0.333, "interest": 0.333, "loyalty": 0.333})

    assert len(policy.stages.targets) == 3


def test_approval_and_gates_are_strict_unless_the_policy_says_otherwise():
    policy = make_policy(
        approval={"typo_limit": 2},
        gates=[
            {"stage": "consideration", "needs": ["source", "disclosure"]},
            {"idea": "practical", "format": "list", "needs": "steps, image", "rule": "warn"},
        ],
    )

    assert make_policy().approval == ApprovalRule(0, required=False, rule=Severity.ERROR)
    assert make_policy().gates == ()
    assert policy.approval == ApprovalRule(2, required=False, rule=Severity.ERROR)
    assert policy.gates == (
        Gate((Need.SOURCE, Need.DISCLOSURE), stage="consideration"),
        Gate((Need.STEPS, Need.IMAGE), idea=IdeaType.PRACTICAL, format=Format.LIST, rule=Severity.WARNING),
    )
    assert [gate.name for gate in policy.gates] == ["consideration", "practical, list"]
