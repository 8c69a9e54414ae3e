from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from invoke import Exit

from editorial.content import ContentSettings, read_content
from editorial.stage import Stage
from plugins.new_content import Wanted, begin

STAGES = ("epiphany", "interest")
SETTINGS = ContentSettings(
    tuple(Stage(key, key.title(), key, "What it is for.") for key in STAGES), ZoneInfo("Europe/London")
)


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "authors").mkdir()
    (tmp_path / "authors/ada-quill.md").write_text("---\nname: Ada Quill\n---\n")
    (tmp_path / "editorial.yaml").write_text("categories: [Planning]\n")
    return tmp_path


def start(folder: Path, wanted: Wanted, *answers: str) -> Path:
    """Begin a file, at a terminal where somebody gives these answers."""
    left = list(answers)
    ask = (lambda _: left.pop(0)) if answers else None
    path = begin(wanted, read_content(folder, SETTINGS), stages=STAGES, today=date(2026, 11, 22), ask=ask)
    assert left == []
    return path


def test_what_was_said_is_filled_in_and_the_file_passes_the_check(folder):
    wanted = Wanted(
        "post", "Don't: wait", author="ada-quill", stage="interest", idea="practical", date="2026-12-24"
    )

    path = start(folder, wanted)

    content = read_content(folder, SETTINGS)
    (post,) = content.posts
    assert path == folder / "posts/2026/dont-wait.md"
    assert (post.title, post.authors, post.stage, post.status) == (
        "Don't: wait",
        ("ada-quill",),
        "interest",
        "assigned",
    )
    assert content.problems == ()


def test_what_was_not_said_is_asked_and_a_slip_is_asked_again(folder):
    start(
        folder,
        Wanted("post"),
        "",
        "Tea",
        "ada",
        "ada-quill",
        "Planning",
        "intrest",
        "interest",
        "",
        "soon",
        "2026-12-24",
    )

    (post,) = read_content(folder, SETTINGS).posts
    assert (post.title, post.authors, post.category, post.stage, post.idea) == (
        "Tea", ("ada-quill",), "Planning", "interest", None
    )  # fmt: skip
    assert post.date.date() == date(2026, 12, 24)


@pytest.mark.parametrize(
    ("wanted", "message"),
    [
        (Wanted("pots", "Tea"), "there is no kind “pots” (did you mean post?)"),
        (Wanted("post", "Tea", stage="intrest"), "there is no stage “intrest” (did you mean interest?)"),
        (Wanted("post", "Tea", author="ada-quil"), "there is no author “ada-quil” (did you mean ada-quill?)"),
        (Wanted("post", "Tea", idea="practicle"), "there is no idea “practicle” (did you mean practical?)"),
        (Wanted("post", "Tea", date="2026-13-01"), "“2026-13-01” is not a day (write it like 2026-03-03)"),
        (Wanted("post"), "a post needs a title (write: invoke new post --title “…”)"),
    ],
)
def test_what_no_file_can_be_made_of_ends_the_command(folder, wanted, message):
    with pytest.raises(Exit) as raised:
        start(folder, wanted)

    assert (raised.value.message, raised.value.code) == (message, 2)


def test_no_file_is_ever_overwritten(folder):
    path = start(folder, Wanted("author", "Bo Reed"))
    path.write_text("mine")

    with pytest.raises(Exit) as raised:
        start(folder, Wanted("author", "Bo Reed"))

    assert raised.value.message == f"{path} is there already (choose another title)"
    assert path.read_text() == "mine"


def test_a_new_survey_opens_today_and_passes_the_check(folder):
    start(folder, Wanted("survey", "What next?"))

    content = read_content(folder, SETTINGS)
    assert content.surveys["what-next"].opens.date() == date(2026, 11, 22)
    assert content.errors == ()
