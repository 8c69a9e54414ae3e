"""An outlook in plain values for JSON, and in words for a terminal."""

from collections.abc import Iterator
from typing import Any

from editorial.forecast import Forecast
from editorial.outlook import Outlook
from editorial.pace import Pace
from editorial.proposal_judge import Candidate
from editorial.proposals import Proposal


def outlook_data(outlook: Outlook) -> dict[str, Any]:
    """Return an outlook as plain values; days are ISO days."""
    return {
        "pace": [
            {"step": str(pace.step), "days": pace.days, "samples": pace.samples} for pace in outlook.paces
        ],
        "forecast": [_forecast_data(forecast) for forecast in outlook.forecasts],
        "proposals": [_proposal_data(proposal) for proposal in outlook.proposals],
    }


def outlook_lines(outlook: Outlook) -> Iterator[str]:
    """Yield an outlook in words, a part after the other."""
    yield "Pace (working days, median)"
    yield from (f"  {pace_words(pace)}" for pace in outlook.paces)
    yield ""
    yield "Forecast"
    if not outlook.late:
        yield "  every post that has a date can make it"
    yield from (f"  {forecast_words(forecast)}" for forecast in outlook.late)
    yield ""
    yield "Proposals"
    if not outlook.proposals:
        yield "  no slot is empty"
    for proposal in outlook.proposals:
        yield from _proposal_lines(proposal)


def pace_words(pace: Pace) -> str:
    """Return how long a step takes, and how that is known."""
    if not pace.samples:
        known = "as the policy's lead_days say" if pace.days else "not known yet"
        return f"{pace.step}: {known if not pace.days else f'{pace.days:g} ({known})'}"
    return f"{pace.step}: {pace.days:g}, seen in {pace.samples} posts"


def forecast_words(forecast: Forecast) -> str:
    """Return what will become of a post, in one line."""
    if not forecast.days_missed:
        return f"{forecast.id}: ready by {forecast.ready_on}; must go on by {forecast.latest_start}"
    ready = f"ready on {forecast.ready_on}" if forecast.ready_on else "never ready"
    return (
        f"{forecast.id}: planned for {forecast.day}, {ready} ({forecast.days_needed} working days left); "
        f"latest start was {forecast.latest_start}"
    )


def candidate_words(candidate: Candidate) -> str:
    """Return a candidate with its reasons, the strongest first."""
    why = "; ".join(f"{reason.points:+.1f} {reason.words}" for reason in candidate.strongest_first)
    by = f", by {candidate.author}"
    return f"{candidate.id}{by} ({candidate.points:.1f} points: {why or 'nothing speaks against it'})"


def _proposal_lines(proposal: Proposal) -> Iterator[str]:
    yield f"  {proposal.slot.day}: {proposal.slot.why}"
    if proposal.choice is None:
        yield f"    {proposal.because}"
        return
    yield f"    {candidate_words(proposal.choice)}"
    if proposal.runner_up:
        yield f"    runner-up: {candidate_words(proposal.runner_up)}"
    else:
        yield "    no runner-up"


def _forecast_data(forecast: Forecast) -> dict[str, Any]:
    return {
        "id": forecast.id,
        "date": forecast.day.isoformat(),
        "next_step": str(forecast.next_step),
        "days_needed": forecast.days_needed,
        "ready_on": forecast.ready_on.isoformat() if forecast.ready_on else None,
        "days_missed": forecast.days_missed,
        "latest_start": forecast.latest_start.isoformat(),
        "measured": forecast.is_measured,
    }


def _proposal_data(proposal: Proposal) -> dict[str, Any]:
    return {
        "date": proposal.slot.day.isoformat(),
        "why": proposal.slot.why,
        "for_news": proposal.slot.is_for_news,
        "choice": _candidate_data(proposal.choice),
        "runner_up": _candidate_data(proposal.runner_up),
        "because": proposal.because,
    }


def _candidate_data(candidate: Candidate | None) -> dict[str, Any] | None:
    if candidate is None:
        return None
    return {
        "id": candidate.id,
        "title": candidate.title,
        "author": candidate.author,
        "evergreen": candidate.is_evergreen,
        "points": candidate.points,
        "reasons": [{"points": reason.points, "words": reason.words} for reason in candidate.reasons],
    }
