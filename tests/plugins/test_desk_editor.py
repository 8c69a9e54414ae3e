"""What the desk's pages ask for, done to real files."""

from datetime import datetime
from http import HTTPStatus
from pathlib import Path

import pytest

from editorial.content import read_content
from plugins.desk_door import DeskDoor, RefusedError
from plugins.desk_editor import KEPT, OTHERS_CHANGED_MEANWHILE, DeskEditor
from plugins.file_changes import digest_of
from plugins.plan_mark import plan_mark
from tests.builders import SETTINGS, header_text, post_text, write_content

AS_OF = datetime.fromisoformat("2026-02-01T12:00:00+00:00")
RIPPLE = {"date": "2026-03-04", "ripple": "yes"}
OLD = b"title: First flush\r\ndate: 2026-03-01\r\nauthors: ada\r\nstatus: draft\r\n\r\nTea.\r\n"


@pytest.fixture
def folder(tmp_path) -> Path:
    files = {
        "authors/ada.md": header_text({"name": "Ada Quill"}),
        "authors/ben.md": header_text({"name": "Ben Reed"}),
        "posts/tea.md": OLD,
        "posts/live.md": post_text(date="2026-01-05"),
        "posts/mate.md": post_text(title="Mate", date="2026-03-10"),
    }
    return write_content(tmp_path / "content", files)


@pytest.fixture
def editor(folder) -> DeskEditor:
    return DeskEditor(folder, lambda: read_content(folder, SETTINGS), as_of=AS_OF, foreign=False)


def seen(folder: Path, name: str = "tea", **fields: str) -> dict[str, str]:
    """What a page made of the files as they are now would send."""
    digest = digest_of((folder / f"posts/{name}.md").read_bytes())
    plan = plan_mark(read_content(folder, SETTINGS).posts, AS_OF)
    return {"id": name, "digest": digest, "plan": plan, **fields}


def refusal(change, fields) -> tuple[int, str]:
    with pytest.raises(RefusedError) as caught:
        change(fields)
    return caught.value.status, str(caught.value)


def test_a_moved_post_differs_in_its_date_alone_and_undo_restores_it(folder, editor):
    post = folder / "posts/tea.md"

    done = editor.move(seen(folder, date="2026-03-04"))

    assert done.message == "Moved: “First flush”: 2026-03-01 09:00 → 2026-03-04 09:00."
    assert post.read_bytes() == OLD.replace(b"2026-03-01", b"2026-03-04")
    undone = editor.undo({"undo": done.undo})
    assert undone.message == "Undone: “First flush”: 2026-03-01 09:00 → 2026-03-04 09:00."
    assert post.read_bytes() == OLD


def test_what_follows_moves_along_when_that_is_ticked_and_comes_back_with_one_undo(folder, editor):
    before = (folder / "posts/mate.md").read_bytes()

    done = editor.move(seen(folder, date="2026-03-03", ripple="yes"))

    assert "mate: 2026-03-10 09:00 → 2026-03-12 09:00" in done.message
    assert b"2026-03-12" in (folder / "posts/mate.md").read_bytes()
    editor.undo({"undo": done.undo})
    assert (folder / "posts/mate.md").read_bytes() == before
    assert (folder / "posts/tea.md").read_bytes() == OLD


def test_authors_and_status_are_set_too(folder, editor):
    editor.assign(seen(folder, authors="ada, ben"))
    editor.set_status(seen(folder, status="assigned"))

    text = (folder / "posts/tea.md").read_bytes()
    assert b"status: assigned\r\n" in text
    assert b"ben" in text


def test_nothing_is_undone_over_what_somebody_wrote_meanwhile(folder, editor):
    done = editor.move(seen(folder, date="2026-03-04"))
    post = folder / "posts/tea.md"
    post.write_bytes(post.read_bytes() + b"More.\r\n")
    text = post.read_bytes()

    status, message = refusal(editor.undo, {"undo": done.undo})

    assert status == HTTPStatus.CONFLICT
    assert "changed meanwhile" in message
    assert post.read_bytes() == text


def test_an_undo_that_was_refused_can_be_asked_for_again(folder, editor):
    first = editor.move(seen(folder, date="2026-03-04"))
    second = editor.assign(seen(folder, authors="ben"))
    status, _ = refusal(editor.undo, {"undo": first.undo})
    editor.undo({"undo": second.undo})

    editor.undo({"undo": first.undo})

    assert status == HTTPStatus.CONFLICT
    assert (folder / "posts/tea.md").read_bytes() == OLD


def test_a_change_is_undone_once_and_only_the_latest_are_remembered(folder, editor):
    first = editor.move(seen(folder, date="2026-03-04"))
    for day in range(1, KEPT + 1):
        last = editor.move(seen(folder, date=f"2026-04-{day:02}"))
    editor.undo({"undo": last.undo})

    gone = (HTTPStatus.GONE, "This cannot be undone any more; git has the former text.")
    assert refusal(editor.undo, {"undo": first.undo}) == gone
    assert refusal(editor.undo, {"undo": last.undo}) == gone


def test_a_page_that_was_made_from_another_text_is_told_so(folder, editor):
    fields = seen(folder, date="2026-03-04")
    post = folder / "posts/tea.md"
    post.write_bytes(OLD + b"More.\r\n")

    found = refusal(editor.move, fields)

    assert found == (
        HTTPStatus.CONFLICT,
        "The file has changed since this page was made; load the page and repeat the change.",
    )
    assert post.read_bytes() == OLD + b"More.\r\n"


