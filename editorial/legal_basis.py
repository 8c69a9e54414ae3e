"""On what ground a survey may keep answers that are about somebody."""

from enum import StrEnum


class Basis(StrEnum):
    """The legal bases that fit a survey nobody has to answer.

    From Article 6(1) of the General Data Protection Regulation: (a), (f) and (e). Contract, legal obligation
    and vital interests (b, c, d) are left out: answers that are given freely rest on none of them.
    """

    CONSENT = "consent"
    LEGITIMATE_INTEREST = "legitimate-interest"
    PUBLIC_TASK = "public-task"

    @property
    def sentence(self) -> str:
        """What a respondent is told about it."""
        return _SENTENCES[self]

    @property
    def article(self) -> str:
        """Where the regulation has it."""
        return _ARTICLES[self]


_SENTENCES = {
    Basis.CONSENT: "Your consent: you give it by sending, and take it back by erasing your answers.",
    Basis.LEGITIMATE_INTEREST: (
        "Our legitimate interest in knowing what readers think. You may object at any time, by erasing your "
        "answers or by writing to us."
    ),
    Basis.PUBLIC_TASK: "A task in the public interest that we have been given.",
}
_ARTICLES = {
    Basis.CONSENT: "GDPR Art. 6(1)(a)",
    Basis.LEGITIMATE_INTEREST: "GDPR Art. 6(1)(f)",
    Basis.PUBLIC_TASK: "GDPR Art. 6(1)(e)",
}
