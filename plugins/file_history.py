"""How often and when each content file changed, and how deleted ones stood: git's log in one pass."""

import contextlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from editorial.content import POLICY_FILE, Content, ContentSettings
from editorial.dropped import Former
from editorial.file_log import FileLog, GoneFile, follow_log, id_in_file, number_of_changes
from editorial.old_addresses import FileVersion, read_log, read_version
from editorial.post import Post
from plugins.derived_files import write_whole
from plugins.git_history import LOG, current_commit, git_output, is_cut_short, read_blobs

# Raised when what is kept has another form.
CACHE_FORM = 2


@dataclass(frozen=True)
class FileHistory:
    """How many times a file was changed and when last; a change that is not committed yet counts as one."""

    changes: int
    changed: datetime


@dataclass(frozen=True)
class ContentHistory:
    """What git knows of a content folder: every file's history by its path in it, and its whole log.

    `gone` and `missing` go by the id of the post in the file: what a commit deleted, and the versions of what
    is deleted and not committed yet. It is cut short where git has the last commits only.
    """

    folder: Path
    log: FileLog
    uncommitted: frozenset[str]
    gone: Mapping[str, tuple[GoneFile, ...]] = field(default_factory=dict)
    missing: Mapping[str, tuple[FileVersion, ...]] = field(default_factory=dict)
    is_cut_short: bool = False

    def of(self, path: str, post_id: str = "") -> FileHistory:
        """Return a present file's history; without git it has been changed once, when its time says.

        With a post's id it is the history of the post, which may have stood in other files before.
        """
        versions = self.log.present.get(path, ())
        changes = self.changes_of(post_id, path)
        if versions and path not in self.uncommitted:
            return FileHistory(changes, versions[-1].since)
        seconds = int((self.folder / path).stat().st_mtime)
        # A file that is only moved keeps its time.
        known = [version.since for version in (*versions, *self.missing.get(post_id, ()))[-1:]]
        return FileHistory(changes, max([datetime.fromtimestamp(seconds, UTC), *known]))

    def changes_of(self, post_id: str, path: str) -> int:
        """Return how often a post changed that stands in a file, or stood there last; never less than before.

        What is not committed yet counts once.
        """
        missing = self.missing.get(post_id, ())
        versions = (*self.log.present.get(path, ()), *missing)
        is_new = bool(path) and path not in self.log.present
        is_waiting = bool(missing) or path in self.uncommitted or is_new
        return number_of_changes(versions, self.gone.get(post_id, ())) + is_waiting

    def of_rules(self) -> FileHistory | None:
        """Return the history of all that moves due days beside the posts: the policy, and who is away.

        None where git does not know it. Authors that are gone count on, so that the number never falls.
        """
        changes, instants = 0, [gone.since for gone in self.log.gone if _is_rule(gone.path)]
        for path, versions in self.log.present.items():
            if _is_rule(path):
                changes += len(versions)
                instants.append(versions[-1].since)
        changes += sum(len(gone.versions) + 1 for gone in self.log.gone if _is_rule(gone.path))
        for path in filter(_is_rule, self.uncommitted):
            changes += 1
            # When a file was deleted nobody wrote down.
            if (self.folder / path).exists():
                seconds = int((self.folder / path).stat().st_mtime)
                instants.append(datetime.fromtimestamp(seconds, UTC))
        return FileHistory(changes, max(instants)) if instants else None

    def former_posts(self, content: Content, settings: ContentSettings, *, since: datetime) -> list[Former]:
        """Return how posts stood before they were deleted or lost their date, not longer ago than `since`."""
        posts = {self.path_of(post): post for post in content.posts}
        now = {post.id: path for path, post in posts.items()}
        wanted = [*self._deleted(since), *self._dateless(posts, since)]
        blobs = list(read_blobs(self.folder, (version.blob for *_, version in wanted)))
        found: list[Former] = []
        for (path, history, version), data in zip(wanted, blobs, strict=False):
            post = read_version(version, data, settings).post
            if post is not None and post.date is not None:
                # It may stand in another file by now, without a date.
                changes = max(self.changes_of(post.id, now.get(post.id, path)), history.changes)
                found.append(Former(post, changes, history.changed))
        return found

    def path_of(self, post: Post) -> str:
        """Return a post's path in the content folder."""
        return post.source.path.removeprefix(f"{self.folder.as_posix()}/")

    def _deleted(self, since: datetime) -> Iterable[tuple[str, FileHistory, FileVersion]]:
        for gone in self.log.gone:
            if gone.since >= since and gone.versions and gone.path.endswith(".md"):
                yield "", FileHistory(len(gone.versions) + 1, gone.since), gone.versions[-1]
        for versions in self.missing.values():
            if versions[-1].path.startswith("posts/"):
                # When it was deleted nobody wrote down; its last change is at least the same every time.
                yield "", FileHistory(len(versions) + 1, versions[-1].since), versions[-1]

    def _dateless(
        self, posts: Mapping[str, Post], since: datetime
    ) -> Iterable[tuple[str, FileHistory, FileVersion]]:
        for path, post in posts.items():
            versions = self.log.present.get(path, ()) if post.date is None else ()
            history = self.of(path) if versions else None
            for number, version in enumerate(reversed(versions)):
                # A version holds until the next one: the first that is older than the look-back still counts.
                if history is None or (number and versions[-number].since < since):
                    break
                # What is committed and has no date says nothing.
                if number or path in self.uncommitted:
                    yield path, history, version


