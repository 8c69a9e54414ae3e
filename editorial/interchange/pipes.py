"""Earlier answers in the words of a question: `{code}` becomes `{id}` where that question can be named."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from editorial.interchange.assemble_when import Built
from editorial.question import QuestionType
from editorial.survey_questions import PIPE

_BRACED = re.compile(r"\{([^{}]*)\}")
_WITHOUT_WORDS = (QuestionType.MATRIX, QuestionType.STATEMENT)


@dataclass(frozen=True)
class Piped:
    """Words with our placeholders, and those of the other tool that were lost."""

    text: str
    lost: tuple[str, ...]


def with_our_pipes(words: str, built: Mapping[str, Built]) -> Piped:
    """Return words in which only earlier questions are named; other placeholders stand in square brackets."""
    lost: list[str] = []

    def ours(match: re.Match[str]) -> str:
        name = match[1].strip()
        question = built.get(name) or built.get(name.removesuffix(".shown").removesuffix(".NAOK"))
        if question is not None and question.type not in _WITHOUT_WORDS:
            return f"{{{question.id}}}"
        lost.append(match[0])
        return f"[{name}]" if PIPE.fullmatch(match[0]) else match[0]

    return Piped(_BRACED.sub(ours, words), tuple(lost))
