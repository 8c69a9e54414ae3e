"""The site's settings. What differs when it is published stands in publishconf.py."""

from jinja2 import FileSystemBytecodeCache, StrictUndefined

from editorial.stage import Stage
from plugins.publication_order import publication_order

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

# Whether the content was written for another tool: then posts lie anywhere, and what they miss is warned about.
FOREIGN = False

# Where readers may pass a post on: label and address, with `{title}` and `{url}` to fill in. Plain links, shown
# once the site has an address.
SHARE_LINKS = (
    ("E-mail", "mailto:?subject={title}&body={url}"),
    ("LinkedIn", "https://www.linkedin.com/sharing/share-offsite/?url={url}"),
    ("Bluesky", "https://bsky.app/intent/compose?text={title}%20{url}"),
    ("Hacker News", "https://news.ycombinator.com/submitlink?u={url}&t={title}"),
)
# Search indexes are kept here, so that one for the same posts is not made again; empty to keep none.
SEARCH_CACHE = "var/search"
# A function that takes the posts and indexes them in its own time, where a build must not wait.
SEARCH_LATER = None

# What was read of posts is kept here, so that files that did not change are not read again; empty to keep none.
POST_CACHE = "var/posts"
# Texts as HTML are kept here, so that one that did not change is not converted again; empty to keep none.
TEXT_CACHE = "var/texts"
# What was made of images, and the social cards; it may be emptied at any time.
IMAGE_CACHE = "var/images"
# How many pictures and cards are made at once; None for as many as the machine takes.
JOBS = None
# An image with more pixels is published as it is: decoding it could take all memory.
MOST_PIXELS = 80_000_000
# An image whose file has more bytes is pointed out by `invoke check`.
LARGEST_IMAGE = 1_000_000
# Where a build writes the plan's pages, for the team only: outside OUTPUT_PATH; empty to write none.
DESK_FOLDER = ""
# Whether these pages offer to change the plan, which takes a server that does it.
DESK_IS_EDITABLE = False
# A function that takes what writes the desk, and calls it when the site has been shown; None to write it at once.
DESK_LATER = None
# A file that keeps what git says of the content, by commit; empty to ask git every time.
DESK_HISTORY = "var/history.json"
# Words that the site says by itself, so that the embargo proof takes them for no post that waits.
EMBARGO_EXPLAINED: tuple[str, ...] = ()

PATH = "content"
THEME = "theme"
OUTPUT_PATH = "output"
STATIC_PATHS = ["images"]
# The theme's style sheet is written by plugins.site_frame, under a name that changes with its content.
THEME_STATIC_PATHS: list[str] = []
READERS = {"html": None}

MENUITEMS = (
    ("Stages", "/stages/"),
    ("Topics", "/topics/"),
    ("Authors", "/authors/"),
    ("Archive", "/archive/"),
    ("Surveys", "/surveys/"),
    ("Search", "/search/"),
)

# The order counts: the edition is opened first.
PLUGINS = [
    "plugins.edition",
    "plugins.refusals",
    "plugins.output_folder",
    "plugins.site_frame",
    "plugins.post_headers",
    "plugins.short_texts",
    "plugins.listings",
    "plugins.translations",
    "plugins.reading",
    "plugins.surveys",
    "plugins.search",
    "plugins.previews",
    "plugins.site_json",
    "plugins.head_metadata",
    "plugins.feeds",
    "plugins.social_cards",
    # Images come last: they are written where the texts have put them.
    "plugins.file_addresses",
    "plugins.images",
    # These two look at all that was written before them.
    "plugins.redirects",
    "plugins.sitemap",
    "plugins.editorial_calendar.in_builds",
]

ARTICLE_URL = "posts/{slug}/"
ARTICLE_SAVE_AS = "posts/{slug}/index.html"
# The slug of a version in another language says its language already.
ARTICLE_LANG_URL = ARTICLE_URL
ARTICLE_LANG_SAVE_AS = ARTICLE_SAVE_AS
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

# Every feed is written by plugins.feeds.
FEED_ALL_ATOM = None
CATEGORY_FEED_ATOM = None
AUTHOR_FEED_ATOM = None
AUTHOR_FEED_RSS = None
TRANSLATION_FEED_ATOM = None
FEED_MAX_ITEMS = 20
# A feed needs whole addresses, also while the site has none of its own yet.
FEED_DOMAIN = SITEURL or "http://127.0.0.1:8000"
# The ids of feed entries begin from the site's address. After a move write the old one here, and no reader of
# the feeds sees a post twice.
FEED_ID_BASE = ""
# Who is to be told of a weakness, as a mail or web address; without one there is no security.txt.
SECURITY_CONTACT: str | tuple[str, ...] = ""

JINJA_ENVIRONMENT = {
    "undefined": StrictUndefined,
    # Every generator has an environment of its own; templates are compiled once for all of them, and for later
    # builds, and are not looked at again while one runs.
    "bytecode_cache": FileSystemBytecodeCache(),
    "auto_reload": False,
    "autoescape": True,
    "trim_blocks": True,
    "lstrip_blocks": True,
    "keep_trailing_newline": True,
}
JINJA_FILTERS: dict[str, object] = {}
CACHE_CONTENT = False
# What earlier builds of one process have made (plugins.page_memory), so that only what has changed is made again.
PAGE_MEMORY = None
# Whether a build writes files anew that are equal already.
FRESH = False
