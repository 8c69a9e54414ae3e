import json
import re
from datetime import datetime

from tests.builders import ask, survey_text

SURVEY = """---
title: What next?
opens: 2026-02-01
closes: 2026-03-31
purpose: To choose topics.
questions:
  - {id: topic, ask: Which topic?, type: choice, required: true, options: [Tea, Coffee]}
---

Two *minutes*.
"""


def test_an_open_survey_has_a_form_that_posts_to_the_service(site):
    site.put("surveys/next.md", SURVEY)

    site.build(overrides={"SURVEY_SERVICE": "https://answers.example.org/"})

    page = site.page("surveys/next")
    assert 'action="https://answers.example.org/surveys/next"' in page
    assert 'name="topic"' in page
    assert re.search(r'<input type="hidden" name="_definition" value="[0-9a-f]{64}">', page)
    assert "Two <em>minutes</em>." in page


def test_a_survey_before_and_after_its_time_says_so_and_has_no_form(site):
    site.put("surveys/next.md", SURVEY)

    site.build(datetime.fromisoformat("2026-01-31T12:00:00+00:00"))
    early = site.page("surveys/next")
    site.build(datetime.fromisoformat("2026-04-01T12:00:00+00:00"))
    late = site.page("surveys/next")

    assert "This survey is not open yet. It opens on 1 February 2026." in early
    assert "This survey closed on 31 March 2026. It takes no more answers." in late
    assert "<form" not in early + late


def test_a_post_invites_to_its_survey(site):
    site.put("surveys/next.md", SURVEY)
    site.post("asking", survey="next")

    site.build()

    assert 'href="/surveys/next/?from=asking"' in site.page("posts/asking")


def test_the_overview_lists_what_is_asked_now_and_what_was_but_not_what_is_to_come(site):
    site.put("surveys/now.md", survey_text(title="Asked now"))
    site.put("surveys/over.md", survey_text(title="Asked before", closes="2026-02-01"))
    site.put("surveys/later.md", survey_text(title="Asked later", opens="2026-05-01"))
    site.put("surveys/aside.md", survey_text(title="Asked at the end of posts", where=["post-end"]))

    site.build()

    page = site.page("surveys")
    assert re.findall(r"Asked [a-z ]+(?=</a>)", page) == ["Asked now", "Asked before"]
    assert page.index("Asked now") < page.index(">Closed<") < page.index("Asked before")


def test_a_survey_of_steps_has_its_first_step_on_the_site_and_goes_on_in_the_service(site):
    questions = ({"id": "tea", "ask": "Tea?", "type": "yes_no"}, {"id": "why", "ask": "Why?", "type": "text"})
    site.put("surveys/steps.md", survey_text(*questions, pages="one"))

    site.build(overrides={"SURVEY_SERVICE": "https://answers.example.org/"})

    page = site.page("surveys/steps")
    assert 'id="q-tea"' in page
    assert 'id="q-why"' not in page
    assert 'name="_step" value="tea"' in page
    assert "Question 1 of 2" in page
    assert 'name="_go" value="next"' in page


def test_a_survey_in_several_languages_leads_to_the_others(site):
    words = {"de": {"title": "Der Tee"}}
    site.put("surveys/tea.md", survey_text(title="Tea", language="en", languages=words))

    site.build(overrides={"SURVEY_SERVICE": "https://answers.example.org/"})

    page = site.page("surveys/tea")
    assert 'href="https://answers.example.org/surveys/tea?lang=de" lang="de"' in page
    assert 'name="_lang" value="en"' in page


def test_the_page_holds_the_questions_for_its_script_and_nothing_can_end_it_early(site):
    question = {"id": "tea", "ask": "</script><b>Tea?", "type": "yes_no"}
    site.put("surveys/tea.md", survey_text(question))

    site.build()

    data = re.search(
        r'<script type="application/json" data-survey-data>(.*?)</script>', site.page("surveys/tea")
    )
    assert json.loads(data[1])["questions"] == [
        {**question, "options": [{"id": "yes", "label": "Yes"}, {"id": "no", "label": "No"}]}
    ]


