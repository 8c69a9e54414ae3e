"""Every sentence that the service says to a respondent, in English; `said` has them in other languages."""

from editorial.answer_texts import number_in
from editorial.answers import AnswerFault, Fault
from editorial.question import Question, QuestionType
from survey_server.messages_de import GERMAN

MISSING: dict[QuestionType, str] = {
    QuestionType.CHOICE: "Please choose one of these.",
    QuestionType.CHOICES: "Please choose at least one of these.",
    QuestionType.YES_NO: "Please choose yes or no.",
    QuestionType.SCALE: "Please choose a point on the scale.",
    QuestionType.NPS: "Please choose a number from 0 to 10.",
    QuestionType.STARS: "Please choose from one to five stars.",
    QuestionType.MATRIX: "Please choose an answer in each row.",
    QuestionType.RANK: "Please give at least one of these a place.",
    QuestionType.TEXT: "Please write an answer.",
    QuestionType.LONG_TEXT: "Please write an answer.",
    QuestionType.EMAIL: "Please write your e-mail address.",
    QuestionType.NUMBER: "Please write a number.",
    QuestionType.DATE: "Please give a day.",
    QuestionType.CONSENT: "Please tick the box if you agree; without it your answers cannot be taken.",
    QuestionType.STATEMENT: "This needs no answer.",
}

UNREADABLE: dict[QuestionType, str] = {
    QuestionType.CHOICE: "Please choose one of the answers offered.",
    QuestionType.CHOICES: "Please choose from the answers offered.",
    QuestionType.YES_NO: "Please choose yes or no.",
    QuestionType.SCALE: "Please choose a point on the scale.",
    QuestionType.NPS: "Please choose a number from 0 to 10.",
    QuestionType.STARS: "Please choose from one to five stars.",
    QuestionType.MATRIX: "Please choose one of the answers offered in each row.",
    QuestionType.RANK: "Please give each of these a place of its own, beginning with 1.",
    QuestionType.TEXT: "Please answer with text.",
    QuestionType.LONG_TEXT: "Please answer with text.",
    QuestionType.EMAIL: "Please write an e-mail address like name@example.org, or leave this empty.",
    QuestionType.NUMBER: "Please write a number in digits, like 12 or 12.5.",
    QuestionType.DATE: "Please write a day as year, month and day, like 2026-03-31.",
    QuestionType.CONSENT: "Please tick the box, or leave it empty.",
    QuestionType.STATEMENT: "This is not a question, so it takes no answer.",
}

# A fault that every type says in its own words stands in the tables above.
FAULTS: dict[AnswerFault, str] = {
    AnswerFault.UNKNOWN_OPTION: "Please choose from the answers offered; what was sent is not one of them.",
    AnswerFault.PICKED_TWICE: "Please choose each answer only once.",
    AnswerFault.OTHER_WITHOUT_WORDS: "You chose “Other”. Please write what it is.",
    AnswerFault.NONE_AND_MORE: "Please choose either “{none}” or other answers, not both.",
    AnswerFault.TOO_FEW: "Please choose at least {min}; you chose {count}.",
    AnswerFault.TOO_MANY: "Please choose at most {max}; you chose {count}.",
    AnswerFault.TOO_SHORT: "Please write at least {min} characters; there are {count}.",
    AnswerFault.TOO_LONG: "Please shorten this to {max} characters; there are {count}.",
    AnswerFault.NOT_PLAIN_TEXT: "There is a character here that cannot be shown. Please type the text anew.",
    AnswerFault.TOO_SMALL: "Please write a number of at least {min}.",
    AnswerFault.TOO_LARGE: "Please write a number of at most {max}.",
    AnswerFault.ROW_MISSING: "Please choose an answer in each row; “{row}” has none yet.",
    AnswerFault.SAME_PLACE: "Please give each of these a place of its own; two have the same.",
}

UNKNOWN_QUESTION = "There is no such question."

