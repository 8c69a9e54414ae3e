import re
from datetime import datetime

from tests.builders import survey_text

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

    assert 'href="/surveys/next/"' in site.page("posts/asking")


def test_the_overview_lists_what_is_asked_now_and_what_was_but_not_what_is_to_come(site):
    site.put("surveys/now.md", survey_text(title="Asked now"))
    site.put("surveys/over.md", survey_text(title="Asked before", closes="2026-02-01"))
    site.put("surveys/later.md", survey_text(title="Asked later", opens="2026-05-01"))
    site.put("surveys/aside.md", survey_text(title="Asked at the end of posts", where=["post-end"]))

    site.build()

    page = site.page("surveys")
    assert re.findall(r"Asked [a-z ]+(?=</a>)", page) == ["Asked now", "Asked before"]
    assert page.index("Asked now") < page.index(">Closed<") < page.index("Asked before")
