"""A page at every old address of a live post that leads to where it is now, without a script.

Old addresses are the post's `aliases`, and the slugs under which it was live according to git. It looks at
all that was written before it, so it comes after the plugins that write pages.
"""

import logging
import os
from pathlib import Path

from pelican import signals
from pelican.generators import Generator
from pelican.writers import Writer

from editorial.addresses import post_address, whole
from editorial.alias_check import unsaid
from editorial.foreign_document import as_warning
from editorial.old_addresses import old_slugs, read_version
from editorial.problems import ContentError
from editorial.redirects import plan_redirects
from plugins.edition import Edition, content_settings, edition_of
from plugins.git_history import current_commit, is_cut_short, moved_files

CUT_SHORT = "git has only the last commits here, so old addresses may be missing; fetch the whole history"
logger = logging.getLogger(__name__)


class RedirectsGenerator(Generator):
    """Writes the pages at old addresses."""

    def generate_output(self, writer: Writer) -> None:
        """Write them; an alias that has no room raises ContentError, and in foreign content is left out."""
        edition, site = edition_of(self.settings), self.settings["site"]
        old = self.old_slugs(edition)
        moved = [post for post in edition.live.values() if post.aliases or post.id in old]
        if not moved:
            return
        files = writer.files() | {os.path.normpath(file.save_as) for file in self.settings["STATIC_FILES"]}
        redirects, problems = plan_redirects(moved, old, files)
        if problems and not self.settings["FOREIGN"]:
            raise ContentError(problems)
        self.settings["FOUND_LATE"] += map(as_warning, unsaid(problems, edition.content))
        template = self.get_template("redirect")
        for redirect in redirects:
            post = redirect.post
            writer.write_file(
                redirect.file,
                template,
                self.context,
                target=whole(site.url, post_address(post.slug)),
                title=post.title,
            )

    def old_slugs(self, edition: Edition) -> dict[str, tuple[str, ...]]:
        """Return the slugs that posts have had while they were live, by the post's id."""
        folder = Path(self.settings["PATH"])
        settings = content_settings(self.settings)
        commit = current_commit(folder)
        if commit and is_cut_short(folder):
            logger.warning(CUT_SHORT)
        found: dict[str, tuple[str, ...]] = {}
        for path, versions in moved_files(folder, commit, frozenset(edition.live)).items():
            post = edition.live[path]
            history = [read_version(version, data, settings) for version, data in versions]
            found[post.id] = old_slugs(history, post.slug, as_of=edition.as_of)
        return found


def add_generator(_: object) -> type[Generator]:
    """Return the generator for Pelican to run."""
    return RedirectsGenerator


def register() -> None:
    """Connect to Pelican."""
    signals.get_generators.connect(add_generator)
