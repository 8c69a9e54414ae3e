"""One question at a time: forwards, back, the page that shows all answers, and what must not get lost."""

import html
import json
import re
import secrets
from datetime import timedelta

import pytest

from survey_server import messages
from survey_server.drafts import LONGEST_IN_FORM
from tests.builders import ask

SAME_ORIGIN = {"Sec-Fetch-Site": "same-origin"}
NAUGHTY = "<script>alert('x')</script> \"; DROP TABLE response; -- =1+1 \u202e\u200b 👩‍👧 {q}"
QUESTIONS = (
    ask("statement", "hello", ask="Welcome."),
    ask("yes_no", "tea", ask="Do you drink tea?", required=True),
    ask("text", "why", ask="You said {tea}. Why?", required=True, when={"tea": "yes"}),
    ask("text", "name", ask="Your name?"),
)


class Steps:
    """A reader who goes from page to page."""

    def __init__(self, service, slug, query=""):
        self.service, self.slug = service, slug
        self.page = service.get(f"/surveys/{slug}{query}")

    def press(self, go, headers=None, **fields):
        """Fill in fields, press a button, and return the page that comes."""
        data = self.hidden() | {"_go": go} | fields
        headers = SAME_ORIGIN if headers is None else headers
        self.page = self.service.client.post(f"/surveys/{self.slug}", data=data, headers=headers)
        return self.page

    def hidden(self):
        return {name: html.unescape(value) for name, value in self.service.hidden(self.page).items()}

    @property
    def title(self):
        return html.unescape(re.search(r"<title>(.*?)</title>", self.page.text, re.DOTALL)[1]).split(" · ")[0]

    @property
    def asked(self):
        """The question on the page."""
        return self.hidden().get("_step", "")

    @property
    def answers(self):
        """Questions and answers on the page that shows them all."""
        rows = re.findall(r'id="r-\w+">(.*?)</dt>.*?review__answer[^>]*>(.*?)</p>', self.page.text, re.DOTALL)
        return [(html.unescape(ask), html.unescape(answer)) for ask, answer in rows]


@pytest.fixture
def slug(service):
    return service.publish(*QUESTIONS, pages="one")


@pytest.fixture
def steps(service, slug):
    return Steps(service, slug)


def stored(service, slug):
    return [json.loads(row["answers"]) for row in service.rows(slug)]


def test_the_first_page_has_the_introduction_and_the_first_question_with_what_leads_to_it(steps):
    assert steps.asked == "tea"
    assert "A few questions about tea." in steps.page.text
    assert "Welcome." in steps.page.text
    assert steps.title == "Question 1 of at most 3"
    assert 'id="q-why"' not in steps.page.text
    assert 'value="back"' not in steps.page.text


def test_answers_go_forwards_to_a_page_that_shows_them_and_are_kept_once(service, slug, steps):
    steps.press("next", tea="yes")
    second = (steps.asked, steps.title, "You said Yes. Why?" in steps.page.text)
    steps.press("next", why=NAUGHTY)
    steps.press("next", name="")
    review = steps.answers
    before = stored(service, slug)
    last = steps.page
    sent = steps.press("send")
    steps.page = last
    again = steps.press("send")

    assert second == ("why", "Question 2 of 3", True)
    assert review == [
        ("Do you drink tea?", "Yes"),
        ("You said Yes. Why?", NAUGHTY),
        ("Your name?", "No answer"),
    ]
    assert before == []
    assert (sent.status_code, again.status_code) == (303, 303)
    assert sent.headers["Location"] == again.headers["Location"]
    assert stored(service, slug) == [{"tea": "yes", "why": NAUGHTY}]


def test_a_wrong_answer_stays_on_its_page_with_a_message(steps, errors):
    page = steps.press("next")

    assert page.status_code == 422
    assert steps.asked == "tea"
    assert errors(page) == [("f-tea-yes", "Do you drink tea? Please choose yes or no.")]
    assert steps.title == "Please look again: Question 1 of at most 3"


def test_back_keeps_what_was_typed_without_asking_for_more(steps):
    steps.press("next", tea="yes")

    steps.press("back", why="")
    first = steps.asked
    steps.press("next", tea="yes")
    steps.press("back", why="half an ans")
    steps.press("next", tea="yes")

    assert first == "tea"
    assert 'value="half an ans"' in steps.page.text


