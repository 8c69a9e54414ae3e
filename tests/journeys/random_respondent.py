"""A respondent who answers any survey of ours at random, in a browser, as its definition allows.

From the command line, for surveys that are not in the repository:

    python -m tests.journeys.random_respondent CONTENT [SLUG …] [--times 3] [--seed 1] [--without-javascript]
"""

import argparse
import contextlib
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from playwright.sync_api import Locator, Page, sync_playwright

from editorial.interchange.document import read_text
from editorial.question import OTHER, Question, QuestionType
from editorial.survey import Survey

PROJECT = Path(__file__).parents[2]
WORDS = ["beans,", "leeks", "and", "“kale”", "–", "<b>not</b>", "çelery", "&", "naïve", "🌱"]
MOST_PAGES = 400


class NotAcceptedError(AssertionError):
    """The service did not take the answers."""


@dataclass
class RandomRespondent:
    """Fills in what is shown and sends it; `answered` counts by type what was filled in."""

    survey: Survey
    chance: random.Random
    answered: dict[str, int] = field(default_factory=dict)

    def answer(self, page: Page, address: str) -> str:
        """Return the address of the receipt; raises NotAcceptedError."""
        reply = page.goto(address)
        if reply is None or reply.status != 200:
            raise NotAcceptedError(f"{address} answers with {reply.status if reply else 'nothing'}")
        for _ in range(MOST_PAGES):
            if "/receipts/" in page.url:
                return page.url
            self._fill(page)
            page.locator("form button[type=submit].button").first.click()
            summary = page.locator(".error-summary")
            if summary.count():
                raise NotAcceptedError(f"{page.url}: {summary.inner_text()}")
        raise NotAcceptedError(f"{address}: no end after {MOST_PAGES} pages")

    def _fill(self, page: Page) -> None:
        # One after another, as with a script an answer may show or hide those after it.
        names = page.locator("form [data-type]").evaluate_all("all => all.map(one => one.id)")
        for name in names:
            question = self.survey.question(name.removeprefix("q-"))
            place = page.locator(f'[id="{name}"]')
            if question is None or question.type is QuestionType.STATEMENT or not place.is_visible():
                continue
            if question.required or self.chance.random() < 0.85:
                _FILLERS[question.type](self, question, place)
                self.answered[str(question.type)] = self.answered.get(str(question.type), 0) + 1

    def pick(self, question: Question, place: Locator) -> None:
        """Pick one of the options, perhaps with words of one's own."""
        option = self.chance.choice([*(o.id for o in question.options), *([OTHER] if question.other else [])])
        self._tick(place, question, option)

    def pick_some(self, question: Question, place: Locator) -> None:
        """Pick as many as may be picked, or the option that excludes the rest."""
        if question.none and self.chance.random() < 0.2:
            _check(place, f"f-{question.id}-{question.none.id}")
            return
        offered = [*(o.id for o in question.options), *([OTHER] if question.other else [])]
        for option in self.chance.sample(offered, self._number_of(question, len(offered))):
            self._tick(place, question, option)

    def point(self, question: Question, place: Locator) -> None:
        """Pick a point."""
        _check(place, f"f-{question.id}-{self.chance.choice(question.points).id}")

    def cells(self, question: Question, place: Locator) -> None:
        """Pick a column in every row, or in some where that is enough."""
        for row in question.rows:
            if question.required or self.chance.random() < 0.8:
                column = self.chance.choice(question.columns)
                _check(place, f"f-{question.id}-{row.id}-{column.id}")

    def order(self, question: Question, place: Locator) -> None:
        """Give places to as many options as need one."""
        number = self._number_of(question, len(question.options))
        for rank, option in enumerate(self.chance.sample(question.options, number), 1):
            place.locator(f'[id="f-{question.id}-{option.id}"]').select_option(str(rank))

    def words(self, question: Question, place: Locator) -> None:
        """Write some words, as long as they must be and no longer than they may."""
        least, most = int(question.min or 1), int(question.max or 200)
        text = " ".join(self.chance.choices(WORDS, k=self.chance.randint(1, 9)))
        place.locator("input, textarea").first.fill((text + "x" * least)[: max(least, most)].strip() or "x")

    def address(self, _: Question, place: Locator) -> None:
        """Write an address."""
        place.locator("input").first.fill(f"reader{self.chance.randint(1, 999)}@garden.example")

    def number(self, question: Question, place: Locator) -> None:
        """Write a number within the bounds."""
        least = question.min if question.min is not None else min(0, (question.max or 1) - 1)
        most = question.max if question.max is not None else least + 100
        whole = self.chance.randint(int(-(-least // 1)), int(most // 1)) if most - least >= 1 else least
        place.locator("input").first.fill(f"{whole:g}" if abs(whole) < 1e5 else f"{whole:.0f}")

    def day(self, _: Question, place: Locator) -> None:
        """Write a day."""
        day = date(2000, 1, 1) + timedelta(days=self.chance.randint(0, 9000))
        place.locator("input").first.fill(day.isoformat())

    def agree(self, question: Question, place: Locator) -> None:
        """Give a consent."""
        _check(place, f"f-{question.id}")

    def _tick(self, place: Locator, question: Question, option: str) -> None:
        _check(place, f"f-{question.id}-{option}")
        if option == OTHER:
            place.locator(f'[name="{question.id}__{OTHER}"]').fill(self.chance.choice(WORDS))

    def _number_of(self, question: Question, offered: int) -> int:
        least, most = int(question.min or 1), int(question.max or offered)
        return self.chance.randint(max(1, least), min(offered, max(least, most)))


def _check(place: Locator, control: str) -> None:
    # Where a label lies over its control, or the control over its label, the click is for both.
    place.locator(f'[id="{control}"]').check(force=True)


_FILLERS: dict[QuestionType, Callable[[RandomRespondent, Question, Locator], None]] = {
    QuestionType.CHOICE: RandomRespondent.pick,
    QuestionType.CHOICES: RandomRespondent.pick_some,
    QuestionType.YES_NO: RandomRespondent.pick,
    QuestionType.SCALE: RandomRespondent.point,
    QuestionType.NPS: RandomRespondent.point,
    QuestionType.STARS: RandomRespondent.point,
    QuestionType.MATRIX: RandomRespondent.cells,
    QuestionType.RANK: RandomRespondent.order,
    QuestionType.TEXT: RandomRespondent.words,
    QuestionType.LONG_TEXT: RandomRespondent.words,
    QuestionType.EMAIL: RandomRespondent.address,
    QuestionType.NUMBER: RandomRespondent.number,
    QuestionType.DATE: RandomRespondent.day,
    QuestionType.CONSENT: RandomRespondent.agree,
}


def read_surveys(content: Path) -> dict[str, Survey]:
    """Return the surveys of a content folder that have no errors, by slug."""
    found = {}
    for path in sorted((content / "surveys").glob("*.md")):
        survey, problems = read_text(path.read_text(encoding="utf-8"), slug=path.stem, zone=ZoneInfo("UTC"))
        assert survey is not None, path
        assert not [str(problem) for problem in problems if problem.is_error], path
        found[path.stem] = survey
    return found


@contextlib.contextmanager
def run_service(content: Path, state: Path, port: int) -> Iterator[str]:
    """Run the service as in production, on a database of its own, and yield its address."""
    environment = os.environ | {
        "MASTHEAD_CONTENT": str(content),
        "MASTHEAD_DATABASE_URL": f"sqlite:///{state / 'answers.db'}",
        "MASTHEAD_SECRET_KEY": "r" * 40,
        "MASTHEAD_RATE_LIMIT": "off",
    }
    command = [sys.executable, "-m", "survey_server", "--port", str(port), "--workers", "1"]
    process = subprocess.Popen(command, cwd=PROJECT, env=environment, stdout=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_for(f"{address}/healthz", process)
        yield address
    finally:
        process.terminate()
        process.wait(timeout=20)


def _wait_for(address: str, process: "subprocess.Popen[bytes]") -> None:
    # A server of another process can only be asked again.
    until = time.monotonic() + 30
    while time.monotonic() < until and process.poll() is None:
        with contextlib.suppress(urllib.error.URLError, ConnectionError):
            urllib.request.urlopen(address).close()
            return
        time.sleep(0.1)
    raise NotAcceptedError("the service did not start")


def main(arguments: list[str]) -> int:
    """Answer surveys of a content folder at random, and say for each how it went."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("content", type=Path)
    parser.add_argument("slugs", nargs="*")
    parser.add_argument("--times", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--port", type=int, default=8701)
    parser.add_argument("--without-javascript", action="store_true")
    wanted = parser.parse_args(arguments)
    surveys = read_surveys(wanted.content)
    failed = 0
    with (
        tempfile.TemporaryDirectory() as state,
        run_service(wanted.content, Path(state), wanted.port) as address,
        sync_playwright() as playwright,
    ):
        chromium = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for slug in wanted.slugs or surveys:
            for time_number in range(wanted.times):
                context = chromium.new_context(java_script_enabled=not wanted.without_javascript)
                context.set_default_timeout(10_000)
                chance = random.Random(f"{wanted.seed}/{slug}/{time_number}")
                respondent = RandomRespondent(surveys[slug], chance)
                try:
                    respondent.answer(context.new_page(), f"{address}/surveys/{slug}")
                    print(f"{slug}: receipt; answered {respondent.answered}", flush=True)
                except Exception as error:  # noqa: BLE001 - one survey that fails is to hide no other
                    failed += 1
                    print(f"{slug}: FAILED: {error}", flush=True)
                context.close()
        chromium.close()
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
