"""Every kind of page, of site and service, as axe, a strict browser and a narrow screen judge it."""

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page

from tests.builders import ask, post_text, survey_text
from tests.journeys.conftest import PROJECT, Running, axe_findings, run_desk, wait_for_index

KITCHEN_SINK = """
An opening with *emphasis*, `code` and a [link inside](/archive/).

## Tables and code

| Day | Posts |
|:----|------:|
| Monday, which is a long word for a column | 1 |

```python
def plan(week: int) -> str:
    return f"{week}" + "a line that is far too long for a telephone, and so it has to scroll by itself" * 2
```

## Figures

![A grey square](/images/grey.png)

<figure><img src="/images/grey.png" alt="The same square"><figcaption>A square, in grey.</figcaption></figure>

### Callouts

!!! warning "Mind the step"
    It is steep.

> Somebody said so.

## Films and notes

[A film about planning](https://video.example/watch/1){: .embed }

A claim with its source.[^1]
Awordthatgoesonthatgoesonthatgoesonthatgoesonthatgoesonthatgoesonthatgoesonthatgoeson.

Term
:   What it means.

[^1]: The source.
"""
KINDS = (
    ask("statement", "said", ask="Thank you for being here."),
    ask("text", "word", ask="A word", help="Any word will do.", required=True),
    ask("long_text", "words"),
    ask("choice", "one", other=True, required=True),
    ask("choices", "some", none="Neither", other=True),
    ask("yes_no", "agreed"),
    ask("scale", "much", low="Little", high="A lot"),
    ask("nps", "pass_on"),
    ask("stars", "bright"),
    ask("matrix", "grid"),
    ask("rank", "order"),
    ask("email", "mail"),
    ask("number", "count", min=1, max=9),
    ask("date", "day"),
    ask("consent", "quoted"),
)
SURVEY = survey_text(
    *KINDS, title="Every kind of question", opens="2026-01-01", closes="2027-12-31", where=["page"],
    retention_days=30, body="An introduction with a [link](/privacy/).",
)  # fmt: skip
AUTHOR = "mina-adeyemi-ross"
# Where each kind of page is found; `{preview}` is the folder of the previews.
SITE_PAGES = {
    "home": "/",
    "second page of home": "/page/2/",
    "post": "/posts/kitchen-sink/",
    "post of a series": "/posts/rehearse-the-slips/",
    "post with a survey": "/posts/readers-who-write-back/",
    "stages": "/stages/",
    "stage": "/stages/interest/",
    "authors": "/authors/",
    "author": "/authors/mina-adeyemi-ross/",
    "topics": "/topics/",
    "topic": "/topics/gardens/",
    "tags": "/tags/",
    "tag": "/tags/zinnias/",
    "series": "/series/planning-a-quarter/",
    "archive": "/archive/",
    "year": "/archive/2026/",
    "month": "/archive/2026/03/",
    "surveys": "/surveys/",
    "survey": "/surveys/every-kind/",
    "poll": "/surveys/next-topic/",
    "search": "/search/",
    "search with results": "/search/?q=planning",
    "page": "/about/",
    "not found": "/no-such-page/",
    "redirect": "/old-place/",
    "preview index": "/{preview}/",
    "preview": "/{preview}/not-yet/",
}


def fill(page: Page, service: str) -> None:
    page.goto(f"{service}/surveys/every-kind")
    page.get_by_label(re.compile("^A word")).fill("shed")
    page.get_by_label("Green", exact=True).first.check()


def send(page: Page) -> None:
    page.get_by_role("button", name=re.compile("Send")).click()
    page.wait_for_load_state()


def front(page: Page, service: str) -> None:
    page.goto(f"{service}/")
    assert page.get_by_role("heading", name="Surveys").is_visible()


def survey(page: Page, service: str) -> None:
    page.goto(f"{service}/surveys/every-kind")


def errors(page: Page, service: str) -> None:
    survey(page, service)
    send(page)
    assert page.get_by_role("alert").is_visible()


def receipt(page: Page, service: str) -> None:
    fill(page, service)
    send(page)
    assert "/receipts/" in page.url


def erased(page: Page, service: str) -> None:
    receipt(page, service)
    page.get_by_role("button", name=re.compile("Erase")).click()
    page.get_by_role("heading", name=re.compile("erased")).wait_for()


def error(page: Page, service: str) -> None:
    page.goto(f"{service}/receipts/there-is-none")


SERVICE_PAGES: dict[str, Callable[[Page, str], None]] = {
    "service: front": front,
    "service: survey": survey,
    "service: errors": errors,
    "service: receipt": receipt,
    "service: erased": erased,
    "service: error": error,
}


