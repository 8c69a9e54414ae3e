"""Words that are longer than a screen is wide, wherever somebody may write one: nothing sticks out of it."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.builders import ask, header_text, post_text, survey_text
from tests.journeys.conftest import Running, run_desk

WORD = "Kraftfahrzeughaftpflichtversicherungsgesellschaftsangestelltenvertretung"
LINK = "https://example.org/a-very-long-address/that-goes-on/until-it-is-wider-than-a-telephone"
LIKERT = [
    "Strongly disagree",
    "Disagree",
    "Somewhat disagree",
    "Neither",
    "Somewhat agree",
    "Agree",
    "Very much",
]
QUESTIONS = (
    ask("choice", "one", ask=WORD, help=LINK, options=[WORD, LINK], other=True),
    ask("choices", "some", options=[f"{WORD} {WORD}", LINK]),
    ask("rank", "order", options=[WORD, LINK]),
    ask("scale", "much", low=WORD, high=WORD),
    ask("scale", "named", points=[WORD, "Middling", LINK]),
    ask("matrix", "grid", rows=[WORD, LINK], columns=[WORD, LINK, "Well"]),
    ask("consent", "quoted", ask=WORD),
    ask("statement", "said", ask=WORD),
)
AGREEMENT = ask("matrix", "agreed", rows=["The paths are safe", "The water is clean"], columns=LIKERT)
BODY = f"## {WORD}\n\n{LINK} `{WORD}` **{WORD}**\n\n| {WORD} | b |\n|--|--|\n| {LINK} | 1 |\n\n> {WORD}\n"
PAGE = re.compile(r"(/|\.html|/surveys/[\w-]+|/results)$")
CUT_WORDS = """cells => cells.flatMap((cell) => [...cell.textContent.matchAll(/\\S+/g)].filter((word) => {
  const range = document.createRange();
  range.setStart(cell.firstChild, word.index);
  range.setEnd(cell.firstChild, word.index + word[0].length);
  return range.getClientRects().length > 1;
}).map((word) => word[0]))"""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    folder = tmp_path_factory.mktemp("long-words")
    content = folder / "content"
    for path, text in files():
        (content / path).parent.mkdir(parents=True, exist_ok=True)
        (content / path).write_text(text, encoding="utf-8")
    with run_desk(content, folder / "state", f"sqlite:///{folder / 'masthead.db'}") as running:
        yield running


def files() -> Iterator[tuple[str, str]]:
    yield "authors/ada.md", header_text({"name": WORD, "role": WORD, "links": {WORD: LINK}}, WORD)
    about = {"title": WORD, "summary": f"{WORD} {LINK}", "category": WORD[:70], "tags": [WORD[:60]]}
    yield "posts/live.md", post_text(BODY, **about, series=WORD[:60], survey="wide")
    yield "posts/next.md", post_text(BODY, **about | {"title": f"{WORD} 2"}, series=WORD[:60])
    yield "posts/waiting.md", post_text(BODY, **about | {"title": f"{WORD} 3", "date": "2026-12-01"})
    yield "pages/about.md", header_text({"title": WORD}, BODY)
    where = {"where": ["page", "sidebar"], "results": "public", "opens": "2026-01-01", "min_cell": 1}
    yield "surveys/wide.md", survey_text(*QUESTIONS, title=f"{WORD}", body=WORD, **where)
    yield (
        "surveys/likert.md",
        survey_text(AGREEMENT, title="How far do you agree?", **where | {"where": ["page"]}),
    )


def addresses(page: Page, desk: Running) -> Iterator[str]:
    """Yield every page of site, desk and service that links lead to."""
    known = [
        f"{desk.site}/",
        f"{desk.site}/desk/",
        f"{desk.service}/surveys/wide",
        f"{desk.site}/surveys/wide/",
    ]
    for address in known:
        yield address
        linked = page.locator("a[href]").evaluate_all(
            "links => links.map((link) => link.href.split(/[?#]/)[0])"
        )
        ours = [link for link in linked if link.startswith((desk.site, desk.service))]
        known += sorted({link for link in ours if is_page(link)} - set(known))


def is_page(link: str) -> bool:
    return bool(re.search(r"(/|\.html|/surveys/[\w-]+|/results)$", link))


@pytest.mark.parametrize("width", [320, 1280])
def test_no_page_is_wider_than_its_screen(browser: Browser, desk: Running, width: int):
    page = browser.new_context(viewport={"width": width, "height": 800}).new_page()
    looked_at, too_wide = 0, []

    for address in addresses(page, desk):
        page.goto("about:blank")
        page.goto(address)
        looked_at += 1
        if page.evaluate("document.documentElement.scrollWidth") > width:
            too_wide.append((address, widest(page, width)))

    page.context.close()
    assert too_wide == []
    assert looked_at > 25


def widest(page: Page, width: int) -> list[str]:
    found: list[str] = page.evaluate(
        """width => [...document.querySelectorAll("body *")]
          .filter((element) => element.getBoundingClientRect().right > width + 1)
          .map((element) => `${element.tagName}.${element.className}`)""",
        width,
    )
    return found


@pytest.mark.parametrize("width", [320, 600, 700, 768, 900, 1024, 1280])
def test_no_word_at_the_head_of_a_matrix_of_seven_columns_is_cut(browser: Browser, desk: Running, width: int):
    page = browser.new_context(viewport={"width": width, "height": 800}).new_page()
    page.goto(f"{desk.site}/surveys/likert/")

    cells = page.locator(".matrix :is(thead td, .matrix__row, .matrix__cell label span)")
    cut = cells.evaluate_all(CUT_WORDS)

    assert page.locator(".matrix__cell").first.is_visible()
    page.context.close()
    assert cut == []
