"""The site's settings. What differs when it is published stands in publishconf.py."""

from jinja2 import StrictUndefined

from editorial.stage import Stage
from plugins.listings import publication_order

SITENAME = "Running Order"
TAGLINE = "How teams publish ideas"
SITEURL = ""
DEFAULT_LANG = "en"
# Holds where content/editorial.yaml names no time zone.
TIMEZONE = "Europe/London"
# Where the survey service answers; forms post there.
SURVEY_SERVICE = "http://127.0.0.1:8001"

# The stages of a buyer's decision, in order: key, editors' name, readers' wording, description.
STAGES = (
    Stage("epiphany", "Epiphany", "Seeing it differently", "Something you took for granted turns out to be a choice."),
    Stage("awareness", "Awareness", "Understanding the problem", "What is going on, how large it is, and whom it concerns."),
    Stage("interest", "Interest", "Looking at ways to solve it", "What others have tried, and what it asked of them."),
    Stage("consideration", "Consideration", "Weighing the options", "Evidence and trade-offs for a decision you will answer for."),
    Stage("loyalty", "Loyalty", "Getting better at it", "For those who have begun: practice, upkeep, next steps."),
)  # fmt: skip
# Header fields of your own, which are kept and not checked.
EXTRA_FIELDS: tuple[str, ...] = ()

PATH = "content"
THEME = "theme"
OUTPUT_PATH = "output"
STATIC_PATHS = ["images"]
# The theme's style sheet is written by plugins.site_frame, under a name that changes with its content.
THEME_STATIC_PATHS: list[str] = []
READERS = {"html": None, "rst": None}

MENUITEMS = (
    ("Stages", "/stages/"),
    ("Topics", "/topics/"),
    ("Authors", "/authors/"),
    ("Archive", "/archive/"),
)

# The order counts: the edition is opened first.
PLUGINS = [
    "plugins.edition",
    "plugins.output_folder",
    "plugins.site_frame",
    "plugins.post_headers",
    "plugins.listings",
    "plugins.surveys",
    "plugins.previews",
    "plugins.site_json",
]

ARTICLE_URL = "posts/{slug}/"
ARTICLE_SAVE_AS = "posts/{slug}/index.html"
PAGE_URL = "{slug}/"
PAGE_SAVE_AS = "{slug}/index.html"
CATEGORY_URL = "topics/{slug}/"
CATEGORY_SAVE_AS = "topics/{slug}/index.html"
TAG_URL = "tags/{slug}/"
TAG_SAVE_AS = "tags/{slug}/index.html"
AUTHOR_URL = "authors/{slug}/"
AUTHOR_SAVE_AS = "authors/{slug}/index.html"
# `…/page/2/` lies inside the list's own folder, so no tag's name can collide with it.
PAGINATION_PATTERNS = (
    (1, "{url}", "{save_as}"),
    (2, "{url}page/{number}/", "{base_name}/page/{number}/index.html"),
)
DEFAULT_PAGINATION = 10
PAGINATED_TEMPLATES = {"index": None, "stage": None, "author": None, "category": None, "tag": None}
ARTICLE_ORDER_BY = publication_order
# Every list is written by plugins.listings.
DIRECT_TEMPLATES: list[str] = []

FEED_ALL_ATOM = "feed.atom"
CATEGORY_FEED_ATOM = None
AUTHOR_FEED_ATOM = None
AUTHOR_FEED_RSS = None
TRANSLATION_FEED_ATOM = None
FEED_MAX_ITEMS = 20
# A feed needs whole addresses, also while the site has none of its own yet.
FEED_DOMAIN = SITEURL or "http://127.0.0.1:8000"

JINJA_ENVIRONMENT = {
    "undefined": StrictUndefined,
    "autoescape": True,
    "trim_blocks": True,
    "lstrip_blocks": True,
    "keep_trailing_newline": True,
}
JINJA_FILTERS: dict[str, object] = {}
CACHE_CONTENT = False
# Whether a build writes files anew that are equal already.
FRESH = False
