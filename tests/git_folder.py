"""A git repository to test with, which no setting of the machine knows of."""

import os
import subprocess
from pathlib import Path


class GitFolder:
    """A folder under git; commits are made by nobody in particular, at the instant that is given."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self.git("init", "--quiet", "--initial-branch=main")

    def git(self, *arguments: str, at: str = "2026-01-01T00:00:00+00:00") -> str:
        """Return what git says."""
        person = ["-c", "user.name=Ada", "-c", "user.email=ada@example.org", "-c", "commit.gpgsign=false"]
        environment = os.environ | {
            "GIT_AUTHOR_DATE": at, "GIT_COMMITTER_DATE": at, "GIT_CONFIG_GLOBAL": os.devnull,
        }  # fmt: skip
        done = subprocess.run(
            ["git", *person, *arguments],
            cwd=self.folder,
            env=environment,
            check=True,
            capture_output=True,
            text=True,
        )
        return done.stdout

    def commit(self, at: str) -> None:
        """Commit everything that changed."""
        self.git("add", "--all", at=at)
        self.git("commit", "--quiet", "--allow-empty", "--message", "Edit", at=at)
