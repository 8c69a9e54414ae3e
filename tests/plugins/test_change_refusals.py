"""What a change of the plan is refused for: everything at once, and a ripple for what it cannot read."""

from pathlib import Path

import pytest

from tests.builders import post_text, write_content
from tests.plan_content import PLAN_FILES, desk, refusal


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return write_content(tmp_path / "content", PLAN_FILES)


def test_all_that_speaks_against_an_approval_is_said_at_once(content):
    (content / "editorial.yaml").write_text("gates:\n  - {needs: [source]}\nquiet_days: soon\n")

    message, problems, is_wrong_use = refusal(desk(content).set_status, "wait", "approved", by="adda")

    assert message.splitlines() == [
        "mend the policy first, which has a say in this",
        "wait stays review",
        "there is no author “adda” (did you mean ada?)",
    ]
    assert [problem.split()[2] for problem in problems] == ["not-a-day", "gate-source"]
    assert is_wrong_use


def test_a_live_post_and_a_day_that_is_none_are_both_named(content):
    message, problems, is_wrong_use = refusal(desk(content).move, "live", "2026-06-31")

    assert message.splitlines()[0].startswith("“2026-06-31” is not a date")
    assert message.splitlines()[1:] == ["live stays where it is"]
    assert ([problem.split()[2] for problem in problems], is_wrong_use) == (["is-live"], True)


def test_each_file_that_a_ripple_cannot_write_is_named(content):
    for name in ("next", "said"):
        path = content / f"posts/{name}.md"
        path.write_text(path.read_text().replace("date: ", "date: !!str "))

    message, problems, _ = refusal(desk(content).move, "wait", "2026-06-12", with_ripple=True)

    assert message == "the file cannot be changed in place"
    assert [problem.partition(":")[0] for problem in problems] == ["posts/next.md", "posts/said.md"]


@pytest.mark.parametrize("method", ["move", "assign", "set_status"])
def test_an_id_that_two_posts_have_does_not_say_which_is_meant(content, method):
    (content / "posts/other.md").write_text(post_text(title="Other", date="2026-06-11", id="wait"))
    asked = {"move": "2026-06-12", "assign": ["bo"], "set_status": "draft"}[method]

    message, problems, is_wrong_use = refusal(getattr(desk(content), method), "wait", asked)

    assert (message, is_wrong_use) == (
        "“wait” is the id of 2 posts, so it does not say which is meant",
        False,
    )
    assert [problem.replace(str(content), "…") for problem in problems] == [
        (
            "posts/other.md:9: error duplicate-id id: wait belongs to …/posts/wait.md too, and a post is "
            "named by its id (give one of them another id)"
        ),
        (
            "posts/wait.md:1: error duplicate-id id: wait belongs to …/posts/other.md too, and a post is "
            "named by its id (give one of them another id)"
        ),
    ]


# What a ripple cannot read, by the file it stands in; the moved post is `wait`, `next` and `said` follow it.
UNREAD = [
    ("posts/next.md", 'title: "Next"', "title: [unclosed", 2),
    ("posts/next.md", '"2026-06-17 07:30"', "2026-08-88", 3),
    ("posts/next.md", 'date: "', 'daet: "', 3),
    ("posts/next.md", 'date: "2026-06-17 07:30"', "date: 2026-06-17\ndate: 2026-06-18", 4),
    ("posts/next.md", '"draft"', "darft", 8),
    ("posts/next.md", "status:", "timely: perhaps\nstatus:", 8),
    ("posts/next.md", '["ada"]', "[A/B]", 4),
    ("posts/next.md", '["ada"]', "[adda]", 4),
    ("posts/wait.md", '"review"', "reviw", 8),
    ("authors/ada.md", 'email: "ada@example.org"', "away:\n  - from: 2026-06-18\n    to: 2026-99-30", 4),
    ("authors/ada.md", 'name: "Ada"', "name: [Ada", 2),
]


@pytest.mark.parametrize(("name", "old", "new", "line"), UNREAD)
def test_a_ripple_waits_until_it_can_read_where_posts_stand_and_who_is_away(content, name, old, new, line):
    path = content / name
    path.write_text(path.read_text().replace(old, new))
    before = {path: path.read_bytes() for path in content.rglob("*.*")}

    message, problems, is_wrong_use = refusal(desk(content).move, "wait", "2026-06-12", with_ripple=True)

    assert (message, is_wrong_use) == (
        "mend this first: a ripple must know where posts stand and when their authors are away",
        False,
    )
    assert [problem.split(": ")[0] for problem in problems] == [f"{name}:{line}"]
    assert {path: path.read_bytes() for path in content.rglob("*.*")} == before


def test_a_ripple_names_all_that_it_cannot_read_and_what_the_policy_says_wrong(content):
    (content / "editorial.yaml").write_text("quiet_days: soon\n")
    (content / "posts/next.md").write_text("---\ntitle: Next\n")
    (content / "authors/ada.md").write_text("---\nname: Ada\naway: soon\n---\n")

    message, problems, _ = refusal(desk(content).move, "wait", "2026-06-12", with_ripple=True)

    assert message.splitlines()[0] == "mend the policy first, which has a say in this"
    assert [problem.split(":")[0] for problem in problems] == [
        "authors/ada.md",
        "editorial.yaml",
        "posts/next.md",
    ]


def test_two_followers_of_one_id_stop_a_ripple(content):
    (content / "posts/other.md").write_text(post_text(title="Other", date="2026-06-18", id="next"))

    _, problems, _ = refusal(desk(content).move, "wait", "2026-06-12", with_ripple=True)

    assert [problem.split()[2] for problem in problems] == ["duplicate-id", "duplicate-id"]


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("posts/next.md", "status:", "survey: nowhere\nrevewer: bo\nstatus:"),
        ("posts/next.md", "status:", "reviewer: nobody\ntags: [a, a]\nstatus:"),
        ("posts/next.md", '["ada"]', "[ada, adda]"),
        ("posts/live.md", '["ada"]', "[adda]"),
        ("posts/live.md", "status:", "timely: perhaps\nstatus:"),
        ("posts/idea.md", '"idea"', "idae"),
        ("authors/ada.md", '"ada@example.org"', "nowhere"),
        ("authors/bo.md", 'away: ["2026-06-10"]', "away: soon"),
        ("surveys/tea.md", "", "---\ntitle: [Tea\n---\n"),
        ("pages/about.md", "", "---\ntitle: [About\n---\n"),
    ],
)
def test_an_error_in_what_a_ripple_does_not_look_at_does_not_stop_it(content, name, old, new):
    path = content / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(path.read_text().replace(old, new) if old else new)
    read = desk(content)

    proposal = read.move("wait", "2026-06-12", with_ripple=True)

    assert read.content.errors
    assert [move.id for move in proposal.moves] == ["wait", "next", "said"]
