"""What a plan is found to break, each finding at the line that can mend it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from editorial.approval_check import approval_findings
from editorial.author import Author
from editorial.cadence import CadencePlan, Gap, Week, weeks_together
from editorial.coverage import Coverage
from editorial.days_off import DAY, WEEK, DayRange, DaysOff, quarter_of
from editorial.evergreen import Evergreen
from editorial.instants import month_name, written_day
from editorial.load import AuthorLoad
from editorial.plan_entry import Entry
from editorial.policy import Policy
from editorial.problems import Problem, Severity
from editorial.quantities import quantity
from editorial.rotation import TimelyMonth, TopicTurn
from editorial.status import State

# What cannot be mended any more, or comes with time alone, has no place among a commit's checks.
ONLY_IN_CALENDAR = frozenset({"past-gap", "past-topic-late", "past-weeks-short", "review-due"})
IT_IS_PAST = "it is past; see that it does not come again"


@dataclass(frozen=True)
class Judged:
    """The parts of a plan that are judged."""

    today: date
    entries: tuple[Entry, ...]
    cadence: CadencePlan
    coverage: Coverage
    rotation: tuple[TopicTurn, ...]
    timely: tuple[TimelyMonth, ...]
    load: tuple[AuthorLoad, ...]
    evergreen: Evergreen


def plan_findings(plan: Judged, policy: Policy, authors: Mapping[str, Author]) -> Iterator[Problem]:
    """Yield all findings; a rule of the policy says whether a breach is an error.

    What is past is only warned about: an error that nothing can mend would stop every publication.
    """
    for entry in plan.entries:
        yield from _of_post(entry, policy)
    for gap in plan.cadence.gaps:
        yield _gap(gap, policy, plan.today)
    yield from _short_weeks(plan, policy)
    yield from _low_shares(plan, policy)
    for turn in plan.rotation:
        if turn.is_late and turn.due_by:
            yield _late_topic(turn, turn.due_by, policy, plan.today)
    for month in plan.timely:
        if month.is_filled_up:
            yield _filled_slot(month, policy)
    for load in plan.load:
        if load.is_over and load.available is not None:
            yield _overload(load, load.available, authors[load.author])
    yield from _reviews(plan)


def _of_post(entry: Entry, policy: Policy) -> Iterator[Problem]:
    post, rule = entry.post, policy.lead_days.rule
    if entry.state is State.OVERDUE:
        since = f"by {_number(entry.days_overdue, 'day')}" if entry.days_overdue else "since today"
        message = f"the post is overdue {since}, at the step {entry.overdue_step}"
        remedy = "take the step, or set another date"
        yield post.source.problem(
            "date" if entry.missed_date else "due", "overdue", message, remedy, severity=rule
        )
    elif entry.late_step:
        by = written_day(entry.deadlines[entry.late_step])
        ago = _number(entry.days_late, "day")
        message = f"the step {entry.late_step} should have been reached by {by}, {ago} ago"
        remedy = "take the step, or move the date"
        yield post.source.problem("date", "step-late", message, remedy, severity=rule)
    if entry.day and post.due and entry.next_step and post.due > entry.day:
        message = f"due: {written_day(post.due)} comes after the date of publication"
        yield post.source.problem(
            "due", "due-after-date", message, "set an earlier day", severity=Severity.WARNING
        )
    yield from approval_findings([post], {post.id: entry.approval}, policy.approval)
    yield from entry.missed_gates


def _gap(gap: Gap, policy: Policy, today: date) -> Problem:
    is_past = gap.last < today
    longest = policy.cadence.longest_gap_days or 0
    verb = "went" if is_past else "goes" if gap.after else "is planned to go"
    message = (
        f"nothing {verb} out from {written_day(gap.first)} to {written_day(gap.last)}: "
        f"{gap.days} days from one post to the next, where {longest} are the longest allowed"
    )
    remedy = _mending_day(gap, gap.first - DAY + timedelta(days=longest), DaysOff(policy.quiet_days), today)
    return _of_cadence("gap", message, remedy, policy, is_past=is_past, day=gap.first)


def _mending_day(gap: Gap, last_chance: date, days_off: DaysOff, today: date) -> str:
    """Return what to do about a gap: a post is planned for a day on which somebody works."""
    if last_chance <= today:
        return "bring a post forward"
    first = max(gap.first, today + DAY)
    worked = [day for day in DayRange(first, gap.last + DAY) if days_off.is_working_day(day)]
    in_time = [day for day in worked if day <= last_chance]
    if in_time:
        return f"plan a post by {written_day(in_time[-1])}"
    if worked:
        return f"plan a post on {written_day(worked[0])}, the first day on which somebody works"
    return "nobody works on these days: take out a quiet day, or allow a longer gap"


def _of_cadence(code: str, message: str, remedy: str, policy: Policy, *, is_past: bool, day: date) -> Problem:
    if is_past:
        code, remedy = f"past-{code}", IT_IS_PAST
    rule = Severity.WARNING if is_past else policy.cadence.rule
    return policy.source.problem("cadence", code, message, remedy, severity=rule, day=day)


def _short_weeks(plan: Judged, policy: Policy) -> Iterator[Problem]:
    """Yield one finding for all weeks in a row that are short."""
    past = [week for week in plan.cadence.weeks if week.first + WEEK <= plan.today]
    coming = plan.cadence.weeks[len(past) :]
    for weeks, is_past in ((past, True), (coming, False)):
        for is_short, group in groupby(weeks, key=lambda week: week.is_short):
            if is_short:
                short = list(group)
                message = _short_weeks_message(short, policy.cadence.posts_per_week or 0)
                remedy = "plan posts for them"
                yield _of_cadence("weeks-short", message, remedy, policy, is_past=is_past, day=short[0].first)


def _short_weeks_message(weeks: list[Week], promised: float) -> str:
    first, last = written_day(weeks[0].first), written_day(weeks[-1].first)
    name = f"the week of {first}"
    if len(weeks) > 1:
        name = f"{len(weeks)} weeks, from that of {first} to that of {last}"
    together = weeks_together(promised)
    if together > 1:
        before = f"with the {together - 1} before {'each' if len(weeks) > 1 else 'it'}"
        return f"{name}, {before}: fewer posts than {promised:g} a week"
    had, wanted = sum(week.posts for week in weeks), round(promised) * len(weeks)
    return f"{name}: {_number(had, 'post')}, where {wanted} {'is' if wanted == 1 else 'are'} wanted"


def _low_shares(plan: Judged, policy: Policy) -> Iterator[Problem]:
    """Yield what the current quarter and those after it lack, by a whole post or more."""
    rules = {"stage": ("stages", policy.stages.rule), "idea": ("ideas", policy.ideas.rule)}
    for quarter in plan.coverage.shares:
        field, rule = rules[quarter.kind]
        for share in quarter.shares if quarter.first >= quarter_of(plan.today) else ():
            if share.drift <= -1 + 1e-9:
                message = (
                    f"{quarter.name}: {share.posts} of {_number(quarter.posts, 'post')} for {share.name}, "
                    f"where {share.target:.0%} would be {share.target * quarter.posts:.1f}"
                )
                remedy = f"plan posts for {share.name}, or change the share"
                yield policy.source.problem(field, "share-low", message, remedy, severity=rule)


def _late_topic(turn: TopicTurn, due_by: date, policy: Policy, today: date) -> Problem:
    is_caught_up = due_by < today and turn.next is not None
    rule = next(topic.rule for topic in policy.categories if topic.name == turn.topic)
    last = f"last appeared on {written_day(turn.last)}" if turn.last else "has not appeared yet"
    was_due = f"was due by {written_day(due_by)}" if due_by < today else f"is due by {written_day(due_by)}"
    comes = f"it comes next on {written_day(turn.next)}" if turn.next else "none is planned"
    return policy.source.problem(
        "categories",
        "past-topic-late" if is_caught_up else "topic-late",
        f"{turn.topic}: it {last} and {was_due} (every {turn.every_weeks} weeks); {comes}",
        "bring that post forward" if turn.next else "plan a post on it, or give it a longer interval",
        severity=Severity.WARNING if is_caught_up else rule,
    )


def _filled_slot(month: TimelyMonth, policy: Policy) -> Problem:
    free = month.kept + len(month.taken)
    kept = f"{free} of {_number(month.slots, 'slot')} kept for news"
    message = f"{_month(month.month)}: {kept}; other posts fill the month"
    remedy = "move one of them, or mark a post that is news with `timely: true`"
    return policy.source.problem(
        "timely", "slot-filled", message, remedy, severity=policy.timely.rule, day=month.month
    )


def _overload(load: AuthorLoad, available: float, author: Author) -> Problem:
    there = "" if load.available_share == 1 else f" in the {load.available_share:.0%} of its working days"
    posts = _number(len(load.posts), "post")
    message = f"{_month(load.month)}: {posts} to write, where {available:.2g} can be{there}"
    remedy = "move a post, or give it to somebody else"
    return author.source.problem(
        "capacity", "over-capacity", message, remedy, severity=Severity.WARNING, day=load.month
    )


def _reviews(plan: Judged) -> Iterator[Problem]:
    posts = {entry.id: entry.post for entry in plan.entries}
    for turn in plan.evergreen.turns:
        if turn.is_due:
            post = posts[turn.id]
            field = "review_by" if post.review_by else "evergreen"
            message = f"the post was to be looked at again by {written_day(turn.review_day)}"
            remedy = "bring it up to date, and set `review_by` to a later day"
            yield post.source.problem(field, "review-due", message, remedy, severity=Severity.WARNING)


def _number(number: int, thing: str) -> str:
    return quantity(number, thing) if number else f"no {thing}s"


def _month(month: date) -> str:
    return f"{month_name(month.month)} {month.year}"
