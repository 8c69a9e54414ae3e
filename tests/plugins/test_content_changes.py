from pathlib import Path

import pytest

from plugins.commands import checked_content
from plugins.file_changes import apply_changes
from tests.builders import post_text, write_content
from tests.plan_content import PLAN_FILES, desk, refusal

LINES = (
    "Title: Lines\r\nDate: 2026-06-20 07:30\r\nAuthors: ada\r\nStage: interest\r\nIdea: practical\r\n"
    "Status: draft\r\nSummary: Some.\r\n\r\nText.\r\n"
)


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return write_content(tmp_path / "content", PLAN_FILES)


def carried_out(content, proposal):
    """Make the changes and return the changed lines of each file, by its name."""
    before = {change.path: change.before.decode().splitlines() for change in proposal.changes}
    apply_changes(proposal.changes, content)
    found = {}
    for path, old in before.items():
        new = path.read_bytes().decode().splitlines()
        found[path.name] = ([x for x in old if x not in new], [x for x in new if x not in old])
    return found


def test_a_moved_post_changes_its_date_and_nothing_else(content):
    proposal = desk(content).move("wait", "2026-06-12")

    assert carried_out(content, proposal) == {"wait.md": (['date: "2026-06-10"'], ['date: "2026-06-12"'])}
    assert proposal.lines == ("wait: 2026-06-10 09:00 → 2026-06-12 09:00",)


def test_a_post_that_is_where_it_shall_be_is_left_alone(content):
    assert desk(content).move("wait", "2026-06-10").changes == ()


def test_an_idea_gets_a_date(content):
    proposal = desk(content).move("idea", "2026-06-24")

    assert carried_out(content, proposal) == {"idea.md": ([], ["date: 2026-06-24"])}
    assert proposal.lines == ("idea: no date → 2026-06-24 09:00", "24 June 2026 is a quiet day.")


def test_a_ripple_is_one_change_of_several_files_in_their_own_styles(content):
    (content / "posts/lines.md").write_bytes(LINES.encode())

    proposal = desk(content).move("wait", "2026-06-13", with_ripple=True)

    assert carried_out(content, proposal) == {
        "wait.md": (['date: "2026-06-10"'], ['date: "2026-06-13"']),
        "next.md": (['date: "2026-06-17 07:30"'], ['date: "2026-06-20 07:30"']),
        "lines.md": (["Date: 2026-06-20 07:30"], ["Date: 2026-06-23 07:30"]),
        "said.md": (['date: "2026-07-20"'], ['date: "2026-07-23"']),
    }
    assert proposal.lines[1] == "next: 2026-06-17 07:30 → 2026-06-20 07:30 (3 days later, as wait)"
    assert (content / "posts/lines.md").read_bytes() == LINES.replace("06-20", "06-23").encode()


def test_a_due_day_behind_the_new_date_is_a_finding(content):
    path = content / "posts/wait.md"
    path.write_text(path.read_text().replace("status:", "due: 2026-06-08\nstatus:"))

    proposal = desk(content).move("wait", "2026-06-06", with_ripple=True)

    assert [problem.code for problem in proposal.findings] == ["due-after-date"]


def test_a_local_time_that_clocks_leave_out_is_told(content):
    lines = desk(content).move("next", "2026-10-25 01:30").lines

    assert lines[1] == (
        "01:30 on 25 October 2026 occurs twice in Europe/London: clocks go back then; it means the first "
        "(2026-10-25T00:30:00Z)"
    )


def test_an_offset_that_is_written_stays_and_what_it_then_means_is_told(content):
    path = content / "posts/wait.md"
    path.write_text(path.read_text().replace("2026-06-10", "2026-06-10T09:00+01:00"))

    lines = desk(content).move("wait", "2026-11-10").lines

    assert lines == (
        "wait: 2026-06-10 09:00 → 2026-11-10 09:00",
        "The file says 09:00+01:00; in Europe/London that is 08:00 on the new day.",
    )


