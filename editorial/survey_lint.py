"""What a careful colleague would say about a survey before it goes out; never more than a warning."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from editorial import lint_options as options
from editorial import lint_whole as whole
from editorial import lint_wording as wording
from editorial.lint_settings import LintSettings
from editorial.problems import Problem, Severity, did_you_mean
from editorial.survey import Survey

__all__ = ["RULES", "LintRule", "LintSettings", "lint_survey", "without_silenced"]

Check = Callable[[Survey, LintSettings], Iterator[Problem]]


@dataclass(frozen=True)
class LintRule:
    """A rule, and the codes of its findings; one that looks at words is for English alone."""

    check: Check
    codes: tuple[str, ...]
    is_about_words: bool = True


RULES = (
    LintRule(wording.leading, ("leading",)),
    LintRule(wording.double_barrelled, ("double-barrelled",)),
    LintRule(wording.negated, ("negated",)),
    LintRule(wording.absolute, ("absolute",)),
    LintRule(wording.jargon, ("jargon",)),
    LintRule(wording.hard_to_read, ("hard-to-read",)),
    LintRule(options.unbalanced, ("unbalanced",)),
    LintRule(options.no_way_out, ("missing-none", "missing-dont-know")),
    LintRule(options.overlapping, ("overlapping",)),
    LintRule(options.alike, ("alike",), is_about_words=False),
    LintRule(options.unlabelled, ("unlabelled",), is_about_words=False),
    LintRule(whole.too_many_open, ("many-open",), is_about_words=False),
    LintRule(whole.long_matrix, ("long-matrix",), is_about_words=False),
    LintRule(whole.too_long, ("too-long",), is_about_words=False),
    LintRule(whole.undeclared, ("undeclared",), is_about_words=False),
)
# Found when a survey is read, and a matter of judgement as much as those above.
_READING_CODES = ("required-email", "missing-purpose")


def lint_survey(survey: Survey, settings: LintSettings) -> tuple[Problem, ...]:
    """Return what is to be said about a survey that was read without errors, sorted.

    What its header silences in `lint`, by rule or by question and rule, is left out.
    """
    rules = [rule for rule in RULES if settings.is_english(survey) or not rule.is_about_words]
    found = [problem for rule in rules for problem in rule.check(survey, settings)]
    return tuple(sorted([*without_silenced(found, survey), *_about_silences(survey, found, rules)]))


def without_silenced(problems: Iterable[Problem], survey: Survey) -> list[Problem]:
    """Return the problems of a survey that its header does not silence; errors always stay."""
    return [problem for problem in problems if problem.is_error or not _silences(survey, problem)]


def _silences(survey: Survey, problem: Problem) -> set[str]:
    """Return the keys of `lint` that silence a problem: its code, or its question and its code."""
    question = problem.message.partition(":")[0]
    return {problem.code, f"{question}.{problem.code}"} & survey.lint.keys()


def _about_silences(survey: Survey, found: Iterable[Problem], rules: Iterable[LintRule]) -> Iterator[Problem]:
    used = {key for problem in found for key in _silences(survey, problem)}
    known = [*(code for rule in RULES for code in rule.codes), *_READING_CODES]
    applied = {code for rule in rules for code in rule.codes}
    for key in sorted(survey.lint.keys() - used):
        question, _, code = key.rpartition(".")
        line = survey.source.line(f"lint/{key}")
        if code not in known:
            message, remedy = f"lint: there is no rule {code}", did_you_mean(code, known)
            yield Problem(survey.source.path, line, "unknown-rule", message, remedy, Severity.WARNING)
        elif question and survey.question(question) is None:
            remedy = did_you_mean(question, [question.id for question in survey.questions])
            message = f"lint: there is no question {question}"
            yield Problem(survey.source.path, line, "unknown-question", message, remedy, Severity.WARNING)
        elif code in applied:
            message = f"lint: {key} silences nothing"
            yield Problem(
                survey.source.path, line, "needless-silence", message, "take it out", Severity.WARNING
            )
