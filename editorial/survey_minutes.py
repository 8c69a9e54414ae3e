"""How long a question takes: reading it, and giving the answer.

Reading: 238 words a minute, the mean for silent reading of English prose in M. Brysbaert, "How many words
do we read per minute?", Journal of Memory and Language 109 (2019). Answering: seconds for each type, set so
that an ordinary question of its own takes the ten seconds that the Pew Research Center measured on its
panel ("How we keep our online surveys from running too long", 2022: 85 points in 15 minutes, a stand-alone
question is one), and a long text the forty seconds that CivicPulse's rubric allows, which counts in that
many leave it out.
"""

from editorial.question import Option, Question, QuestionType

WORDS_A_MINUTE = 238
_FIXED: dict[QuestionType, float] = {
    QuestionType.CHOICE: 3,
    QuestionType.CHOICES: 6,
    QuestionType.YES_NO: 2,
    QuestionType.SCALE: 3,
    QuestionType.NPS: 4,
    QuestionType.STARS: 3,
    QuestionType.MATRIX: 0,
    QuestionType.RANK: 0,
    QuestionType.TEXT: 12,
    QuestionType.LONG_TEXT: 40,
    QuestionType.EMAIL: 12,
    QuestionType.NUMBER: 8,
    QuestionType.DATE: 10,
    QuestionType.CONSENT: 3,
    QuestionType.STATEMENT: 0,
}
_PER_ROW = 5
_PER_PLACE = 4


def question_seconds(question: Question) -> int:
    """Return how many seconds a question takes, at least one."""
    reading = reading_seconds(_words_to_read(question))
    repeated = _PER_ROW * len(question.rows)
    if question.type is QuestionType.RANK:
        repeated += _PER_PLACE * len(question.options)
    return max(round(reading + _FIXED[question.type] + repeated), 1)


def reading_seconds(words: int) -> float:
    """Return how many seconds a number of words takes to read."""
    return words * 60 / WORDS_A_MINUTE


def _words_to_read(question: Question) -> int:
    offered: tuple[Option, ...] = (*question.choices, *question.points, *question.rows, *question.columns)
    texts = (question.ask, question.help, question.low, question.high, *(option.label for option in offered))
    return sum(len(text.split()) for text in texts)
