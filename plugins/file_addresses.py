"""Files are published under addresses that any program can read, whatever signs their names have."""

from pelican import contents, signals

from editorial.addresses import file_address


class Static(contents.Static):
    """A file whose address is escaped; Pelican finds a kind's settings by the name of its class."""

    @property
    def url(self) -> str:
        """The address, relative to the site."""
        return file_address(str(super().url))


def escape_address(content: contents.Content) -> None:
    """Have a file say its address as one: Pelican takes the name of the file."""
    if type(content) is contents.Static:
        # Not `override_url`: that would keep the file from being attached to a post.
        content.__class__ = Static


def register() -> None:
    """Connect to Pelican."""
    signals.content_object_init.connect(escape_address)
