"""What stops a build before anything is written, and shows only where the content is seen as a whole."""

from collections.abc import Iterator

from pelican import Pelican, signals

from editorial.alias_check import alias_problems
from editorial.bodycheck_addresses import ShortText, SiteFacts, short_texts
from editorial.page import Page
from editorial.post import Post
from editorial.problems import ContentError, Problem
from editorial.texts_as_files import texts_as_files
from plugins.edition import Edition, edition_of


def refuse(pelican: Pelican) -> None:
    """Raise ContentError with all that stops the build; nothing does in foreign content."""
    if pelican.settings["FOREIGN"]:
        return
    edition = edition_of(pelican.settings)
    if problems := [*sources_as_files(edition), *aliases_without_room(edition)]:
        raise ContentError(problems)


def sources_as_files(edition: Edition) -> Iterator[Problem]:
    """Yield the links in public texts that would publish another text's source."""
    public: dict[str, Post | Page | ShortText] = {
        **edition.live,
        **edition.pages,
        **short_texts(edition.content),
    }
    yield from texts_as_files(public, edition.content.sources)


def aliases_without_room(edition: Edition) -> list[Problem]:
    """Return the aliases of live posts that would hide something of the site."""
    facts = SiteFacts(stages=tuple(edition.stages), static_paths=("",))
    return alias_problems(edition.content, facts, edition.as_of, edition.files)


def register() -> None:
    """Connect to Pelican."""
    signals.initialized.connect(refuse)
