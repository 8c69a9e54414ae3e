"""The days of the weeks ahead on which a post is wanted and none is planned."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil
from operator import attrgetter

from editorial.cadence import CadencePlan, Week, wanted_together, weeks_together
from editorial.days_off import DAY, WEEK, DayRange, DaysOff, month_of, week_of
from editorial.instants import written_day
from editorial.policy import Cadence
from editorial.quantities import quantity

# The habit of a team shows in its latest posts.
HABIT_POSTS = 26
# A week's distance to other posts is enough; beyond it the habit decides.
FAR_DAYS = 7


@dataclass(frozen=True)
class Slot:
    """A day on which a post would close a hole, the hole in words, and whether it is kept free for news."""

    day: date
    why: str
    is_for_news: bool = False


def empty_slots(
    taken: Iterable[date],
    cadence: CadencePlan,
    promise: Cadence,
    *,
    horizon: DayRange,
    days_off: DaysOff,
    news: Counter[date],
) -> tuple[Slot, ...]:
    """Return the slots that are empty in the horizon, by day: filled, no week is short and no gap too long.

    `taken` are the days of all posts that are live or planned; `news` says for each month (its first day) how
    many slots must be kept free: the last ones of the month are.
    """
    days = sorted(taken)
    habit = _weekday_habit(days, before=horizon.first)
    slots = list(_week_slots(days, cadence.weeks, promise, horizon, days_off, habit))
    if promise.longest_gap_days:
        filled = sorted([*days, *(slot.day for slot in slots)])
        slots += _gap_slots(filled, promise.longest_gap_days, horizon, days_off, habit)
    return tuple(_kept_for_news(sorted(slots, key=attrgetter("day")), news))


def _week_slots(
    days: Sequence[date],
    weeks: Iterable[Week],
    promise: Cadence,
    horizon: DayRange,
    days_off: DaysOff,
    habit: Counter[int],
) -> Iterator[Slot]:
    span = weeks_together(promise.posts_per_week)
    taken = Counter(days)
    had = Counter(map(week_of, days))
    for week in weeks:
        if week.first + WEEK <= horizon.first or not week.wanted:
            continue
        # Of a slow cadence it may begin before the weeks that are looked at.
        window = [week.first - n * WEEK for n in range(span)]
        wanted = wanted_together(window, promise.posts_per_week, days_off)
        found: list[date] = []
        together = sum(had[one] for one in window)
        while together + len(found) < wanted:
            ahead = DayRange(max(week.first, horizon.first + DAY), week.first + WEEK)
            # What a week missed in its first days is not heaped on its last.
            most = ceil(week.wanted / days_off.working_days(DayRange(week.first, week.first + WEEK)))
            day = _best_day(ahead, taken, days_off, habit, most=most)
            if day is None:
                break
            taken[day] += 1
            found.append(day)
        had[week.first] += len(found)
        # The best day is found first, but filled one day after the other.
        for place, day in enumerate(sorted(found)):
            had_of = f"{together + place} of {quantity(wanted, 'post')}"
            yield Slot(day, f"{_window_name(week.first, span)} would have {had_of}")


def _window_name(week: date, span: int) -> str:
    if span == 1:
        return f"the week of {written_day(week)}"
    return f"the {span} weeks up to the one of {written_day(week)}"


def _gap_slots(
    days: Sequence[date], longest: int, horizon: DayRange, days_off: DaysOff, habit: Counter[int]
) -> Iterator[Slot]:
    known = [day for day in days if day < horizon.end]
    # As the plan counts: who has no post yet waits since today.
    last = known[0] if known and known[0] < horizon.first else horizon.first - DAY
    for day in [*known, horizon.end]:
        while (day - last).days > longest:
            ahead = DayRange(max(last, horizon.first) + DAY, day)
            found = _day_in_gap(ahead, last + longest * DAY, days_off, habit)
            if found is None:
                break
            yield Slot(found, f"nothing goes out for {(day - last).days} days from {written_day(last)}")
            last = found
        last = max(last, day)


def _day_in_gap(ahead: DayRange, latest: date, days_off: DaysOff, habit: Counter[int]) -> date | None:
    """Return a working day up to the latest that the promise allows, or else the first one after it."""
    # What is too late already is mended within the next week.
    latest = latest if latest >= ahead.first else ahead.first + WEEK - DAY
    free = [
        day for day in DayRange(ahead.first, min(latest + DAY, ahead.end)) if days_off.is_working_day(day)
    ]
    if not free:
        return next(filter(days_off.is_working_day, DayRange(latest + DAY, ahead.end)), None)
    # As late as the promise allows, but on the team's usual day if there is one near.
    return min(free[-5:], key=lambda day: (-habit[day.weekday()], -day.toordinal()))


def _weekday_habit(days: Sequence[date], *, before: date) -> Counter[int]:
    """Return how many of a team's latest posts went out on each weekday."""
    return Counter([day.weekday() for day in days if day < before][-HABIT_POSTS:])


def _best_day(
    days: DayRange, taken: Counter[date], days_off: DaysOff, habit: Counter[int], *, most: int
) -> date | None:
    """Return the working day with the fewest posts; None if all have the `most` that a day should get.

    Of equal ones it is the one that lies farthest from other posts, then the usual weekday, then the first.
    """
    return min(
        (day for day in days if days_off.is_working_day(day) and taken[day] < most),
        key=lambda day: (taken[day], -_distance(day, taken), -habit[day.weekday()], day),
        default=None,
    )


def _distance(day: date, taken: Counter[date]) -> int:
    """Return how many days lie between a day and the nearest that is taken, at most FAR_DAYS."""
    reach = range(FAR_DAYS)
    return next((n for n in reach if taken[day - n * DAY] or taken[day + n * DAY]), FAR_DAYS)


def _kept_for_news(slots: Sequence[Slot], news: Counter[date]) -> Iterator[Slot]:
    in_month = Counter(month_of(slot.day) for slot in slots)
    for slot in slots:
        month = month_of(slot.day)
        is_for_news = in_month[month] <= news[month]
        in_month[month] -= 1
        yield Slot(slot.day, slot.why, is_for_news)
