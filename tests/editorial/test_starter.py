from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from editorial.starter import start_author, start_post, start_survey
from tests.builders import header_text, read_files

TODAY = date(2026, 3, 1)
AUTHOR = header_text({"name": "Ada Quill"})
TITLES = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Zl", "Zp"])).filter(str.strip)


def folded(text):
    return " ".join(text.split())


@settings(max_examples=200)
@given(title=TITLES)
@example(title="Yes")
@example(title="~")
@example(title="No: # [really] {'\"'}")
@example(title="# 1 " + "word  " * 60)
@example(title="茶" * 300)
@example(title="---")
def test_a_new_file_has_its_title_and_no_errors(tmp_path_factory, title):
    folder = tmp_path_factory.mktemp("content")
    post = start_post(title, today=TODAY, authors=["ada"])
    author = start_author(title)
    survey = start_survey(title, opens=TODAY)

    content = read_files(
        folder, {start.path: start.text for start in (post, author, survey)} | {"authors/ada.md": AUTHOR}
    )

    assert content.errors == ()
    assert content.posts[0].title == folded(title)
    assert folded(title) in [author.name for author in content.authors.values()]
    assert [survey.title for survey in content.surveys.values()] == [folded(title)]


def test_a_new_post_has_everything_that_is_known():
    start = start_post(
        "Green tea", today=TODAY, authors=["ada"], category="Planning", stage="interest", idea="practical",
        day=date(2027, 1, 5),
    )  # fmt: skip

    assert start.path == "posts/2027/green-tea.md"
    assert start.text == (
        "---\ntitle: Green tea\ndate: 2027-01-05\nauthors:\n- ada\ncategory: Planning\ntags: []\nsummary:\n"
        "stage: interest\nidea: practical\nformat: essay\nstatus: assigned\n---\n\nWrite here.\n"
    )


def test_a_new_post_without_an_author_is_an_idea_of_today():
    start = start_post("Green tea", today=TODAY)

    assert start.path == "posts/2026/green-tea.md"
    assert "authors: []\n" in start.text
    assert "status: idea\n" in start.text


@pytest.mark.parametrize("title", ["word " * 100, "w" * 400, "茶" * 300, "a-" * 300])
def test_a_long_title_gives_a_file_name_that_file_systems_take(title):
    name = start_author(title).path.removeprefix("authors/").removesuffix(".md")

    assert 0 < len(name.encode()) <= 200
    assert name[-1].isalnum()


def test_a_new_survey_and_a_new_author_stand_in_their_folders():
    assert start_survey("Tea & you", opens=TODAY).path == "surveys/tea-and-you.md"
    assert start_author("Ada Quill").path == "authors/ada-quill.md"
