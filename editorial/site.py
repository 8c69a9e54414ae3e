"""What every page of the site and of the service says about the site itself."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from editorial.language import is_right_to_left


@dataclass(frozen=True)
class Site:
    """The names that `base.html` uses; addresses end without a slash.

    `url` is empty, or like `https://example.org/blog`; `service` is where the survey service listens.
    `scripts` gives the address of each optional script by the name of its component.
    """

    name: str
    tagline: str
    url: str
    service: str
    stylesheet: str
    menu: tuple[tuple[str, str], ...]
    language: str = "en"
    scripts: Mapping[str, str] = field(default_factory=dict)
    feed: str = ""
    icon: str = ""

    @staticmethod
    def direction(language: str) -> str:
        """Return how a page in a language is read, as HTML's `dir` says it."""
        return "rtl" if is_right_to_left(language) else "ltr"
