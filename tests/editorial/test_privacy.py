from editorial.legal_basis import Basis
from editorial.privacy_notice import privacy_notice
from editorial.privacy_register import as_markdown, register
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
        "opens": "2026-12-01T00:00:00+00:00",
        "closes": "2027-01-01T00:00:00+00:00",
    }
    assert as_markdown([entry]).splitlines()[2] == (
        "| Tea \\| milk (`tea`) | To buy the right tea. | consent (GDPR Art. 6(1)(a)) | 365 days "
        "| e-mail addresses, free text | 2026-12-01 | 2026-12-31 |"
    )