@pytest.fixture(scope="module")
def state(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("accessible-state")


@pytest.fixture(scope="module")
def desk(state: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    content = tmp_path_factory.mktemp("accessible") / "content"
    shutil.copytree(PROJECT / "content", content)
    Image.new("RGB", (1200, 900), "grey").save(content / "images/grey.png")
    post = post_text(
        KITCHEN_SINK, title="Everything at once", authors=[AUTHOR, "hugh-pascoe"], category="Gardens",
        tags=["zinnias", "asters"], aliases=["/old-place/"], survey="every-kind",
    )  # fmt: skip
    (content / "posts/2026/kitchen-sink.md").write_text(post, encoding="utf-8")
    waiting = post_text(title="Not yet", authors=[AUTHOR], date="2027-03-02", summary="Soon.")
    (content / "posts/2026/not-yet.md").write_text(waiting, encoding="utf-8")
    (content / "surveys/every-kind.md").write_text(SURVEY, encoding="utf-8")
    with run_desk(content, state, f"sqlite:///{state / 'masthead.db'}") as running:
        wait_for_index(running)
        yield running


@pytest.fixture(scope="module")
def preview(desk: Running, state: Path) -> str:
    return f"preview/{(state / 'preview-key').read_text(encoding='utf-8')}"


@pytest.fixture(scope="module")
def watched(browser: Browser, desk: Running) -> Iterator["Watched"]:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    yield Watched(context.new_page(), desk)
    context.close()


class Watched:
    """A page that remembers what it complained about and whom it asked."""

    def __init__(self, page: Page, desk: Running) -> None:
        self.page, self.desk = page, desk
        self.complaints: list[str] = []
        page.on("console", lambda message: self.complaints.append(f"console: {message.text}"))
        page.on("pageerror", lambda fault: self.complaints.append(f"script: {fault}"))
        page.on("request", lambda request: self.note(request.url))
        # A page that leads on at once cannot be looked at; without that line it can.
        page.route("**/old-place/", lambda route: route.fulfill(body=self.resting(route.fetch().text())))

    @staticmethod
    def resting(text: str) -> str:
        return re.sub(r'<meta http-equiv="refresh"[^>]*>', "", text)

    def note(self, url: str) -> None:
        if not url.startswith((self.desk.site, self.desk.service, "data:")):
            self.complaints.append(f"asks another origin: {url}")

    def open(self, kind: str, path: str) -> None:
        self.complaints.clear()
        self.page.set_viewport_size({"width": 1280, "height": 900})
        self.page.emulate_media(color_scheme="light")
        if kind in SERVICE_PAGES:
            SERVICE_PAGES[kind](self.page, self.desk.service)
        else:
            self.page.goto(self.desk.site + path)
        if "?q=" in path:
            self.page.wait_for_selector(".search__result")

    def findings(self) -> Iterator[str]:
        """Yield what axe finds, wide and light, then narrow and dark, and what is too wide for its screen."""
        yield from self.found_by_axe("light")
        self.page.emulate_media(color_scheme="dark")
        yield from self.found_by_axe("dark")
        for width in (360, 320):
            self.page.set_viewport_size({"width": width, "height": 800})
            needed = self.page.evaluate("document.documentElement.scrollWidth")
            if needed > width:
                yield f"{needed} pixels wide on a screen of {width}: {self.widest(width)}"
        yield from self.found_by_axe("dark, narrow")

    def found_by_axe(self, how: str) -> Iterator[str]:
        yield from (f"{how}: {finding}" for finding in axe_findings(self.page))

    def widest(self, width: int) -> list[str]:
        found: list[str] = self.page.evaluate(
            """width => [...document.querySelectorAll('body *')]
                .filter((e) => e.getBoundingClientRect().right > width + 1)
                .map((e) => e.tagName + '.' + e.className).slice(0, 5)""",
            width,
        )
        return found


@pytest.mark.parametrize("kind", [*SITE_PAGES, *SERVICE_PAGES])
def test_a_page_is_accessible_quiet_narrow_and_asks_nobody_else(kind, watched, preview):
    watched.open(kind, SITE_PAGES.get(kind, "").format(preview=preview))

    findings = [*watched.findings(), *not_expected(kind, watched.complaints)]

    assert findings == [], f"{kind}: " + "\n".join(findings)


def not_expected(kind: str, complaints: list[str]) -> list[str]:
    """Leave out that the browser itself notes an answer that is no success."""
    statuses = {"not found": 404, "service: error": 404, "service: errors": 422, "service: erased": 410}
    expected = f"status of {statuses[kind]}" if kind in statuses else "no status at all"
    return [complaint for complaint in complaints if expected not in complaint]


def test_all_templates_of_pages_are_among_the_pages_looked_at():
    templates = {path.stem for path in Path(PROJECT / "theme/templates").glob("*.html")}

    looked_at = {
        "404", "archives", "article", "author", "authors", "categories", "category", "index", "page",
        "period_archives", "preview_index", "redirect", "search", "series", "stage", "stages", "survey",
        "surveys", "tag", "tags",
    }  # fmt: skip
    # The first is the frame of all others; the second is a report for editors, which no reader meets.
    assert templates - {"base", "survey_results"} == looked_at, "a new template: add a page to SITE_PAGES"
