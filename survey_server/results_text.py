"""Results of a survey as plain text, for a terminal."""

from collections.abc import Iterator

from editorial.conditions import without_answers
from editorial.quantities import quantity
from editorial.survey_versions import Outcome
from survey_server.results import Group, QuestionResults, SurveyResults

SELF_CHOSEN = "Readers chose themselves to answer: the intervals hold as if they had been drawn at random."
_APART = {
    Outcome.DONT_KNOW: "don’t know",
    Outcome.SKIPPED: "skipped",
    Outcome.NOT_SHOWN: "not shown",
}
_WIDEST = 34
_BAR = 20


def results_text(results: SurveyResults) -> str:
    """Return the results as lines of at most about a hundred characters."""
    return "\n".join(_lines(results))


def outcomes_words(result: QuestionResults) -> str:
    """Return what became of a question, such as “120 answered, 5 skipped, 75 not shown”."""
    apart = [
        f"{result.outcomes[outcome]} {words}" for outcome, words in _APART.items() if result.outcomes[outcome]
    ]
    return ", ".join([f"{result.outcomes[Outcome.ANSWERED]} answered", *apart])


def score_words(result: QuestionResults) -> str:
    """Return a Net Promoter Score with its margin, such as “30 ± 15.3”; empty for other questions."""
    return f"{result.score.score:.0f} ± {result.score.margin:.1f}" if result.score else ""


def _lines(results: SurveyResults) -> Iterator[str]:
    yield f"{quantity(results.responses, 'response')}, {results.erased} erased. {SELF_CHOSEN}"
    if len(results.versions) > 1:
        parts = (f"{digest[:8]}: {count}" for digest, count in results.versions)
        yield f"Versions, the oldest first: {', '.join(parts)}"
    for result in results.questions:
        yield ""
        yield f"{without_answers(result.question.ask)} [{result.question.id}]"
        yield f"  {outcomes_words(result)}"
        if 0 < len(result.asked_in) < len(results.versions):
            yield f"  asked in {len(result.asked_in)} of {len(results.versions)} versions"
        if result.asked_otherwise:
            yield "  asked in another way in earlier versions; those answers are not counted"
        if result.summary:
            yield f"  {result.summary}"
        if result.score:
            yield f"  Net Promoter Score {score_words(result)}"
        for group in result.groups:
            yield from _group(group)
    if results.no_longer_asked:
        yield ""
        yield f"No longer asked: {'; '.join(map(without_answers, results.no_longer_asked))}"


def _group(group: Group) -> Iterator[str]:
    if group.label:
        yield f"  {group.label}"
    for share in group.shares:
        label = share.label if len(share.label) <= _WIDEST else f"{share.label[: _WIDEST - 1]}…"
        bar = "█" * round(_BAR * share.percent / 100)
        span = f"{100 * share.interval.low:.0f}–{100 * share.interval.high:.0f} %"
        yield f"    {label:<{_WIDEST}} {share.count:>5} {share.percent:>4.0f} %  ({span})  {bar}".rstrip()