def test_a_changed_answer_takes_those_along_that_hung_on_it(service, slug, steps):
    steps.press("next", tea="yes")
    steps.press("next", why="Because.")
    steps.press("next", name="Ada")
    steps.press("to:tea")
    changed = steps.press("next", tea="no")
    after = steps.answers
    steps.press("to:tea")
    steps.press("next", tea="yes")

    assert changed.status_code == 200
    assert after == [("Do you drink tea?", "No"), ("Your name?", "Ada")]
    assert steps.asked == "why"
    assert "Because." not in steps.page.text


def test_who_comes_back_from_the_last_page_is_not_asked_everything_again(steps):
    steps.press("next", tea="no")
    steps.press("next", name="Ada")
    steps.press("to:tea")

    steps.press("next", tea="yes")
    new = steps.asked
    steps.press("next", why="Because.")

    assert new == "why"
    assert steps.title == "Check your answers"


def test_what_is_missing_is_said_on_the_last_page_and_leads_back(service, slug, errors):
    steps = Steps(service, slug, "?step=name")
    steps.press("next", name="Ada")

    page = steps.press("send")

    assert page.status_code == 422
    assert errors(page) == [("f-tea", "Do you drink tea? Please choose yes or no.")]
    assert 'id="f-tea"' in page.text
    assert stored(service, slug) == []


def test_an_address_opens_any_survey_one_question_at_a_time_or_whole(service):
    whole = service.publish(*QUESTIONS)
    one = service.publish(*QUESTIONS, pages="one")

    assert service.hidden(service.get(f"/surveys/{whole}?step=name"))["_step"] == "name"
    assert service.hidden(service.get(f"/surveys/{whole}?step="))["_step"] == "tea"
    assert service.hidden(service.get(f"/surveys/{whole}?step=nothing-here"))["_step"] == "tea"
    assert service.hidden(service.get(f"/surveys/{one}?step=why"))["_step"] == "tea"
    assert 'id="q-name"' in service.get(f"/surveys/{one}?step=all").text


@pytest.mark.parametrize(
    "change", [lambda sealed: sealed[:-3] + "abc", lambda _: "x", lambda _: "\ud83d\ude00"]
)
def test_answers_that_were_tampered_with_are_refused_with_a_sentence(service, slug, steps, change):
    steps.press("next", tea="yes")
    damaged = change(steps.hidden()["_so_far"]).encode("utf-16", "surrogatepass").decode("utf-16")

    page = steps.press("next", why="Because.", _so_far=damaged)

    assert page.status_code == 422
    assert messages.DRAFT_DAMAGED in page.text
    assert steps.asked == "tea"
    assert stored(service, slug) == []


def test_after_a_damaged_page_it_begins_anew_with_what_that_page_had(service):
    slug = service.publish(ask("text", "why"), ask("text", "name"), pages="one")
    steps = Steps(service, slug)
    steps.press("next", why="Because.")

    steps.press("next", name="Ada", _so_far="x")
    begun_anew = steps.asked
    steps.press("next", why="Because, again.")

    assert begun_anew == "why"
    assert steps.asked == "name"
    assert 'value="Ada"' in steps.page.text


def test_the_answers_of_another_survey_are_refused(service, slug, steps):
    other = Steps(service, service.publish(*QUESTIONS, pages="one"))
    other.press("next", tea="yes")

    page = steps.press("next", tea="no", _so_far=other.hidden()["_so_far"])

    assert messages.DRAFT_DAMAGED in page.text


def test_more_than_a_page_can_carry_is_refused_with_everything_still_there(service):
    slug = service.publish(ask("long_text", "why"), ask("text", "name"), pages="one")
    steps = Steps(service, slug)
    # Random words cannot be made small.
    long = secrets.token_hex(LONGEST_IN_FORM)[:900_000]

    page = steps.press("later", why=long)

    assert page.status_code == 422
    assert messages.TOO_LONG_TO_CARRY in page.text
    assert long in page.text


def test_a_changed_survey_is_finished_as_it_was_begun_even_by_another_process(service, slug, steps):
    steps.press("next", tea="yes")
    service.publish(ask("text", "else", ask="Something else?"), slug=slug, pages="one")
    service.services.surveys._versions.clear()

    steps.press("next", why="Because.")
    steps.press("next", name="Ada")
    sent = steps.press("send")

    assert sent.status_code == 303
    assert stored(service, slug) == [{"tea": "yes", "why": "Because.", "name": "Ada"}]


