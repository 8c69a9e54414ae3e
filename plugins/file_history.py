"""How often and when each content file changed, and how deleted ones stood: git's log in one pass."""

import contextlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from editorial.content import Content, ContentSettings
from editorial.dropped import Former
from editorial.file_log import FileLog, GoneFile, follow_log
from editorial.old_addresses import FileVersion, read_log, read_version
from editorial.post import Post
from plugins.derived_files import write_whole
from plugins.git_history import LOG, current_commit, git_output, read_blobs

# Raised when what is kept has another form.
CACHE_FORM = 1


@dataclass(frozen=True)
class FileHistory:
    """How many times a file was changed and when last; a change that is not committed yet counts as one."""

    changes: int
    changed: datetime


@dataclass(frozen=True)
class ContentHistory:
    """What git knows of a content folder: every file's history by its path in it, and its whole log."""

    folder: Path
    log: FileLog
    uncommitted: frozenset[str]

    def of(self, path: str) -> FileHistory:
        """Return a present file's history; without git it has been changed once, when its time says."""
        versions = self.log.present.get(path, ())
        if versions and path not in self.uncommitted:
            return FileHistory(len(versions), versions[-1].since)
        seconds = int((self.folder / path).stat().st_mtime)
        return FileHistory(len(versions) + 1, datetime.fromtimestamp(seconds, UTC))

    def former_posts(self, content: Content, settings: ContentSettings, *, since: datetime) -> list[Former]:
        """Return how posts stood before they were deleted or lost their date, not longer ago than `since`."""
        posts = {self.path_of(post): post for post in content.posts}
        wanted = [*self._deleted(posts, since), *self._dateless(posts, since)]
        blobs = list(read_blobs(self.folder, (version.blob for _, version in wanted)))
        found: list[Former] = []
        for (history, version), data in zip(wanted, blobs, strict=False):
            post = read_version(version, data, settings).post
            if post is not None and post.date is not None:
                found.append(Former(post, history.changes, history.changed))
        return found

    def path_of(self, post: Post) -> str:
        """Return a post's path in the content folder."""
        return post.source.path.removeprefix(f"{self.folder.as_posix()}/")

    def _deleted(
        self, posts: Mapping[str, Post], since: datetime
    ) -> Iterable[tuple[FileHistory, FileVersion]]:
        for gone in self.log.gone:
            if gone.since >= since and gone.versions and gone.path.endswith(".md"):
                yield FileHistory(len(gone.versions) + 1, gone.since), gone.versions[-1]
        for path in self.uncommitted:
            versions = self.log.present.get(path, ())
            if (
                versions
                and path.startswith("posts/")
                and path not in posts
                and not (self.folder / path).exists()
            ):
                # When it was deleted nobody wrote down; its last change is at least the same every time.
                yield FileHistory(len(versions) + 1, versions[-1].since), versions[-1]

    def _dateless(
        self, posts: Mapping[str, Post], since: datetime
    ) -> Iterable[tuple[FileHistory, FileVersion]]:
        for path, post in posts.items():
            versions = self.log.present.get(path, ()) if post.date is None else ()
            history = self.of(path) if versions else None
            for number, version in enumerate(reversed(versions)):
                # A version holds until the next one: the first that is older than the look-back still counts.
                if history is None or (number and versions[-number].since < since):
                    break
                # What is committed and has no date says nothing.
                if number or path in self.uncommitted:
                    yield history, version


def read_history(folder: Path, cache: Path | None = None) -> ContentHistory:
    """Return the history of a content folder; `cache` is a file that keeps the log of the newest commit."""
    commit = current_commit(folder)
    if not commit:
        return ContentHistory(folder, FileLog({}, ()), frozenset())
    key = [CACHE_FORM, str(folder.resolve()), commit]
    log = _kept_log(cache, key)
    if log is None:
        text = git_output(folder, *LOG, commit, "--", ".").decode("utf-8", "surrogateescape")
        log = follow_log(read_log(text))
        _keep_log(cache, key, log)
    return ContentHistory(folder, log, _uncommitted(folder))


def _uncommitted(folder: Path) -> frozenset[str]:
    """Return the paths whose file is not as the newest commit has it."""
    changed = git_output(folder, "diff", "HEAD", "--name-only", "-z", "--relative", "--no-renames", "--", ".")
    new = git_output(folder, "ls-files", "--others", "--exclude-standard", "-z", "--", ".")
    return frozenset((changed + new).decode("utf-8", "surrogateescape").split("\0")) - {""}


def _kept_log(cache: Path | None, key: Sequence[object]) -> FileLog | None:
    with contextlib.suppress(OSError, ValueError, LookupError, TypeError, AttributeError):
        data = json.loads(cache.read_bytes()) if cache else {}
        if data.get("key") == key:
            return FileLog(
                present={path: _versions(rows) for path, rows in data["present"].items()},
                gone=tuple(
                    GoneFile(path, _instant(since), _versions(rows)) for path, since, rows in data["gone"]
                ),
            )
    return None


def _keep_log(cache: Path | None, key: Sequence[object], log: FileLog) -> None:
    if cache is None:
        return
    data = {
        "key": key,
        "present": {path: _rows(versions) for path, versions in log.present.items()},
        "gone": [[gone.path, gone.since.timestamp(), _rows(gone.versions)] for gone in log.gone],
    }
    # Without it the next run asks git again.
    with contextlib.suppress(OSError):
        write_whole(cache, json.dumps(data).encode())


def _rows(versions: Iterable[FileVersion]) -> list[list[object]]:
    return [[version.since.timestamp(), version.path, version.blob] for version in versions]


def _versions(rows: Any) -> tuple[FileVersion, ...]:
    return tuple(FileVersion(_instant(since), path, blob) for since, path, blob in rows)


def _instant(seconds: float) -> datetime:
    return datetime.fromtimestamp(0, UTC) + timedelta(seconds=seconds)
