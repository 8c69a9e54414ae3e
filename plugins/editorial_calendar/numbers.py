"""The pages of numbers: what the posts cover, who has how much to do, and how regularly posts go out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from editorial.bar_chart import Bar, BarChart, bar_chart, column_chart
from editorial.instants import month_name
from editorial.plan import AuthorLoad, Matrix, Plan, QuarterShares
from plugins.editorial_calendar.frame import Pages

MATRIX_TITLES = {"idea": "Stage by idea", "topic": "Stage by topic", "persona": "Stage by persona"}


@dataclass(frozen=True)
class ShareChart:
    """One quarter's shares, as a chart and as the table behind it."""

    shares: QuarterShares
    title: str
    chart: BarChart


@dataclass(frozen=True)
class LoadChart:
    """One month's load, as a chart and as the table behind it."""

    month: date
    rows: tuple[AuthorLoad, ...]
    chart: BarChart


def draw_coverage(pages: Pages, plan: Plan, titles: Mapping[str, str]) -> None:
    """Add the page of the three matrices, the shares, and what was made of what; `titles` go by ids."""
    stages = {stage.key: stage.name for stage in pages.frame.stages}
    pages.draw(
        "coverage.html",
        "coverage",
        title="Coverage",
        matrices=[(MATRIX_TITLES[matrix.name], matrix) for matrix in plan.coverage.matrices],
        stage_names=stages,
        charts=[share_chart(shares, stages) for shares in plan.coverage.shares],
        rotation=plan.rotation,
        timely=plan.timely,
        evergreen=plan.evergreen,
        titles=titles,
        is_empty=not any(_is_filled(matrix) for matrix in plan.coverage.matrices),
    )


def draw_load(pages: Pages, plan: Plan, names: Mapping[str, str], titles: Mapping[str, str]) -> None:
    """Add the page of who has how much to do; months without any author have nothing to show."""
    months = sorted({load.month for load in plan.load})
    charts = [
        load_chart(month, [load for load in plan.load if load.month == month], names) for month in months
    ]
    pages.draw("load.html", "load", title="Load", charts=charts, names=names, titles=titles)


def share_chart(shares: QuarterShares, names: Mapping[str, str]) -> ShareChart:
    """Return a quarter's shares with the mark at each target."""
    title = f"{shares.name}: {'stages' if shares.kind == 'stage' else 'ideas'}"
    bars = (
        Bar(
            label=names.get(share.name, share.name.capitalize()),
            parts=(("live", share.actual),),
            words=f"{percent(share.actual)}, aim {percent(share.target)}",
            mark=share.target,
        )
        for share in shares.shares
    )
    return ShareChart(shares, title, bar_chart(title, bars))


def load_chart(month: date, rows: Sequence[AuthorLoad], names: Mapping[str, str]) -> LoadChart:
    """Return a month's posts for each author, with the mark at what they can write."""
    title = f"Posts by author in {month_name(month.month)} {month.year}"
    bars = (
        Bar(
            label=names.get(row.author, row.author),
            parts=(("live", len(row.posts)),),
            words=_load_words(row),
            mark=row.available,
            is_over=row.is_over,
        )
        for row in rows
    )
    return LoadChart(month, tuple(rows), bar_chart(title, bars))


def cadence_chart(plan: Plan) -> BarChart:
    """Return the posts of each week, live and planned, with a mark at how many are wanted."""
    bars = (
        Bar(
            label=f"{week.first.day} {month_name(week.first.month)[:3]}",
            parts=(("live", week.live), ("planned", week.planned)),
            words=str(week.posts),
            mark=week.wanted or None,
            is_over=week.is_short,
        )
        for week in plan.cadence.weeks
    )
    return column_chart("Posts by week", bars)


def percent(share: float) -> str:
    """Return a share in words: 33 %."""
    return f"{share * 100:.0f} %"


def _load_words(row: AuthorLoad) -> str:
    if row.available is None:
        return str(len(row.posts))
    return f"{len(row.posts)} of {row.available:.2g}{', too many' if row.is_over else ''}"


def _is_filled(matrix: Matrix) -> bool:
    return bool(matrix.rows and matrix.columns)