def test_a_live_post_is_not_moved(content):
    message, problems, is_wrong_use = refusal(desk(content).move, "live", "2026-06-12")

    where = "posts/live.md:3: error is-live"
    assert (message, is_wrong_use) == ("live stays where it is", False)
    assert problems == [f"{where} date: the post is live, and is not moved (invoke status live hidden)"]


def test_a_hidden_post_that_is_live_is_not_moved_either(content):
    carried_out(content, desk(content).set_status("live", "hidden"))

    _, problems, _ = refusal(desk(content).move, "live", "2026-06-12")

    assert problems == ["posts/live.md:3: error is-live date: the post is live, and is not moved (leave it)"]


def test_a_post_that_cannot_be_read_is_not_said_to_be_missing(content):
    (content / "posts/wait.md").write_bytes(b"---\ntitle: W\xe4it\n---\n")

    message, problems, is_wrong_use = refusal(desk(content).move, "wait", "2026-06-12")

    assert (message, is_wrong_use) == ("the file cannot be read", False)
    assert problems == [
        "posts/wait.md:2: error not-utf8 the byte 0xE4 is not UTF-8 (save the file with the encoding UTF-8)"
    ]


def test_a_date_that_would_make_the_header_wrong_is_refused(content):
    path = content / "posts/wait.md"
    path.write_text(path.read_text().replace("status:", "modified: 2026-06-11\nstatus:"))

    message, problems, is_wrong_use = refusal(desk(content).move, "wait", "2026-06-12")

    assert (message, is_wrong_use) == ("the header would be wrong then", False)
    assert problems == [
        (
            "posts/wait.md:8: error modified-before-date modified: it lies before the date of publication "
            "(correct one of the two)"
        )
    ]


@pytest.mark.parametrize(
    ("method", "args", "message"),
    [
        ("move", ("wiat", "2026-06-12"), "there is no post “wiat” (did you mean wait?)"),
        ("move", ("qqqq", "2026-06-12"), "there is no post “qqqq” (invoke calendar lists them)"),
        (
            "move",
            ("wait", "soon"),
            "“soon” is not a date (write it as 2026-03-03, 2026-03-03 09:00 or 2026-03-03T09:00+01:00)",
        ),
        ("assign", ("wait", ["adda"]), "there is no author “adda” (did you mean ada?)"),
        (
            "assign",
            ("wiat", ["adda", "ada", "boo"]),
            (
                "there is no author “adda” (did you mean ada?)\nthere is no author “boo” (did you mean bo?)\n"
                "there is no post “wiat” (did you mean wait?)"
            ),
        ),
        (
            "move",
            ("wiat", "2026-13-45"),
            (
                "“2026-13-45” is not a date (write it as 2026-03-03, 2026-03-03 09:00 or "
                "2026-03-03T09:00+01:00)\nthere is no post “wiat” (did you mean wait?)"
            ),
        ),
        (
            "set_status",
            ("wiat", "aproved"),
            (
                "there is no status “aproved” (did you mean approved?)\n"
                "there is no post “wiat” (did you mean wait?)"
            ),
        ),
        ("assign", ("wait", []), "no author is named (write a slug, or several with commas)"),
        ("set_status", ("wait", "aproved"), "there is no status “aproved” (did you mean approved?)"),
        (
            "set_status",
            ("wait", "approved"),
            "nobody is known to approve this (say who approves with --by SLUG)",
        ),
    ],
)
def test_what_nobody_knows_is_wrong_use(content, method, args, message):
    assert refusal(getattr(desk(content), method), *args) == (message, [], True)


def test_assigning_sets_the_authors_and_says_who_is_away(content):
    proposal = desk(content).assign("wait", ["ada", "bo"])

    assert carried_out(content, proposal) == {"wait.md": (['authors: ["ada"]'], ['authors: ["ada", bo]'])}
    assert proposal.lines == ("wait: ada → ada, bo", "bo is away on 10 June 2026.")


def test_assigning_an_idea_leaves_it_an_idea_and_says_so(content):
    proposal = desk(content).assign("idea", ["bo"])

    assert carried_out(content, proposal) == {"idea.md": ([], ["authors: [bo]"])}
    assert proposal.lines[1] == "It is still an idea; to go on: invoke status idea assigned"


