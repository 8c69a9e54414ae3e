"""Ids that changed while their posts were live, according to git: ratings and feeds hang on them."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pelicanconf
from editorial.content import Content
from editorial.old_addresses import id_before, read_version
from editorial.problems import Problem, Severity
from plugins.edition import content_settings
from plugins.git_history import current_commit, moved_files


def changed_ids(content: Content, as_of: datetime) -> Iterator[Problem]:
    """Yield the live posts that were live under another id and do not say which of the two holds."""
    settings = content_settings(vars(pelicanconf))
    # The id of a version in another language follows from that of the first.
    live = {
        Path(post.source.path).relative_to(content.folder).as_posix(): post
        for post in content.live_posts(as_of)
        if "id" not in post.source.lines and not post.translation_of
    }
    versions = moved_files(content.folder, current_commit(content.folder), frozenset(live))
    for path, found in versions.items():
        post = live[path]
        history = [read_version(version, data, settings) for version, data in found]
        if before := id_before(history, post.id, as_of=as_of):
            message = f"id: the post was live as {before}, and by its slug it is {post.id} now"
            remedy = (
                f"write `id: {before}`, by which ratings, comments and feed readers know it; "
                f"or `id: {post.id}`, and for them it is another post"
            )
            yield post.source.problem("slug", "id-changed", message, remedy, severity=Severity.WARNING)
