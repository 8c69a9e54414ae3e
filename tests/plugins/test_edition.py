from datetime import datetime

import pytest

from editorial.problems import ContentError


def test_a_post_that_is_not_live_leaves_no_trace_in_a_production_build(site):
    site.post("seen")
    site.post(
        "tomorrow", "An embargoed sentence.", date="2026-03-02", tags="[secret-tag]", category="Secret topic"
    )
    site.post("unfinished", "Half a sentence.", status="draft", tags="[half-tag]")

    report = site.build()

    assert (report.live, report.waiting) == (1, 2)
    assert "seen" in site.everything()
    for word in ("tomorrow", "embargoed", "secret", "Secret", "unfinished", "Half", "half-tag", "preview/"):
        assert word not in site.everything()


def test_a_post_goes_live_at_its_instant_and_not_a_second_before(site):
    site.post("soon", date="2026-03-02T09:00:00+01:00")

    before = site.build(datetime.fromisoformat("2026-03-02T07:59:59+00:00")).live
    at = site.build(datetime.fromisoformat("2026-03-02T08:00:00+00:00")).live

    assert (before, at) == (0, 1)


def test_a_bare_day_means_nine_in_the_zone_of_the_policy(site):
    site.put("editorial.yaml", "timezone: America/New_York\n")
    site.post("soon", date="2026-03-02")

    before = site.build(datetime.fromisoformat("2026-03-02T13:59:59+00:00")).live
    at = site.build(datetime.fromisoformat("2026-03-02T14:00:00+00:00")).live

    assert (before, at) == (0, 1)


def test_a_hidden_post_has_its_page_and_is_listed_nowhere(site):
    site.post("seen")
    site.post("whispered", status="hidden")

    site.build()

    assert "Title of whispered" in site.page("posts/whispered")
    assert '<meta name="robots" content="noindex">' in site.page("posts/whispered")
    assert site.everything().count("Summary of whispered") == site.page("posts/whispered").count(
        "Summary of whispered"
    )


def test_all_problems_stop_the_build_at_once_and_nothing_is_written(site):
    site.post("one", stage="intrest")
    site.post("two", title=None)

    with pytest.raises(ContentError) as raised:
        site.build()

    assert [problem.code for problem in raised.value.problems] == ["not-known", "missing-title"]
    assert not site.output.exists()


def test_warnings_do_not_stop_a_build(site):
    site.post("one", summary=None)

    assert site.build().live == 1
