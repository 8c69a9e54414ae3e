"""A content folder to measure with: made-up posts of many years, the same for the same number."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

AS_OF = datetime(2026, 11, 22, 10, tzinfo=UTC)
# One post in so many is still planned.
PLANNED = 20
AUTHORS = 50
TOPICS = ("Planning", "Readers", "Teams", "Writing", "Measurement", "Markets")
STAGES = ("epiphany", "awareness", "interest", "consideration", "loyalty")
STATUSES = ("idea", "assigned", "draft", "review", "approved")
WORDS = (
    "plan",
    "reader",
    "draft",
    "week",
    "topic",
    "answer",
    "budget",
    "team",
    "question",
    "proof",
    "measure",
)
POLICY = """\
timezone: Europe/London
horizon_weeks: 10
cadence: {posts_per_week: 20, longest_gap_days: 7, rule: warn}
stages: {epiphany: 0.2, awareness: 0.2, interest: 0.2, consideration: 0.2, loyalty: 0.2, rule: warn}
categories: [{name: Planning, every_weeks: 2}, {name: Readers, every_weeks: 2}, {name: Teams, every_weeks: 4}]
lead_days: {draft: 14, review: 7, approved: 2}
quiet_days: [{from: 2026-12-24, to: 2027-01-02}]
"""


def make_content(folder: Path, posts: int) -> None:
    """Write a content folder with so many posts, one in twenty of them planned, and commit it."""
    for path, text in _files(posts):
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    if shutil.which("git"):
        _git(folder, "init", "--quiet")
        _git(folder, "add", "--all")
        _git(folder, "commit", "--quiet", "--message", "Begin")


def change_post(folder: Path) -> None:
    """Give one planned post another title."""
    path = max((folder / "posts").rglob("*.md"))
    path.write_text(path.read_text(encoding="utf-8").replace("title: ", "title: Changed, "), encoding="utf-8")


def _files(posts: int) -> Iterator[tuple[str, str]]:
    chance = Random(posts)  # noqa: S311 - nobody is to be surprised
    yield "editorial.yaml", POLICY
    for number in range(AUTHORS):
        yield f"authors/author-{number:02}.md", f"---\nname: Author {number}\ncapacity: 6\n---\n\nWrites.\n"
    planned = posts // PLANNED
    for number in range(posts):
        is_planned = number >= posts - planned
        # The past grows by six posts a day, the future by seven a week.
        days = (number - posts + planned) / 7 if is_planned else (number - posts + planned) / 6 - 1
        status = chance.choice(STATUSES) if is_planned else "approved"
        day = None if is_planned and status in STATUSES[:2] else AS_OF.date() + timedelta(days=days + 1)
        yield f"posts/{number // 500:03}/post-{number:06}.md", _post(number, status, day, chance)


def _post(number: int, status: str, day: object, chance: Random) -> str:
    words = [chance.choice(WORDS) for _ in range(240)]
    header = {
        "title": f"Post {number} about {words[0]} and {words[1]}",
        "date": day,
        "authors": None if status == "idea" else f"[author-{chance.randrange(AUTHORS):02}]",
        "category": chance.choice(TOPICS),
        "tags": f"[{', '.join(chance.sample(WORDS, 2))}]",
        "summary": f"What a {words[4]} has to do with a {words[5]}.",
        "stage": chance.choice(STAGES),
        "idea": chance.choice(("aspirational", "practical")),
        "status": status,
    }
    lines = [f"{name}: {value}" for name, value in header.items() if value is not None]
    body = "\n\n".join(" ".join(words[at : at + 60]).capitalize() + "." for at in range(0, 240, 60))
    return "\n".join(["---", *lines, "---", "", body, ""])


def _git(folder: Path, *arguments: str) -> None:
    person = ("-c", "user.name=Bench", "-c", "user.email=bench@example.org", "-c", "commit.gpgsign=false")
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    at = AS_OF.isoformat()
    subprocess.run(  # noqa: S603 - only our own words
        ["git", *person, *arguments],  # noqa: S607 - git is where the machine has it
        cwd=folder,
        env=environment | {"GIT_AUTHOR_DATE": at, "GIT_COMMITTER_DATE": at, "GIT_CONFIG_GLOBAL": os.devnull},
        check=True,
        capture_output=True,
    )
