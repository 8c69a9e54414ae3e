"""The status that each post's file had from commit to commit, as git remembers it."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from editorial.old_addresses import FileVersion
from editorial.pace import StatusSince, status_history
from editorial.post import Post
from editorial.status import Status
from editorial.written_status import written_status
from plugins.file_history import ContentHistory
from plugins.git_history import read_blobs

# A team changes; what it did longer ago says little of what it will do. It also bounds what git is asked for.
LOOK_BACK = timedelta(days=730)
MOST_VERSIONS = 5000


def status_histories(
    history: ContentHistory, posts: Sequence[Post], *, as_of: datetime
) -> Mapping[str, tuple[StatusSince, ...]]:
    """Return the changes of status of each post in the look-back, by id, up to an instant.

    The first is the one that held when the look-back began. A post that was approved in its only version
    tells of no pace and waits for nobody: it is left out.
    """
    wanted: dict[str, tuple[FileVersion, ...]] = {}
    for post in posts:
        versions = history.log.present.get(history.path_of(post), ())
        past = tuple(version for version in versions if version.since <= as_of)
        if past and past[-1].since >= as_of - LOOK_BACK:
            wanted[post.id] = past
    is_done = {post.id for post in posts if post.status.has_reached(Status.APPROVED)}
    kept = {
        name: versions
        for name, versions in _latest(wanted).items()
        if len(versions) > 1 or name not in is_done
    }
    blobs = read_blobs(history.folder, (version.blob for versions in kept.values() for version in versions))
    # In the order in which the blobs were asked for.
    found = {
        name: status_history((version.since, written_status(next(blobs, b""))) for version in versions)
        for name, versions in kept.items()
    }
    return {name: _since(as_of - LOOK_BACK, found[name]) for name in sorted(found)}


def _since(oldest: datetime, changes: tuple[StatusSince, ...]) -> tuple[StatusSince, ...]:
    later = sum(change.since >= oldest for change in changes)
    return changes[max(0, len(changes) - later - 1) :]


def _latest(versions: Mapping[str, tuple[FileVersion, ...]]) -> dict[str, tuple[FileVersion, ...]]:
    kept: dict[str, tuple[FileVersion, ...]] = {}
    room = MOST_VERSIONS
    for name in sorted(versions, key=lambda name: (versions[name][-1].since, name), reverse=True):
        room -= len(versions[name])
        if room < 0:
            break
        kept[name] = versions[name]
    return kept
