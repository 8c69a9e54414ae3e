from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from editorial.content import read_content
from editorial.problems import ContentError
from tests.builders import SETTINGS, header_text, post_text, read_files, survey_text, write_content

AUTHOR = header_text({"name": "Ada Quill"}, "Ada drinks tea.")
NOON = datetime.fromisoformat("2026-03-01T12:00:00+00:00")
# Mostly files that begin well, and then anything.
FILES = st.binary(max_size=200) | st.builds(
    lambda text, cut, junk: text.encode()[:cut] + junk + text.encode()[cut:],
    st.sampled_from([post_text(), AUTHOR, survey_text(), "cadence: {rule: warn}\ntimely: 1\n"]),
    st.integers(0, 300),
    st.binary(max_size=8)
    | st.sampled_from([b"\nid: 'x'", b"]", b": ", b"\n---\n", b"\r", b"\n- ", b"{", b"\ndate: "]),
)
PLACES = (
    "posts/a.md",
    "posts/2026/b.md",
    "authors/ada.md",
    "surveys/tea.md",
    "pages/about.md",
    "editorial.yaml",
)


def test_a_content_folder_is_read_as_a_whole(tmp_path):
    content = read_files(
        tmp_path,
        {
            "posts/2026/b.md": post_text(survey="tea"),
            "posts/a.md": post_text(date="2026-03-02"),
            "authors/ada.md": AUTHOR,
            "surveys/tea.md": survey_text(),
            "pages/about.md": header_text({"title": "About"}),
            "editorial.yaml": "timezone: Asia/Tokyo\n",
        },
    )

    assert content.problems == ()
    assert [post.slug for post in content.posts] == ["b", "a"]
    assert (list(content.authors), list(content.surveys)) == (["ada"], ["tea"])
    assert [page.slug for page in content.pages] == ["about"]
    assert (content.zone.key, content.posts[0].date.utcoffset().total_seconds()) == ("Asia/Tokyo", 9 * 3600)
    assert content.summary == "2 posts, 1 author, 1 survey: 0 errors, 0 warnings"
    assert [post.slug for post in content.live_posts(NOON)] == ["b"]


def test_an_empty_folder_is_no_mistake(tmp_path):
    content = read_content(tmp_path / "nothing", SETTINGS)

    assert (content.posts, content.problems, content.zone) == ((), (), SETTINGS.zone)


def test_a_folder_whose_texts_lie_elsewhere_is_pointed_out(tmp_path):
    found = read_files(
        tmp_path, {"tea.md": post_text(), "blog/milk.rst": "Milk", "pages/a.md": "", "x.txt": ""}
    )
    (problem,) = (problem for problem in found.problems if problem.code == "no-posts")

    assert (problem.path, problem.is_error) == ((tmp_path / "posts").as_posix(), False)
    assert problem.message == "there is no post in it; tea.md lies elsewhere, and 1 more"
    assert problem.remedy == "move posts there, or add --foreign for content of another tool"


def test_a_broken_file_hides_nothing_in_the_others(tmp_path):
    content = read_files(
        tmp_path,
        {
            "posts/a.md": "---\ntitle: [\n---\n",
            "posts/b.md": post_text(derived_from=["a"], stage="tea"),
            "authors/ada.md": b"\xff",
            "editorial.yaml": "horizon_weeks: many\n",
        },
    )

    assert [(problem.path.removeprefix(f"{tmp_path}/"), problem.code) for problem in content.problems] == [
        ("authors/ada.md", "not-utf8"),
        ("editorial.yaml", "not-a-number"),
        ("posts/a.md", "yaml"),
        ("posts/b.md", "not-known"),
    ]


def test_double_keys_do_not_hide_what_else_is_wrong_in_the_file(tmp_path):
    text = "---\ntitle: Tea\ntitle: Tee\nstgae: interest\nauthors: ada\n---\n"

    content = read_files(tmp_path, {"posts/a.md": text, "authors/ada.md": AUTHOR})

    assert [problem.code for problem in content.problems] == ["duplicate-key", "unknown-field"]


def test_a_file_that_cannot_be_read_is_a_problem_and_no_crash(tmp_path):
    for path in ("posts/gone.md", "authors/gone.md"):
        (tmp_path / path).parent.mkdir()
        (tmp_path / path).symlink_to(tmp_path / "nowhere")

    content = read_content(tmp_path, SETTINGS)

    assert [str(problem) for problem in content.problems] == [
        f"{tmp_path}/{part}/gone.md:1: error unreadable the file cannot be read: No such file or directory"
        " (check its rights)"
        for part in ("authors", "posts")
    ]


def test_hidden_files_other_files_and_circles_of_links_are_passed_over(tmp_path):
    write_content(tmp_path, {"posts/.a.md": b"\xff", "posts/.git/b.md": b"\xff", "posts/c.txt": b"\xff"})
    (tmp_path / "posts" / "again").symlink_to(tmp_path / "posts")

    content = read_content(tmp_path, SETTINGS)

    assert (content.posts, content.problems) == ((), ())


def test_errors_are_raised_all_at_once_and_warnings_are_not(tmp_path):
    content = read_files(tmp_path, {"posts/a.md": post_text(summary=None, slug="A b", authors=["bo"])})

    with pytest.raises(ContentError) as caught:
        content.raise_errors()

    assert sorted(problem.code for problem in caught.value.problems) == ["not-a-slug", "unknown-author"]
    assert content.summary == "1 post, 0 authors, 0 surveys: 2 errors, 1 warning"


def test_content_with_warnings_only_raises_nothing(tmp_path):
    content = read_files(tmp_path, {"posts/a.md": post_text(summary=None), "authors/ada.md": AUTHOR})

    content.raise_errors()

    assert [problem.code for problem in content.problems] == ["missing-summary"]


@settings(max_examples=300)
@given(files=st.dictionaries(st.sampled_from(PLACES), FILES))
def test_a_folder_of_arbitrary_files_is_read_without_a_crash(tmp_path_factory, files):
    folder = tmp_path_factory.mktemp("content")

    content = read_files(folder, files)

    for problem in content.problems:
        data = files[problem.path.removeprefix(f"{folder}/")].replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        assert 1 <= problem.line <= data.count(b"\n") + 2
        assert "\n" not in str(problem)


@pytest.mark.parametrize(
    ("name", "remedy"),
    [
        ("posts/tea.markdown", "name it tea.md"),
        ("pages/tea.MD", "name it tea.md"),
        ("authors/tea.rst", "write it in Markdown, as tea.md, or build with --foreign"),
    ],
)
def test_a_text_that_is_not_read_is_pointed_out(tmp_path, name, remedy):
    content = read_files(tmp_path, {name: "Title: Tea\n\nWords.\n", "posts/tea.png": "no text"})

    (problem,) = map(str, content.problems)
    assert problem == (
        f"{tmp_path}/{name}:1: warning not-read "
        f"the file is not read: the names of texts end in .md ({remedy})"
    )
