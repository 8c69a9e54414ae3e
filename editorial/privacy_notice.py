"""What a respondent is told before answering: what it is for, on what ground, and what becomes of it."""

from dataclasses import dataclass

from editorial.page_words import say
from editorial.survey import Survey


@dataclass(frozen=True)
class NoticeItem:
    """One thing that is told: what it is about, and the sentence."""

    term: str
    text: str


WHOSE = "Readers choose themselves to answer, so the results speak for them and not for every reader."


def privacy_notice(survey: Survey, language: str = "") -> tuple[NoticeItem, ...]:
    """Return the notice of a survey in the order of reading, in a language if its words exist in it."""
    days = survey.retention_days
    kept = "1 day, then they are erased." if days == 1 else "{days} days, then they are erased."
    retention = say(kept, language, days=days)
    told = (
        ("What it is for", survey.purpose),
        ("On what ground", say(survey.basis.sentence, language) if survey.basis else ""),
        ("How long answers are kept", retention),
        ("What is not kept", say("No network address, no name of your browser, no cookie.", language)),
        (
            "What your browser remembers",
            say("That it has answered this, so that nobody counts twice. It tells no one else.", language)
            if survey.once
            else "",
        ),
        (
            "How long the answers took",
            say(
                "Where your script runs, the seconds spent on each question are kept with your answers.",
                language,
            ),
        ),
        (
            "Whose answers they are",
            say(WHOSE, language),
        ),
        (
            "Your receipt",
            say("After sending you get a code. With it you can see your answers and erase them.", language),
        ),
    )
    return tuple(NoticeItem(say(term, language), text) for term, text in told if text)