def test_the_token_of_yesterday_is_no_hindrance_on_the_way_and_is_renewed_at_the_end(service, slug, steps):
    yesterday = service.token(slug, made=service.services.now() - timedelta(hours=25))
    steps.press("next", {}, tea="no", _token=yesterday)
    on_the_way = steps.asked
    steps.press("next", {}, name="Ada", _token=yesterday)

    renewed = steps.press("send", {}, _token=yesterday)
    text, answers = renewed.text, steps.answers
    sent = steps.press("send", {})

    assert on_the_way == "name"
    assert renewed.status_code == 422
    assert messages.PAGE_RENEWED in text
    assert answers == [("Do you drink tea?", "No"), ("Your name?", "Ada")]
    assert sent.status_code == 303


def test_a_page_from_elsewhere_moves_nothing(steps):
    assert steps.press("next", {"Origin": "https://evil.example"}, tea="no").status_code == 403


def test_a_survey_that_closes_on_the_way_gives_back_what_was_answered(service, slug, steps):
    steps.press("next", tea="yes")
    service.publish(*QUESTIONS, slug=slug, pages="one", closes="2026-11-21")

    page = steps.press("next", why="Because.")

    assert page.status_code == 409
    assert "<dt>You said Yes. Why?</dt>" in page.text
    assert "<dd>Because.</dd>" in page.text


def test_the_order_of_shuffled_options_stays_through_errors_and_steps_and_is_stored(service):
    options = [*map(str, range(1, 9)), {"label": "None of these", "pin": True}]
    slug = service.publish(
        ask("yes_no", "tea"),
        ask("choice", "pick", options=options, shuffle=True, required=True),
        ask("choice", "asked_never", options=options, shuffle=True, when={"tea": "no"}),
        pages="one",
    )
    steps = Steps(service, slug)

    def order():
        return re.findall(r'name="pick" value="([^"]+)"', steps.page.text)

    steps.press("next", tea="yes")
    first = order()
    steps.press("next")
    after_error = order()
    steps.press("back")
    steps.press("next", tea="yes")
    after_back = order()
    steps.press("next", pick="3")
    steps.press("send")

    assert first == after_error == after_back
    assert first[-1] == "none-of-these"
    assert json.loads(service.rows(slug)[0]["paradata"]) == {"order": {"pick": first}}


def test_seconds_are_added_up_over_the_steps_and_nonsense_is_left_out(service, slug, steps):
    steps.press("next", tea="no", _seconds='{"tea": 4, "nobody": 3, "name": "x", "why": 9}')
    steps.press("back", _seconds='{"name": 2}')
    steps.press("next", tea="no", _seconds='{"tea": 3}')
    steps.press("next", name="Ada", _seconds='{"name": -4}')
    steps.press("send", _seconds="[[[")

    assert json.loads(service.rows(slug)[0]["paradata"]) == {"seconds": {"tea": 7, "name": 2}}


def test_walking_to_and_fro_stores_no_answer(service, slug, steps):
    for go, fields in (("next", {"tea": "yes"}), ("back", {}), ("next", {}), ("later", {}), ("review", {})):
        steps.press(go, **fields)

    assert stored(service, slug) == []


@pytest.mark.parametrize("go", ["nonsense", "to:", "to:nobody", "lang:xx", "lang:\0", "next:\0", ""])
def test_a_button_that_is_not_ours_breaks_nothing(service, slug, steps, go):
    assert steps.press(go, tea="yes").status_code in (200, 422)


def test_a_first_step_without_an_id_is_shown_again_and_not_kept(service):
    slug = service.publish(ask("text", "why"), ask("text", "name"), pages="one")
    sent = {"_step": "why", "why": "smoke", "_go": "send"}

    page = service.client.post(f"/surveys/{slug}", data=sent, headers=SAME_ORIGIN)

    assert page.status_code == 200
    assert "Check your answers" in page.text
    assert "smoke" in page.text
    assert service.rows(slug) == []


def test_options_that_were_seen_as_written_have_no_order_to_be_stored(service):
    pick = ask("choice", "pick", options=list("abcdefgh"), shuffle=True)
    slug = service.publish(pick, pages="one")
    steps = Steps(service, slug)
    # As on the site, whose first step comes without a script and so without a seed.
    sent = {"_step": "pick", "pick": "c", "_go": "next"}
    steps.page = service.client.post(f"/surveys/{slug}", data=sent, headers=SAME_ORIGIN)

    steps.press("send")

    [row] = service.rows(slug)
    assert json.loads(row["answers"]) == {"pick": "c"}
    assert "order" not in json.loads(row["paradata"] or "{}")