POLL = {"kind": "poll", "where": ["sidebar"], "title": "Our poll", "closes": "2026-12-31"}


def test_a_poll_for_the_sidebar_stands_whole_on_lists_and_posts_and_once_in_a_page(site):
    site.put("surveys/poll.md", survey_text(ask("yes_no"), **POLL))
    site.post("plain")
    site.post("asking", survey="poll")

    site.build(overrides={"SURVEY_SERVICE": "https://answers.example.org"})

    for path in ("", "archive", "posts/plain"):
        page = site.page(path)
        assert page.count('class="sidebar"') == 1, path
        assert 'action="https://answers.example.org/surveys/poll"' in page, path
    at_end = site.page("posts/asking")
    assert (at_end.count("<form"), at_end.count('class="sidebar"')) == (1, 0)
    assert '<input type="hidden" name="_context__from" value="asking">' in at_end
    assert 'class="sidebar"' not in site.page("surveys/poll")


def test_a_longer_survey_in_the_sidebar_is_an_invitation(site):
    site.put("surveys/long.md", survey_text(ask("yes_no"), where=["sidebar"], title="Many questions"))
    site.post("plain")

    site.build()

    beside = site.page("posts/plain").partition('class="sidebar"')[2].partition("</aside>")[0]
    assert "Many questions" in beside
    assert 'href="/surveys/long/"' in beside
    assert "<form" not in beside


def test_a_survey_that_is_over_leaves_the_sidebar(site):
    site.put("surveys/poll.md", survey_text(ask("yes_no"), **{**POLL, "closes": "2026-01-31"}))
    site.post("plain")

    site.build(datetime.fromisoformat("2026-03-01T12:00:00+00:00"))

    assert 'class="sidebar"' not in site.page("posts/plain")


def test_a_shuffled_question_stays_as_it_was_written_on_the_site_and_says_nothing_to_the_browser(site):
    site.put("surveys/tea.md", survey_text(ask("choice", shuffle=True), where=["page"]))

    site.build()

    page = site.page("surveys/tea")
    assert page.index('value="green"') < page.index('value="black-tea"')
    # Only a line to write in may have it; the script sets it where it shuffles.
    assert 'value="green" autocomplete' not in page


def test_a_survey_in_another_language_is_offered_in_it(site):
    german = {"language": "de", "opens": "2026-01-01", "title": "Der Tee"}
    site.put("surveys/tee.md", survey_text(ask("yes_no"), where=["sidebar", "page"], **german))
    site.post("tea", survey="tee")

    site.build()

    for page, box in (("posts/tea", "survey-card"), ("archive", "sidebar")):
        found = re.search(rf'<aside class="{box}".*?</aside>', site.page(page), re.DOTALL)
        assert 'lang="de"' in found[0]
        assert "Leserumfrage" in found[0]
        assert "Die Umfrage beantworten" in found[0]
    assert '<div class="sheet__text" lang="de" dir="ltr">' in site.page("surveys")


def test_a_survey_in_a_script_from_right_to_left_is_offered_that_way(site):
    arabic = {"language": "ar", "opens": "2026-01-01", "title": "الشاي"}
    site.put("surveys/shay.md", survey_text(ask("yes_no"), where=["sidebar", "page"], **arabic))
    site.put("surveys/shut.md", survey_text(ask("yes_no"), closes="2026-01-02", **arabic))
    site.post("tea", survey="shay")

    site.build()

    offered = [
        site.page(page) for page in ("posts/tea", "archive", "surveys", "surveys/shay", "surveys/shut")
    ]
    for page in offered:
        assert page.count('lang="ar"') == page.count('lang="ar" dir="rtl"') > 0