def test_an_approval_writes_the_status_and_the_mark_and_checks_clean(content):
    proposal = desk(content).set_status("wait", "approved", by="ada")

    (changed,) = carried_out(content, proposal).values()
    assert changed[0] == ['status: "review"']
    assert changed[1][0] == 'status: "approved"'
    assert changed[1][1].startswith("approved: ada 2026-06-03T11:00:00Z ")
    assert checked_content(content).errors == ()


def test_approving_again_renews_only_an_approval_that_lapsed(content):
    carried_out(content, desk(content).set_status("said", "approved", by="ada"))
    path = content / "posts/said.md"
    again = desk(content).set_status("said", "approved", by="bo")
    path.write_text(path.read_text() + "More.\n")
    renewed = carried_out(content, desk(content).set_status("said", "approved", by="bo"))

    assert again.changes == ()
    assert 'status: "published"' in path.read_text()
    assert renewed["said.md"][1][0].startswith("approved: bo ")


def test_a_hidden_post_comes_back_with_the_approval_it_has(content):
    carried_out(content, desk(content).set_status("said", "approved", by="ada"))
    before = (content / "posts/said.md").read_text()
    hidden = desk(content).set_status("said", "hidden")
    carried_out(content, hidden)

    back = desk(content).set_status("said", "approved", by="bo")
    carried_out(content, back)

    assert (hidden.lines, back.lines) == (("said: approved → hidden",), ("said: hidden → approved",))
    assert (content / "posts/said.md").read_text() == before.replace("published", "approved")


def test_a_post_that_is_sent_back_loses_its_mark(content):
    carried_out(content, desk(content).set_status("wait", "approved", by="ada"))

    changed = carried_out(content, desk(content).set_status("wait", "draft"))

    assert changed["wait.md"][1] == ['status: "draft"']
    assert "approved" not in (content / "posts/wait.md").read_text()


def test_a_post_with_errors_is_not_approved_and_all_of_them_are_named(content):
    path = content / "posts/wait.md"
    path.write_text(path.read_text().replace("status:", "reviewer: cy\nstatus:").replace("practical", ""))

    message, problems, _ = refusal(desk(content).set_status, "wait", "approved", by="ada")

    assert message == "wait stays review"
    assert [problem.split()[2] for problem in problems] == ["missing-idea", "unknown-author"]


def test_a_gate_stops_an_approval_and_a_warning_does_not(content):
    policy = content / "editorial.yaml"
    policy.write_text("gates:\n  - {needs: [source]}\n  - {needs: [steps], rule: warn}\n")
    path = content / "posts/wait.md"

    refused = refusal(desk(content).set_status, "wait", "approved", by="ada")
    path.write_text(path.read_text() + "[Almanac](https://example.com/)\n")
    proposal = desk(content).set_status("wait", "approved", by="ada")

    assert [problem.split()[2] for problem in refused[1]] == ["gate-source"]
    assert [problem.code for problem in proposal.findings] == ["gate-steps"]


@pytest.mark.parametrize(
    "call",
    [
        lambda at: at.set_status("wait", "approved", by="ada"),
        lambda at: at.move("wait", "2026-06-12", with_ripple=True),
    ],
)
def test_what_the_policy_has_a_say_in_waits_until_it_can_be_read(content, call):
    (content / "editorial.yaml").write_text("quiet_days: soon\ngates: none\n")

    message, problems, is_wrong_use = refusal(call, desk(content))

    assert (message, is_wrong_use) == ("mend the policy first, which has a say in this", False)
    assert [problem.partition(":")[0] for problem in problems] == ["editorial.yaml", "editorial.yaml"]


def test_a_day_that_has_passed_is_said_to_make_a_post_overdue(content):
    lines = desk(content).move("wait", "2026-06-01").lines

    assert lines[1:] == ("wait is overdue at once: this date has passed, and its status is review.",)


