"""The plan as terse text for a terminal: what goes out, what is late, what is missing."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta

from editorial.coverage import Cell, Matrix, QuarterShares
from editorial.days_off import month_of
from editorial.instants import month_name, written_day
from editorial.load import AuthorLoad
from editorial.plan import Plan
from editorial.plan_entry import Entry
from editorial.quantities import quantity
from editorial.status import State

_DAY_NAMES = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MOST_REVIEWS = 10
Row = Sequence[str]


def plan_text(plan: Plan) -> str:
    """Return the plan as text that ends with a line end; parts with nothing to say are left out."""
    parts = (list(section(plan)) for section in SECTIONS)
    return "\n".join("".join(f"{line}\n" for line in lines) for lines in parts if lines)


def _head(plan: Plan) -> Iterator[str]:
    last = written_day(plan.horizon.end - timedelta(days=1))
    yield f"The plan at {plan.as_of:%H:%M} on {written_day(plan.today)} ({plan.as_of.tzinfo}), up to {last}"


def _months(plan: Plan) -> Iterator[str]:
    """Yield the posts of the current month, also those that are live, and of all months of the horizon."""
    first = month_of(plan.today)
    shown = [entry for entry in plan.entries if entry.day and first <= entry.day < plan.horizon.end]
    month = None
    rows = dict(zip((entry.post.source.path for entry in shown), _table(map(_post_row, shown)), strict=True))
    for entry in shown:
        if entry.day and month_of(entry.day) != month:
            month = month_of(entry.day)
            yield _month_title(month)
        yield rows[entry.post.source.path]


def _post_row(entry: Entry) -> Row:
    post = entry.post
    day = f"{_DAY_NAMES[entry.day.weekday()]} {entry.day.day:2}" if entry.day else ""
    state = "hidden" if entry.is_live and not post.is_listed and not post.translation_of else str(entry.state)
    place = " × ".join(filter(None, [post.stage or "", str(post.idea or "")]))
    notes = "; ".join(entry.approval_notes)
    return (day, state, entry.id, ", ".join(post.authors), place, post.category, notes)


def _undated(plan: Plan) -> Iterator[str]:
    undated = [entry for entry in plan.entries if entry.day is None]
    if undated:
        yield "Without a date"
        yield from _table(map(_post_row, undated), skip=1)


def _overdue(plan: Plan) -> Iterator[str]:
    overdue = [entry for entry in plan.entries if entry.state is State.OVERDUE]
    if overdue:
        yield "Overdue"
        yield from _table(
            (entry.id, f"step {entry.overdue_step}", _since(entry.days_overdue), _who(entry))
            for entry in sorted(overdue, key=lambda entry: -entry.days_overdue)
        )


def _late(plan: Plan) -> Iterator[str]:
    late = [entry for entry in plan.entries if entry.late_step]
    if late:
        yield "Late steps"
        yield from _table(
            (entry.id, f"step {entry.late_step}", _since(entry.days_late), _who(entry))
            for entry in sorted(late, key=lambda entry: -entry.days_late)
        )


def _since(days: int) -> str:
    return "since today" if not days else f"{days} day{'s' if days > 1 else ''}"


def _who(entry: Entry) -> str:
    return ", ".join(entry.post.authors) or "nobody"


def _gaps(plan: Plan) -> Iterator[str]:
    if plan.cadence.gaps:
        yield "Gaps"
        yield from _table(
            (
                f"{gap.first} to {gap.last}",
                f"{quantity(gap.empty_days, 'day')} empty",
                f"{gap.days} from post to post",
                "past" if gap.last < plan.today else "to come" if gap.first > plan.today else "now",
            )
            for gap in plan.cadence.gaps
        )


def _weeks(plan: Plan) -> Iterator[str]:
    short = [week for week in plan.cadence.weeks if week.is_short]
    if short:
        yield "Weeks under the cadence"
        yield from _table((str(week.first), f"{week.posts} of {week.wanted:g}") for week in short)


def _coverage(plan: Plan) -> Iterator[str]:
    known = [matrix for matrix in plan.coverage.matrices if any(column for _, column in matrix.cells)]
    if known:
        yield "Coverage: live + planned, and how many are due for review"
    for matrix in known:
        yield from _table(_matrix_rows(matrix))


def _matrix_rows(matrix: Matrix) -> Iterator[Row]:
    yield (f"stage × {matrix.name}", *(column or "none" for column in matrix.columns))
    for row in matrix.rows:
        yield (row or "none", *(_cell(matrix.cell(row, column)) for column in matrix.columns))


def _cell(cell: Cell) -> str:
    words = f"{cell.live} + {cell.planned}" if cell.planned else str(cell.live)
    return f"{words}, {cell.review_due} due" if cell.review_due else words


def _shares(plan: Plan) -> Iterator[str]:
    if plan.coverage.shares:
        yield "Shares by quarter: posts, target, drift in posts"
        yield from _table(row for quarter in plan.coverage.shares for row in _quarter_rows(quarter))


def _quarter_rows(quarter: QuarterShares) -> Iterator[Row]:
    for share in quarter.shares:
        target = f"target {share.target:.0%}"
        yield (quarter.name, share.name, f"{share.posts} of {quarter.posts}", target, f"{share.drift:+.1f}")


def _rotation(plan: Plan) -> Iterator[str]:
    if plan.rotation:
        yield "Rotation"
        yield from _table(
            (
                turn.topic,
                f"last {turn.last or 'never'}",
                f"next {turn.next or 'none'}",
                f"due {turn.due_by}" if turn.due_by else "any time",
                "late" if turn.is_late else "",
            )
            for turn in plan.rotation
        )


def _timely(plan: Plan) -> Iterator[str]:
    if plan.timely:
        yield "Slots for news"
        yield from _table(
            (_month_title(month.month), f"{month.kept} free", f"taken: {', '.join(month.taken) or 'none'}")
            for month in plan.timely
        )


def _load(plan: Plan) -> Iterator[str]:
    months = sorted({load.month for load in plan.load})
    loads = {(load.author, load.month): load for load in plan.load}
    authors = sorted({load.author for load in plan.load if load.posts or load.reviews})
    if authors:
        yield "Load: posts of those that can be written, and reviews"
        header = ("", *(f"{month_name(month.month)[:3]} {month.year}" for month in months))
        rows = ((who, *(_load_cell(loads[who, month]) for month in months)) for who in authors)
        yield from _table([header, *rows])


def _evergreen(plan: Plan) -> Iterator[str]:
    due = [turn for turn in plan.evergreen.turns if turn.is_due]
    if due:
        yield "Due for review, the greatest need first"
        yield from _table(
            (turn.id, f"since {turn.review_day}", f"{turn.reads} reads" if turn.reads else "")
            for turn in due[:MOST_REVIEWS]
        )
        if len(due) > MOST_REVIEWS:
            yield f"  and {len(due) - MOST_REVIEWS} more"
    chains = plan.evergreen.chains
    if chains:
        yield "What was made of a post"
        yield from _table((chain.origin, ", ".join(chain.posts)) for chain in chains[:MOST_REVIEWS])
        if len(chains) > MOST_REVIEWS:
            yield f"  and {len(chains) - MOST_REVIEWS} more"
    if plan.evergreen.unreused:
        yield "Evergreens that nobody has reused"
        yield from _table((post_id,) for post_id in plan.evergreen.unreused[:MOST_REVIEWS])
        if len(plan.evergreen.unreused) > MOST_REVIEWS:
            yield f"  and {len(plan.evergreen.unreused) - MOST_REVIEWS} more"


def _load_cell(load: AuthorLoad) -> str:
    posts = str(len(load.posts)) if load.available is None else f"{len(load.posts)} of {load.available:.2g}"
    plural = "s" if len(load.reviews) > 1 else ""
    reviews = f" + {len(load.reviews)} review{plural}" if load.reviews else ""
    return f"{posts}{reviews}{' !' if load.is_over else ''}"


def _month_title(month: date) -> str:
    return f"{month_name(month.month)} {month.year}"


def _table(rows: Iterable[Row], *, skip: int = 0) -> Iterator[str]:
    """Yield the rows with their columns aligned, without the first `skip` of them."""
    cells = [[_printable(cell) for cell in row[skip:]] for row in rows]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    for row in cells:
        yield ("  " + "  ".join(map(str.ljust, row, widths))).rstrip()


def _printable(text: str) -> str:
    # What was written may hold signs that steer a terminal.
    return "".join(character if character.isprintable() else "�" for character in text)


SECTIONS: tuple[Callable[[Plan], Iterator[str]], ...] = (
    _head,
    _months,
    _undated,
    _overdue,
    _late,
    _gaps,
    _weeks,
    _coverage,
    _shares,
    _rotation,
    _timely,
    _load,
    _evergreen,
)
