"""The order of posts, apart from Pelican, so that settings name it without half a second of imports."""

from datetime import datetime
from typing import Protocol


class Dated(Protocol):
    """What has a date and a slug, as Pelican's articles do."""

    date: datetime
    slug: str


def publication_order(article: Dated) -> tuple[float, str]:
    """Return the key that sorts posts newest first; it is the setting ARTICLE_ORDER_BY, too."""
    return -article.date.timestamp(), article.slug