def _is_rule(path: str) -> bool:
    return path == POLICY_FILE or path.startswith("authors/")


def read_history(folder: Path, cache: Path | None = None) -> ContentHistory:
    """Return the history of a content folder; `cache` is a file that keeps the log of the newest commit."""
    commit = current_commit(folder)
    if not commit:
        return ContentHistory(folder, FileLog({}, ()), frozenset())
    # The whole history may be fetched later, without a new commit.
    has_less = is_cut_short(folder)
    key = [CACHE_FORM, str(folder.resolve()), commit, has_less]
    kept = _kept_log(cache, key)
    if kept is None:
        text = git_output(folder, *LOG, commit, "--", ".").decode("utf-8", "surrogateescape")
        log = follow_log(read_log(text))
        kept = log, _ids(folder, [file.versions[-1:] for file in log.gone])
        _keep_log(cache, key, *kept)
    log, ids = kept
    uncommitted = _uncommitted(folder)
    gone: dict[str, tuple[GoneFile, ...]] = {}
    for file, post_id in zip(log.gone, ids, strict=True):
        if post_id:
            gone[post_id] = (*gone.get(post_id, ()), file)
    return ContentHistory(folder, log, uncommitted, gone, _missing(folder, log, uncommitted), has_less)


def _missing(folder: Path, log: FileLog, uncommitted: Iterable[str]) -> dict[str, tuple[FileVersion, ...]]:
    """Return the versions of the texts that are deleted and not committed yet, by the ids of their posts."""
    found = [log.present[path] for path in sorted(uncommitted) if log.present.get(path)]
    absent = [versions for versions in found if not (folder / versions[-1].path).exists()]
    ids = _ids(folder, [versions[-1:] for versions in absent])
    return {post_id: versions for post_id, versions in zip(ids, absent, strict=True) if post_id}


def _ids(folder: Path, files: Sequence[Sequence[FileVersion]]) -> list[str]:
    """Return the id of the post in each file, of which the last version is given; empty where it is none."""
    texts = [version.blob for versions in files for version in versions if version.path.endswith(".md")]
    blobs = dict(zip(texts, read_blobs(folder, texts), strict=False))
    last = (versions[0] if versions else None for versions in files)
    return [id_in_file(one.path, blobs[one.blob]) if one and one.blob in blobs else "" for one in last]


def _uncommitted(folder: Path) -> frozenset[str]:
    """Return the paths whose file is not as the newest commit has it."""
    changed = git_output(folder, "diff", "HEAD", "--name-only", "-z", "--relative", "--no-renames", "--", ".")
    new = git_output(folder, "ls-files", "--others", "--exclude-standard", "-z", "--", ".")
    return frozenset((changed + new).decode("utf-8", "surrogateescape").split("\0")) - {""}


def _kept_log(cache: Path | None, key: Sequence[object]) -> tuple[FileLog, list[str]] | None:
    with contextlib.suppress(OSError, ValueError, LookupError, TypeError, AttributeError):
        data = json.loads(cache.read_bytes()) if cache else {}
        if data.get("key") == key:
            log = FileLog(
                present={path: _versions(rows) for path, rows in data["present"].items()},
                gone=tuple(
                    GoneFile(path, _instant(since), _versions(rows)) for path, since, rows, _ in data["gone"]
                ),
            )
            return log, [post_id for *_, post_id in data["gone"]]
    return None


def _keep_log(cache: Path | None, key: Sequence[object], log: FileLog, ids: Sequence[str]) -> None:
    if cache is None:
        return
    data = {
        "key": key,
        "present": {path: _rows(versions) for path, versions in log.present.items()},
        "gone": [
            [gone.path, gone.since.timestamp(), _rows(gone.versions), post_id]
            for gone, post_id in zip(log.gone, ids, strict=True)
        ],
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
