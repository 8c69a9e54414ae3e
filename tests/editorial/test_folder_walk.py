import pytest

from editorial.content import read_content
from editorial.folder_walk import content_files, leads_out, walk
from editorial.foreign_content import read_foreign_content
from tests.builders import SETTINGS, header_text, post_text, survey_text, write_content

REFUSED = (
    "error leads-out the link leads out of the content folder, so what it leads to is neither read nor"
    " published (put the file itself in its place)"
)
OUTSIDE = {
    "post.md": post_text(title="Secret"),
    "ada.md": header_text({"name": "Ada Quill"}),
    "tea.md": survey_text(),
    "page.md": header_text({"title": "Secret"}),
    "key.png": b"secret",
    "editorial.yaml": "timezone: Asia/Tokyo\n",
    "folder/a.md": post_text(title="Secret"),
}
LINKS = {
    "posts/secret.md": "post.md",
    "posts/folder": "folder",
    "authors/ada.md": "ada.md",
    "surveys/tea.md": "tea.md",
    "pages/secret.md": "page.md",
    "images/key.png": "key.png",
    "images/gone.png": "nowhere.png",
    "editorial.yaml": "editorial.yaml",
}


@pytest.fixture
def folder(tmp_path):
    """Give a content folder with one text of its own, and links to all kinds of things outside of it."""
    write_content(tmp_path / "outside", OUTSIDE)
    content = write_content(tmp_path / "content", {"posts/own.md": post_text(status="idea")})
    for path, target in LINKS.items():
        (content / path).parent.mkdir(exist_ok=True)
        (content / path).symlink_to(f"{tmp_path}/outside/{target}")
    return content


def test_what_links_lead_to_outside_of_the_folder_is_refused_and_not_read(folder):
    content = read_content(folder, SETTINGS)

    assert [str(problem) for problem in content.errors] == [
        f"{folder}/{path}:1: {REFUSED}" for path in sorted(LINKS)
    ]
    assert [post.slug for post in content.posts] == ["own"]
    assert (content.authors, content.surveys, content.pages) == ({}, {}, ())
    assert content.zone.key == "Europe/London"


def test_in_foreign_content_it_is_passed_over_with_a_warning(folder):
    content = read_foreign_content(folder, SETTINGS)

    said = [problem for problem in content.problems if problem.code == "leads-out"]
    assert content.errors == ()
    assert [problem.path.removeprefix(f"{folder}/") for problem in said] == sorted(LINKS)
    assert [post.slug for post in content.posts] == ["own"]
    assert (content.surveys, content.pages) == ({}, ())


def test_a_part_of_the_content_that_lies_elsewhere_is_one_mistake(tmp_path):
    write_content(tmp_path / "outside", {"a.md": post_text(), "b.md": post_text()})
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "posts").symlink_to(tmp_path / "outside")

    content = read_content(tmp_path / "content", SETTINGS)

    assert [str(problem) for problem in content.problems] == [f"{tmp_path}/content/posts:1: {REFUSED}"]
    assert content.posts == ()


def test_links_within_the_folder_and_to_the_folder_itself_are_followed(tmp_path):
    content = write_content(tmp_path / "content", {"cups.md": post_text(), "images/a.png": b"a"})
    (content / "posts").mkdir()
    (content / "posts" / "cups.md").symlink_to("../cups.md")
    (content / "images" / "b.png").symlink_to(content / "images" / "a.png")
    (tmp_path / "link").symlink_to(content)

    found = read_content(tmp_path / "link", SETTINGS)

    assert [post.slug for post in found.posts] == ["cups"]
    assert {problem.code for problem in found.problems} == {"unknown-author"}
    assert content_files(tmp_path / "link")["images/b.png"] == 1


def test_neither_files_nor_sizes_are_told_of_what_lies_outside(folder):
    assert [path.name for path in walk(folder)] == ["own.md"]
    assert list(content_files(folder)) == ["posts/own.md"]


@pytest.mark.parametrize(
    ("path", "is_out"),
    [
        ("posts/own.md", False),
        ("posts/not-there.md", False),
        ("", False),
        ("posts/../../outside/key.png", True),
        ("posts/folder/a.md", True),
        ("circle", False),
    ],
)
def test_where_a_path_ends_counts_and_not_how_it_is_written(folder, path, is_out):
    (folder / "circle").symlink_to(folder / "circle")

    assert leads_out(folder / path, folder) is is_out
