"""What every page of the site and of the service says about the site itself."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Site:
    """The names that `base.html` uses; addresses end without a slash.

    `url` is empty, or like `https://example.org/blog`; `service` is where the survey service listens.
    """

    name: str
    tagline: str
    url: str
    service: str
    stylesheet: str
    menu: tuple[tuple[str, str], ...]
    language: str = "en"
    script: str = ""
    feed: str = ""
