"""The command that measures: `invoke bench`."""

import tempfile
from pathlib import Path

from invoke import Context, Exit, task

from editorial.problems import did_you_mean
from plugins.commands import WRONG_USE, show_progress

BENCHMARKS = ("calendar",)
MOST_POSTS = 100_000
# Longer than the clocks of file systems are coarse.
SETTLE = 4.5


@task(
    help={"what": f"one of: {', '.join(BENCHMARKS)}; without it, all", "posts": "how many posts to make up"}
)
def bench(_: Context, what: str = "", posts: str = "10000") -> None:
    """Measure on made-up content in a temporary folder: seconds, and the ratio to only reading it."""
    if what and what not in BENCHMARKS:
        raise Exit(f"there is no benchmark “{what}” ({did_you_mean(what, BENCHMARKS)})", code=WRONG_USE)
    number = int(posts) if posts.isdecimal() else 0
    if not 1 <= number <= MOST_POSTS:
        raise Exit(f"“{posts}” is not a number of posts (write one from 1 to {MOST_POSTS})", code=WRONG_USE)
    from plugins.bench_calendar import bench_calendar, table

    with tempfile.TemporaryDirectory(prefix="masthead-bench-") as folder:
        show_progress(f"making {posts} posts")
        for line in table(bench_calendar(Path(folder), number, settle=SETTLE)):
            print(line, flush=True)
