import re
from datetime import datetime

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
