from datetime import UTC, datetime, timedelta

import pytest

from editorial.legal_basis import Basis
from editorial.privacy_notice import privacy_notice
from editorial.privacy_register import as_markdown, register, unregistered
from editorial.survey_history import AnsweredDefinition
from tests.builders import ask, make_survey


def test_the_notice_says_what_for_on_what_ground_and_how_long():
    survey = make_survey(ask("email"), purpose="To write back.", basis="consent", retention_days=30)

    told = {item.term: item.text for item in privacy_notice(survey)}

    assert told["What it is for"] == "To write back."
    assert told["On what ground"] == (
        "Your consent: you give it by sending, and take it back by erasing your answers."
    )
    assert told["How long answers are kept"] == "30 days, then they are erased."
    assert told["What is not kept"] == "No network address, no name of your browser, no cookie."
    assert "seconds spent on each question are kept" in told["How long the answers took"]


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "1 day, then they are erased."), ("de", "1 Tag, dann werden sie gelöscht.")],
)
def test_one_day_is_no_plural(language, words):
    notice = privacy_notice(make_survey(ask("yes_no"), retention_days=1), language)

    assert words in [item.text for item in notice]


def test_what_is_not_declared_is_not_told():
    terms = [item.term for item in privacy_notice(make_survey(ask("yes_no")))]

    assert "On what ground" not in terms


def test_the_notice_is_told_in_the_readers_language():
    survey = make_survey(ask("yes_no"), basis="legitimate-interest")

    english, german = privacy_notice(survey), privacy_notice(survey, "de")

    # The purpose is the survey's own text; all other sentences are translated.
    assert len(english) == len(german)
    assert not {item.term for item in english} & {item.term for item in german}
    assert {i.text for i in english} & {i.text for i in german} == {"To buy the right tea."}


def test_every_basis_has_a_sentence_and_an_article():
    assert all(basis.sentence and basis.article.startswith("GDPR Art. 6(1)") for basis in Basis)


def test_the_register_lists_what_is_kept_about_people():
    survey = make_survey(
        ask("email", "address"),
        ask("choice", other=True),
        opens="2026-12-01",
        closes="2026-12-31",
        basis="consent",
        title="Tea | milk",
    )

    (entry,) = register([survey])

    assert entry.as_data() == {
        "survey": "tea",
        "title": "Tea | milk",
        "purpose": "To buy the right tea.",
        "basis": "consent",
        "article": "GDPR Art. 6(1)(a)",
        "retention_days": 365,
        "personal_data": ["e-mail addresses", "free text"],
        "contact_questions": ["address"],
        "kept_from_earlier": [],
        "opens": "2026-12-01T00:00:00+00:00",
        "closes": "2027-01-01T00:00:00+00:00",
    }
    assert as_markdown([entry]).splitlines()[2] == (
        "| Tea \\| milk (`tea`) | To buy the right tea. | consent (GDPR Art. 6(1)(a)) | 365 days "
        "| e-mail addresses, free text | 2026-12-01 | 2026-12-31 |"
    )


def kept(survey, *, days_ago, responses=3):
    seen = datetime(2026, 11, 22, tzinfo=UTC) - timedelta(days=days_ago)
    return AnsweredDefinition(survey.slug, survey.digest, seen, responses, survey.definition)


def test_the_register_knows_what_was_answered_to_questions_that_are_no_longer_asked():
    first = make_survey(ask("yes_no"), ask("text", "who"), ask("date", "day"), ask("email", "mail"))
    second = make_survey(ask("yes_no"), ask("text", "name", was="who"), ask("choice", "pick", other=True))
    now = make_survey(ask("yes_no"), ask("choice", "pick"), retired=["mail", "day", "name"])

    (entry,) = register([now], [kept(second, days_ago=2), kept(first, days_ago=5)])

    assert entry.personal == ("e-mail addresses", "free text")
    assert entry.kept_from_earlier == ("name", "mail", "pick")
    assert entry.as_data()["kept_from_earlier"] == ["name", "mail", "pick"]
    assert "| e-mail addresses, free text (kept from earlier versions: name, mail, pick) |" in as_markdown(
        [entry]
    )


def test_the_register_leaves_out_what_nobody_answered_or_everybody_erased():
    before = make_survey(ask("yes_no"), ask("text", "who"))
    now = make_survey(ask("yes_no"), retired=["who"])

    (entry,) = register([now], [kept(before, days_ago=2, responses=0)])

    assert (entry.personal, entry.kept_from_earlier) == ((), ())


def test_answers_without_a_file_are_named_beside_the_register():
    definitions = [kept(make_survey(ask("email"), slug="gone"), days_ago=2, responses=4)]

    assert unregistered([make_survey(ask("yes_no"))], definitions) == {"gone": 4}