def test_a_ripple_is_refused_when_another_post_that_waits_has_changed_since(folder, editor):
    fields = seen(folder, date="2026-03-03")
    mate = folder / "posts/mate.md"
    mate.write_bytes(mate.read_bytes() + b"More.\n")
    before = {path: path.read_bytes() for path in folder.rglob("*.md")}

    found = refusal(editor.move, fields | {"ripple": "yes"})

    assert found == (
        HTTPStatus.CONFLICT,
        OTHERS_CHANGED_MEANWHILE,
    )
    assert {path: path.read_bytes() for path in folder.rglob("*.md")} == before
    assert editor.move(fields).undo


@pytest.mark.parametrize("happens", ["comes", "goes"])
def test_a_ripple_is_refused_when_a_post_came_or_went_since(folder, editor, happens):
    fields = seen(folder, date="2026-03-03", ripple="yes")
    if happens == "comes":
        (folder / "posts/new.md").write_text(post_text(title="New", date="2026-03-20", status="review"))
    else:
        (folder / "posts/mate.md").unlink()

    status, _ = refusal(editor.move, fields)

    assert status == HTTPStatus.CONFLICT


def test_a_ripple_is_taken_when_nothing_but_the_clock_has_changed(folder):
    (folder / "posts/soon.md").write_text(post_text(title="Soon", date="2026-02-02"))
    later = AS_OF.replace(day=3)
    editor = DeskEditor(folder, lambda: read_content(folder, SETTINGS), as_of=later, foreign=False)

    done = editor.move(seen(folder, date="2026-03-03", ripple="yes"))

    assert "mate: 2026-03-10 09:00 → 2026-03-12 09:00" in done.message


@pytest.mark.parametrize(
    ("name", "change", "fields", "status", "message"),
    [
        ("tea", "move", {}, 422, "Please give a day; nothing was changed."),
        ("tea", "move", {"date": "2026-02-30"}, 422, "Not changed: “2026-02-30” is not a date"),
        ("tea", "move", {"date": "2026-03-04", "digest": "x"}, 422, "The page does not say which text"),
        ("tea", "move", RIPPLE | {"plan": ""}, 422, "The page does not say which plan it was made"),
        ("tea", "move", RIPPLE | {"plan": "2026-02-01 x"}, 422, "does not say which plan"),
        ("tea", "move", {"date": "2026-03-04", "id": ""}, 422, "Please give the post's id"),
        ("tea", "move", {"date": "2026-03-04", "id": "coffee"}, 404, "no post “coffee” in the content"),
        ("tea", "move", {"date": "2026-03-04", "id": "../../etc/passwd"}, 404, "no post “../../etc/passwd”"),
        ("live", "move", {"date": "2026-03-04"}, 422, "the post is live, and is not moved"),
        ("tea", "assign", {"authors": " "}, 422, "Please give an author"),
        ("tea", "assign", {"authors": "bem"}, 422, "there is no author “bem” (did you mean ben?)"),
        ("tea", "set_status", {"status": "approved", "by": "ada"}, 422, "is more than one step"),
        ("tea", "set_status", {"status": "approved"}, 422, "Please give who approves the text"),
        ("tea", "set_status", {"status": "done"}, 422, "there is no status “done”"),
    ],
)  # fmt: skip
def test_what_cannot_be_done_is_said_in_a_sentence_and_leaves_the_files(
    folder, editor, name, change, fields, status, message
):
    before = {path: path.read_bytes() for path in folder.rglob("*.md")}

    found = refusal(getattr(editor, change), seen(folder, name) | fields)

    assert found[0] == status
    assert message in found[1]
    assert {path: path.read_bytes() for path in folder.rglob("*.md")} == before


def test_a_file_that_a_link_leads_to_outside_the_content_is_left_alone(folder, editor, tmp_path):
    outside = tmp_path / "outside.md"
    outside.write_bytes(OLD)
    (folder / "posts/linked.md").symlink_to(outside)

    status, message = refusal(editor.move, seen(folder, "linked", date="2026-03-04"))

    assert status == HTTPStatus.NOT_FOUND
    assert "There is no post “linked” in the content" in message
    assert outside.read_bytes() == OLD


def test_an_id_that_two_posts_have_is_refused_for_both(folder, editor):
    (folder / "posts/zest.md").write_text(post_text(title="Zest", date="2026-03-11", id="mate"))

    found = [
        refusal(editor.move, seen(folder, name, date="2026-03-12", id="mate")) for name in ("mate", "zest")
    ]

    assert [status for status, _ in found] == [422, 422]
    assert all("“mate” is the id of 2 posts, so it does not say which is meant" in said for _, said in found)


def test_a_post_that_is_like_that_already_is_not_written(folder, editor):
    done = editor.move(seen(folder, date="2026-03-01"))

    assert (done.message, done.undo) == (
        "“First flush” is like that already; nothing was changed.",
        "",
    )


def test_all_that_can_be_asked_for_has_an_address(editor):
    door = DeskDoor(8000, "token", editor.changes())

    assert sorted(door.changes) == ["assign", "move", "status", "undo"]