def test_approving_a_post_whose_date_has_passed_says_that_it_is_live_at_once(content):
    (content / "posts/due.md").write_text(post_text(title="Due", date="2026-06-02", status="review"))

    late = desk(content).set_status("due", "approved", by="ada").lines
    early = desk(content).set_status("wait", "approved", by="ada").lines

    assert late[-1] == "due is live at once: its date has passed."
    assert not any("at once" in line for line in early)


def test_content_of_other_tools_is_changed_in_its_own_words(tmp_path):
    text = "Title: Thé\nDate: 2026/06/20 07:30\nAuthor: Ada Quill\nStatus: draft\n\nText.\n"
    content = write_content(
        tmp_path,
        {
            "blog/tea.md": text.encode("cp1252"),
            "blog/more.md": "Title: More\nDate: 2026-01-01\nAuthor: Zoë\n",
        },
    )

    carried_out_bytes = []
    for change in (
        lambda at: at.move("tea", "2026-06-22"),
        lambda at: at.assign("tea", ["zoe"]),
        lambda at: at.set_status("tea", "approved"),
    ):
        apply_changes(change(desk(content, foreign=True)).changes, content)
        carried_out_bytes.append((content / "blog/tea.md").read_bytes().decode("cp1252"))

    assert carried_out_bytes == [
        text.replace("06/20", "06/22"),
        text.replace("06/20", "06/22").replace("Ada Quill", "Zoë"),
        text.replace("06/20", "06/22").replace("Ada Quill", "Zoë").replace("draft", "published"),
    ]
    assert refusal(desk(content, foreign=True).set_status, "tea", "review")[0] == (
        "other tools know no status “review” (use one of: published, draft, hidden)"
    )


def test_a_ripple_in_content_of_other_tools_keeps_the_hour_when_clocks_change(tmp_path):
    rest = "Tea\n###\n\n:date: 2026-10-20 15:50\n"
    content = write_content(
        tmp_path,
        {
            "tea.md": "Title: Tea\nDate: 2026-10-18 08:00\n",
            "more.rst": rest,
            "same.md": "Title: Same\nDate: 2026-10-27\n",
        },
    )

    proposal = desk(content, foreign=True).move("tea", "2026-10-25", with_ripple=True)
    apply_changes(proposal.changes, content)

    assert (content / "more.rst").read_text() == rest.replace("10-20", "10-27")
    assert proposal.lines[1:] == (
        "more: 2026-10-20 15:50 → 2026-10-27 15:50 (7 days later, as tea)",
        "same: 2026-10-27 09:00 → 2026-11-03 09:00 (7 days later, as tea)",
    )


def test_a_ripple_that_a_written_offset_would_put_at_another_hour_is_refused(tmp_path):
    files = {
        "tea.md": "Title: Tea\nDate: 2026-10-18 08:00\n",
        "more.md": "Title: More\nDate: 2026-10-20 15:50+01:00\n",
    }
    content = write_content(tmp_path, {"editorial.yaml": "timezone: Europe/London\n", **files})

    message, *_ = refusal(desk(content, foreign=True).move, "tea", "2026-10-25", with_ripple=True)

    assert message == "more cannot be shifted by its day alone (move it by hand)"


def test_a_status_that_another_field_gainsays_is_refused(tmp_path):
    content = write_content(tmp_path, {"tea.md": "---\ntitle: Tea\ndate: 2026-01-01\ndraft: true\n---\n"})

    message, *_ = refusal(desk(content, foreign=True).set_status, "tea", "published")

    assert message == "tea would not be approved then (its header says otherwise in another field)"


def test_an_approved_post_that_gets_a_past_date_is_live_at_once_and_it_is_said(content):
    lines = desk(content).move("said", "2026-06-01").lines

    assert lines == (
        "said: 2026-07-20 09:00 → 2026-06-01 09:00",
        "said is approved, and live at once with this date.",
    )


def test_what_changed_since_it_was_read_is_not_approved(content):
    late = desk(content)
    path = content / "posts/wait.md"
    path.write_text(path.read_text() + "Another text.\n")

    message, *_ = refusal(late.set_status, "wait", "approved", by="ada")

    assert message == f"{path} has changed since it was read (try again)"
