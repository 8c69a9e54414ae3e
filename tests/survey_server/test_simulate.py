from datetime import UTC, datetime

import pytest

from survey_server.simulate import simulate
from survey_server.store import Store
from survey_server.trial import try_out
from tests.builders import ask, make_survey

NOW = datetime(2026, 11, 22, tzinfo=UTC)


@pytest.fixture
def survey():
    return make_survey(
        ask("yes_no", required=True),
        ask("text", "why", ask="Why <b>?", when={"tea": "yes"}),
        ask("nps", "send", ask="You said {tea}. Would you send some?"),
    )


def rows_of(path, survey):
    store = Store(f"sqlite:///{path}")
    try:
        return [(one.received_at, one.answers) for one in store.reading.responses(survey.slug)]
    finally:
        store.close()


def test_made_up_responses_are_kept_by_the_real_store(survey, tmp_path):
    trial = simulate(survey, tmp_path, number=20, seed=1, as_of=NOW)

    assert len(rows_of(trial.database, survey)) == 20
    assert trial.results.responses == 20
    tea = trial.results.questions[0]
    assert sum(share.count for share in tea.groups[0].shares) == 20


def test_the_same_seed_gives_the_same_rows_and_page(survey, tmp_path):
    one = simulate(survey, tmp_path, number=10, seed=3, as_of=NOW)
    first = rows_of(one.database, survey), one.page.read_text(encoding="utf-8")

    again = simulate(survey, tmp_path, number=10, seed=3, as_of=NOW)

    assert (rows_of(again.database, survey), again.page.read_text(encoding="utf-8")) == first


def test_the_page_says_that_nobody_said_this_and_escapes_what_was_written(survey, tmp_path):
    page = simulate(survey, tmp_path, number=10, seed=1, as_of=NOW).page.read_text(encoding="utf-8")

    assert "These answers are made up." in page
    assert "Readers chose themselves" in page
    assert "Why &lt;b&gt;?" in page
    assert "You said [your answer]. Would you send some?" in page
    assert (tmp_path / "site.css").is_file()


def test_a_trial_says_where_its_files_are(survey, tmp_path):
    folder = tmp_path / "new"

    text = try_out(survey, folder, number=5, seed=1, as_of=NOW)

    assert (
        f"5 made-up responses are in {folder / 'tea.db'}; their results are on {folder / 'tea.html'}." in text
    )
    assert "5 responses, 0 erased." in text