PAGE_RENEWED = (
    "This page was open for more than a day, so it had to be renewed. "
    "Everything you wrote is here; please send it once more."
)
DEFINITION_CHANGED = (
    "The questions were changed since you opened this page. What you wrote is here; "
    "please look it over and send it once more."
)
DRAFT_DAMAGED = (
    "What you had answered before could not be read: the page or the link was changed on its way. "
    "Please begin again; if you still have the page before this one, your answers are there."
)
TOO_LONG_TO_CARRY = (
    "That is more than can be taken at once. Please shorten it; everything you wrote before is kept."
)
TOO_LONG_FOR_A_LINK = (
    "Your answers are too long to fit into a link. Please leave this page open until you send them, or "
    "shorten the longest; nothing you wrote is lost while the page is open."
)
SUBMISSION_ID_RENEWED = (
    "This page was damaged on its way and has been renewed. "
    "Everything you wrote is here; please send it once more."
)
NOT_SAVED = (
    "Your answers could not be saved just now, and nothing was kept. "
    "Everything you wrote is here; please send it once more in a moment."
)
TRAPPED = (
    "A field that is to stay empty was filled in, perhaps by a program that fills in forms. It is empty "
    "again, and everything else you wrote is here; please send it once more."
)
TOO_SOON = (
    "That was very quick, and machines are. Everything you wrote is here; please look it over and send it "
    "again in {seconds} seconds."
)
TOO_MANY_FROM_THERE = (
    "Very many answers came from your network in a short time. Yours are all still here: please send them "
    "again in {seconds} seconds."
)
NOT_PROVEN = (
    "Against machines this survey asks a browser to work for a moment, and yours did not. Everything you "
    "wrote is here: please send it again in {seconds} seconds."
)
ARRIVED_BEFORE = (
    "The same answers arrived from a page like this a moment ago. If you pressed the button twice, they are "
    "kept and there is nothing more to do. If these are yours and not sent yet, please send them now."
)
SENT_BEFORE = (
    "You have sent answers from this page before. Those are stored, and what you wrote now was not "
    "added: here it still is. If you want it to count instead, erase the stored answers on your "
    "receipt, and then send it once more."
)
SENT_AND_ERASED = (
    "The answers that you sent from this page before are erased, and what you wrote now is not stored. "
    "Everything is here: if you want it to be stored, please send it once more."
)
SENT_BEFORE_SHUT = (
    "You have sent answers from this page before. Those are stored, and what you wrote now was not added."
)
NOT_UTF8 = (
    "Some of what was sent could not be read as letters; the sign \ufffd stands in its place. Nothing was "
    "stored: please write it anew there, and send it once more."
)
GONE = "This survey is no longer there, and takes no more answers."
FULL = "This survey has as many answers as it was made for, and takes no more. Thank you for your interest."
ERASURE_RENEWED = (
    "This page was open for more than a day, so it had to be renewed. "
    "Nothing has been erased yet; please press the button once more."
)

RESULTS_PRIVATE = "The numbers of this survey are for those who ask it."
RESULTS_AFTER_VOTE = (
    "The numbers of this survey are shown to those who have answered it: please open them from your receipt."
)

# For the API, where a program shows the sentence.
NOT_AN_OBJECT = "Please send a JSON object with submission_id and answers."
NOT_JSON = "What was sent is not JSON."
ANSWERS_NOT_AN_OBJECT = "Please send answers as an object, from the id of a question to its answer."
BAD_SUBMISSION_ID = "Please send a submission_id of 16 to 64 letters, digits, hyphens and underscores."
BAD_CONTEXT = "Please send context as an object of at most 10 short texts, each of at most 200 characters."
UNKNOWN_CONTEXT = "The survey does not ask for this in its context: {names}."
BAD_PROOF = "Please send proof as the text that ALTCHA writes, or leave it out."
BAD_PARADATA = "Please send paradata as an object with seed, seconds and language, or leave it out."
BAD_DEFINITION = "Please send definition as the digest that came with the questions, or leave it out."
UNKNOWN_DEFINITION = (
    "The questions were changed since these answers were given. Please load the survey again."
)
NOT_PROVEN_SHORT = (
    "Before this is taken a browser has to work for a moment, and yours did not. A program finds the work "
    "at the address in challenge."
)
NO_CHALLENGE = "This service asks for no proof of work; please send the answers without one."
NOT_SAVED_SHORT = "The answers could not be saved just now, and nothing was kept. Please send them again."

FOREIGN = "This answer came from a page that may not send answers here."
UNPROVEN = (
    "Your browser did not say which page this came from, so it could not be taken. "
    "Please open the survey itself, fill it in there and send it once more."
)

# What went wrong with a request, as a page: a heading and what to do.
ERROR_PAGES: dict[int, tuple[str, str]] = {
    400: ("This could not be read", "Please go back, load the page again and send it once more."),
    403: ("This could not be taken", FOREIGN),
    404: ("There is nothing at this address", "The address may be mistyped, or the page may be gone."),
    405: (
        "This address cannot be used that way",
        "Please go back and follow a link or a button of the page.",
    ),
    411: ("This could not be taken", "Please send the length of the content with it (Content-Length)."),
    413: (
        "That is more than can be taken at once",
        "Please go back, shorten what you wrote and send it once more.",
    ),
    415: ("This could not be read", "Please send the form of the page, or JSON where a program sends it."),
    422: ("Please look at this again", "Please go back, correct what you wrote and send it once more."),
    500: (
        "Something went wrong here",
        "It is our fault. Nothing was kept; please go back, where your words still are, and send them again.",
    ),
    503: (
        "The service is not ready just now",
        "Nothing is lost that you have a receipt for. Please try again in a moment.",
    ),
}


def sentence(question: Question, fault: Fault, language: str = "") -> str:
    """Return what to say about a fault in the answer to a question."""
    if fault.code is AnswerFault.MISSING:
        return said(MISSING[question.type], language)
    if fault.code is AnswerFault.UNREADABLE:
        return said(UNREADABLE[question.type], language)
    values = {
        name: number_in(value, language) if isinstance(value, float) else value
        for name, value in fault.values.items()
    }
    return said(FAULTS[fault.code], language).format(**values)


def said(sentence: str, language: str) -> str:
    """Return a sentence in a language, or in English where it is not translated."""
    return _TRANSLATIONS.get(language.partition("-")[0].lower(), {}).get(sentence, sentence)


_TRANSLATIONS = {"de": GERMAN}
